"""From clusters of words to what an author wants to see: a named cast by importance, walk-ons folded away, the rest."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import numpy as np

from storyvid.models import Cluster, Entity, Found, MentionKind, Reading
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_beings import species
from storyvid.reading.coref.embedded_its import its
from storyvid.reading.coref.embedded_model import Clustered
from storyvid.reading.coref.embedded_naming import Member, is_place, names_of, one_by_name, weight
from storyvid.reading.coref.embedded_narrators import is_told_to_you
from storyvid.reading.coref.embedded_numbered import is_numbered
from storyvid.reading.coref.embedded_singular_they import is_one
from storyvid.reading.coref.embedded_traits import (
    ANYBODYS,
    HE,
    ME,
    NAME_F,
    NAME_M,
    NOUNS,
    SHE,
    THEY,
    WE,
    YOU,
    head_of,
    is_titled,
)
from storyvid.reading.coref.embedded_words import Words
from storyvid.reading.coref.surnames import is_surname

_KINDS: tuple[MentionKind, ...] = ("name", "noun", "pronoun")
_ENTITIES: tuple[Entity, ...] = ("person", "place", "place", "place", "vehicle", "thing")
_GENDERS: tuple[Literal["male", "female", "neuter", "plural"], ...] = ("male", "female", "neuter", "plural")
_PLURAL = 3  # among genders
_SHORT_WORDS = 300
_ANY_OF_THEM = frozenset("every each any none neither either".split())
_NO_NAMES = (
    frozenset("else whoever whosoever everybody everyone nobody anybody anyone somebody someone who whom".split())
    | _ANY_OF_THEM
)
_ADDRESSES = frozenset(
    "sir madam ma'am miss mister señor señora señorita senor senora senorita monsieur madame officer captain buddy pal "
    "honey sweetie darling dear dude bro mate man sweetheart".split()
)
_CALLED_ON = frozenset("god lord heaven heavens goodness diary journal christ jesus".split())  # "oh God", "Dear Diary"


def reading_of(words: Words, clustered: Clustered) -> Reading:
    """The clusters as characters (by importance, walk-ons last) and others (places, things, people never named)."""
    least = 2 if len(words) < _SHORT_WORDS else 3
    clusters = _without_echoes(words, clustered)
    groups = [[_member(words, clustered, row) for row in rows] for rows in clusters]
    entities = [_entity(words, clustered, rows, group) for rows, group in zip(clusters, groups, strict=True)]
    called_it = [entity in ("person", "animal") and _is_called_it(words, clustered, group)
                 for group, entity in zip(groups, entities, strict=True)]  # fmt: skip
    for number, more in its(words, groups, called_it).items():
        groups[number] = sorted([*groups[number], *more], key=lambda member: (member.start, -member.end))
    names, you = names_of(words, groups), is_told_to_you(words, clustered.traits)
    cast: list[tuple[float, Cluster]] = []
    rest: list[tuple[float, Cluster]] = []
    for rows, group, entity, name in zip(clusters, groups, entities, names, strict=True):
        acts = entity in ("person", "animal", "group")
        shown = acts and (len(group) > 1 or group[0].kind == "name") and not _is_nobody(words, group, you)
        cluster = Cluster(
            name=name, entity=entity, mentions=tuple(_found(words, member) for member in group),
            gender=_gender(words, clustered, rows, group) if acts else "",
            minor=shown and len(group) < least - (group[0].kind == "name"),
        )  # fmt: skip
        (cast if shown else rest).append((weight(group), cluster))
    cast.sort(key=lambda one: (one[1].minor, -one[0], one[1].mentions[0].start))
    rest.sort(key=lambda one: (-one[0], one[1].mentions[0].start))
    return Reading(characters=tuple(c for _, c in cast), others=tuple(c for _, c in rest))


def _is_called_it(words: Words, clustered: Clustered, group: list[Member]) -> bool:
    """Whether "it" may speak of a group: of an animal or a robot that is no "he" and no "she"."""
    if any(member.pronoun in (HE, SHE, WE, THEY) and not member.quoted or member.many for member in group):
        return False
    if any(_is_numbered_name(words, member) for member in group):
        return True
    nouns = [words.tokens[head_of(words.tokens, m.start, m.end)].lower() for m in group if m.kind != "pronoun"]
    return any((species(noun) or noun) in clustered.beings for noun in nouns)


def _is_numbered_name(words: Words, member: Member) -> bool:
    return is_numbered(" ".join(words.tokens[member.start : member.end + 1]))


def _without_echoes(words: Words, clustered: Clustered) -> list[tuple[int, ...]]:
    """The clusters' rows, a name heard again in passing counted to who bears it."""
    groups = [[_member(words, clustered, row) for row in rows] for rows in clustered.clusters]
    genders = [_gender(words, clustered, rows, group) for rows, group in zip(clustered.clusters, groups, strict=True)]
    held: dict[int, list[int]] = {}
    for number, rows in zip(one_by_name(words, groups, genders), clustered.clusters, strict=True):
        held.setdefault(number, []).extend(rows)
    return [tuple(sorted(rows)) for rows in held.values()]


def _member(words: Words, clustered: Clustered, row: int) -> Member:
    start, end = clustered.found.spans[row].tolist()
    kind = _KINDS[int(clustered.found.kinds[row].argmax())]
    pronoun = int(clustered.traits.classes[row])
    if pronoun < 7:
        kind = "pronoun"
    elif is_numbered(" ".join(words.tokens[start : end + 1])):
        kind = "name"
    elif kind == "name" and all(token.islower() for token in words.tokens[start : end + 1] if token.isalpha()):
        kind = "noun"
    elif kind == "noun" and (is_titled(words.tokens[start : end + 1]) or _is_kin_called(words, clustered, row)):
        kind = "name"
    quoted, many = bool(clustered.traits.quotes[row]), pronoun == NOUNS
    return Member(start, end, kind, pronoun if pronoun < 8 else -1, quoted, many)


def _is_kin_called(words: Words, clustered: Clustered, row: int) -> bool:
    """ "said Mom", "where is Grandpa?": a name as those are who bear one."""
    start, end = clustered.found.spans[row].tolist()
    named = clustered.traits.classes[row] in (NAME_M, NAME_F)
    alone = start == end or not any(token[0].isupper() for token in words.tokens[start:end])
    return bool(named and alone and words.tokens[end].lower() in lexicon.KIN and words.shapes[end] < 6)


def _found(words: Words, member: Member) -> Found:
    return Found(start=int(words.starts[member.start]), end=int(words.ends[member.end]), kind=member.kind)


def _is_nobody(words: Words, group: list[Member], you: bool) -> bool:
    """Only ever "you" or "they", "whoever", "each of them", or an "I" inside quotes: nobody could say who it is."""
    if len(group) < 3 and all(words.tokens[member.end].lower() in _CALLED_ON for member in group):
        return True
    if len(group) < 3 and all(member.quoted and words.tokens[member.start].lower() in _ADDRESSES for member in group):
        return all(member.start == member.end for member in group)
    if any(member.kind != "pronoun" and words.tokens[member.start].lower() not in _NO_NAMES for member in group):
        return False
    if any(words.tokens[member.start].lower() in _ANY_OF_THEM for member in group):
        return True
    said = {member.pronoun for member in group}
    told = Counter(member.pronoun for member in group if not member.quoted)
    if told[ME] or (you and told[YOU]):
        return False
    return not said & {HE, SHE} or len(group) < 6


def _entity(words: Words, clustered: Clustered, rows: tuple[int, ...], group: list[Member]) -> Entity:
    entity = _ENTITIES[int(clustered.found.entities[list(rows)].mean(0).argmax())]
    heads = [
        words.tokens[head_of(words.tokens, m.start, m.end)].lower()
        for m in group if m.kind != "pronoun" and not _is_given(words, group, m)
    ]  # fmt: skip
    if is_place(words, group):
        return "place"
    if entity != "person":
        told = {species(head) or head for head in heads}
        if not told or not told <= clustered.beings:
            return entity
        return "animal" if all(map(species, heads)) else "person"
    plural = clustered.found.genders[list(rows)].mean(0).argmax() == 3
    if plural or any(member.pronoun in (WE, THEY) for member in group):
        people = sum(member.pronoun in (ME, HE, SHE, YOU) for member in group)
        many = sum(member.pronoun in (WE, THEY) for member in group)
        many += int((clustered.traits.classes[list(rows)] == NOUNS).sum())
        if (many > people or (plural and not people)) and not _is_they(clustered, rows, group):
            return "group"
    animal = sum((lexicon.noun(head) or ("", ""))[1] == "animal" for head in heads)
    return "animal" if animal * 2 > len(heads) and not _is_surnamed(words, group) else "person"


def _is_surnamed(words: Words, group: list[Member]) -> bool:
    """Whether the animal is only in a surname: Mr. Finch."""
    named = ((m.start, head_of(words.tokens, m.start, m.end)) for m in group if m.kind == "name")
    return any(is_surname(words.tokens, start, head) for start, head in named)


def _is_they(clustered: Clustered, rows: tuple[int, ...], group: list[Member]) -> bool:
    named = np.array([member.kind == "name" for member in group])
    return is_one(clustered.traits.classes[list(rows)], named, clustered.found.genders[list(rows)])


def _is_given(words: Words, group: list[Member], member: Member) -> bool:
    """Robin, who is never "the robin"."""
    known = words.tokens[member.end].lower() in lexicon.FEMALE_NAMES | lexicon.MALE_NAMES
    return (
        known and member.kind == "name" and member.start == member.end and all(other.kind != "noun" for other in group)
    )


def _gender(words: Words, clustered: Clustered, rows: tuple[int, ...], group: list[Member]):
    said = Counter(member.pronoun for member in group if member.pronoun in (HE, SHE))
    if said.total() < sum(member.pronoun == THEY for member in group) and _is_they(clustered, rows, group):
        return ""
    if said[HE] != said[SHE]:
        return "male" if said[HE] > said[SHE] else "female"
    shares = clustered.found.genders[list(rows)].mean(0)
    if not said and shares.argmax() != _PLURAL and (told := _gender_of_names(words, group)):
        return told
    return _GENDERS[int(shares.argmax())] if shares.max() > 0.6 else ""


def _gender_of_names(words: Words, group: list[Member]) -> Literal["male", "female", ""]:
    """What a given name or a title says, where all that tell agree."""
    told = [_gender_of_name(words.tokens[m.start : m.end + 1]) for m in group if m.kind == "name"]
    men, women = "male" in told, "female" in told
    return "" if men == women else "male" if men else "female"


def _gender_of_name(name: Sequence[str]) -> str:
    rest = name[1:] if name[0].lower() in ANYBODYS else name  # Captain Rosa
    return next(filter(None, map(_gender_of_word, (*rest, name[0]))), "")


def _gender_of_word(token: str) -> str:
    word = token.lower().rstrip(".")
    if word in lexicon.MALE_NAMES and word in lexicon.FEMALE_NAMES:
        return ""
    return (
        "male"
        if word in lexicon.MALE_NAMES
        else "female"
        if word in lexicon.FEMALE_NAMES
        else lexicon.TITLES.get(word, "")
    )
