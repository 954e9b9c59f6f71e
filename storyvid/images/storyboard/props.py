"""Props: the things a scene names, put where such things are - in the sky, behind, on the ground, afloat."""

from dataclasses import replace

from storyvid.images.storyboard import boats, landmarks, tables
from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.figures import read_traits
from storyvid.images.storyboard.lights import shine
from storyvid.images.storyboard.resting import Stood
from storyvid.images.storyboard.stage import Stage
from storyvid.images.storyboard.things import draw_thing

# What a setting shows of itself is not drawn again.
GREEN = {"tree", "oak", "pine", "birch", "willow", "bush", "dead tree", "leaf", "grass", "mushroom", "stump", "log"}
HOUSES = {"house", "cottage", "hut", "barn"}
SHOWN = {
    "forest": GREEN,
    "garden": GREEN | {"flower", "flowers", "rose"},
    "field": GREEN | {"wheat", "flower"},
    "road": GREEN | {"fence"},
    "river": GREEN | {"reeds"},
    "lake": GREEN | {"reeds"},
    "castle": {"castle", "gate", "tower"},
    "village": HOUSES,
    "city": HOUSES | {"lamppost", "church"},
    "market": HOUSES,
    "tower": {"tower"},
    "bedroom": {"bed", "candle"},
    "hall": {"throne", "carpet"},
    "ship": {"ship", "boat", "sailboat"},
    "kitchen": {"table", "fire", "oven", "shelf"},
    "room": {"table", "fire", "shelf", "carpet"},
    "workshop": {"table", "shelf"},
    "graveyard": {"grave", "church"},
    "church": {"church", "candle"},
    "space": {"planet"},
    "classroom": {"table", "clock", "shelf", "chair", "house"},
    "hospital": {"bed", "table"},
    "office": {"table", "computer", "chair", "shelf"},
    "library": {"shelf", "ladder", "table"},
    "shop": {"shelf", "table", "house"},
    "restaurant": {"table", "chair"},
    "stadium": HOUSES | {"fence"},
    "playground": GREEN | {"fence", "house"},
    "stable": {"barn", "hut", "fence"},
    "bathroom": {"mirror"},
    "starship": {"planet", "rocket", "window"},
}
# Drawn by sky, weather and walls, or meaning nothing on their own.
NEVER = {"sun", "moon", "star", "cloud", "rainbow", "lightning", "snowflake", "smoke", "wall", "window", "door"}
NEVER |= {"leaf", "grass", "mountain", "cave", "comet"}
BUILT = HOUSES | GREEN | {"castle", "tower", "mill", "church", "well", "bridge", "fence", "tent", "sledge", "bicycle"}
BUILT |= {"motorcycle", "rocket", "sandcastle"}
WITHIN = {"bed", "oven", "shelf", "television", "computer", "carpet"}  # stands under a roof
VESSELS = {"ship", "boat", "raft", "galley", "rowboat", "sailboat", "sailing ship"}
LARGE = 130.0  # world units: taller things stand behind the group
ON_WHEELS = {"car", "bus", "truck", "ambulance", "fire engine", "tractor", "cart", "carriage", "train"}


def put_props(stage: Stage, placed: list[Stood]) -> None:
    """The scene's things around the figures; held ones are drawn by their holders."""
    held = {actor.holding for actor in stage.vision.actors}
    held |= {prop for actor in stage.vision.actors for prop in read_traits(actor.name, actor.look).props}
    held |= {actor.mount.name for actor in stage.vision.actors if actor.mount}
    worn = " ".join(actor.look.casefold() for actor in stage.vision.actors)
    shown = SHOWN.get(stage.vision.place, set()) | NEVER | held
    if stage.vision.indoor:
        shown |= BUILT | ON_WHEELS
    else:
        shown |= WITHIN
    if stage.vision.climbed:
        shown |= {stage.vision.climbed}
    if stage.vision.table:
        shown |= {"table", "chair"} | tables.EDIBLE | {"book", "letter", "candle"}
    names = [name for name in stage.vision.things if name not in shown and name not in worn]
    if not placed and stage.vision.place not in ("underwater", "sea", "ship", "sky", "space"):
        names = _subject(stage, names)
    spots = _free_spots(stage, placed)
    if stage.vision.window_star:
        _star_in_window(stage)
    aboard = boats.aboard_of(placed) if boats.is_afloat(stage) else []
    for at, name in enumerate(names[:4]):
        if boats.is_afloat(stage):
            if aboard and name == "lantern":
                _at_the_prow(stage, aboard)
            elif not aboard and name in VESSELS:
                _afloat(stage, name, placed)
            continue
        if name in VESSELS and stage.vision.place in ("sea", "lake", "river", "shore"):
            _afloat(stage, name, placed)
            continue
        drawing = draw_thing(
            name, ink=stage.ink.at(haze=0.0, scale=stage.composition.figure / 100), seed=stage.composition.scenery % 991
        )
        if drawing.anchor == "air" and not stage.vision.indoor:
            _aloft(stage, drawing, at)
        elif drawing.height >= LARGE or name in ON_WHEELS:
            if not stage.vision.indoor and stage.vision.place not in ("underwater", "sky", "sea", "ship"):
                _behind(stage, name, drawing, placed)
        elif spots:
            _grounded(stage, drawing, spots.pop(0))


def _subject(stage: Stage, names: list[str]) -> list[str]:
    """Puts the picture's subject where no one is in it; the names of the things that are left."""
    standing = [name for name in names if draw_thing(name, ink=stage.ink).anchor == "ground"]
    afloat = stage.vision.place in ("lake", "river", "shore") and any(name in VESSELS for name in names)
    name = standing[0] if standing else "" if afloat else landmarks.landmark_of(stage)
    if not name or (stage.vision.indoor and name in ("house", "cottage", "castle", "tower", "mill", "church", "barn")):
        return names
    drawing = landmarks.drawn(stage, name)
    if stage.vision.indoor and drawing.height >= LARGE:
        return names
    x, y, scale = landmarks.subject_spot(stage, drawing)
    _laid(stage, "figures" if drawing.height < 100 else "mid", drawing, x, y, scale)
    return [other for other in names if other != name]


def _afloat(stage: Stage, name: str, placed: list[Stood]) -> None:
    """A vessel on the water: the picture's subject where no one is in it, else farther off."""
    comp, alone = stage.composition, not placed
    if placed and stage.vision.place == "sea":
        return  # they sit in a boat already
    y = stage.height * (0.7 if alone else 0.02) + (0 if alone else stage.horizon)
    tall = comp.figure * 1.25 if alone else stage.height * 0.13
    drawing = draw_thing(name, ink=stage.ink.at(haze=0.0 if alone else 0.3), seed=comp.scenery % 991)
    scale = min(tall / max(drawing.height, 1.0), stage.width * 0.8 / max(drawing.width, 1.0))
    x = stage.width * (0.5 + comp.side * 0.22) if alone else stage.width * (0.25 if comp.side > 0 else 0.75)
    _laid(stage, "figures" if alone else "far", drawing, x, y, scale)


def _free_spots(stage: Stage, placed: list[Stood]) -> list[float]:
    """Places (x) on the ground between and beside the figures, the freest first."""
    spans = [(stood.left, stood.right) for stood in placed]
    spots = [stage.width * (0.1 + 0.8 * at / 8) for at in range(9)]
    free = [x for x in spots if all(x < left or x > right for left, right in spans)]
    near = sum((left + right) / 2 for left, right in spans) / len(spans) if spans else stage.width / 2
    chosen: list[float] = []
    for x in sorted(free or spots[:1], key=lambda x: abs(x - near)):
        if all(abs(x - other) > stage.width * 0.16 for other in chosen):
            chosen.append(x)
    return chosen


def _grounded(stage: Stage, drawing: Drawing, x: float) -> None:
    comp = stage.composition
    y = min(comp.feet, stage.height * 0.85) - stage.height * 0.012
    scale = stage.scale_at(y) if comp.shot.name != "close" else comp.figure / 100 * 0.7
    scale *= max(1.0, (26 / max(drawing.height, 4.0)) ** 0.5)  # a ring must still be seen
    scale = min(scale, stage.width * 0.3 / max(drawing.width, 1.0), stage.height * 0.3 / max(drawing.height, 1.0))
    half = drawing.width * scale / 2
    x = min(max(x, half), stage.width - half)
    lift = stage.height * 0.12 if stage.vision.place == "underwater" else 0.0
    _laid(stage, "figures", drawing, x, y - lift, scale)


def _aloft(stage: Stage, drawing: Drawing, at: int) -> None:
    side = -1 if stage.composition.side > 0 else 1
    scale = min(stage.composition.figure / 100 * 0.7, stage.width * 0.28 / max(drawing.width, 1.0))
    x, y = stage.width * (0.5 + side * (0.2 + 0.08 * at)), stage.height * (0.24 + 0.05 * at)
    _laid(stage, "mid", drawing, x, y, scale)


def _behind(stage: Stage, name: str, drawing: Drawing, placed: list[Stood]) -> None:
    spans = [(stood.left, stood.right) for stood in placed]
    best = max(
        (0.2, 0.8, 0.5),
        key=lambda share: min((abs(share * stage.width - (left + right) / 2) for left, right in spans), default=0),
    )
    wide = name in ON_WHEELS  # on the road before the houses
    y = stage.horizon + stage.height * (0.115 if wide else 0.05)
    scale = min(
        max(stage.scale_at(y), stage.height * (0.15 if wide else 0.2) / drawing.height),
        stage.height * 0.42 / drawing.height,
        stage.width * 0.55 / max(drawing.width, 1.0),
    )
    ink = stage.ink.at(haze=0.18, scale=scale)
    _laid(stage, "mid", draw_thing(name, ink=ink, seed=stage.composition.scenery % 991), stage.width * best, y, scale)


def _laid(stage: Stage, layer: str, drawing: Drawing, x: float, y: float, scale: float) -> None:
    if layer == "figures" and drawing.anchor == "ground" and stage.vision.place != "underwater":
        wide = drawing.width * scale * 0.55
        stage.put(
            "ground",
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{wide:.1f}" ry="{wide * 0.16:.1f}" fill="{stage.palette.dark}" '
            'fill-opacity="0.26"/>',
        )
    stage.put(layer, stage.ink.group([drawing.svg], transform=f"translate({x:.1f} {y:.1f}) scale({scale:.4f})"))
    if drawing.light:
        dx, dy = drawing.light
        reach = max(stage.composition.figure * 0.62, drawing.height * scale * 1.6)
        shine(stage, x + dx * scale, y + dy * scale, reach=reach)


def _at_the_prow(stage: Stage, aboard: list[Stood]) -> None:
    """A lantern on a pole at the boat's end."""
    scale, y = max(stood.scale for stood in aboard), max(stood.y for stood in aboard)
    left, right = min(stood.left for stood in aboard), max(stood.right for stood in aboard)
    side = -1 if left > stage.width - right else 1
    x = min(max((left if side < 0 else right) + side * scale * 24, stage.width * 0.07), stage.width * 0.93)
    top = y - scale * 84
    pole = stage.air(0.0).line(
        f"M{x + side * scale * 4:.1f} {y - scale * 38:.1f}V{top:.1f}h{-side * scale * 4:.1f}",
        stage.palette.wood,
        width=scale * 2.2,
    )
    stage.put("figures", pole)
    drawing = draw_thing("lantern", ink=stage.ink.at(haze=0.0, scale=scale))
    _laid(stage, "figures", replace(drawing, anchor="air"), x, top + drawing.height * scale, scale)


def _star_in_window(stage: Stage) -> None:
    """A small star that shines in the nearest house's window."""
    shown = [one for one in stage.windows if 0.04 < one[0] / stage.width < 0.96]
    if not shown:
        return
    x, y, size = max(shown, key=lambda one: one[2])
    drawing = draw_thing("star", ink=stage.ink.at(haze=0.0))
    scale = size * 0.95 / drawing.height
    stage.glow("sky" if stage.banded else "ground", x, y, size * 2.6, "#ffd777", strength=0.8)
    move = f"translate({x:.1f} {y + size * 0.48:.1f}) scale({scale:.4f})"
    stage.put(
        "mid",
        f'<rect x="{x - size * 0.5:.1f}" y="{y - size * 0.6:.1f}" width="{size:.1f}" '
        f'height="{size * 1.2:.1f}" fill="#fff0b8" fill-opacity="0.55"/>',
    )
    stage.put("mid", stage.ink.group([drawing.svg], transform=move))
