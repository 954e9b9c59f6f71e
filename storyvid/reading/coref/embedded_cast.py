"""From clusters of words to what an author wants to see: a named cast by importance, walk-ons folded away, the rest."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from storyvid.models import Cluster, Entity, Found, MentionKind, Reading
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_model import Clustered
from storyvid.reading.coref.embedded_traits import HE, ME, NOUNS, SHE, THEY, WE, YOU, head_of, is_genitive
from storyvid.reading.coref.embedded_words import Words

_KINDS: tuple[MentionKind, ...] = ("name", "noun", "pronoun")
_ENTITIES: tuple[Entity, ...] = ("person", "place", "place", "place", "vehicle", "thing")
_GENDERS: tuple[Literal["male", "female", "neuter", "plural"], ...] = ("male", "female", "neuter", "plural")
_SHORT_WORDS = 300


@dataclass(frozen=True)
class _Member:
    start: int  # words, inclusive
    end: int
    kind: MentionKind
    pronoun: int
    quoted: bool


def reading_of(text: str, words: Words, clustered: Clustered) -> Reading:
    """The clusters as characters (by importance, walk-ons last) and others (places, things, people never named)."""
    least = 2 if len(words) < _SHORT_WORDS else 3
    groups = [[_member(clustered, row) for row in rows] for rows in clustered.clusters]
    entities = [_entity(words, clustered, rows, group) for rows, group in zip(clustered.clusters, groups, strict=True)]
    names = _distinct(groups, [_name(text, words, group) for group in groups])
    cast: list[tuple[float, Cluster]] = []
    rest: list[tuple[float, Cluster]] = []
    for rows, group, entity, name in zip(clustered.clusters, groups, entities, names, strict=True):
        acts = entity in ("person", "animal", "group")
        shown = acts and (len(group) > 1 or group[0].kind == "name") and not _is_nobody(group)
        cluster = Cluster(
            name=name, entity=entity, mentions=tuple(_found(words, member) for member in group),
            gender=_gender(clustered, rows, group) if acts else "",
            minor=shown and len(group) < least - (group[0].kind == "name"),
        )  # fmt: skip
        (cast if shown else rest).append((_weight(group), cluster))
    cast.sort(key=lambda one: (one[1].minor, -one[0], one[1].mentions[0].start))
    rest.sort(key=lambda one: (-one[0], one[1].mentions[0].start))
    return Reading(characters=tuple(c for _, c in cast), others=tuple(c for _, c in rest))


def _member(clustered: Clustered, row: int) -> _Member:
    start, end = clustered.found.spans[row].tolist()
    kind = _KINDS[int(clustered.found.kinds[row].argmax())]
    pronoun = int(clustered.traits.classes[row])
    if pronoun < 7:
        kind = "pronoun"
    return _Member(start, end, kind, pronoun if pronoun < 8 else -1, bool(clustered.traits.quotes[row]))


def _found(words: Words, member: _Member) -> Found:
    return Found(start=int(words.starts[member.start]), end=int(words.ends[member.end]), kind=member.kind)


def _weight(group: list[_Member]) -> float:
    return len(group) + 0.5 * sum(member.kind == "name" for member in group)


def _is_nobody(group: list[_Member]) -> bool:
    """Only ever "you", "we" or "they", or an "I" inside quotes: nobody could say who it is."""
    if any(member.kind != "pronoun" for member in group):
        return False
    said = {member.pronoun for member in group}
    if ME in said and not all(member.quoted for member in group):
        return False
    return not said & {HE, SHE} or len(group) < 3


def _entity(words: Words, clustered: Clustered, rows: tuple[int, ...], group: list[_Member]) -> Entity:
    entity = _ENTITIES[int(clustered.found.entities[list(rows)].mean(0).argmax())]
    if entity != "person":
        return entity
    heads = [words.tokens[head_of(words.tokens, m.start, m.end)].lower() for m in group if m.kind != "pronoun"]
    plural = clustered.found.genders[list(rows)].mean(0).argmax() == 3
    if plural or any(member.pronoun in (WE, THEY) for member in group):
        people = sum(member.pronoun in (ME, HE, SHE, YOU) for member in group)
        many = sum(member.pronoun in (WE, THEY) for member in group)
        many += int((clustered.traits.classes[list(rows)] == NOUNS).sum())
        if many > people:
            return "group"
    animal = sum((lexicon.noun(head) or ("", ""))[1] == "animal" for head in heads)
    return "animal" if animal * 2 > len(heads) else "person"


def _gender(clustered: Clustered, rows: tuple[int, ...], group: list[_Member]):
    said = Counter(member.pronoun for member in group if member.pronoun in (HE, SHE))
    if said[HE] != said[SHE]:
        return "male" if said[HE] > said[SHE] else "female"
    shares = clustered.found.genders[list(rows)].mean(0)
    return _GENDERS[int(shares.argmax())] if shares.max() > 0.6 else ""


def _name(text: str, words: Words, group: list[_Member]) -> str:
    if names := [member for member in group if member.kind == "name"]:
        return _proper(words, names, group)
    nouns = [member for member in group if member.kind == "noun"]
    if any(m.pronoun == ME and not m.quoted for m in group) and sum(m.pronoun == ME for m in group) > len(nouns):
        return "The narrator"
    if not nouns:
        return _capital(words.tokens[group[0].start])
    return _phrase(words, nouns)


def _proper(words: Words, names: list[_Member], group: list[_Member]) -> str:
    """The fullest of the names said about as often as the most frequent."""
    said: Counter[str] = Counter()
    for member in names:
        start, end = _core(words, member)
        said[_written([_cased(token) for token in words.tokens[start : end + 1]])] += 1
    most = said.most_common(1)[0][1]
    often = [name for name, count in said.items() if count * 2 >= most and len(name.split()) <= 4]
    name = max(often or said, key=lambda name: (len(name), said[name]))
    return _capital(name)


def _phrase(words: Words, nouns: list[_Member]) -> str:
    """The clearest noun phrase: said often, short, not told by "my" or "his" where another is."""
    best, told = "", (-99.0, 0.0)
    counts = Counter(words.tokens[head_of(words.tokens, m.start, m.end)].lower() for m in nouns)
    for member in nouns:
        start, end = _core(words, member)
        first = words.tokens[start].lower()
        owned = first in lexicon.POSSESSIVES
        phrase = [token.lower() if k == 0 else token for k, token in enumerate(words.tokens[start : end + 1])]
        if first in lexicon.DETERMINERS and len(phrase) > 1:
            definite = first in ("the", "this", "that", "these", "those", "a", "an")
            phrase = (["the"] if definite else []) + phrase[1:]
        head = words.tokens[end].lower()
        worth = (counts[head] - 2.0 * owned - 0.5 * abs(len(phrase) - 2.5), -float(member.start))
        if worth > told:
            best, told = _written(phrase), worth
    return _capital(best)


def _core(words: Words, member: _Member) -> tuple[int, int]:
    """The mention without what follows its head; of a name, without a leading article or small word."""
    tokens, start = words.tokens, member.start
    end = head_of(tokens, start, member.end)
    if member.kind == "name" and end + 2 <= member.end and tokens[end + 1].lower() in ("of", "the"):
        end = member.end if member.end - end <= 3 else end
    while member.kind == "name" and start < end and not tokens[start][0].isupper():
        start += 1
    while end > start and is_genitive(tokens[end]):
        end -= 1
    return start, end


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
