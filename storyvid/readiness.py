"""Readiness: while an author looks at the film's page, what a preview of the story will need is prepared.

The narration is spoken and the music made, by models of this machine alone; then the first pictures are brought to
the film's size, and its sound is mixed.

Nothing waits for it and nobody hears of it: what is really wanted comes first, and what fails here fails again, with
its reason, when it is wanted.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from storyvid.crew import Crew, place
from storyvid.errors import StoryvidError
from storyvid.recipes import Recipe
from storyvid.store import Store
from storyvid.story import Story
from storyvid.wanted import order_id

CLIPS_AHEAD = 24  # ready-made they take about 10 MB each
LINES_AHEAD = 60  # of narration: so many that a slow voice is not busy with a book that nobody asked to hear


class Readiness:
    """What is prepared for one workshop; `is_ordered` tells whether there is an order of a name."""

    def __init__(self, crew: Crew, store: Store, *, is_ordered: Callable[[str], bool]) -> None:
        self._crew, self._store, self._is_ordered = crew, store, is_ordered
        self._looking = threading.Lock()
        self._name = ""
        self._story: Story | None = None  # for which there is something left to do
        self._done = 0  # of the stages

    def look_at(self, story: Story) -> None:
        """Prepares for a preview of the story; the same story a second time costs nothing."""
        name = order_id(story, "preview")
        with self._looking:
            if name != self._name:
                self._name, self._story, self._done = name, story, 0

    def drive(self) -> None:
        """Goes on where there is something to go on with, stage after stage."""
        if self._crew.is_getting_ready():
            return
        stages = (self._unspoken, self._sounds_and_clips, self._mixed)
        with self._looking:
            if self._story is None:
                return
            story, stage = self._story, stages[self._done]
            self._done += 1
            if self._done == len(stages):
                self._story = None
        if self._is_ordered(order_id(story, "preview")):
            return
        with suppress(StoryvidError):  # an engine is not here, or a picture: whoever orders the film will hear of it
            self._crew.get_ready(stage(story))

    def _unspoken(self, story: Story) -> list[Recipe]:
        from storyvid import plan

        lines = dict.fromkeys(line for scene in story.scenes for line in plan.speeches_of(story, scene))
        return self._free([line for line in lines if not self._store.has(line)])[:LINES_AHEAD]

    def _sounds_and_clips(self, story: Story) -> list[Recipe]:
        from storyvid import plan

        return self._free(plan.sounds_and_first_clips(story, self._store, most=CLIPS_AHEAD))

    def _mixed(self, story: Story) -> list[Recipe]:
        from storyvid import plan

        return list(plan.soundtrack_to_mix(story, self._store))

    def _free(self, recipes: Sequence[Recipe]) -> list[Recipe]:
        """Those that this machine makes by itself: they cost nothing."""
        return [recipe for recipe in recipes if place(recipe).lane == "cpu"]
