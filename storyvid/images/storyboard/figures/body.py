"""A person from back to front: cloak and hair behind, limbs, clothes, head, and the near arm last."""

from collections.abc import Callable

from storyvid.images.storyboard.figures import cloaks, garments, limbs
from storyvid.images.storyboard.figures.animal_heads import draw_animal_head
from storyvid.images.storyboard.figures.hair import draw_back_hair, draw_beard, draw_front_hair, draw_whole_hair
from storyvid.images.storyboard.figures.head import draw_face
from storyvid.images.storyboard.figures.headgear import draw_headgear, draw_headgear_back
from storyvid.images.storyboard.figures.poses import Pose
from storyvid.images.storyboard.figures.skeleton import Skeleton
from storyvid.images.storyboard.figures.traits import Traits
from storyvid.images.storyboard.things.pen import Pen

Hold = Callable[[Pen, tuple[float, float], float], None]  # pen, hand, size of the hand


def draw_person(
    pen: Pen, traits: Traits, bones: Skeleton, pose: Pose, *, expression: str, view: str, hold: Hold | None
) -> None:
    """The person in the skeleton's own frame; `view` is "side", "front" or "back"."""
    back = view == "back"
    if traits.wings and not back:
        cloaks.draw_wings(pen, traits, bones)
    if not back:
        cloaks.draw_cloak_back(pen, traits, bones)
        _head(pen, bones, lambda: _behind(pen, traits, bones))
        if traits.dressed:
            limbs.draw_animal_tail(pen, traits, bones)
    far_later = pose.hands_over
    if not far_later:
        limbs.draw_arm(pen, traits, bones, near=False, hold=hold)
    if traits.being == "mermaid":
        limbs.draw_tail(pen, traits, bones)
    else:
        limbs.draw_leg(pen, traits, bones, near=False)
        limbs.draw_leg(pen, traits, bones, near=True)
    garments.draw_clothes(pen, traits, bones, back=back)
    if back:
        cloaks.draw_cloak_over(pen, traits, bones)
        if traits.wings:
            cloaks.draw_wings(pen, traits, bones)
    else:
        garments.draw_neck(pen, traits, bones)
        cloaks.draw_cloak_front(pen, traits, bones)
    _head(pen, bones, lambda: _before(pen, traits, bones, expression=expression, back=back))
    if far_later:
        limbs.draw_arm(pen, traits, bones, near=False, hold=hold)
    limbs.draw_arm(pen, traits, bones, near=True, hold=None)


def _head(pen: Pen, bones: Skeleton, draw: Callable[[], None]) -> None:
    with pen.frame(at=bones.head, turn=bones.head_tilt, scale=bones.measures.head):
        draw()


def _turn(bones: Skeleton) -> float:
    return 0.0 if bones.frontal else 1.0


def _behind(pen: Pen, traits: Traits, bones: Skeleton) -> None:
    draw_headgear_back(pen, traits, turn=_turn(bones))
    if not traits.dressed and not _hooded(traits):
        draw_back_hair(pen, traits, turn=_turn(bones))


def _before(pen: Pen, traits: Traits, bones: Skeleton, *, expression: str, back: bool) -> None:
    turn = _turn(bones)
    if not back:
        pen.head()
    if traits.dressed:
        draw_animal_head(pen, traits, turn=turn, expression=expression, back=back)
    elif back:
        draw_whole_hair(pen, traits)
    else:
        draw_face(pen, traits, turn=turn, expression=expression)
        draw_beard(pen, traits, turn=turn)
        draw_front_hair(pen, traits, turn=turn)
    draw_headgear(pen, traits, turn=turn, back=back)


def _hooded(traits: Traits) -> bool:
    head = traits.worn("head")
    return head is not None and head.kind in ("hood", "helmet", "veil") and traits.hair_style in ("bun", "curly",
        "bob", "wild", "ponytail")
