"""Which "it" is the wolf: of beings that act and that a story calls so, by who is the subject of its sentences."""

from collections.abc import Sequence

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_naming import Member
from storyvid.reading.coref.embedded_subjects import LEADS, Stretch, is_verb, stretches
from storyvid.reading.coref.embedded_traits import IT
from storyvid.reading.coref.embedded_words import Words

# "it was late", "it seemed to him", "it rained": nobody's deeds
_NO_DEEDS = frozenset(
    "was is had has were be did does would could should might must may can will seemed appeared happened rained snowed "
    "took became got grew meant made came felt worked smelled tasted sounded contained showed".split()
)
_JOINS = frozenset("and then but when as until till while before after so".split())
_WHERE = 1  # paragraphs back to the being that "it growled" speaks of


def its(words: Words, groups: Sequence[Sequence[Member]], beings: Sequence[bool]) -> dict[int, list[Member]]:
    """The "it" and "its" of each being, by its group's number; `beings`: which groups "it" may speak of."""
    return _Its(words, groups, beings).found if any(beings) else {}


class _Its:
    """A narration read for one being at a time: the one last told of."""

    def __init__(self, words: Words, groups: Sequence[Sequence[Member]], beings: Sequence[bool]) -> None:
        self.found: dict[int, list[Member]] = {}
        self._words, self._beings = words, beings
        self._lower = [token.lower() for token in words.tokens]
        self._at = {member.start: (k, member.end) for k, group in enumerate(groups) for member in reversed(group)}
        self._taken = {place for group in groups for member in group if member.start == member.end
                       for place in (member.start,)}  # fmt: skip
        self._being, self._paragraph = -1, 0
        for stretch in stretches(words):
            self._read(stretch)

    def _read(self, stretch: Stretch) -> None:
        here = int(self._words.paragraphs[stretch.first])
        if here > self._paragraph + _WHERE:
            self._being = -1
        subject = self._subject(stretch, here)
        if subject >= 0 and self._beings[subject]:
            self._being, self._paragraph = subject, here
            self._go_on(stretch)
            return
        told = {k for place in range(stretch.first, stretch.last) if (k := self._at.get(place, (-1, 0))[0]) >= 0}
        near = {k for k in told if self._beings[k]}
        if len(near) == 1:
            self._being, self._paragraph = near.pop(), here
        elif near or (not stretch.tag and (subject >= 0 or here != self._paragraph)):
            self._being = -1

    def _subject(self, stretch: Stretch, here: int) -> int:
        """The group that a stretch's first "it" or mention is of, -1 for none that is known."""
        at = stretch.first
        while at < stretch.last and self._lower[at] in LEADS:
            at += 1
        if at >= stretch.last:
            return -1
        after = self._lower[at + 1] if at + 1 < stretch.last else ""
        near = self._being >= 0 and (stretch.tag or here == self._paragraph)
        if self._lower[at] == "it" and is_verb(after) and after not in _NO_DEEDS and near:
            self._add(at)
            return self._being
        if self._lower[at] == "its" and near:
            self._add(at)
            return self._being
        if stretch.tag and self._lower[at] in lexicon.SPEECH_VERBS:
            at += 1
        return self._at.get(at, (-1, 0))[0]

    def _go_on(self, stretch: Stretch) -> None:
        """ "its" and ", and it ..." in a sentence of which the being is the subject."""
        for place in range(stretch.first + 1, stretch.last):
            before, after = self._lower[place - 1], self._lower[min(place + 1, len(self._lower) - 1)]
            does = self._lower[place] == "it" and before in _JOINS and is_verb(after) and after not in _NO_DEEDS
            if does or (self._lower[place] == "its" and before != "of"):
                self._add(place)

    def _add(self, place: int) -> None:
        if place not in self._taken:
            self._taken.add(place)
            self.found.setdefault(self._being, []).append(Member(place, place, "pronoun", IT, False, False))
