"""Proper names: which capital letters name someone, which a place, and which only open a sentence."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.tokens import Token, Tokens, numbers_a_part

_AT = {
    "in",
    "at",
    "to",
    "from",
    "near",
    "through",
    "toward",
    "towards",
    "into",
    "across",
    "around",
    "over",
    "throughout",
}
_ASKING = {"will", "may", "mark", "grace", "bill", "rob", "pat", "drew", "sue", "hope"}  # "Will you walk with me?"
_LINKS = {"of", "the", "and", "von", "de", "van", "du", "la", "le", "o'", "mac", "ap", "na", "an", "y"}


@dataclass(frozen=True)
class Name:
    """Tokens up to `last` (half-open) that make one name; `words` are its parts without the title."""

    last: int
    words: tuple[str, ...]
    title: str
    entity: str
    gender: str


class Names:
    """The names of one text, by the token where each begins, and what nouns its people are called by."""

    def __init__(self, text: Tokens) -> None:
        self._tokens = text.all
        self._lower = Counter(token.lower for token in text.all if token.text.islower())
        self._inside = Counter(token.text for token in text.all if token.capital and not token.opens)
        self._acts, self._is_at, self._acting_nouns = self._evidence()
        self._by_start = self._all()

    def at(self, place: int) -> Name | None:
        """The name that begins at the token, None where none does."""
        return self._by_start.get(place)

    def noun(self, token: Token) -> tuple[str, str, lexicon.Gender, bool] | None:
        """Singular, entity, gender, plural of a known noun, or of a thing that speaks in this story."""
        if not token.word:
            return None
        known = lexicon.noun(token.lower)
        if known is None and token.lower in self._acting_nouns:
            made = token.lower.endswith(("er", "or", "ist", "ess", "man", "woman", "ian"))
            return token.lower, "person" if made else "thing", "", False
        return known

    def _evidence(self) -> tuple[Counter, Counter, set[str]]:
        """How often a capital word acts or is a place, and which common nouns say something."""
        acts: Counter = Counter()
        is_at: Counter = Counter()
        speaks: Counter = Counter()
        for at, token in enumerate(self._tokens):
            before = self._tokens[at - 1].lower if at else ""
            after = self._tokens[at + 1].lower if at + 1 < len(self._tokens) else ""
            if token.capital and (before in lexicon.SPEECH_VERBS or after in lexicon.AGENT_VERBS):
                acts[token.text] += 1
            if token.capital and before in _AT and after != "'s":
                is_at[token.text] += 1
            if self._speaks(at, token, before, after):
                speaks[token.lower] += 1
        common = lexicon.FUNCTION | lexicon.VERBS | lexicon.ADJECTIVES | lexicon.NOT_NAMES
        return acts, is_at, {word for word in speaks if word not in common and len(word) > 2}

    def _speaks(self, at: int, token: Token, before: str, after: str) -> bool:
        """“said the teapot”, “the teapot said”: outside quotations."""
        if not token.word or token.quote >= 0 or at < 2 or token.lower in lexicon.NO_SPEAKERS:
            return False
        if token.lower.endswith(("ly", "ing", "ed")) or lexicon.noun(before) is not None:
            return False
        earlier = self._tokens[at - 2].lower
        if before != "the" and earlier != "the":
            return False
        verb = self._tokens[at - 3].lower if earlier == "the" and at > 2 else earlier
        return (verb in lexicon.SAYING and self._tokens[at + 1 : at + 2] != [] and not self._tokens[at + 1].word) or (
            before == "the" and earlier in lexicon.SAYING
            and (not after.isalpha() or after in lexicon.FUNCTION)
        )  # fmt: skip

    def _all(self) -> dict[int, Name]:
        found: dict[int, Name] = {}
        at = 0
        while at < len(self._tokens):
            name = self._read(at) if self._tokens[at].capital else None
            if name is None:
                at += 1
                continue
            found[at] = name
            at = name.last
        return self._consistent(found)

    def _read(self, at: int) -> Name | None:
        """The name that begins here: titles, then capitals, joined by "of the" and the like."""
        tokens = self._tokens
        if tokens[at].lower in ("mr", "mrs", "ms", "dr", "miss", "st", "messrs") or tokens[at].lower in lexicon.TITLES:
            titled = self._titled(at)
            if titled is not None:
                return titled
        if not self._is_name_word(at):
            return None
        last = self._run(at)
        if last - at == 1 and (lexicon.noun(tokens[at].lower) or tokens[at].lower in self._acting_nouns):
            return None  # "the Wolf", "come, Wolf": read as a noun phrase
        return self._made(at, at, last, "")

    def _titled(self, at: int) -> Name | None:
        start = at + 1
        if start < len(self._tokens) and self._tokens[start].text == ".":
            start += 1
        if start >= len(self._tokens) or not self._tokens[start].capital or self._tokens[start].opens:
            return None
        follows = self._tokens[start]
        if follows.lower in lexicon.FUNCTION or len(follows.text) < 2 or follows.sentence != self._tokens[at].sentence:
            return None
        return self._made(at, start, self._run(start), self._tokens[at].lower)

    def _run(self, at: int) -> int:
        """Where the capitals that begin here end."""
        tokens, last = self._tokens, at + 1
        while last < len(tokens):
            token = tokens[last]
            if (
                token.capital
                and not token.opens
                and token.word
                and token.text != "I"
                and self._goes_on(last)
                or (
                    token.text == "."
                    and len(tokens[last - 1].text) == 1
                    and last + 1 < len(tokens)
                    and tokens[last + 1].capital
                )
            ):
                last += 1
            elif token.lower in ("of", "the") and (end := self._linked(at, last)):
                last = end
            else:
                break
        return last

    def _goes_on(self, at: int) -> bool:
        token = self._tokens[at]
        return (
            token.lower not in lexicon.NOT_NAMES or self._tokens[at - 1].capital and token.lower in lexicon.PLACE_HEADS
        )

    def _linked(self, first: int, at: int) -> int | None:
        """ "Queen of the North", "Thomas the Rhymer": the end of what the link joins, if it joins."""
        tokens = self._tokens
        end = at + 1
        if tokens[at].lower == "of" and end < len(tokens) and tokens[end].lower == "the":
            end += 1
        if end >= len(tokens) or not tokens[end].capital or tokens[end].opens or tokens[end].lower in lexicon.FUNCTION:
            return None
        if tokens[at].lower == "the" and (lexicon.noun(tokens[first].lower) or at - first > 1):
            return None
        while end < len(tokens) and tokens[end].capital and not tokens[end].opens:
            end += 1
        return end

    def _is_name_word(self, at: int) -> bool:
        token = self._tokens[at]
        if len(token.text) < 2 or token.lower in lexicon.PRONOUNS or numbers_a_part(self._tokens, at):
            return False
        if token.opens and token.lower in _ASKING and self._precedes_pronoun(at):
            return False
        if token.lower in lexicon.NOT_NAMES:
            return self._begins_a_longer_name(at)
        if token.text.isupper() and len(token.text) > 3:
            return self._shouted(token)
        if token.lower in lexicon.PLACE_NAMES or token.lower in lexicon.FEMALE_NAMES | lexicon.MALE_NAMES:
            return not (token.opens and self._lower[token.lower] and not self._inside[token.text])
        if token.lower in lexicon.FUNCTION or (token.opens and token.lower in lexicon.VERBS):
            return False
        if not token.opens:
            return self._lower[token.lower] <= 3 * self._inside[token.text]
        if self._inside[token.text]:
            return self._lower[token.lower] <= self._inside[token.text]
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if self._lower[token.lower] or after is None or token.lower.endswith(("ly", "ing")):
            return False
        return self._acts[token.text] > 0 and not lexicon.noun(token.lower) and token.lower not in lexicon.ADJECTIVES

    def _precedes_pronoun(self, at: int) -> bool:
        return at + 1 < len(self._tokens) and self._tokens[at + 1].lower in lexicon.SUBJECT_PRONOUNS

    def _begins_a_longer_name(self, at: int) -> bool:
        """ "the Roman Candle", "the North Wind"."""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        article = at > 0 and self._tokens[at - 1].lower == "the"
        return article and after is not None and after.capital and after.lower not in lexicon.PLACE_HEADS

    def _shouted(self, token: Token) -> bool:
        """A word in capitals is a name where it is one elsewhere: headings and "THERE was"."""
        return self._inside[token.text.capitalize()] > self._lower[token.lower]

    def _made(self, first: int, start: int, last: int, title: str) -> Name:
        words = tuple(token.text for token in self._tokens[start:last] if token.text != ".")
        lead = title or (words[0].lower() if len(words) > 1 else "")
        entity, article = self._entity(words, title), first > 0 and self._tokens[first - 1].lower == "the"
        if article and not title and entity == "person":
            head = words[words.index("of") - 1 if "of" in words else -1]
            if head.endswith("s") and not head.endswith(("ss", "us", "is")):
                return Name(last, words, title, "group", "plural")  # "the Fenians"
            if not lexicon.noun(head.lower()) and not any(self._acts[word] for word in words):
                entity = "thing"  # "the Horn"
        return Name(last, words, title, entity, self._gender(words, lead))

    def _entity(self, words: tuple[str, ...], title: str) -> str:
        lower = [word.lower() for word in words]
        if title and title not in ("st", "saint"):
            return "person"
        if lower[0] in lexicon.FEMALE_NAMES | lexicon.MALE_NAMES and not (
            lower[-1] in lexicon.PLACE_HEADS and len(words) > 1
        ):
            return "person"
        if lower[-1] in lexicon.PLACE_HEADS | lexicon.PLACE_NAMES and "of" not in lower:
            return "place"
        known = lexicon.noun(lower[lower.index("of") - 1] if "of" in lower[1:] else lower[-1])
        if known is not None:
            return known[1]
        acts, is_at = sum(self._acts[word] for word in words), sum(self._is_at[word] for word in words)
        if acts > 0 or is_at == 0:
            return "person" if acts * 2 >= is_at else "place"
        return "place" if is_at * 3 >= sum(self._inside[word] for word in words) / len(words) else "person"

    def _gender(self, words: tuple[str, ...], lead: str) -> str:
        gender = lexicon.TITLES.get(lead, "")
        end = words.index("of") - 1 if "of" in words else -1
        for word in (words[end].lower(), words[0].lower()):
            known = lexicon.noun(word)
            known = known if known and known[1] in ("person", "animal", "group") else None
            gender = gender or ("female" if word in lexicon.FEMALE_NAMES else "")
            gender = gender or ("male" if word in lexicon.MALE_NAMES else "")
            gender = gender or (known[2] if known else "")
        return gender

    def _consistent(self, found: dict[int, Name]) -> dict[int, Name]:
        """One word is one kind of thing all through the text: the majority decides."""
        votes: dict[str, Counter] = defaultdict(Counter)
        for name in found.values():
            votes[name.words[0]][name.entity] += 2 if name.title else 1
        return {at: self._settled(name, votes) for at, name in found.items()}

    def _settled(self, name: Name, votes: dict[str, Counter]) -> Name:
        entity = votes[name.words[0]].most_common(1)[0][0]
        if len(name.words) > 1 or name.title or entity == name.entity:
            return name
        return Name(name.last, name.words, name.title, entity, name.gender)
