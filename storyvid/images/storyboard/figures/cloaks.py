"""What hangs from the shoulders: cloaks, capes, shawls and wings."""

from storyvid.images.storyboard.figures.skeleton import Skeleton
from storyvid.images.storyboard.figures.traits import Garment, Traits
from storyvid.images.storyboard.things.geometry import Point, polar
from storyvid.images.storyboard.things.pen import Pen


def cloak_of(traits: Traits) -> Garment | None:
    """The cloak, cape or hood-cloak worn, or None."""
    over, head = traits.worn("over"), traits.worn("head")
    if over and over.kind in ("cloak", "cape"):
        return over
    return head if head and head.kind == "hood" and not over and traits.being not in ("man", "old man") else None


def draw_cloak_back(pen: Pen, traits: Traits, bones: Skeleton) -> None:
    """The part that falls behind the body, blown back by a lean."""
    if cloak := cloak_of(traits):
        pen.blob(_fall(bones, cloak), pen.shade(cloak.colour, 0.16), "cloth")


def draw_cloak_over(pen: Pen, traits: Traits, bones: Skeleton) -> None:
    """A cloak seen from behind."""
    if cloak := cloak_of(traits):
        pen.blob(_fall(bones, cloak), cloak.colour, "cloth")
        for across in (-0.5, 0.1, 0.6):
            top, low = bones.along(0.8, across * bones.measures.waist), bones.along(-1.0,
                across * bones.measures.hip * 1.6)
            pen.curve([top, ((top[0] + low[0]) / 2, (top[1] + low[1]) / 2), low], pen.shade(cloak.colour, 0.14),
                bones.measures.height * 0.009)


def draw_cloak_front(pen: Pen, traits: Traits, bones: Skeleton) -> None:
    """The yoke on the shoulders with its clasp, or a shawl."""
    m, over = bones.measures, traits.worn("over")
    cloak = cloak_of(traits)
    worn = cloak or (over if over and over.kind == "shawl" else None)
    if worn is None:
        return
    wide = m.shoulder * (1.22 if bones.frontal else 1.1)
    low = 0.42 if over and over.kind == "shawl" else 0.8
    colour = "#efe9de" if worn.pattern == "fur" else worn.colour
    pen.blob(
        [bones.along(1.1, -m.head * 0.5), bones.along(1.0, -wide * 0.95), bones.along(0.78, -wide * 1.06),
            bones.along(low + 0.05, -wide * 0.75),
         bones.along(low - 0.06, m.waist * 0.1), bones.along(low + 0.05, wide * 0.75), bones.along(0.78,
             wide * 1.02), bones.along(1.0, wide * 0.92), bones.along(1.1, m.head * 0.5), bones.along(0.98,
             m.head * 0.08)],
        colour, "cloth",
    )  # fmt: skip
    pen.curve([bones.along(0.98, m.head * 0.08), bones.along(low + 0.06, m.waist * 0.1)], pen.shade(colour, 0.2),
        m.height * 0.008)
    if worn.pattern == "fur":
        for share, across in ((0.9, -0.6), (0.82, 0.4), (0.74, -0.2), (0.92, 0.7)):
            pen.oval(*bones.along(share, across * m.shoulder), m.height * 0.006, m.height * 0.011, "#3a3233", "detail")
    pen.oval(*bones.along(0.97, m.head * 0.08), m.height * 0.015, m.height * 0.015, "#d9b24a", "detail")


def _fall(bones: Skeleton, cloak: Garment) -> list[Point]:
    m = bones.measures
    long = 0.92 if cloak.kind != "cape" else 0.45
    leg = m.thigh + m.shin
    blow = m.height * (0.004 * bones.lean + (0.03 if not bones.frontal else 0.0))
    wide = m.height * (0.17 if bones.frontal else 0.13)
    low = -(leg * long) / m.torso  # in shares of the spine
    return [
        bones.along(1.06, -m.shoulder * 0.6), bones.along(0.96, -m.shoulder * 1.05), bones.along(0.3,
            -m.shoulder * 1.25 - blow),
        bones.along(low, -wide - blow * 2.4), bones.along(low, -wide - blow * 2.4), bones.along(low - 0.06,
            -wide * 0.1 - blow * 1.6),
        bones.along(low, wide * 0.72 - blow), bones.along(low, wide * 0.72 - blow), bones.along(0.3,
            m.shoulder * 1.05), bones.along(0.96, m.shoulder * 0.95), bones.along(1.06, m.shoulder * 0.6),
    ]  # fmt: skip


def draw_wings(pen: Pen, traits: Traits, bones: Skeleton) -> None:
    """A pair of wings from the shoulder blades: feathered for angels, else a fairy's two petals a side."""
    m = bones.measures
    root = bones.along(0.8)
    feathered = traits.worn("head") is not None and traits.worn("head").kind == "halo"  # type: ignore[union-attr]
    for side in (-1, 1):
        reach = 1.0 if side < 0 or bones.frontal else 0.72
        for tilt, length in ((128, 0.5), (72, 0.36)):
            tip = polar(root, side * tilt - bones.lean, m.height * length * reach)
            thick = m.height * (0.16 if feathered else 0.19) * reach
            mid = ((root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2 - m.height * 0.05)
            pen.limb([root, mid, tip], [m.height * 0.03, thick, thick * 0.3],
                traits.wings if tilt > 100 else pen.shade(traits.wings, 0.06), "body")
            pen.curve([root, mid, tip], pen.shade(traits.wings, 0.12), m.height * 0.008)
