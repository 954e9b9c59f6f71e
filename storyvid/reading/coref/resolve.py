"""Resolution: every mention of a text to its entity, in reading order, speakers known before what they say."""

import math
from bisect import bisect_left

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.entities import (
    Entity,
    agrees,
    genders_agree,
    modifiers_agree,
    names_agree,
    salience,
    same_number,
)
from storyvid.reading.coref.mentions import Mention
from storyvid.reading.coref.speakers import Conversation, speeches
from storyvid.reading.coref.tokens import Tokens

_UNKNOWN_GENDER, _GENDERED_IT = 0.8, 1.0  # what a less than perfect fit costs, in sentences' worth of salience
_FARTHEST = 12  # sentences between a pronoun and its antecedent
_CLAUSE_MARKS = set(", ; : and but that who which when as because if while for so".split())


class Resolver:
    """Reads a text's mentions once, in order; `entities` then holds who is who."""

    def __init__(self, text: Tokens, mentions: list[Mention]) -> None:
        self.text, self.tokens, self.mentions = text, text.all, mentions
        self.entities: list[Entity] = []
        self._latest: dict[int, Entity] = {}  # by when they were last spoken of
        self._of: dict[int, Entity | None] = {}
        self._started: set[int] = set()
        self.conversation: Conversation[Entity] = Conversation(speeches(text, mentions), self.resolved)
        self._roles: dict[tuple[str, int], Entity] = {}
        self._by_place = {mention.first: mention for mention in mentions if mention.kind == "pronoun"}
        self._ends = {mention.last: mention for mention in mentions if mention.kind != "pronoun"}
        self._owned_by = {mention.owner: mention for mention in mentions if mention.owner is not None}
        self._starts = [mention.first for mention in mentions]
        for mention in mentions:
            self.resolved(mention)

    def resolved(self, mention: Mention) -> Entity | None:
        """The entity of a mention, worked out now if it was not yet."""
        if id(mention) in self._started:
            return self._of.get(id(mention))
        self._started.add(id(mention))
        quote = self.tokens[mention.first].quote
        if quote >= 0:
            self.conversation.settle(quote)
        entity = {"name": self._named, "noun": self._described, "pronoun": self._pronoun}[mention.kind](mention)
        if entity is not None:
            self._take(entity, mention)
            self._joined(mention, entity)
        self._of[id(mention)] = entity
        return entity

    # names

    def _named(self, mention: Mention) -> Entity:
        known, introduced = self._same_name(mention), self._introduced_as(mention)
        if known is not None and introduced is not None and known is not introduced:
            self._merge(known, introduced)  # a heading had the name already
        return known or introduced or self._new(mention)

    def _same_name(self, mention: Mention) -> Entity | None:
        for entity in reversed(self._latest.values()):
            kinds_agree = entity.entity == mention.entity or (entity.is_cast and mention.entity in ("person", "animal"))
            if kinds_agree and entity.names and names_agree(entity, mention):
                return entity
        return None

    def _merge(self, into: Entity, other: Entity) -> None:
        for mention in sorted(other.mentions, key=lambda mention: mention.first):
            into.take(mention)
            self._of[id(mention)] = into
        into.mentions.sort(key=lambda mention: mention.first)
        into.owner = into.owner or other.owner
        for entity in self.entities:
            entity.owner = into if entity.owner is other else entity.owner
        other.mentions = []
        self._latest.pop(other.number, None)

    def _introduced_as(self, mention: Mention) -> Entity | None:
        """“a girl named Anna”, “his sister, Anna,”: the noun phrase before the name is who is named."""
        at = mention.first
        words = [token.lower for token in self.tokens[max(0, at - 3) : at]]
        called = words[-1:] in (["named"], ["called"]) or words[-2:] in (
            ["was", "called"],
            ["was", "named"],
            ["name", "was"],
        )
        comma = words[-1:] == [","] and mention.last < len(self.tokens) and self.tokens[mention.last].text in ",.;"
        if not called and not comma:
            return None
        for last in range(at, max(0, at - (5 if called else 2)), -1):
            before = self._ends.get(last)
            if before is not None:
                return self._fitting(before, mention)
        if called and (subject := self._subject_before(at)) is not None:
            return self._fitting(subject, mention)
        return None

    def _fitting(self, before: Mention, name: Mention) -> Entity | None:
        entity = self._of.get(id(before))
        if entity is None or entity.names or not entity.is_cast or name.entity == "place":
            return None
        fits = genders_agree(entity.gender, name.gender) and not entity.plural
        return entity if fits and before.kind == "noun" else None

    def _subject_before(self, at: int) -> Mention | None:
        sentence = self.tokens[at].sentence
        for place in range(bisect_left(self._starts, at) - 1, -1, -1):
            mention = self.mentions[place]
            if self.tokens[mention.first].sentence != sentence:
                return None
            if mention.subject and mention.kind == "noun":
                return mention
        return None

    # noun phrases

    def _described(self, mention: Mention) -> Entity:
        if mention.definite in ("owned", "owned-by"):
            return self._owned(mention)
        if mention.predicate or mention.definite == "a" or mention.head in lexicon.STAND_ALONE:
            return self._new(mention)
        if self._is_new(mention):
            return self._new(mention)
        return self._same_head(mention) or self._general(mention) or self._new(mention)

    def _is_new(self, mention: Mention) -> bool:
        """Bare plurals speak of some, not of those: "wolves", unless capitals or kinship name them."""
        capital = self.tokens[mention.last - 1].capital and mention.last - mention.first == 1
        return mention.definite == "bare" and mention.plural and not capital and mention.head not in lexicon.KIN

    def _same_head(self, mention: Mention) -> Entity | None:
        """The latest called by the same noun; one described in the same words comes first."""
        fitting = None
        for entity in reversed(self._latest.values()):
            if mention.head not in entity.heads or not same_number(entity, mention):
                continue
            if entity.heads & lexicon.STAND_ALONE:
                return None
            if modifiers_agree(entity, mention) and genders_agree(entity.gender, mention.gender):
                fitting = fitting or entity
                if mention.modifiers <= entity.modifiers:
                    return entity if mention.modifiers else fitting
        return fitting

    def _general(self, mention: Mention) -> Entity | None:
        """“the woman”: whoever fits and is most in mind."""
        if mention.head not in lexicon.GENERAL or mention.plural or mention.definite != "the":
            return None
        fitting = [
            entity
            for entity in self._near(mention.first)
            if entity.is_cast and not entity.plural and genders_agree(entity.gender, mention.gender)
            and self._could_be(entity, mention) and modifiers_agree(entity, mention) and not entity.role
        ]  # fmt: skip
        return max(fitting, key=lambda entity: salience(self.tokens, entity, mention.first), default=None)

    def _could_be(self, entity: Entity, mention: Mention) -> bool:
        if mention.head == "bird":
            return bool(entity.heads & lexicon.BIRDS)
        if mention.head in ("beast", "animal"):
            return entity.entity == "animal" and not entity.heads & lexicon.BIRDS
        if entity.heads & lexicon.GENERAL and not entity.names:
            return False
        if entity.entity == "animal" and mention.head not in ("creature", "monster", "fellow"):
            return False
        if entity.heads & (lexicon.GROWN if mention.head in lexicon.YOUNG else lexicon.YOUNG):
            return False
        return len(entity.mentions) > 1 or bool(entity.names)

    def _owned(self, mention: Mention) -> Entity:
        owner = self._owner(mention)
        if owner is None:
            known = self._same_head(mention) if mention.head in lexicon.KIN else None
            return known or self._new(mention)
        for entity in reversed(self._latest.values()):
            same = mention.head in entity.heads and same_number(entity, mention) and modifiers_agree(entity, mention)
            if same and entity is not owner and (entity.owner is owner or entity.owner is None):
                entity.owner = entity.owner or owner
                return entity
        made = self._new(mention)
        made.owner = owner
        return made

    def _owner(self, mention: Mention) -> Entity | None:
        if mention.owner is None:
            return None
        pronoun = self._by_place.get(mention.owner)
        if pronoun is not None:
            return self.resolved(pronoun)
        possessor = self._ends.get(mention.owner + 1)
        return self._of.get(id(possessor)) if possessor is not None else None

    # pronouns

    def _pronoun(self, mention: Mention) -> Entity | None:
        quote = self.tokens[mention.first].quote
        if mention.gender in ("speaker", "speakers", "addressee"):
            return self._in_conversation(mention.gender, quote)
        found = self._antecedent(mention)
        if found is None and mention.gender != "neuter":
            found = self._new(mention)
        return found

    def _in_conversation(self, gender: str, quote: int) -> Entity:
        """I, we and you: in a quotation who speaks and listens, outside it who tells the story."""
        speaker, listener = self.conversation.said_by.get(quote), self.conversation.told_to.get(quote)
        if gender == "speaker":
            return speaker or self._role("speaker" if quote >= 0 else "narrator", quote)
        if gender == "addressee":
            return listener or self._role("listener" if quote >= 0 else "you", quote)
        if speaker is not None and speaker.plural:
            return speaker
        return self._role("we", speaker.number if speaker is not None else -1)

    def _antecedent(self, mention: Mention) -> Entity | None:
        at = mention.first
        quote = self.tokens[at].quote
        barred = {self.conversation.said_by.get(quote), self.conversation.told_to.get(quote)}
        barred |= self._clause_subject(mention) | self._same_kin(mention)
        best, best_score = None, -math.inf
        for entity in self._near(at):
            if entity in barred or entity.role or not agrees(entity, mention.gender):
                continue
            score = salience(self.tokens, entity, at) - _misfit(entity, mention.gender)
            if score > best_score:
                best, best_score = entity, score
        limit = -2.5 if mention.gender == "neuter" else -_FARTHEST
        return best if best_score > limit else None

    def _same_kin(self, mention: Mention) -> set[Entity | None]:
        """In “her mother” her is no mother."""
        owned = self._owned_by.get(mention.first)
        if owned is None or owned.head not in lexicon.KIN:
            return set()
        return {entity for entity in self._near(mention.first) if owned.head in entity.heads}

    def _clause_subject(self, mention: Mention) -> set[Entity | None]:
        """In “the fox saw him” him is not the fox."""
        token = self.tokens[mention.first]
        after = self.tokens[mention.first + 1] if mention.first + 1 < len(self.tokens) else None
        object_her = token.lower == "her" and (after is None or not after.word or after.lower in lexicon.FUNCTION)
        if token.lower not in lexicon.OBJECT_PRONOUNS and not object_her:
            return set()
        for place in range(mention.first - 1, max(-1, mention.first - 9), -1):
            if self.tokens[place].lower in _CLAUSE_MARKS or self.tokens[place].sentence != token.sentence:
                break
            before = self._ends.get(place + 1) or self._by_place.get(place)
            if before is not None and before.subject:
                return {self._of.get(id(before))}
        return set()

    def _role(self, role: str, number: int) -> Entity:
        if (role, number) not in self._roles:
            entity = Entity(len(self.entities), "group" if role == "we" else "person", "", role == "we", role=role)
            self.entities.append(entity)
            self._roles[role, number] = entity
        return self._roles[role, number]

    # the entities

    def _new(self, mention: Mention) -> Entity:
        entity = mention.entity or ("group" if mention.gender == "plural" else "person")
        if mention.plural and entity in ("person", "animal"):
            entity = "group"
        gender = mention.gender if mention.gender in ("male", "female", "plural", "neuter") else ""
        made = Entity(len(self.entities), entity, gender, mention.plural)
        self.entities.append(made)
        return made

    def _near(self, at: int) -> list[Entity]:
        """The entities spoken of in the last sentences."""
        sentence, found = self.tokens[at].sentence, []
        for entity in reversed(self._latest.values()):
            if sentence - self.tokens[entity.last.first].sentence > _FARTHEST:
                break
            found.append(entity)
        return found

    def _take(self, entity: Entity, mention: Mention) -> None:
        entity.take(mention)
        self._latest.pop(entity.number, None)
        self._latest[entity.number] = entity

    def _joined(self, mention: Mention, entity: Entity) -> None:
        """“Hansel and Gretel” are also they."""
        if mention.plural or not entity.is_cast or mention.first < 2 or self.tokens[mention.first - 1].lower != "and":
            return
        before = self._ends.get(mention.first - 1)
        other = self._of.get(id(before)) if before is not None else None
        if (
            before is None
            or other is None
            or other is entity
            or other.plural
            or not other.is_cast
            or mention.kind == "pronoun"
        ):
            return
        parts = frozenset((entity.number, other.number))
        pair = next((known for known in self.entities if known.parts == parts), None)
        if pair is None:
            pair = Entity(len(self.entities), "group", "plural", True, parts=parts)
            self.entities.append(pair)
        both = Mention(before.first, mention.last, "noun", "", "group", "plural", True, subject=before.subject)
        self._take(pair, both)


def _misfit(entity: Entity, gender: str) -> float:
    if gender == "neuter":
        return _GENDERED_IT if entity.gender else 0.0
    return 0.0 if entity.gender else _UNKNOWN_GENDER
