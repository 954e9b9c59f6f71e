"""Mentions: the names, noun phrases and pronouns of a text, found by word lists and capitals."""

from dataclasses import dataclass, field

from storyvid.models import MentionKind
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.names import Names
from storyvid.reading.coref.tokens import Token, Tokens, numbers_a_part

_BEING = set("was is were are be been am became become 's 'm".split())
_MAX_LEFT = 6  # words from a noun back to its determiner


@dataclass
class Mention:
    """Tokens [first, last) that speak of someone or something; `head` is the singular noun or the whole name."""

    first: int
    last: int
    kind: MentionKind
    head: str
    entity: str
    gender: str
    plural: bool = False
    definite: str = "bare"  # "the", "a", "this", "owned", "bare"
    modifiers: frozenset[str] = frozenset()
    owner: int | None = None  # the token of the possessive pronoun or of the possessor's last word
    names: tuple[str, ...] = ()
    title: str = ""
    subject: bool = False
    predicate: bool = False  # "he was a king"
    parts: list["Mention"] = field(default_factory=list)  # "Hansel and Gretel"


def mentions(text: Tokens, names: Names) -> list[Mention]:
    """Every mention, in text order, none across another except inside it ("his" in "his wife")."""
    found: list[Mention] = []
    taken = 0  # names and noun phrases do not overlap
    at = 0
    while at < len(text.all):
        mention = _noun_phrase(text.all, at, taken, names) or _name(text.all, at, names)
        if mention is None:
            at += 1
            continue
        found.append(mention)
        taken = at = mention.last
    found += _pronouns(text.all, found)
    found.sort(key=lambda mention: (mention.first, -mention.last))
    for mention in found:
        mention.subject = is_subject(text.all, mention)
        mention.predicate = _is_predicate(text.all, mention)
    return found


def _name(tokens: list[Token], at: int, names: Names) -> Mention | None:
    name = names.at(at)
    if name is None:
        return None
    first = at
    while first and tokens[first - 1].lower in ("little", "old", "poor", "dear", "young", "good", "brave"):
        first -= 1
    if first and tokens[first - 1].lower == "the":
        first -= 1
    elif name.entity not in ("person", "animal"):
        first = at
    return Mention(
        first, name.last, "name", " ".join(name.words), name.entity,
        name.gender, name.gender == "plural", "bare", names=name.words, title=name.title,
    )  # fmt: skip


def _noun_phrase(tokens: list[Token], at: int, taken: int, names: Names) -> Mention | None:
    """The noun phrase whose head stands at `at`."""
    known = names.noun(tokens[at])
    if known is None or not _is_head(tokens, at, names):
        return None
    head, entity, gender, plural = known
    before = tokens[at - 1].lower if at else ""
    if (
        tokens[at].lower in lexicon.VERBS_TOO
        and before not in lexicon.ADJECTIVES | lexicon.DETERMINERS | lexicon.NUMBERS
    ):
        return None
    first, definite, owner = _left_edge(tokens, at, taken)
    if definite == "bare" and not _may_stand_bare(tokens, at, first, head, entity, plural):
        return None
    words = [token.lower for token in tokens[first:at]]
    modifiers = frozenset(word for word in words if word.isalpha() and word not in lexicon.DETERMINERS)
    if set(words) & lexicon.NUMBERS:
        plural = plural or head in ("sheep", "deer", "fish")
    last = _right_edge(tokens, at + 1, names)
    return Mention(
        first, last, "noun", head, entity, "plural" if plural else gender, plural, definite,
        modifiers - lexicon.POSSESSIVES, owner,
    )  # fmt: skip


def _is_head(tokens: list[Token], at: int, names: Names) -> bool:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None:
        return True
    if after.lower in lexicon.NOT_AFTER_HEAD:
        return False
    if names.at(at) is not None:
        return False
    follows = names.noun(after) if after.word and after.text.islower() else None
    # "the fisher boy": the last noun is the head, unless it is a verb too ("the man ships")
    return (
        follows is None
        or after.lower in lexicon.VERBS
        or follows[3]
        and after.lower.endswith("s")
        and at > 0
        and follows[1] in ("place", "vehicle")
    )


def _left_edge(tokens: list[Token], at: int, taken: int) -> tuple[int, str, int | None]:
    """The first token of the phrase, how it is determined, and the token of who owns it."""
    first = at
    for place in range(at - 1, max(taken - 1, at - 1 - _MAX_LEFT, -1), -1):
        token = tokens[place]
        if token.lower in lexicon.POSSESSIVES:
            return place, "owned", place
        if token.lower in lexicon.DETERMINERS:
            kind = "the" if token.lower in ("the", "both", "all", "these", "those", "this", "that") else "a"
            if place and tokens[place - 1].lower in ("all", "both") and kind == "the":
                place -= 1
            return place, kind, None
        if token.lower == "'s" or (token.text == "'" and tokens[place - 1].lower.endswith("s")):
            return first, "owned-by", place - 1
        if token.text == "," and tokens[place - 1].lower in lexicon.ADJECTIVES and first < at:
            continue
        if (
            token.quote != tokens[at].quote
            or not token.word
            or (
                token.lower in lexicon.FUNCTION | lexicon.VERBS
                and token.lower not in lexicon.ADJECTIVES | lexicon.NUMBERS
            )
            or token.sentence != tokens[at].sentence
        ):
            break
        first = place
    return _plain_left(tokens, at, first)


def _plain_left(tokens: list[Token], at: int, first: int) -> tuple[int, str, int | None]:
    """Without a determiner only plain adjectives and numbers belong to the phrase."""
    place = at
    while place > first and tokens[place - 1].lower in lexicon.ADJECTIVES | lexicon.NUMBERS:
        place -= 1
    return place, "bare", None


def _may_stand_bare(tokens: list[Token], at: int, first: int, head: str, entity: str, plural: bool) -> bool:
    token = tokens[at]
    if plural:
        return entity in ("person", "animal") or token.lower in ("people", "folk", "folks", "mankind")
    if token.capital and not token.opens and entity in ("person", "animal", "thing"):
        return True  # "so Wolf said"
    if token.lower in lexicon.STAND_ALONE or (head in lexicon.KIN and (token.capital or token.quote >= 0)):
        return True
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    # called to: "Come in, old man!"
    spoken_to = token.quote >= 0 and after in ",!?.”’\"'" and (first != at or before in ",“‘\"'")
    return entity in ("person", "animal") and (spoken_to and tokens[first - 1].text in ",“‘\"'!" if first else False)


def _right_edge(tokens: list[Token], end: int, names: Names) -> int:
    """ "of the mountain", "of England" belong to the noun before them."""
    if end + 1 >= len(tokens) or tokens[end].lower != "of":
        return end
    place = end + 1
    if (name := names.at(place)) is not None:
        return name.last
    if tokens[place].lower not in lexicon.DETERMINERS | lexicon.POSSESSIVES:
        return end
    for at in range(place + 1, min(place + 5, len(tokens))):
        token = tokens[at]
        if (name := names.at(at)) is not None:
            return name.last
        if names.noun(token) is not None and _is_head(tokens, at, names):
            return at + 1
        if not token.word or token.lower in lexicon.FUNCTION - lexicon.ADJECTIVES:
            return end
    return end


def _pronouns(tokens: list[Token], found: list[Mention]) -> list[Mention]:
    names = {at for mention in found if mention.kind == "name" for at in range(mention.first, mention.last)}
    made = []
    for at, token in enumerate(tokens):
        kind = lexicon.PRONOUNS.get(token.lower)
        if kind is None or at in names or (token.lower == "i" and token.text != "I"):
            continue
        if numbers_a_part(tokens, at):
            continue
        if token.text in ("US", "IT", "HIS") or (token.lower == "mine" and at and tokens[at - 1].lower in ("a", "the")):
            continue
        made.append(Mention(at, at + 1, "pronoun", token.lower, "", kind, kind in ("plural", "speakers")))
    return made


def is_subject(tokens: list[Token], mention: Mention) -> bool:
    """Whether the mention does what its clause says, by the words beside it."""
    if mention.kind == "pronoun":
        return tokens[mention.first].lower in lexicon.SUBJECT_PRONOUNS
    next_to = tokens[mention.last : mention.last + 2]
    after = next((token for token in next_to if not token.lower.endswith("ly")), None)  # Anna gratefully observed
    before = tokens[mention.first - 1] if mention.first else None
    if after is not None and (after.lower in lexicon.VERBS or after.lower.endswith("ed")):
        return before is None or before.lower not in ("of", "to", "by", "with", "for", "from")
    return before is None or tokens[mention.first].opens or before.lower in lexicon.SPEECH_VERBS


def _is_predicate(tokens: list[Token], mention: Mention) -> bool:
    if mention.definite != "a" or mention.first < 2:
        return False
    before, earlier = tokens[mention.first - 1].lower, tokens[mention.first - 2].lower
    return before in _BEING and earlier not in ("there", "once", "it")
