"""The plan of what is heard around a scene: the sound of where it plays, or what the author chose."""

from collections.abc import Iterator

from storyvid.ambience.places import heard_at
from storyvid.ambience.words import sounds_in
from storyvid.plan.whereabouts import LASTS, Whereabouts, settings_of
from storyvid.recipes import Setting
from storyvid.story import Scene, Story, once

_SOUNDS_LAST = LASTS["weather"]  # scenes in one place, after the one whose words tell of a fire or a crowd
_NOWHERE = Whereabouts(there=Setting(), taken_over=Setting(), elsewhere=False)


def setting_for(story: Story, scene: Scene) -> str:
    """What is heard around a scene, "" for nothing: the author's choice, else the sound of where it plays."""
    return dict(zip((one.id for one in story.scenes), heard_around(story), strict=True)).get(scene.id, "")


@once
def heard_around(story: Story) -> tuple[str, ...]:
    """What is heard around each scene, in order."""
    usual = story.sound.ambience
    if usual == "auto":
        return tuple(_by_whereabouts(story))
    chosen = (usual if scene.ambience == "auto" else scene.ambience for scene in story.scenes)
    return tuple("" if name == "none" else name for name in chosen)


def _by_whereabouts(story: Story) -> Iterator[str]:
    """By where each scene plays; what the author chose for one, or its words tell of, holds while the story stays."""
    places = settings_of(story)
    chosen, chosen_before, sounds, told_before = "auto", 0, tuple[str, ...](), 0
    for scene in story.scenes:
        here = places.get(scene.id, _NOWHERE)
        told = sounds_in(f"{scene.text}\n{scene.prompt or ''}", language=story.language)
        chosen_before, told_before = chosen_before + 1, told_before + 1
        if scene.ambience != "auto" or here.elsewhere or chosen_before > LASTS["place"]:
            chosen, chosen_before = scene.ambience, 0
        if told or here.elsewhere or told_before > _SOUNDS_LAST:
            sounds, told_before = told, 0
        yield heard_at(here.there, sounds) if chosen == "auto" else "" if chosen == "none" else chosen
