"""The pen: keeps the marks of one drawing until it is settled on its origin, then lets the ink draw them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from storyvid.images.storyboard.drawing import Anchor, Drawing
from storyvid.images.storyboard.ink import Ink, Role
from storyvid.images.storyboard.things.geometry import (
    IDENTITY,
    Matrix,
    Point,
    Segment,
    limb,
    moved,
    placing,
    smooth,
    spline,
    straight,
    times,
)

CIRCLE = 0.5523  # the handle length of a quarter circle as one cubic


@dataclass(frozen=True)
class Mark:
    """One shape (`width` None) or line, in the drawing's own units."""

    path: tuple[Segment, ...]
    colour: str
    role: Role
    width: float | None


class Pen:
    """Collects marks under a moving frame; `drawing()` settles them and gives the SVG."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self.marks: list[Mark] = []
        self.heads: list[tuple[float, float, float]] = []  # x, y, radius
        self._matrix: Matrix = IDENTITY

    @contextmanager
    def frame(
        self, *, at: Point = (0.0, 0.0), turn: float = 0.0, scale: float = 1.0, flip: bool = False, tall: float = 1.0
    ) -> Iterator[None]:
        """Marks inside are scaled (`tall`: in y only; `flip`: mirrored in x), turned in degrees, then moved to `at`."""
        outer = self._matrix
        self._matrix = times(outer, placing(at, turn, -scale if flip else scale, scale * tall))
        try:
            yield
        finally:
            self._matrix = outer

    def head(self, radius: float = 1.2, *, at: Point = (0.0, 0.0)) -> None:
        """Notes that a head is drawn around a place, hair and snout within `radius`."""
        a, b, c, d, _, _ = self._matrix
        self.heads.append((*moved(self._matrix, at), radius * abs(a * d - b * c) ** 0.5))

    def blob(self, points: Sequence[Point], colour: str, role: Role = "body") -> None:
        """A smooth closed shape through the points; a point given twice is a corner."""
        self._shape(smooth(points), colour, role)

    def soft(self, controls: Sequence[Point], colour: str, role: Role = "body") -> None:
        """A very smooth closed shape pulled by its control points."""
        self._shape(spline(controls), colour, role)

    def poly(self, points: Sequence[Point], colour: str, role: Role = "body") -> None:
        """A closed shape with straight edges."""
        self._shape(straight(points), colour, role)

    def limb(self, joints: Sequence[Point], widths: Sequence[float], colour: str, role: Role = "body") -> None:
        """A limb through the joints, `widths` thick at each."""
        self._shape(limb(joints, widths), colour, role)

    def box(self, x: float, y: float, width: float, height: float, colour: str, role: Role = "body") -> None:
        """A rectangle whose upper left corner is (x, y)."""
        self.poly([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour, role)

    def oval(self, cx: float, cy: float, rx: float, ry: float, colour: str, role: Role = "body") -> None:
        """An ellipse."""
        a, b, c, d, _, _ = self._matrix
        if abs(b) + abs(c) < 1e-6:  # upright: an ellipse is shorter to write than four cubics
            centre = moved(self._matrix, (cx, cy))
            self.marks.append(Mark((("O", (centre, (abs(rx * a), abs(ry * d)))),), colour, role, None))
            return
        kx, ky = rx * CIRCLE, ry * CIRCLE
        east, south, west, north = (cx + rx, cy), (cx, cy + ry), (cx - rx, cy), (cx, cy - ry)
        self._shape(
            [
                ("M", (east,)),
                ("C", ((cx + rx, cy + ky), (cx + kx, cy + ry), south)),
                ("C", ((cx - kx, cy + ry), (cx - rx, cy + ky), west)),
                ("C", ((cx - rx, cy - ky), (cx - kx, cy - ry), north)),
                ("C", ((cx + kx, cy - ry), (cx + rx, cy - ky), east)),
                ("Z", ()),
            ],
            colour,
            role,
        )

    def curve(self, points: Sequence[Point], colour: str, width: float) -> None:
        """An open smooth line through the points."""
        self._line(smooth(points, closed=False), colour, width)

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """An open line with straight pieces."""
        self._line(straight(points, closed=False), colour, width)

    def shade(self, colour: str, share: float = 0.18) -> str:
        """`colour` in shadow."""
        return self.ink.shade(colour, share)

    def tint(self, colour: str, share: float = 0.2) -> str:
        """`colour` in light."""
        return self.ink.tint(colour, share)

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all marks so far; (0, 0, 0, 0) when there are none."""
        if not self.marks:
            return (0.0, 0.0, 0.0, 0.0)
        lefts, tops, rights, bottoms = zip(*map(_extent, self.marks), strict=True)
        return (min(lefts), min(tops), max(rights), max(bottoms))

    def drawing(self, anchor: Anchor = "ground", *, settle: bool = True) -> Drawing:
        """The marks as a drawing; settled: the lowest point at y = 0, and the middle of the width at x = 0."""
        left, top, right, bottom = self.bounds()
        dx, dy = (-(left + right) / 2, -bottom) if settle else (0.0, 0.0)
        svg = "".join(self._drawn(mark, dx, dy) for mark in self.marks)
        heads = tuple((x + dx, y + dy, radius) for x, y, radius in self.heads)
        return Drawing(svg, round(right - left, 2), round(bottom - top, 2), anchor, self._light(dx, dy), heads)

    def _light(self, dx: float, dy: float) -> Point | None:
        """The middle of the first mark that shines warm; a window's or a robot's cold light spreads no glow."""
        for mark in self.marks:
            if mark.role == "light" and int(mark.colour[1:3], 16) > int(mark.colour[5:7], 16) + 40:
                points = list(_sampled(mark.path))
                return (
                    sum(x for x, _ in points) / len(points) + dx,
                    sum(y for _, y in points) / len(points) + dy,
                )
        return None

    def _drawn(self, mark: Mark, dx: float, dy: float) -> str:
        if mark.path[0][0] == "O":
            (x, y), (rx, ry) = mark.path[0][1]
            return self.ink.ellipse(x + dx, y + dy, rx, ry, mark.colour, role=mark.role)
        d = _path_data(mark.path, dx, dy)
        if mark.width is None:
            return self.ink.shape(d, mark.colour, role=mark.role)
        return self.ink.line(d, mark.colour, width=mark.width)

    def _shape(self, path: Sequence[Segment], colour: str, role: Role) -> None:
        self.marks.append(Mark(self._placed(path), colour, role, None))

    def _line(self, path: Sequence[Segment], colour: str, width: float) -> None:
        a, b, c, d, _, _ = self._matrix
        self.marks.append(Mark(self._placed(path), colour, "detail", width * abs(a * d - b * c) ** 0.5))

    def _placed(self, path: Sequence[Segment]) -> tuple[Segment, ...]:
        return tuple((command, tuple(moved(self._matrix, p) for p in points)) for command, points in path)


def _path_data(path: Sequence[Segment], dx: float, dy: float) -> str:
    # hundredths only where a part is so small that tenths would show
    xs = [p[0] for _, points in path for p in points]
    ys = [p[1] for _, points in path for p in points]
    places = 1 if max(max(xs) - min(xs), max(ys) - min(ys)) > 3 else 2
    return "".join(
        command + " ".join(f"{_short(x + dx, places)} {_short(y + dy, places)}" for x, y in points)
        for command, points in path
    )


def _short(value: float, places: int) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _extent(mark: Mark) -> tuple[float, float, float, float]:
    xs, ys = zip(*_sampled(mark.path), strict=True)
    half = (mark.width or 0.0) / 2
    return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half


def _sampled(path: Sequence[Segment]) -> Iterator[Point]:
    here: Point = (0.0, 0.0)
    for command, points in path:
        if command == "Z":
            continue
        if command == "O":
            (x, y), (rx, ry) = points
            yield from ((x - rx, y), (x + rx, y), (x, y - ry), (x, y + ry))
            return
        for t in (0.25, 0.5, 0.75) if command in "QC" else ():
            yield _bezier((here, *points), t)
        here = points[-1]
        yield here


def _bezier(points: Sequence[Point], t: float) -> Point:
    """De Casteljau's way, written out: figures are measured by tens of thousands of these."""
    if len(points) == 3:
        (ax, ay), (bx, by), (cx, cy) = points
        ax, ay, bx, by = ax + (bx - ax) * t, ay + (by - ay) * t, bx + (cx - bx) * t, by + (cy - by) * t
        return ax + (bx - ax) * t, ay + (by - ay) * t
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    ax, ay, bx, by = ax + (bx - ax) * t, ay + (by - ay) * t, bx + (cx - bx) * t, by + (cy - by) * t
    cx, cy = cx + (dx - cx) * t, cy + (dy - cy) * t
    ax, ay, bx, by = ax + (bx - ax) * t, ay + (by - ay) * t, bx + (cx - bx) * t, by + (cy - by) * t
    return ax + (bx - ax) * t, ay + (by - ay) * t
