"""Staging: where the scene's people, animals and things stand, how large, which way they look."""

from dataclasses import replace
from random import Random

from storyvid.images.storyboard import boats, climbing, crowd, swimmers, tables, turret
from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.crowd import body_of, covered, face_of
from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.figures import Facing, Traits, draw_figure, draw_mounted, is_beast, read_traits
from storyvid.images.storyboard.figures.draw import YOUNG
from storyvid.images.storyboard.figures.embraced import draw_embrace
from storyvid.images.storyboard.figures.mounted import WHEELED, draw_on_wheels
from storyvid.images.storyboard.figures.species import SPECIES
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.resting import Stood
from storyvid.images.storyboard.stage import Stage

NEVER_DRESSED = frozenset("alien robot ghost snowman treeman mermaid".split())
SCARVES = ("red", "yellow", "green", "orange")
FRONT_ROW = 3
WIDE = 70.0  # world units: a beast as long as that stands farther off, behind people
SMALL = 0.5  # of its kind
LEAST_SEEN = 0.62  # of a figure's height
MARGIN = 0.055  # of the width kept free of figures at either side


def cast_of(stage: Stage, scene_words: str) -> list[tuple[Actor, Traits]]:
    """The actors with the traits that their names and looks give them."""
    return [(actor, _dressed_for(stage, actor, scene_words)) for actor in stage.vision.actors]


def _dressed_for(stage: Stage, actor: Actor, scene_words: str) -> Traits:
    """The actor's traits, with what no one goes without there: a spacesuit in space, a scarf in falling snow."""
    name, vision = _called(actor), stage.vision
    traits = read_traits(name, actor.look, scene_words=scene_words, today=vision.modern)
    if is_beast(traits) or traits.being in NEVER_DRESSED:
        return traits
    if vision.place == "space" and "spacesuit" not in actor.look:
        return read_traits(name, f"white spacesuit, helmet, {actor.look}", scene_words=scene_words, today=vision.modern)
    if vision.place == "starship" and "spacesuit" not in actor.look:
        suited = read_traits(name, f"white spacesuit, {actor.look}", scene_words=scene_words, today=vision.modern)
        bare = tuple(one for one in suited.dress if one[0] != "head" or one[1].kind == "headphones")
        return replace(suited, dress=bare)
    if vision.weather == "snow" and not vision.indoor and not traits.worn("neck"):
        scarf = f"{actor.look}, {SCARVES[traits.seed % len(SCARVES)]} scarf"
        return read_traits(name, scarf, scene_words=scene_words, today=vision.modern)
    return traits


def _called(actor: Actor) -> str:
    return actor.name if not actor.number else f"{actor.name} {'i' * (actor.number + 1)}"


def stand_figures(stage: Stage, scene_words: str) -> list[Stood]:
    """Everyone drawn and placed, farthest first."""
    comp, company = stage.composition, cast_of(stage, scene_words)
    shoal = [each for each in company if swimmers.is_fish(each[1]) and stage.vision.place != "underwater"]
    cast = [each for each in company if each not in shoal]
    if boats.is_afloat(stage):
        cast = [(boats.seated(actor, beast=is_beast(traits)), traits) for actor, traits in cast[: boats.MOST_ABOARD]]
    if stage.vision.table:
        cast = [
            (actor if is_beast(traits) else tables.seated(actor, stage.vision.table), traits) for actor, traits in cast
        ]
    aloft = [each for each in cast if each[0] in stage.vision.lodged]
    cast = [each for each in cast if each not in aloft]
    row, base = _company(stage, cast) if cast else ([], comp.figure / 100)
    row = [*_aloft(stage, aloft), *row] if aloft else row
    if shoal and stage.vision.place in swimmers.WET:
        row += swimmers.leaping(stage, shoal, base=base, alone=not cast)
    elif shoal and not cast:
        row, _ = _company(stage, shoal)
    return row


def _aloft(stage: Stage, group: list[tuple[Actor, Traits]]) -> list[Stood]:
    """Those up in the tower, looking at one another or at who stands below."""
    group = [(turret.shown_aloft(actor), traits) for actor, traits in group]
    down: Facing = "left" if turret.balcony_of(stage).x > stage.width / 2 else "right"
    facings: list[Facing] = ["right", "left"] if len(group) == 2 else [down]
    scale = stage.height * turret.TALL / 100
    drawn = [(each[0], _drawn(stage, *each, facing, scale)) for each, facing in zip(group, facings, strict=True)]
    return turret.stand_aloft(stage, drawn, facings)


def _company(stage: Stage, cast: list[tuple[Actor, Traits]]) -> tuple[list[Stood], float]:
    """Everyone on the ground or in the boat, and the scale of a grown figure in the front."""
    comp, afloat = stage.composition, boats.is_afloat(stage)
    moving = any(actor.pose in ("fly", "swim", "sleep", "ride") for actor, _ in cast)
    moving = moving or bool(stage.vision.table or stage.vision.climbed)
    shoulder = comp.shot.name == "shoulder" and 2 <= len(cast) <= 3 and not afloat and not moving
    near = [each for each in cast[1:] if not is_beast(each[1])][:1] if shoulder else []
    rest = [each for each in cast if each not in near]
    many = FRONT_ROW if stage.width <= stage.height * 1.2 else FRONT_ROW + 2
    limit = 2 if comp.shot.name == "close" else many + bool(stage.vision.table)
    if afloat:
        limit = boats.MOST_ABOARD
    elif (
        len(rest) >= 2 and comp.depth and not stage.vision.table
    ):  # some near and one farther off, instead of all abreast; animals step back
        rest = sorted(rest, key=lambda each: (is_beast(each[1]), is_large(each[1])))
        limit = min(limit, len(rest) - 1)
    front, back = _centred(rest[:limit]), rest[limit:]
    row, base = _front_row(stage, front, crowded=len(back) > 1)
    placed = [*_back_row(stage, back, row, base), *row]
    if near:
        watcher = _over_shoulder(stage, near[0], row)
        if any(covered(face_of(stood), body_of(watcher)) > 0.25 for stood in placed):  # it would hide who it looks at
            row, base = _front_row(stage, _centred([*front, *near]), crowded=len(back) > 1)
            return [*_back_row(stage, back, row, base), *row], base
        placed.append(watcher)
    return placed, base


def _centred(group: list[tuple[Actor, Traits]]) -> list[tuple[Actor, Traits]]:
    """Where animals dance or stand round one person, the person is in the middle."""
    people = [each for each in group if not is_beast(each[1])]
    if len(people) != 1 or len(group) < 3:
        return group
    beasts = [each for each in group if each not in people]
    half = len(beasts) // 2
    return [*beasts[:half], *people, *beasts[half:]]


def _drawn(stage: Stage, actor: Actor, traits: Traits, facing: Facing, scale: float) -> Drawing:
    pose = actor.pose
    if stage.vision.place == "underwater" and pose in ("stand", "walk", "run"):
        pose = "swim"
    elif pose == "swim" and stage.vision.place not in ("underwater", "sea", "lake", "river", "shore"):
        pose = "fly" if stage.vision.place in ("space", "starship") else "walk"
    elif pose == "climb" and stage.vision.place == "space" and not stage.vision.climbed:
        pose = "fly"  # there is no ground to climb from
    ink = _lamplit(stage.ink, night=stage.night and not stage.vision.indoor).at(haze=0.0, scale=scale)
    seed = stage.composition.scenery % 997
    if pose == "sleep" and not is_beast(traits):  # hats and coats hang on the door
        traits = replace(traits, dress=tuple(one for one in traits.dress if one[0] not in ("head", "over")))
    if actor.embraces:
        other = _dressed_for(stage, actor.embraces, "")
        return draw_embrace(traits, other, facing=facing, ink=ink, expression=actor.expression, seed=seed)
    if pose == "ride" and actor.mount:
        return _mounted(stage, actor, traits, facing=facing, ink=ink)
    drawing = draw_figure(
        traits,
        pose=pose,
        facing=facing,
        ink=ink,
        expression=actor.expression,
        holding=actor.holding,
        seed=seed,
        seat=False,
    )
    return drawing


def _lamplit(ink: Ink, *, night: bool) -> Ink:
    """The ink with a good part of the dark taken out: figures must be read at night, too."""
    light, share, dim = ink.light, 0.5 if night else 0.68, 0.3 if night else 0.6
    return replace(ink, light=replace(light, share=light.share * share, dim=light.dim * dim))


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


def _front_row(stage: Stage, group: list[tuple[Actor, Traits]], *, crowded: bool) -> tuple[list[Stood], float]:
    comp, rng = stage.composition, stage.rng
    if comp.mirrored and len(group) > 1:
        group = group[::-1]
    facings: list[Facing] = [
        "back" if actor.from_behind else "front" if stage.vision.table and actor.pose == "sit" else facing
        for (actor, _), facing in zip(group, _facings(stage, group, rng), strict=True)
    ]
    base = comp.figure / 100
    drawings = [
        _drawn(stage, actor, traits, facing, base) for (actor, traits), facing in zip(group, facings, strict=True)
    ]
    talls = [_tall(drawing, actor, traits) for drawing, (actor, traits) in zip(drawings, group, strict=True)]
    sizes = [_size(tall, traits) for tall, (_, traits) in zip(talls, group, strict=True)]
    afloat, leaping = boats.is_afloat(stage), any(actor.pose == "dance" for actor, _ in group)
    tallest = max(tall * size for tall, size in zip(talls, sizes, strict=True))
    base *= min(max((100 / tallest) ** 0.55, 0.5), 1.7)
    room = stage.width * (1 - 2 * MARGIN if not afloat else 0.66)
    if crowded or (leaping and len(group) > 1):
        room *= 0.86
    if afloat:
        base = min(base * 0.8, stage.height * 0.36 / 100)
    wide = 1.1 if leaping else 0.92
    spans = [drawing.width * size * wide for drawing, size in zip(drawings, sizes, strict=True)]
    base = min(base, room / max(sum(spans), 1.0))
    feet = _feet(stage, tallest * base)
    base = min(base, (feet - stage.height * 0.09) / tallest)
    total = sum(spans) * base
    gap = min((room - total) / (len(group) + 1), stage.width * (0.02 if afloat else 0.12 if leaping else 0.05))
    total += gap * (len(group) - 1)
    x = stage.width * 0.5 + comp.side * (room - total) / 2 - total / 2
    edge = stage.width * (MARGIN if not afloat else 0.14)
    x = min(max(x, edge), max(stage.width - edge - total, edge))
    row = []
    for at, (drawing, size, span) in enumerate(zip(drawings, sizes, spans, strict=True)):
        scale, across = base * size, span * base
        step = (0.012 if at % 2 else -0.008) * stage.height if len(group) > 1 and not afloat else 0.0
        stood = _placed(stage, drawing, x + across / 2, feet + step, scale, group[at][0])
        stood = replace(stood, facing=facings[at], beast=is_beast(group[at][1]))
        row.append(stood if afloat else _rested(stood, group[at][0], facings[at]))
        x += across + gap
    row = tables.raised(row) if stage.vision.table else row
    row = [_in_sight(stage, stood) for stood in row]
    return sorted(row, key=lambda stood: stood.y), base


def _in_sight(stage: Stage, stood: Stood) -> Stood:
    """The same; the small in a close shot stand farther up the picture, or its foot would hide most of them."""
    tall = stood.drawing.height * stood.scale
    if stage.height - stood.top > tall * LEAST_SEEN:
        return stood
    return replace(stood, y=min(stood.y, stage.height * 0.97 + stood.lift))


def _rested(stood: Stood, actor: Actor, facing: Facing) -> Stood:
    """The same with what a person sits or lies on."""
    if stood.beast:
        return stood
    return replace(stood, seat=facing if actor.pose == "sit" else "", bed=actor.pose == "sleep")


def _mounted(stage: Stage, actor: Actor, traits: Traits, *, facing: Facing, ink: Ink) -> Drawing:
    """A rider, and those behind, on what they ride."""
    mount, seed = actor.mount, stage.composition.scenery % 997
    way: Facing = "left" if facing == "left" else "right"
    assert mount is not None  # asked for riders only
    others = [_dressed_for(stage, other, "") for other in mount.behind]
    if mount.name in WHEELED:
        return draw_on_wheels(traits, mount.name, facing=way, ink=ink, expression=actor.expression, seed=seed)
    beast = read_traits(mount.name, mount.look)
    return draw_mounted(
        traits,
        beast,
        facing=way,
        ink=ink,
        pose="fly" if mount.flies else "walk",
        expression=actor.expression,
        seed=seed,
        behind=others,
    )


def is_large(traits: Traits) -> bool:
    """Whether it is an animal that hides a person: a cow, a horse, a dragon."""
    species = SPECIES.get(traits.being)
    grown = traits.age != "child" and not traits.dressed
    return grown and (traits.being in ("dragon", "whale") or species is not None and species.length >= WIDE)


def _tall(drawing: Drawing, actor: Actor, traits: Traits) -> float:
    """How tall someone is, who may be lying down."""
    lies = actor.pose == "sleep" and not is_beast(traits)
    return max(drawing.width if lies else drawing.height, 1.0)


def _size(tall: float, traits: Traits) -> float:
    """Small beings are drawn larger than life and giants smaller, or no picture would hold both; young as the grown."""
    if traits.build == "small" and traits.being in ("robot", "dragon", "ghost"):  # a tiny robot is one among people
        return SMALL * (100 / tall) ** 0.35
    if is_beast(traits) and traits.age == "child":
        tall /= YOUNG
    if is_beast(traits) and 45 < tall < 100:  # goats, wolves: beside people as they are
        return (100 / tall) ** 0.16
    return (100 / tall) ** (0.36 if tall < 100 else 0.35)


def _feet(stage: Stage, tall: float) -> float:
    comp = stage.composition
    if boats.is_afloat(stage):
        return max(stage.height * (0.72 + 0.05 * (comp.frame % 3) / 2), comp.horizon + stage.height * 0.12)
    if comp.shot.name == "close":
        return max(stage.height * 0.86, min(stage.height * 0.2 + tall, stage.height * 1.16))
    return comp.feet


def _placed(stage: Stage, drawing: Drawing, x: float, y: float, scale: float, actor: Actor) -> Stood:
    tall, rng = drawing.height * scale, stage.rng
    lift = 0.0
    if stage.vision.place == "sea" and (drawing.anchor == "water" or actor.pose == "swim"):
        return Stood(drawing, x, y - tall * 0.1, scale, swims=True)
    if stage.vision.swimming and stage.vision.place in ("lake", "river"):
        return Stood(drawing, x, y - tall * 0.1, scale, swims=True)
    if stage.vision.place == "underwater":
        lift = max(0.0, min(stage.height * rng.uniform(0.06, 0.24), y - tall - stage.height * 0.14))
    elif actor.pose == "dance" and drawing.height < 70:  # small animals leap
        lift = tall * rng.uniform(0.12, 0.5)
    elif actor.pose == "fall":  # off a bike, over a root: near the ground
        lift = min(tall * 0.14, stage.height * 0.05)
    elif drawing.anchor == "air" or actor.pose == "fly":
        lift = max(0.0, min(stage.height * rng.uniform(0.12, 0.3), y - tall - stage.height * 0.1))
    if climb := climbing.lift_of(stage, actor, tall, y):
        return Stood(drawing, x, y, scale, climb, climbs=True)
    return Stood(drawing, x, y, scale, lift)


def _back_row(stage: Stage, group: list[tuple[Actor, Traits]], row: list[Stood], front: float) -> list[Stood]:
    """The rest of the company, behind and beside the main group, where every face is seen."""
    comp, depth = stage.composition, 0.55
    y = comp.horizon + (min(comp.feet, stage.height * 0.86) - comp.horizon) * depth
    y = max(y, stage.ground_from)
    beasts = all(stood.beast for stood in row)  # a cow behind a pig is still the larger
    base = max(front * (0.5 + 0.3 * depth if not beasts else 0.85), comp.figure / 100 * 0.42)
    placed: list[Stood] = []
    for at, (actor, traits) in enumerate(group):
        beast = is_beast(traits)
        facings: tuple[Facing, ...] = ("left", "right")
        drawn = {
            facing: _drawn(stage, actor, traits, "back" if actor.from_behind else facing, base) for facing in facings
        }
        found = crowd.behind(
            [*placed, *row],
            drawn,
            scale=base
            * _size(_tall(drawn["left"], actor, traits), traits)
            * (0.78 if beast and not beasts and drawn["left"].width > WIDE else 1.0),
            y=y + (at % 3 - 1) * stage.height * 0.012,
            size=(stage.width, stage.height),
            beast=beast,
            ground=max(comp.horizon + stage.height * 0.02, stage.ground_from),
        )
        stood = _placed(stage, found.drawing, found.x, found.y, found.scale, actor)
        stood = replace(stood, facing=found.facing, beast=beast)
        placed.append(_rested(stood, actor, found.facing))  # type: ignore[arg-type]
    return sorted(placed, key=lambda stood: stood.y)


def _over_shoulder(stage: Stage, near: tuple[Actor, Traits], row: list[Stood]) -> Stood:
    """A large figure seen from behind at the edge, looking at the others."""
    actor, traits = near
    left_free = min(stood.left for stood in row)
    right_free = stage.width - max(stood.right for stood in row)
    side = -1 if left_free > right_free else 1
    standing = Actor(actor.name, actor.look, named=actor.named)
    drawing = _drawn(stage, standing, traits, "back", stage.composition.figure / 50)
    scale = stage.height * 0.78 / max(drawing.height, 1.0)
    scale = min(scale, stage.width * 0.62 / max(drawing.width, 1.0))
    x = stage.width * (0.5 + side * 0.4)
    return Stood(drawing, x, stage.height * 0.36 + drawing.height * scale, scale, shaded=True)
