"""Outlines: smooth closed shapes, limbs of changing width, hulls and the matrices that place them."""

import math
from collections.abc import Sequence

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]  # x' = a x + c y + e, y' = b x + d y + f
Segment = tuple[
    str, tuple[Point, ...]
]  # an SVG command (M, L, Q, C, Z) and its absolute points; O: an ellipse's centre and radii

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that first does `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def moved(matrix: Matrix, point: Point) -> Point:
    """The point under the matrix."""
    a, b, c, d, e, f = matrix
    return (a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f)


def placing(at: Point, turn_deg: float, scale_x: float, scale_y: float) -> Matrix:
    """The matrix that scales, then turns clockwise on the sheet, then moves to `at`."""
    cos, sin = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    return (cos * scale_x, sin * scale_x, -sin * scale_y, cos * scale_y, at[0], at[1])


def toward(start: Point, end: Point, share: float) -> Point:
    """The point `share` of the way from `start` to `end`."""
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def polar(origin: Point, angle_deg: float, length: float) -> Point:
    """The point `length` away; 0 degrees is straight down, 90 to the right, 180 up."""
    return (
        origin[0] + math.sin(math.radians(angle_deg)) * length,
        origin[1] + math.cos(math.radians(angle_deg)) * length,
    )


def straight(points: Sequence[Point], *, closed: bool = True) -> list[Segment]:
    """Straight edges through the points."""
    body: list[Segment] = [("M", (points[0],)), *(("L", (point,)) for point in points[1:])]
    return [*body, ("Z", ())] if closed else body


def smooth(points: Sequence[Point], *, closed: bool = True) -> list[Segment]:
    """A Catmull-Rom curve through the points as cubic Beziers; a point given twice is a corner."""
    n = len(points)
    last = n if closed else n - 1

    def at(index: int) -> Point:
        return points[index % n] if closed else points[min(max(index, 0), n - 1)]

    path: list[Segment] = [("M", (points[0],))]
    for i in range(last):
        p0, p1, p2, p3 = at(i - 1), at(i), at(i + 1), at(i + 2)
        if p1 == p2:
            continue
        c1 = p1 if p0 == p1 else (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c2 = p2 if p3 == p2 else (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        path.append(("C", (c1, c2, p2)))
    return [*path, ("Z", ())] if closed else path


def spline(controls: Sequence[Point]) -> list[Segment]:
    """A closed quadratic B-spline: `controls` pull the outline, which is very smooth and short to write."""
    n = len(controls)
    path: list[Segment] = [("M", (toward(controls[-1], controls[0], 0.5),))]
    for i in range(n):
        path.append(("Q", (controls[i], toward(controls[i], controls[(i + 1) % n], 0.5))))
    return [*path, ("Z", ())]


def limb(joints: Sequence[Point], widths: Sequence[float], *, bend: float = 0.28) -> list[Segment]:
    """The outline of a limb through joints, `widths` thick there (full width), rounded at bends and ends."""
    spine, halves = _softened(joints, widths, bend)
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(spine):
        before, after = spine[max(i - 1, 0)], spine[min(i + 1, len(spine) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        size = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / size * halves[i], dx / size * halves[i]
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    cap_end = _cap(spine[-1], spine[-2], halves[-1])
    cap_start = _cap(spine[0], spine[1], halves[0])
    return spline([*cap_start, *left, *cap_end, *reversed(right)][: len(left) * 2 + 4])


def _softened(joints: Sequence[Point], widths: Sequence[float], bend: float) -> tuple[list[Point], list[float]]:
    spine, halves = [joints[0]], [widths[0] / 2]
    for i in range(1, len(joints) - 1):
        before, here, after = joints[i - 1], joints[i], joints[i + 1]
        entry, leave = toward(here, before, bend), toward(here, after, bend)
        middle = toward(toward(entry, leave, 0.5), here, 0.6)
        spine += [entry, middle, leave]
        w0, w1, w2 = widths[i - 1], widths[i], widths[i + 1]
        halves += [(w1 + (w0 - w1) * bend) / 2, w1 / 2, (w1 + (w2 - w1) * bend) / 2]
    return [*spine, joints[-1]], [*halves, widths[-1] / 2]


def _cap(end: Point, inside: Point, half: float) -> list[Point]:
    dx, dy = end[0] - inside[0], end[1] - inside[1]
    size = math.hypot(dx, dy) or 1.0
    ux, uy = dx / size * half, dy / size * half
    return [(end[0] + ux - uy * 0.7, end[1] + uy + ux * 0.7), (end[0] + ux + uy * 0.7, end[1] + uy - ux * 0.7)]


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull, in order round it (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(run: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in run:
            while len(kept) > 1 and _cross(kept[-2], kept[-1], p) <= 0:
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


def _cross(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def scallops(cx: float, cy: float, rx: float, ry: float, bumps: int, depth: float) -> list[Point]:
    """Points round an ellipse for `smooth`: `bumps` round lobes with corners between, for leaves, wool and curls."""

    def on(step: float, reach: float) -> Point:
        angle = 2 * math.pi * step / bumps
        return (cx + math.cos(angle) * rx * reach, cy + math.sin(angle) * ry * reach)

    points = []
    for i in range(bumps):
        valley = on(i, 1 - depth)
        points += [valley, valley, on(i + 0.28, 1.0), on(i + 0.72, 1.0)]
    return points
