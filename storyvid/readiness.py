"""Readiness: while an author looks at the film's page, what a preview of the story will need is prepared.

The narration is spoken and the music made, by models of this machine alone; then the first pictures are brought to
the film's size, its sound is mixed, and once the author has let it be for a moment, the beginning of the preview is
rendered, where the disk has room for the film.  What was made so for a story that has changed since goes again then.

Nothing waits for it and nobody hears of it: what is really wanted comes first, and what fails here fails again, with
its reason, when it is wanted.
"""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from storyvid.ahead import Ahead
from storyvid.crew import Crew, place
from storyvid.errors import StoryvidError
from storyvid.orders import Orders
from storyvid.recipes import ClipRecipe, FilmRecipe, Recipe
from storyvid.room import check_room_for_film
from storyvid.store import Store
from storyvid.story import Story
from storyvid.wanted import WantedFile, order_id

CLIPS_AHEAD = 24  # ready-made they take about 10 MB each
RENDER_AFTER_S = 3.0  # without a change: who is still choosing captions will choose others
FILM_AHEAD_S = 90  # of the preview: a minute of it is rendered in some seconds, and takes a few MB
LINES_AHEAD = 60  # of narration: so many that a slow voice is not busy with a book that nobody asked to hear


class Readiness:
    """What is prepared for one workshop, whose `orders` go before."""

    def __init__(self, crew: Crew, store: Store, ahead: Ahead, file: WantedFile, orders: Orders) -> None:
        self._crew, self._store, self._ahead, self._file, self._orders = crew, store, ahead, file, orders
        self._looking = threading.Lock()
        self._name = ""
        self._story: Story | None = None  # for which there is something left to do
        self._done = 0  # of the stages
        self._since = 0.0  # when the story was first looked at, by the monotonic clock

    def look_at(self, story: Story) -> None:
        """Prepares for a preview of the story; the same story a second time costs nothing."""
        name = order_id(story, "preview")
        with self._looking:
            if name != self._name:
                self._name, self._story, self._done, self._since = name, story, 0, time.monotonic()

    def drive(self) -> float | None:
        """Goes on where there is something to go on with, stage after stage; says in how many seconds to come again."""
        if self._crew.is_getting_ready():
            return None
        stages = (self._unspoken, self._sounds_and_clips, self._mixed, self._rendered)
        with self._looking:
            if self._story is None:
                return None
            story, stage = self._story, stages[self._done]
            early_s = self._since + RENDER_AFTER_S - time.monotonic()
            if stage == self._rendered and early_s > 0:
                return early_s
            if stage == self._rendered and self._orders.active():
                return None
            self._done += 1
            if self._done == len(stages):
                self._story = None
        with suppress(StoryvidError):  # an engine is not here, or a picture: who orders the film will hear of it
            film = self._film(story) if stage != self._unspoken else None
            if film and stage == self._rendered:
                self._ahead.sweep(film, asked_for=self._asked_for)
            if not self._orders.known(order_id(story, "preview")):
                if film:
                    self._check_room(film)
                self._get_ready(stage(story), whole=stage == self._rendered)
        return 0.0  # what is got ready is heard of when it is done; where nothing is, the next stage begins

    def _get_ready(self, recipes: list[Recipe], *, whole: bool) -> None:
        self._ahead.note(one for one in recipes if whole or not isinstance(one, ClipRecipe))
        self._crew.get_ready(recipes, whole=whole)

    def _film(self, story: Story) -> FilmRecipe | None:
        """The preview of the story as it is; None before it is known how long its narration is."""
        from storyvid import plan

        return plan.film_recipe(story, self._store, "preview")

    def _check_room(self, film: FilmRecipe) -> None:
        from storyvid import plan

        check_room_for_film(plan.film_bytes(film, self._store), self._store.folder)

    def _asked_for(self) -> list[Recipe] | None:
        """All that was ever ordered or is wanted, here or by another process; None while it orders a film."""
        orders = self._file.orders().values()
        if any(order.state == "wanted" for order in orders):
            return None
        wanted = [recipe for recipe, _ in self._file.read().recipes.values()]
        return [*wanted, *(order.film for order in orders if order.film)]

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

    def _rendered(self, story: Story) -> list[Recipe]:
        from storyvid import plan

        return list(plan.first_segments(story, self._store, seconds=FILM_AHEAD_S))

    def _free(self, recipes: Sequence[Recipe]) -> list[Recipe]:
        """Those that this machine makes by itself: they cost nothing."""
        return [recipe for recipe in recipes if place(recipe).lane == "cpu"]
