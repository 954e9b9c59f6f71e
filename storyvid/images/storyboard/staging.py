"""Staging: where the scene's people, animals and things stand, how large, which way they look."""

from dataclasses import replace
from random import Random

from storyvid.images.storyboard.colour import mix
from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.figures import Facing, Traits, draw_figure, is_beast, read_traits
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.reading import Actor
from storyvid.images.storyboard.resting import Stood, bed, put_boat, put_shadow, seat
from storyvid.images.storyboard.stage import Stage

FRONT_ROW = 3
MARGIN = 0.055  # of the width kept free of figures at either side


def cast_of(stage: Stage, scene_words: str) -> list[tuple[Actor, Traits]]:
    """The actors with the traits that their names and looks give them."""
    return [(actor, read_traits(_called(actor), actor.look, scene_words=scene_words)) for actor in stage.vision.actors]


def _called(actor: Actor) -> str:
    return actor.name if not actor.number else f"{actor.name} {'i' * (actor.number + 1)}"


def stand_figures(stage: Stage, scene_words: str) -> list[Stood]:
    """Everyone drawn and placed, farthest first."""
    cast, comp = cast_of(stage, scene_words), stage.composition
    if not cast:
        return []
    shoulder = comp.shot.name == "shoulder" and 2 <= len(cast) <= 3
    near = [each for each in cast[1:] if not is_beast(each[1])][:1] if shoulder else []
    rest = [each for each in cast if each not in near]
    many = FRONT_ROW if stage.width <= stage.height * 1.2 else FRONT_ROW + 2
    limit = 2 if comp.shot.name == "close" else many
    if len(rest) >= 2 and comp.depth:  # some near and one farther off, instead of all abreast; animals step back
        rest = sorted(rest, key=lambda each: is_beast(each[1]))
        limit = min(limit, len(rest) - 1)
    front, back = rest[:limit], rest[limit:]
    row = _front_row(stage, front)
    placed = [*_back_row(stage, back, row), *row]
    if near:
        placed.append(_over_shoulder(stage, near[0], row))
    return placed


def _drawn(stage: Stage, actor: Actor, traits: Traits, facing: Facing, scale: float) -> Drawing:
    pose = actor.pose
    if stage.vision.place == "underwater" and pose in ("stand", "walk", "run"):
        pose = "swim"
    elif pose == "swim" and stage.vision.place not in ("underwater", "sea", "lake", "river", "shore"):
        pose = "walk"
    ink = _lamplit(stage.ink).at(haze=0.0, scale=scale)
    seed = stage.composition.scenery % 997
    drawing = draw_figure(
        traits,
        pose=pose,
        facing=facing,
        ink=ink,
        expression=actor.expression,
        holding=actor.holding,
        seed=seed,
    )
    rides = pose == "ride" and not is_beast(traits)
    return _mounted(drawing, facing=facing, ink=ink, seed=seed) if rides else drawing


def _lamplit(ink: Ink) -> Ink:
    """The ink with a good part of the dark taken out: figures must be read at night, too."""
    light = ink.light
    return replace(ink, light=replace(light, share=light.share * 0.68, dim=light.dim * 0.6))


def _facings(stage: Stage, group: list[tuple[Actor, Traits]], rng: Random) -> list[Facing]:
    inward: Facing = "left" if stage.composition.side > 0 else "right"
    moving = {"walk", "run", "ride", "fly", "swim"}
    if len(group) == 1:
        if group[0][0].pose in moving:
            return [inward]
        return [rng.choice(("front", inward, inward))]
    if sum(actor.pose in moving for actor, _ in group) * 2 > len(group):
        way: Facing = "left" if rng.random() < 0.5 else "right"
        return [way] * len(group)
    middle = (len(group) - 1) / 2
    return [
        "front" if at == middle or (len(group) > 3 and rng.random() < 0.4) else "right" if at < middle else "left"
        for at in range(len(group))
    ]


def _front_row(stage: Stage, group: list[tuple[Actor, Traits]]) -> list[Stood]:
    comp, rng = stage.composition, stage.rng
    if comp.mirrored and len(group) > 1:
        group = group[::-1]
    facings = _facings(stage, group, rng)
    base = comp.figure / 100
    drawings = [
        _drawn(stage, actor, traits, facing, base) for (actor, traits), facing in zip(group, facings, strict=True)
    ]
    sizes = [_size(drawing) for drawing in drawings]
    tallest = max(drawing.height * size for drawing, size in zip(drawings, sizes, strict=True))
    base *= min(max((100 / tallest) ** 0.55, 0.5), 1.7)
    room = stage.width * (1 - 2 * MARGIN)
    spans = [drawing.width * size * 0.92 for drawing, size in zip(drawings, sizes, strict=True)]
    base = min(base, room / max(sum(spans), 1.0))
    feet = _feet(stage, tallest * base)
    base = min(base, (feet - stage.height * 0.09) / tallest)
    total = sum(spans) * base
    gap = min((room - total) / (len(group) + 1), stage.width * 0.05)
    total += gap * (len(group) - 1)
    x = stage.width * 0.5 + comp.side * (room - total) / 2 - total / 2
    x = min(max(x, stage.width * MARGIN), stage.width * (1 - MARGIN) - total)
    row = []
    for at, (drawing, size, span) in enumerate(zip(drawings, sizes, spans, strict=True)):
        scale, wide = base * size, span * base
        step = (0.012 if at % 2 else -0.008) * stage.height if len(group) > 1 else 0.0
        stood = _placed(stage, drawing, x + wide / 2, feet + step, scale, group[at][0])
        sits = group[at][0].pose == "sit" and not is_beast(group[at][1]) and facings[at] != "front"
        if sits:
            stood = replace(stood, seat=facings[at])  # type: ignore[arg-type]
        elif group[at][0].pose == "sleep" and not is_beast(group[at][1]):
            stood = replace(stood, bed=True)
        row.append(stood)
        x += wide + gap
    return sorted(row, key=lambda stood: stood.y)


def _mounted(rider: Drawing, *, facing: Facing, ink: Ink, seed: int) -> Drawing:
    """A rider on a horse, as one drawing."""
    horse = draw_figure(read_traits("horse", "brown"), pose="walk", facing=facing, ink=ink, seed=seed)
    rise = horse.height * 0.42
    raised = ink.group([rider.svg], transform=f"translate(0 {-rise:.1f})")
    return Drawing(horse.svg + raised, max(horse.width, rider.width), max(horse.height, rider.height + rise))


def _size(drawing: Drawing) -> float:
    """Small beings are drawn larger than life and giants smaller, or no picture would hold both."""
    tall = max(drawing.height, 1.0)
    return (100 / tall) ** (0.42 if tall < 100 else 0.35)


def _feet(stage: Stage, tall: float) -> float:
    comp = stage.composition
    if comp.shot.name == "close":
        return max(stage.height * 0.86, min(stage.height * 0.2 + tall, stage.height * 1.16))
    return comp.feet


def _placed(stage: Stage, drawing: Drawing, x: float, y: float, scale: float, actor: Actor) -> Stood:
    tall, rng = drawing.height * scale, stage.rng
    lift = 0.0
    if stage.vision.place == "sea" and (drawing.anchor == "water" or actor.pose == "swim"):
        return Stood(drawing, x, y - tall * 0.1, scale)
    if stage.vision.place == "underwater":
        lift = max(0.0, min(stage.height * rng.uniform(0.06, 0.24), y - tall - stage.height * 0.14))
    elif drawing.anchor == "air" or actor.pose == "fly":
        lift = max(0.0, min(stage.height * rng.uniform(0.12, 0.3), y - tall - stage.height * 0.1))
    return Stood(drawing, x, y, scale, lift)


def _back_row(stage: Stage, group: list[tuple[Actor, Traits]], row: list[Stood]) -> list[Stood]:
    """The rest of the company, behind and beside the main group, where they hide no one."""
    if not group:
        return []
    comp, depth = stage.composition, 0.55
    y = comp.horizon + (min(comp.feet, stage.height * 0.86) - comp.horizon) * depth
    base = max(min(stood.scale / _size(stood.drawing) for stood in row) * (0.5 + 0.3 * depth), comp.figure / 100 * 0.42)
    taken = [(stood.left, stood.right) for stood in row]
    slots = sorted((stage.width * (0.13 + 0.74 * at / 11) for at in range(12)), key=lambda x: -_free(x, taken))
    placed = []
    for at, (actor, traits) in enumerate(group):
        x = slots[at % len(slots)]
        facing: Facing = "left" if x > stage.width / 2 else "right"
        drawing = _drawn(stage, actor, traits, facing, base)
        scale = min(base * _size(drawing), (y - stage.height * 0.1) / max(drawing.height, 1.0))
        half = drawing.width * scale / 2
        x = min(max(x, half), stage.width - half) if half * 2 < stage.width else stage.width / 2
        taken.append((x - half, x + half))
        slots = sorted(slots, key=lambda spot: -_free(spot, taken))
        slots.append(slots.pop(0)) if at + 1 < len(group) else None
        placed.append(_placed(stage, drawing, x, y + (at % 3 - 1) * stage.height * 0.01, scale, actor))
    return sorted(placed, key=lambda stood: stood.y)


def _free(x: float, taken: list[tuple[float, float]]) -> float:
    """How far x is from the nearest taken span; negative inside one."""
    return min((max(left - x, x - right) for left, right in taken), default=1e9)


def _over_shoulder(stage: Stage, near: tuple[Actor, Traits], row: list[Stood]) -> Stood:
    """A large figure seen from behind at the edge, looking at the others."""
    actor, traits = near
    left_free = min(stood.left for stood in row)
    right_free = stage.width - max(stood.right for stood in row)
    side = -1 if left_free > right_free else 1
    standing = Actor(actor.name, actor.look, named=actor.named)
    drawing = _drawn(stage, standing, traits, "right" if side < 0 else "left", stage.composition.figure / 50)
    scale = stage.height * 0.78 / max(drawing.height, 1.0)
    scale = min(scale, stage.width * 0.62 / max(drawing.width, 1.0))
    x = stage.width * (0.5 + side * 0.44)
    return Stood(drawing, x, stage.height * 0.36 + drawing.height * scale, scale, shaded=True)


def put_figures(stage: Stage, placed: list[Stood]) -> None:
    """The figures on their layer, each over its soft shadow, with light air behind the group."""
    main = [stood for stood in placed if not stood.shaded]
    if main:
        left, right = min(stood.left for stood in main), max(stood.right for stood in main)
        top, foot = min(stood.top for stood in main), max(stood.y for stood in main)
        reach = max(right - left, (foot - top) * 0.9) * 0.62
        if stage.vision.time in ("night", "dusk") or stage.vision.indoor:  # by day they stand out by themselves
            air = mix(stage.palette.haze, stage.palette.sun, 0.35)
            stage.glow("ground", (left + right) / 2, top + (foot - top) * 0.42, reach, air, strength=0.3)
    for stood in placed:
        put_shadow(stage, stood)
    for stood in placed:
        move = f"translate({stood.x:.1f} {stood.y - stood.lift:.1f}) scale({stood.scale:.4f})"
        if stood.bed:
            stage.put("figures", stage.ink.group(bed(stage, stood), transform=move))
        if stood.seat:
            stage.put("figures", stage.ink.group(seat(stage, stood), transform=move))
        stage.put("figures", stage.ink.group([stood.drawing.svg], transform=move))
    if stage.vision.place == "sea":
        aboard = [stood for stood in main if stood.drawing.anchor == "ground" and not stood.lift]
        if aboard:
            put_boat(stage, aboard)
