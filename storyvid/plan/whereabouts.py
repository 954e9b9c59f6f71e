"""The plan of where scenes play: one that names no place plays on where those before it did.

The story's image model reads the words, where its card follows "setting": places are named in its terms.
"""

from dataclasses import replace

from storyvid import models
from storyvid.errors import StoryvidError
from storyvid.prompts import compose
from storyvid.recipes import Setting
from storyvid.story import Scene, Story, once

LASTS = {"place": 8, "hour": 4, "weather": 3}  # scenes, without being told again


def whereabouts_of(story: Story, scene: Scene) -> Setting | None:
    """When the story plays, and of where and when a scene does what those before it tell and its own words do not.

    A chapter begins somewhere new.
    """
    return _settings(story).get(scene.id)


@once
def _settings(story: Story) -> dict[str, Setting]:
    model = _reader(story)
    if model is None:
        return {}
    looks = " . ".join(character.look for character in story.characters)
    era = model.era(f"{looks} . {story.text}")
    made: dict[str, Setting] = {}
    before, ages = Setting(), dict.fromkeys(LASTS, 0)
    for scene in story.scenes:
        if scene.chapter.strip():
            before = Setting()
        words = " . ".join(part.text for part in compose(story, scene) if part.source == "scene")
        alone, there = (model.setting(words, before=one) for one in (Setting(), before))
        kept = {name for name in LASTS if getattr(there, name) != getattr(alone, name)}
        made[scene.id] = replace(_only(there, kept), era=era)
        ages = {name: ages[name] + 1 if name in kept else 0 for name in LASTS}
        before = _only(there, {name for name in LASTS if ages[name] < LASTS[name]})
    return made


def _only(setting: Setting, names: set[str]) -> Setting:
    return Setting(**{name: getattr(setting, name) for name in names})


def _reader(story: Story) -> models.SettledImageModel | None:
    try:
        model = models.find("images", story.image_model)
    except StoryvidError:
        return None
    return model if isinstance(model, models.SettledImageModel) else None
