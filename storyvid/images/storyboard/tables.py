"""Tables before those who sit at them: a desk at school, a laid table at supper, a board in the hall."""

from dataclasses import replace

from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.colour import mix, shade, tint
from storyvid.images.storyboard.resting import Stood
from storyvid.images.storyboard.stage import Stage
from storyvid.images.storyboard.supports import TableKind
from storyvid.images.storyboard.things import draw_thing

AT_TABLE = frozenset("sit eat stand hold".split())
SERVING = ("teacher", "waiter", "waitress", "servant", "cook", "nurse", "doctor")
LAID: dict[str, tuple[str, ...]] = {
    "desk": ("book", "apple", "book", "letter"),
    "meal": ("bowl", "bread", "cup", "cheese", "bowl", "apple", "cup"),
}
LOW = 60.0  # world units: animals lower than that are before the table, not behind it
RISE = 0.37  # of a sitter's height: the table's top above the feet


def seated(actor: Actor, kind: TableKind) -> Actor:
    """The actor as one sits there; who serves or teaches stands."""
    serves = any(word in f"{actor.name} {actor.look}".casefold() for word in SERVING)
    if not kind or serves or actor.pose not in AT_TABLE or actor.holding:
        return actor
    return replace(actor, pose="sit")


def raised(row: list[Stood]) -> list[Stood]:
    """The row with its smaller sitters on higher seats, so that every chin is above the table."""
    tallest = max((stood.drawing.height * stood.scale for stood in row if stood.seat), default=0.0)
    return [
        replace(stood, lift=max(0.0, tallest - stood.drawing.height * stood.scale) * 0.5) if stood.seat else stood
        for stood in row
    ]


def put_table(stage: Stage, placed: list[Stood]) -> None:
    """The table before the sitters of the front row, as wide as they need, with what lies on it."""
    sitters = [stood for stood in placed if stood.seat and not stood.beast]
    if not sitters:
        return
    near = max(stood.y for stood in sitters)
    row = [stood for stood in sitters if near - stood.y < stage.height * 0.04]
    talls = [stood.drawing.height * stood.scale for stood in row]
    rise = RISE * max(talls)
    pad = max(talls) * 0.2
    left, right = min(stood.left for stood in row) - pad, max(stood.right for stood in row) + pad
    left, right = max(left, stage.width * 0.02), min(right, stage.width * 0.98)
    top, foot = near - rise, near + rise * 0.16
    if stage.vision.table == "desk":
        _desk(stage, left, right, top, foot)
    else:
        _board(stage, left, right, top, foot)
    _lay(stage, left, right, top, rise)


def _desk(stage: Stage, left: float, right: float, top: float, foot: float) -> None:
    ink, wood, tall = stage.ink.at(haze=0.0), mix(stage.palette.wood, "#d0a268", 0.65), foot - top
    for x in (left + tall * 0.08, right - tall * 0.16):
        stage.put(
            "figures", ink.shape(f"M{x:.1f} {top:.1f}h{tall * 0.08:.1f}V{foot:.1f}h{-tall * 0.08:.1f}z", "#767c84")
        )
    panel = (
        f"M{left + tall * 0.1:.1f} {top:.1f}H{right - tall * 0.1:.1f}V{top + tall * 0.62:.1f}H{left + tall * 0.1:.1f}z"
    )
    stage.put("figures", ink.shape(panel, shade(wood, 0.14)))
    _top(stage, left, right, top, tall, wood)


def _board(stage: Stage, left: float, right: float, top: float, foot: float) -> None:
    """A table under a cloth that falls in folds."""
    ink, tall = stage.ink.at(haze=0.0), foot - top
    cloth = mix("#f1e7d2", stage.palette.accent, 0.12)
    fall, step = top + tall * 0.72, (right - left) / 6
    hem = "".join(f"q{-step / 2:.1f} {tall * 0.07:.1f} {-step:.1f} 0" for _ in range(6))
    for x in (left + tall * 0.1, right - tall * 0.22):
        leg = f"M{x:.1f} {fall - 4:.1f}h{tall * 0.12:.1f}V{foot:.1f}h{-tall * 0.12:.1f}z"
        stage.put("figures", ink.shape(leg, shade(stage.palette.wood, 0.2)))
    stage.put("figures", ink.shape(f"M{left:.1f} {top:.1f}H{right:.1f}V{fall:.1f}{hem}z", cloth, role="cloth"))
    folds = "".join(
        f"M{left + step * at:.1f} {top + tall * 0.16:.1f}Q{left + step * at - step * 0.1:.1f} {top + tall * 0.4:.1f} "
        f"{left + step * at:.1f} {fall:.1f}"
        for at in range(1, 6)
    )
    stage.put("figures", ink.line(folds, shade(cloth, 0.14), width=max(tall * 0.016, 1.5)))
    band = f"M{left:.1f} {fall - tall * 0.1:.1f}H{right:.1f}"
    stage.put("figures", ink.line(band, stage.palette.accent, width=tall * 0.04))
    _top(stage, left, right, top, tall, tint(cloth, 0.3))


def _top(stage: Stage, left: float, right: float, top: float, tall: float, colour: str) -> None:
    ink, lip = stage.ink.at(haze=0.0), tall * 0.1
    back = f"L{left + lip:.1f} {top - lip * 1.3:.1f}H{right - lip:.1f}L{right + lip:.1f} {top:.1f}"
    d = f"M{left - lip:.1f} {top:.1f}{back}"
    stage.put("figures", ink.shape(f"{d}V{top + lip * 0.7:.1f}H{left - lip:.1f}z", colour))
    edge = f"M{left - lip:.1f} {top:.1f}H{right + lip:.1f}V{top + lip * 0.7:.1f}H{left - lip:.1f}z"
    stage.put("figures", ink.shape(edge, shade(colour, 0.1)))


def _lay(stage: Stage, left: float, right: float, top: float, rise: float) -> None:
    """Books or dishes in a row, smaller than the hands that take them."""
    named = [name for name in stage.vision.things if name in EDIBLE or name in ("book", "letter", "candle", "cup")]
    usual = LAID[stage.vision.table or "meal"]
    count = max(2, min(6, round((right - left) / (rise * 0.75))))
    names = [*named, *(usual[(at + stage.composition.scenery) % len(usual)] for at in range(count))][:count]
    for at, name in enumerate(names):
        ink = stage.ink.at(haze=0.0)
        drawing = draw_thing(name, ink=ink, seed=stage.composition.scenery % 991)
        scale = min(rise * 0.26 / max(drawing.height, 1.0), rise * 0.42 / max(drawing.width, 1.0))
        svg = draw_thing(name, ink=ink.at(scale=scale), seed=stage.composition.scenery % 991).svg
        x = left + (right - left) * (at + 0.5) / count
        move = f"translate({x:.1f} {top - rise * 0.03:.1f}) scale({scale:.4f})"
        stage.put("figures", ink.group([svg], transform=move))


EDIBLE = frozenset("bread cake cheese apple pear bowl cup bottle carrot egg sausage pizza ice-cream pot".split())
