"""What a sitter sits on where nothing else is there: a stump or a smooth stone."""

from storyvid.images.storyboard.figures.skeleton import Skeleton
from storyvid.images.storyboard.things.pen import Pen


def draw_seat(pen: Pen, bones: Skeleton, *, seed: int) -> None:
    """A low seat under the pelvis, down to the feet."""
    m = bones.measures
    top = bones.pelvis[1] + m.height * 0.05
    ground = max(bones.near_leg[2][1], bones.far_leg[2][1]) + m.foot
    x, wide = bones.pelvis[0] + (0 if bones.frontal else m.hip * 0.35), m.height * 0.15
    if seed % 2:
        stone = "#9a9690"
        pen.blob([(x - wide * 1.2, ground), (x - wide * 1.2, ground), (x - wide * 1.3, (top + ground) / 2),
            (x - wide * 0.8, top), (x + wide * 0.5, top), (x + wide * 1.1, (top + ground) / 2), (x + wide * 1.15,
            ground), (x + wide * 1.15, ground)], stone, "body")
        pen.blob([(x - wide * 1.1, ground), (x - wide * 1.1, ground), (x - wide * 1.2, (top + ground) / 2),
        (x - wide * 0.5,
            (top + ground) / 2 + wide * 0.1), (x, ground), (x, ground)], pen.shade(stone, 0.14), "shade")
        return
    wood = "#8a6242"
    pen.blob([(x - wide * 1.15, ground), (x - wide * 1.15, ground), (x - wide * 0.95, top + wide * 0.3),
        (x - wide * 0.95, top), (x + wide * 0.95, top), (x + wide * 0.95, top + wide * 0.3), (x + wide * 1.15,
        ground), (x + wide * 1.15, ground)], wood, "body")
    pen.oval(x, top, wide * 0.98, wide * 0.22, pen.tint(wood, 0.35), "body")
    for dx in (-0.5, 0.1, 0.6):
        pen.stroke([(x + wide * dx, top + wide * 0.5), (x + wide * dx * 1.1, ground - wide * 0.15)], pen.shade(wood,
            0.2), m.height * 0.007)
