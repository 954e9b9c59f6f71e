"""The story's quotations for the page: found once for a text and a cast, however often the page is drawn."""

from functools import lru_cache

from storyvid.cast_reading import Said, quotes_of
from storyvid.story import Scene, Story


def quotes(story: Story) -> tuple[Said, ...]:
    """The quotations in text order, with who says them."""
    scenes = tuple(Scene(id=scene.id, text=scene.text, gap=scene.gap) for scene in story.scenes)
    return _found(Story(language=story.language, scenes=scenes, characters=story.characters, lines=story.lines))


@lru_cache(maxsize=8)
def _found(story: Story) -> tuple[Said, ...]:
    return quotes_of(story)
