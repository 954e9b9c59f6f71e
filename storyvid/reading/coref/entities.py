"""Whom the mentions of a text are about: entities as they build up while a reader reads on."""

import math
from dataclasses import dataclass, field

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.mentions import Mention
from storyvid.reading.coref.tokens import Token

# two of these from one row cannot be said of the same one
_APART = [
    set("eldest elder oldest first youngest younger second third fourth fifth middle last".split()),
    set("old young little".split()),
    set("black white red green blue grey gray brown yellow golden silver".split()),
    set("rich poor".split()),
    set("one other another".split()),
]
# what makes an entity come to mind, in sentences' worth: fitted to LitBank's training books
_PER_SENTENCE, _PER_TOKEN, _SUBJECT, _NAME, _PER_LOG_COUNT = 0.6, 0.02, 0.6, 0.4, 0.8
_GOES_ON = 1.0  # "the fox saw him, and he ran": he is the fox
_IN_QUOTE, _AS_POSSESSIVE, _AS_PREDICATE, _QUANTIFIED = -0.85, -0.4, -1.0, -3.2
_ALWAYS_ANOTHER = {"other", "another", "else", "new"}


@dataclass(eq=False)
class Entity:
    """One person, animal, group, place or vehicle, and what is known of it so far."""

    number: int
    entity: str
    gender: str
    plural: bool
    mentions: list[Mention] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    names: list[tuple[str, ...]] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    owner: "Entity | None" = None
    parts: frozenset[int] = frozenset()
    role: str = ""  # "narrator", "we"

    @property
    def last(self) -> Mention:
        return self.mentions[-1]

    def take(self, mention: Mention) -> None:
        """Adds a mention and learns from it."""
        self.mentions.append(mention)
        if mention.kind == "name":
            if mention.names not in self.names:
                self.names.append(mention.names)
            if mention.title:
                self.titles.add(mention.title)
                self.heads |= {mention.title} if lexicon.noun(mention.title) else set()
            self.heads |= {word.lower() for word in mention.names if lexicon.noun(word.lower())}
        elif mention.kind == "noun":
            self.heads.add(mention.head)
            self.modifiers |= mention.modifiers
        gender = mention.gender
        if not self.gender and gender in ("male", "female"):
            self.gender = gender

    @property
    def is_cast(self) -> bool:
        """Whether it acts in the story; a thing does when it speaks (and then a common noun is what it is called)."""
        return self.entity in ("person", "animal", "group") or (self.entity == "thing" and not self.names)


def agrees(entity: Entity, gender: str) -> bool:
    """Whether a third-person pronoun of this gender can speak of the entity."""
    if gender == "plural":
        return entity.plural
    if entity.plural or not entity.is_cast:
        return False
    if gender == "neuter":
        return entity.entity in ("animal", "thing") or (
            entity.gender == "" and bool(entity.heads & {"child", "baby", "infant", "creature"})
        )
    return entity.gender in (gender, "")


def same_number(entity: Entity, mention: Mention) -> bool:
    """Whether the noun phrase and the entity are both one or both several."""
    return entity.plural == mention.plural


def genders_agree(one: str, other: str) -> bool:
    """Whether two genders can be of the same being; an unknown one fits any."""
    return not one or not other or one == other or "plural" in (one, other)


def modifiers_agree(entity: Entity, mention: Mention) -> bool:
    """ "the youngest son" is not "the eldest son", "another wolf" is a new one."""
    if mention.modifiers & _ALWAYS_ANOTHER:
        return False
    for row in _APART:
        said, known = mention.modifiers & row, entity.modifiers & row
        if said and known and not said & known:
            return False
    return True


def names_agree(entity: Entity, mention: Mention) -> bool:
    """ "Darcy", "Mr. Darcy" and "Fitzwilliam Darcy" are one; "Mr. Darcy" and "Miss Darcy" are two."""
    gender = lexicon.TITLES.get(mention.title, "")
    known = {lexicon.TITLES.get(title, "") for title in entity.titles} - {""}
    if gender and known and gender not in known:
        return False
    if mention.gender in ("male", "female") and entity.gender in ("male", "female") and mention.gender != entity.gender:
        return False
    if {"mrs", "miss"} <= entity.titles | {mention.title} and mention.title not in entity.titles:
        return False
    return any(_name_within(mention.names, name) for name in entity.names)


def _name_within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((tuple(word.lower() for word in name) for name in (one, other)), key=len)
    if len(short) > 1 and "of" in long and short != long:
        return long[: len(short)] == short
    if "of" in long and short[0] != long[0]:
        return False
    return set(short) <= set(long)


def salience(tokens: list[Token], entity: Entity, at: int) -> float:
    """How much an entity is in mind at a token: near, subject and often spoken of (after Lappin and Leass 1994)."""
    before = [mention for mention in entity.mentions[-6:] if mention.first < at]
    best = max((_prominence(tokens, mention, at) for mention in before), default=-math.inf)
    if entity.heads & lexicon.QUANTIFIED or entity.modifiers & lexicon.QUANTIFIED:
        best += _QUANTIFIED
    return best + _PER_LOG_COUNT * math.log1p(min(len(entity.mentions), 30))


def _prominence(tokens: list[Token], mention: Mention, at: int) -> float:
    """What one earlier mention adds."""
    place, here = tokens[mention.first], tokens[at]
    score = -_PER_SENTENCE * (here.sentence - place.sentence) - _PER_TOKEN * min(at - mention.first, 50)
    score += _SUBJECT * mention.subject + _AS_PREDICATE * mention.predicate + _NAME * (mention.kind == "name")
    if mention.subject and place.sentence == here.sentence and tokens[at - 1].lower in ("and", "but", "then", "so"):
        score += _GOES_ON
    score += _IN_QUOTE * (place.quote >= 0 and place.quote != here.quote)
    return score + _AS_POSSESSIVE * (mention.kind == "pronoun" and mention.head in lexicon.POSSESSIVES)
