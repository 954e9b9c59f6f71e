"""Likenesses in the story: reference pictures, trained weights, and how far each scene turns them up."""

from dataclasses import replace

from storyvid.errors import BadInput
from storyvid.recipes import Likeness, Picture
from storyvid.story import Character, Scene, Story, with_character, with_scene


def with_reference(story: Story, character_id: str, picture: Picture | None) -> Story:
    """The character with the picture that painted ones shall look like; None: by its words alone."""
    return with_character(story, replace(story.character(character_id), reference=picture))


def with_reference_strength(story: Story, character_id: str, percent: int) -> Story:
    """The character with how much its reference picture counts.  Raises BadInput outside 0 to 100."""
    return with_character(story, replace(story.character(character_id), reference_percent=_percent(percent)))


def with_likeness(story: Story, character_id: str, likeness: Likeness | None) -> Story:
    """The character with its trained weights (None: without), under its own name; the scenes' levels stay."""
    character = story.character(character_id)
    named = likeness and replace(likeness, name=likeness.name or character.name)
    return with_character(story, replace(character, likeness=named))


def with_character_trainedness(story: Story, character_id: str, percent: int) -> Story:
    """How far the likeness is turned up wherever a scene does not say otherwise.  Raises BadInput."""
    character = story.character(character_id)
    if character.likeness is None:
        raise BadInput(f"{character.name} has no trained likeness yet. Train one, or bring its file.")
    likeness = replace(character.likeness, trainedness_percent=_percent(percent))
    return with_character(story, replace(character, likeness=likeness))


def with_trainedness(story: Story, scene_id: str, character_id: str, percent: int | None) -> Story:
    """How far the character's likeness is turned up in one scene; None: as everywhere.  Raises BadInput."""
    scene, character = story.scene(scene_id), story.character(character_id)
    others = tuple(level for level in scene.trainedness if level[0] != character.id)
    own = () if percent is None else ((character.id, _percent(percent)),)
    return with_scene(story, replace(scene, trainedness=tuple(sorted((*others, *own)))))


def trainedness(scene: Scene, character: Character) -> int:
    """How far the character's likeness is turned up in the scene, in percent; 0 where it has none."""
    if character.likeness is None:
        return 0
    return dict(scene.trainedness).get(character.id, character.likeness.trainedness_percent)


def _percent(percent: int) -> int:
    if not 0 <= percent <= 100:
        raise BadInput(f"0 to 100 percent, not {percent}.")
    return percent
