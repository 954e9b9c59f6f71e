"""Who looks like whom: the reference pictures and trained likenesses that a scene's takes are asked with."""

from dataclasses import replace

from storyvid.prompts import present
from storyvid.recipes import Likeness, Reference
from storyvid.story import Scene, Story


def references_of(story: Story, scene: Scene) -> tuple[Reference, ...]:
    """A reference for every character of the scene that has a picture, in the order of the prompt."""
    return tuple(
        Reference(picture=who.reference, name=who.name, strength_percent=who.reference_percent)
        for who in present(story, scene)
        if who.reference is not None and who.reference_percent > 0
    )


def likenesses_of(story: Story, scene: Scene) -> tuple[Likeness, ...]:
    """The trained likeness of every character of the scene that has one, turned up as far as the scene says."""
    here = dict(scene.trainedness)
    found = (
        replace(
            who.likeness,
            name=who.name,
            trainedness_percent=here.get(who.id, who.likeness.trainedness_percent),
        )
        for who in present(story, scene)
        if who.likeness is not None
    )
    return tuple(likeness for likeness in found if likeness.trainedness_percent > 0)
