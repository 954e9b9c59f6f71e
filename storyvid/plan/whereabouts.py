"""The plan of where scenes play: one that names no place plays on where those before it did.

One reader tells it for pictures and for sound: the story's image model, where its card follows "setting" and places
are named in its terms; else, for the sound alone, the embedded illustrator.
"""

from dataclasses import dataclass, replace

from storyvid import models
from storyvid.errors import StoryvidError
from storyvid.prompts import compose
from storyvid.recipes import Setting
from storyvid.story import Scene, Story, once

LASTS = {"place": 8, "hour": 4, "weather": 3}  # scenes, without being told again
_ILLUSTRATOR = "storyboard"


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """Where and when a scene plays, and what of it those before it tell and its own words do not."""

    there: Setting
    taken_over: Setting
    elsewhere: bool  # the story went somewhere else with this scene, or a chapter began


def whereabouts_of(story: Story, scene: Scene) -> Setting | None:
    """When the story plays, and of where and when a scene does what those before it tell and its own words do not.

    A chapter begins somewhere new.  None for a painter that is told no places.
    """
    return _told_to_painter(story).get(scene.id)


@once
def _told_to_painter(story: Story) -> dict[str, Setting]:
    if _settled(story.image_model) is None:
        return {}
    return {scene: found.taken_over for scene, found in settings_of(story).items()}


@once
def settings_of(story: Story) -> dict[str, Whereabouts]:
    """Where and when every scene plays, by its id; nothing where no model here reads places."""
    model = _settled(story.image_model) or _settled(_ILLUSTRATOR)
    if model is None:
        return {}
    looks = " . ".join(character.look for character in story.characters)
    era = model.era(f"{looks} . {story.text}")
    made: dict[str, Whereabouts] = {}
    before, ages, place = Setting(), dict.fromkeys(LASTS, 0), ""
    for scene in story.scenes:
        if scene.chapter.strip():
            before = Setting()
        words = " . ".join(part.text for part in compose(story, scene) if part.source == "scene")
        alone, there = (model.setting(words, before=one) for one in (Setting(), before))
        kept = {name for name in LASTS if getattr(there, name) != getattr(alone, name)}
        made[scene.id] = Whereabouts(
            there=replace(there, era=era),
            taken_over=replace(_only(there, kept), era=era),
            elsewhere=bool(scene.chapter.strip()) or there.place != place,
        )
        ages = {name: ages[name] + 1 if name in kept else 0 for name in LASTS}
        before, place = _only(there, {name for name in LASTS if ages[name] < LASTS[name]}), there.place
    return made


def _only(setting: Setting, names: set[str]) -> Setting:
    return Setting(**{name: getattr(setting, name) for name in names})


def _settled(name: str) -> models.SettledImageModel | None:
    try:
        model = models.find("images", name)
    except StoryvidError:
        return None
    return model if isinstance(model, models.SettledImageModel) else None
