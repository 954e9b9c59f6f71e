"""Putting those who stand in a picture onto their layer, each with its shadow, its seat, its light."""

from storyvid.images.storyboard import boats, climbing, swimmers, tables, turret
from storyvid.images.storyboard.colour import mix
from storyvid.images.storyboard.lights import shine
from storyvid.images.storyboard.resting import Stood, bed, cover, put_shadow, seat
from storyvid.images.storyboard.stage import Stage


def put_figures(stage: Stage, placed: list[Stood]) -> None:
    """The figures on their layer, each over its soft shadow, with light air behind the group."""
    main = [stood for stood in placed if not stood.shaded]
    stage.heads = [head for stood in main for head in stood.heads]
    if main:
        left, right = min(stood.left for stood in main), max(stood.right for stood in main)
        top, foot = min(stood.top for stood in main), max(stood.y for stood in main)
        reach = max(right - left, (foot - top) * 0.9) * 0.62
        if stage.vision.time in ("night", "dusk") or stage.vision.indoor:  # by day they stand out by themselves
            air = mix(stage.palette.haze, stage.palette.sun, 0.35)
            stage.glow("ground", (left + right) / 2, top + (foot - top) * 0.42, reach, air, strength=0.3)
    aboard = boats.aboard_of(main) if boats.is_afloat(stage) else []
    for stood in placed:
        put_shadow(stage, stood)
    if aboard:
        stage.put("figures", boats.far_side(stage, aboard))
    aloft = [stood for stood in placed if stood.aloft]
    for stood in aloft:
        _put(stage, stood)
    if aloft:
        turret.put_wall(stage)
    low = [stood for stood in main if stage.vision.table and stood.beast and stood.drawing.height < tables.LOW]
    for stood in placed:
        if not stood.splash and stood not in low and not stood.aloft:
            _put(stage, stood)
        if stood.swims:
            stage.put("figures", swimmers.ripples(stage, stood))
    if aboard:
        boats.put_boat(stage, aboard, rowed=stage.vision.rowed)
    if stage.vision.table:
        tables.put_table(stage, main)
    for stood in low:  # a dog lies before the table
        _put(stage, stood)
    for stood in placed:
        if stood.splash:
            _put(stage, stood)
            stage.put("figures", swimmers.splash(stage, stood))


def _put(stage: Stage, stood: Stood) -> None:
    """One figure with what it rests on, and the light it carries."""
    move = f"translate({stood.x:.1f} {stood.y - stood.lift:.1f}) scale({stood.scale:.4f})"
    if stood.climbs:
        climbing.put_climbed(stage, stood)
    if stood.bed:
        stage.put("figures", stage.ink.group(bed(stage, stood), transform=move))
    if stood.seat:
        stage.put("figures", stage.ink.group(seat(stage, stood), transform=move))
    turned = f"{move} rotate({stood.turn:.0f})" if stood.turn else move
    stage.put("figures", stage.ink.group([stood.drawing.svg], transform=turned))
    if stood.bed and stage.has_beds:
        stage.put("figures", stage.ink.group(cover(stage, stood), transform=move))
    if stood.drawing.light:
        x, y = stood.drawing.light
        reach = max(stage.composition.figure * 0.62, stage.height * 0.13)
        shine(stage, stood.x + x * stood.scale, stood.y - stood.lift + y * stood.scale, reach=reach)
