"""From clusters of words to what an author wants to see: a named cast by importance, walk-ons folded away, the rest."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from storyvid.models import Cluster, Entity, Found, MentionKind, Reading
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_beings import acting, species
from storyvid.reading.coref.embedded_model import Clustered
from storyvid.reading.coref.embedded_traits import HE, ME, NOUNS, SHE, THEY, WE, YOU, head_of, is_genitive, is_titled
from storyvid.reading.coref.embedded_words import Words

_KINDS: tuple[MentionKind, ...] = ("name", "noun", "pronoun")
_ENTITIES: tuple[Entity, ...] = ("person", "place", "place", "place", "vehicle", "thing")
_GENDERS: tuple[Literal["male", "female", "neuter", "plural"], ...] = ("male", "female", "neuter", "plural")
_SHORT_WORDS = 300
_FEW_NOUNS = 3
_LOOSE = frozenset("some all many several any other various".split())
_SPEAKERS = frozenset("my our your thy".split())
_QUANTITIES = frozenset("one some each both all many several few most another others none any either neither".split())
_NO_NAMES = frozenset(
    "else whoever whosoever everybody everyone nobody anybody anyone somebody someone who whom".split()
)
_DROPPED = frozenset("the a an my our dear poor sweet oh o".split())


@dataclass(frozen=True)
class _Member:
    start: int  # words, inclusive
    end: int
    kind: MentionKind
    pronoun: int
    quoted: bool
    many: bool


def reading_of(words: Words, clustered: Clustered) -> Reading:
    """The clusters as characters (by importance, walk-ons last) and others (places, things, people never named)."""
    least = 2 if len(words) < _SHORT_WORDS else 3
    groups = [[_member(words, clustered, row) for row in rows] for rows in clustered.clusters]
    entities = [_entity(words, clustered, rows, group) for rows, group in zip(clustered.clusters, groups, strict=True)]
    bearers = _bearers(words, groups)
    names = _distinct(groups, [_name(words, group, bearers) for group in groups])
    cast: list[tuple[float, Cluster]] = []
    rest: list[tuple[float, Cluster]] = []
    for rows, group, entity, name in zip(clustered.clusters, groups, entities, names, strict=True):
        acts = entity in ("person", "animal", "group")
        shown = acts and (len(group) > 1 or group[0].kind == "name") and not _is_nobody(words, group)
        cluster = Cluster(
            name=name, entity=entity, mentions=tuple(_found(words, member) for member in group),
            gender=_gender(clustered, rows, group) if acts else "",
            minor=shown and len(group) < least - (group[0].kind == "name"),
        )  # fmt: skip
        (cast if shown else rest).append((_weight(group), cluster))
    cast.sort(key=lambda one: (one[1].minor, -one[0], one[1].mentions[0].start))
    rest.sort(key=lambda one: (-one[0], one[1].mentions[0].start))
    return Reading(characters=tuple(c for _, c in cast), others=tuple(c for _, c in rest))


def _member(words: Words, clustered: Clustered, row: int) -> _Member:
    start, end = clustered.found.spans[row].tolist()
    kind = _KINDS[int(clustered.found.kinds[row].argmax())]
    pronoun = int(clustered.traits.classes[row])
    if pronoun < 7:
        kind = "pronoun"
    elif kind == "name" and all(token.islower() for token in words.tokens[start : end + 1] if token.isalpha()):
        kind = "noun"
    elif kind == "noun" and is_titled(words.tokens[start : end + 1]):
        kind = "name"
    quoted, many = bool(clustered.traits.quotes[row]), pronoun == NOUNS
    return _Member(start, end, kind, pronoun if pronoun < 8 else -1, quoted, many)


def _found(words: Words, member: _Member) -> Found:
    return Found(start=int(words.starts[member.start]), end=int(words.ends[member.end]), kind=member.kind)


def _weight(group: list[_Member]) -> float:
    return len(group) + 0.5 * sum(member.kind == "name" for member in group)


def _is_nobody(words: Words, group: list[_Member]) -> bool:
    """Only ever "you", "we" or "they", "whoever", or an "I" inside quotes: nobody could say who it is."""
    if any(member.kind != "pronoun" and words.tokens[member.start].lower() not in _NO_NAMES for member in group):
        return False
    said = {member.pronoun for member in group}
    if any(member.pronoun == ME and not member.quoted for member in group):
        return False
    return not said & {HE, SHE} or len(group) < 6


def _entity(words: Words, clustered: Clustered, rows: tuple[int, ...], group: list[_Member]) -> Entity:
    entity = _ENTITIES[int(clustered.found.entities[list(rows)].mean(0).argmax())]
    heads = [words.tokens[head_of(words.tokens, m.start, m.end)].lower() for m in group if m.kind != "pronoun"]
    if entity != "person":
        beings = {species(head) for head in heads} - {""}
        return "animal" if beings and beings <= acting(words) and all(map(species, heads)) else entity
    plural = clustered.found.genders[list(rows)].mean(0).argmax() == 3
    if plural or any(member.pronoun in (WE, THEY) for member in group):
        people = sum(member.pronoun in (ME, HE, SHE, YOU) for member in group)
        many = sum(member.pronoun in (WE, THEY) for member in group)
        many += int((clustered.traits.classes[list(rows)] == NOUNS).sum())
        if many > people or (plural and not people):
            return "group"
    animal = sum((lexicon.noun(head) or ("", ""))[1] == "animal" for head in heads)
    return "animal" if animal * 2 > len(heads) else "person"


def _gender(clustered: Clustered, rows: tuple[int, ...], group: list[_Member]):
    said = Counter(member.pronoun for member in group if member.pronoun in (HE, SHE))
    if said[HE] != said[SHE]:
        return "male" if said[HE] > said[SHE] else "female"
    shares = clustered.found.genders[list(rows)].mean(0)
    return _GENDERS[int(shares.argmax())] if shares.max() > 0.6 else ""


def _bearers(words: Words, groups: list[list[_Member]]) -> dict[str, int]:
    """Who bears a name word most often: the number of the group, by the first of its mentions' words."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for group in groups:
        for member in group:
            for token in words.tokens[member.start : member.end + 1] if member.kind == "name" else ():
                counts[token][group[0].start] += 1
    return {word: count.most_common(1)[0][0] for word, count in counts.items()}


def _own_names(words: Words, group: list[_Member], bearers: dict[str, int]) -> list[_Member]:
    """The names that a group goes by: not a noun's, nor one that another bears, nor that of one among many."""
    names = [member for member in group if member.kind == "name"]
    nouns = [member for member in group if member.kind == "noun"]
    if names and len(names) * 2 <= sum(member.many for member in nouns):
        return []
    heads = {words.tokens[_core(words, member)[1]].lower() for member in nouns}
    made = []
    for member in names:
        start, end = _core(words, member)
        is_noun = start == end and (word := words.tokens[end].lower()) in heads and lexicon.noun(word) is not None
        capitals = [word for word in words.tokens[member.start : member.end + 1] if word[0].isupper()]
        own = not capitals or any(bearers[word] == group[0].start for word in capitals)
        if not is_noun and (own or len(nouns) < _FEW_NOUNS):
            made.append(member)
    return made


def _name(words: Words, group: list[_Member], bearers: dict[str, int]) -> str:
    if names := _own_names(words, group, bearers):
        return _proper(words, names)
    nouns = [member for member in group if member.kind == "noun"]
    if sum(member.pronoun == ME and not member.quoted for member in group) * 2 > len(group):
        return "The narrator"
    if not nouns:
        return _unnamed(words, group)
    return _phrase(words, nouns)


def _proper(words: Words, names: list[_Member]) -> str:
    """The fullest of the names said often enough; with "the" where it is mostly said so ("The Happy Prince")."""
    said: Counter[str] = Counter()
    articled: Counter[str] = Counter()
    for member in names:
        start, end = _core(words, member)
        name = _written([_cased(token) for token in words.tokens[start : end + 1]])
        said[name] += 1
        articled[name] += start > member.start and words.tokens[start - 1].lower() == "the"
    usual, most = said.most_common(1)[0]
    fuller = [
        name
        for name, count in said.items()
        if len(name.split()) <= 4
        and (count * 2 >= most or (count * 6 >= most and set(usual.split()) <= set(name.split())))
    ]
    name = max(fuller or said, key=lambda name: (len(name.split()), said[name]))
    return _capital(f"the {name}" if articled[name] * 2 > said[name] else name)


def _phrase(words: Words, nouns: list[_Member]) -> str:
    """The clearest noun phrase: said often, short, not told by "my" or "his" where another is."""
    heads = Counter(words.tokens[_core(words, member)[1]].lower() for member in nouns)
    said = Counter(_spoken(words, member) for member in nouns)
    worth: dict[str, float] = {}
    for member in nouns:
        phrase, owned = _spoken(words, member)
        clear = heads[words.tokens[_core(words, member)[1]].lower()] + said[phrase, owned] - 2.0 * owned
        worth.setdefault(phrase, clear - 0.5 * abs(len(phrase.split()) - 2.5))
    return _capital(max(worth, key=lambda phrase: worth[phrase]))


def _spoken(words: Words, member: _Member) -> tuple[str, bool]:
    """A noun phrase with "the" for whatever article or "my" it has, and whether it began with such a word or "his"."""
    start, end = _core(words, member)
    if end == start and words.tokens[end].lower() in _QUANTITIES:
        return _written([word.lower() if k == start else word for k, word in _within(words, member)]), False
    told = [
        token.lower() if token.istitle() and k == 0 else token for k, token in enumerate(words.tokens[start : end + 1])
    ]
    owned = told[0].lower() in lexicon.POSSESSIVES
    if told[0].lower() in _LOOSE and len(told) > 1:
        told = told[1:] if told[1] in lexicon.DETERMINERS else ["the", *told[1:]]
    if told[0].lower() in _SPEAKERS and len(told) > 1:
        told[0] = "the"  # "my wife" is whose? the wife
    if len(told) > 1 and told[0].lower() in ("the", "this", "that", "these", "those", "a", "an", "one", "another"):
        rest = told[1:]
        while len(rest) > 1 and rest[0].lower() in lexicon.NAMELESS:
            rest = rest[1:]
        told = ["the", *rest]
    return _written(told), owned


def _within(words: Words, member: _Member) -> list[tuple[int, str]]:
    """ "one of the Afghans", whole."""
    return [(k, words.tokens[k]) for k in range(member.start, member.end + 1)]


def _unnamed(words: Words, group: list[_Member]) -> str:
    said = Counter(member.pronoun for member in group)
    if said[SHE] != said[HE]:
        return "Unnamed woman" if said[SHE] > said[HE] else "Unnamed man"
    return _capital(words.tokens[group[0].start])


def _core(words: Words, member: _Member) -> tuple[int, int]:
    """The mention without what follows its head; of a name, without a leading article or endearment."""
    tokens, start = words.tokens, member.start
    end = head_of(tokens, start, member.end)
    if member.kind == "noun":
        end = _noun_end(tokens, start, end)
    if member.kind == "name" and end + 2 <= member.end <= end + 3 and tokens[end + 1].lower() in ("of", "the"):
        end = member.end  # "Thomas of Ercildoune"
    while (
        member.kind == "name" and start < end and (not tokens[start][0].isupper() or tokens[start].lower() in _DROPPED)
    ):
        start += 1
    while end > start and is_genitive(tokens[end]):
        end -= 1
    return start, end


def _noun_end(tokens: tuple[str, ...], start: int, end: int) -> int:
    """The last noun known as one, where what follows is none: "the woman" of "the woman seated"."""
    known = [k for k in range(start, end + 1) if lexicon.noun(tokens[k].lower())]
    return known[-1] if known and tokens[end].lower().endswith(("ed", "ing")) else end


def _cased(token: str) -> str:
    return token.capitalize() if token.isupper() and len(token) > 2 else token


def _written(tokens: list[str]) -> str:
    text = ""
    for token in tokens:
        text += token if token in (",", ".") or is_genitive(token) or not text else f" {token}"
    return text


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _distinct(groups: list[list[_Member]], names: list[str]) -> list[str]:
    """The names, a number added to those said before; the more important entity keeps the plain one."""
    taken: Counter[str] = Counter()
    told = list(names)
    for k in sorted(range(len(names)), key=lambda k: -_weight(groups[k])):
        taken[names[k]] += 1
        if taken[names[k]] > 1:
            told[k] = f"{names[k]} ({taken[names[k]]})"
    return told
