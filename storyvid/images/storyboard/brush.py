"""Path data for the forms that scenery is made of: ridges, blobs, trees, clouds, grass, rocks."""

from math import cos, pi, sin
from random import Random

Point = tuple[float, float]


def smooth(points: list[Point], *, closed: bool = False, tension: float = 0.5) -> str:
    """A curve through the points (Catmull-Rom as cubic Béziers)."""
    count = len(points)
    steps = count if closed else count - 1
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for at in range(steps):
        if closed:
            before, start, end, after = (points[(at + shift) % count] for shift in (-1, 0, 1, 2))
        else:
            before, start = points[max(at - 1, 0)], points[at]
            end, after = points[at + 1], points[min(at + 2, count - 1)]
        share = tension / 3
        parts.append(
            f"C{start[0] + (end[0] - before[0]) * share:.1f} {start[1] + (end[1] - before[1]) * share:.1f} "
            f"{end[0] - (after[0] - start[0]) * share:.1f} {end[1] - (after[1] - start[1]) * share:.1f} "
            f"{end[0]:.1f} {end[1]:.1f}"
        )
    return "".join(parts) + ("z" if closed else "")


def polygon(points: list[Point]) -> str:
    """A closed path with straight sides."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle from its upper left corner."""
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}z"


def hills(rng: Random, left: float, right: float, y: float, *, amplitude: float, bottom: float, waves: int = 5) -> str:
    """A rolling ridge from left to right, filled down to `bottom`."""
    step = (right - left) / (waves * 2)
    amplitude = min(amplitude, step * 0.8)  # steeper ones would bulge like thumbs
    points = [
        (left + step * at + rng.uniform(-0.3, 0.3) * step, y - (amplitude * rng.uniform(0.35, 1) if at % 2 else 0.0))
        for at in range(-1, waves * 2 + 2)
    ]
    return f"{smooth(points, tension=1.0)}V{bottom:.1f}H{points[0][0]:.1f}z"


def crags(rng: Random, left: float, right: float, y: float, *, amplitude: float, bottom: float, peaks: int = 5) -> str:
    """A jagged mountain ridge, filled down to `bottom`."""
    step = (right - left) / peaks
    points: list[Point] = [(left - step, y)]
    for at in range(peaks + 1):
        x, top = left + step * (at + rng.uniform(-0.2, 0.2)), y - amplitude * rng.uniform(0.45, 1)
        for share in (0.3, 0.62, 1.0):
            points.append((x - step * 0.5 * (1 - share), y + (top - y) * share * rng.uniform(0.86, 1.0)))
        for share in (0.7, 0.4, 0.12):
            points.append((x + step * 0.45 * (1 - share), y + (top - y) * share * rng.uniform(0.86, 1.08)))
    points += [(right + step, y), (right + step, bottom), (left - step, bottom)]
    return polygon(sorted(points[:-3], key=lambda point: point[0]) + points[-3:])


def ragged(rng: Random, points: list[Point], *, steps: int, jitter: float) -> list[Point]:
    """The polyline with `steps` extra points a side, each off by up to `jitter`."""
    out: list[Point] = []
    for (x, y), (x2, y2) in zip(points, points[1:], strict=False):
        for at in range(steps):
            share = at / steps
            out.append(
                (
                    x + (x2 - x) * share + rng.uniform(-jitter, jitter),
                    y + (y2 - y) * share + rng.uniform(-jitter, jitter),
                )
            )
    return [*out, points[-1]]


def blob(rng: Random, x: float, y: float, rx: float, ry: float, *, points: int = 9, jitter: float = 0.14) -> str:
    """A soft closed form around (x, y)."""
    turn = rng.uniform(0, pi)
    around = []
    for at in range(points):
        angle, reach = turn + 2 * pi * at / points, 1 + rng.uniform(-jitter, jitter)
        around.append((x + cos(angle) * rx * reach, y + sin(angle) * ry * reach))
    return smooth(around, closed=True, tension=1.0)


def crown(rng: Random, x: float, y: float, rx: float, ry: float, *, lobes: int = 9) -> str:
    """The scalloped outline of a leafy tree's crown."""
    turn, parts = rng.uniform(0, pi), []
    rim = []
    for at in range(lobes):
        angle = turn + 2 * pi * (at + rng.uniform(-0.18, 0.18)) / lobes
        reach = rng.uniform(0.82, 1.04)
        rim.append((x + cos(angle) * rx * reach, y + sin(angle) * ry * reach))
    for at, (px, py) in enumerate(rim):
        qx, qy = rim[(at + 1) % lobes]
        bow = rng.uniform(0.5, 0.62) * ((qx - px) ** 2 + (qy - py) ** 2) ** 0.5
        parts.append(f"A{bow:.1f} {bow:.1f} 0 0 1 {qx:.1f} {qy:.1f}")
    return f"M{rim[0][0]:.1f} {rim[0][1]:.1f}" + "".join(parts) + "z"


def conifer(rng: Random, x: float, base: float, height: float, width: float, *, tiers: int = 5) -> str:
    """A fir: drooping tiers either side of a straight top."""
    side: list[Point] = []
    for at in range(tiers):
        low = base - height * (0.1 + 0.9 * (tiers - 1 - at) / tiers)
        reach = width / 2 * ((at + 1) / tiers) ** 0.85 * rng.uniform(0.85, 1.1)
        side += [(reach, low + height * 0.04), (reach * 0.45, low - height * 0.015)]
    right = [(x + dx, y) for dx, y in side[:-1]]
    left = [(x - dx * rng.uniform(0.9, 1.08), y) for dx, y in reversed(side[:-1])]
    foot = base - height * 0.06
    trunk = width * 0.055
    stem = [(x + trunk, foot), (x + trunk, base), (x - trunk, base), (x - trunk, foot)]
    return polygon([(x, base - height), *right, *stem, *left])


def trunk(rng: Random, x: float, base: float, top: float, width: float, *, lean: float = 0.0) -> str:
    """A tree's trunk that flares into roots; `lean` moves its top sideways."""
    tall = base - top
    bend = rng.uniform(-0.06, 0.06) * tall + lean * 0.5
    slim = width * rng.uniform(0.6, 0.75)
    return (
        f"M{x - width * 1.15:.1f} {base:.1f}"
        f"C{x - width * 0.45:.1f} {base - tall * 0.06:.1f} {x - width * 0.5 + bend:.1f} {base - tall * 0.5:.1f} "
        f"{x - slim / 2 + lean:.1f} {top:.1f}"
        f"L{x + slim / 2 + lean:.1f} {top:.1f}"
        f"C{x + width * 0.42 + bend:.1f} {base - tall * 0.5:.1f} {x + width * 0.5:.1f} {base - tall * 0.07:.1f} "
        f"{x + width * 1.2:.1f} {base:.1f}"
        f"Q{x:.1f} {base + width * 0.16:.1f} {x - width * 1.15:.1f} {base:.1f}z"
    )


def bough(x: float, y: float, x2: float, y2: float, width: float, *, bow: float = 0.15) -> str:
    """A tapering branch from (x, y) to its tip, bowed sideways."""
    dx, dy = x2 - x, y2 - y
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    nx, ny = -dy / length, dx / length
    mx, my = x + dx * 0.5 + nx * length * bow, y + dy * 0.5 + ny * length * bow
    half = width / 2
    return (
        f"M{x + nx * half:.1f} {y + ny * half:.1f}Q{mx + nx * half * 0.6:.1f} {my + ny * half * 0.6:.1f} {x2:.1f} "
        f"{y2:.1f}"
        f"Q{mx - nx * half * 0.6:.1f} {my - ny * half * 0.6:.1f} {x - nx * half:.1f} {y - ny * half:.1f}z"
    )


def bare_tree(rng: Random, x: float, base: float, height: float, *, depth: int = 4) -> str:
    """A leafless tree as one path of tapering boughs."""
    parts = [trunk(rng, x, base, base - height * 0.4, height * 0.07)]

    def grow(px: float, py: float, angle: float, length: float, left: int) -> None:
        qx, qy = px + cos(angle) * length, py - sin(angle) * length
        parts.append(bough(px, py, qx, qy, length * 0.2, bow=rng.uniform(-0.15, 0.15)))
        if left:
            for spread in (-0.5, 0.45):
                grow(
                    px + (qx - px) * 0.72,
                    py + (qy - py) * 0.72,
                    angle + spread * rng.uniform(0.7, 1.4),
                    length * rng.uniform(0.66, 0.8),
                    left - 1,
                )

    for angle in (pi * 0.66, pi * 0.5, pi * 0.34):
        grow(x, base - height * 0.38, angle + rng.uniform(-0.1, 0.1), height * 0.28, depth - 2)
    return "".join(parts)


def leaf(x: float, y: float, length: float, angle: float, *, plump: float = 0.32) -> str:
    """A pointed leaf from its stalk at (x, y)."""
    tip_x, tip_y = x + cos(angle) * length, y + sin(angle) * length
    nx, ny = -sin(angle) * length * plump, cos(angle) * length * plump
    mx, my = (x + tip_x) / 2, (y + tip_y) / 2
    return (
        f"M{x:.1f} {y:.1f}Q{mx + nx:.1f} {my + ny:.1f} {tip_x:.1f} {tip_y:.1f}"
        f"Q{mx - nx:.1f} {my - ny:.1f} {x:.1f} {y:.1f}z"
    )


def tuft(rng: Random, x: float, y: float, height: float, *, blades: int = 6) -> str:
    """A tuft of grass."""
    parts = []
    for at in range(blades):
        lean = (at / max(blades - 1, 1) - 0.5) * 1.5 + rng.uniform(-0.2, 0.2)
        tall, root = height * rng.uniform(0.6, 1.0), x + (at - blades / 2) * height * 0.07
        half = height * 0.035
        parts.append(
            f"M{root - half:.1f} {y:.1f}Q{root + lean * tall * 0.15:.1f} {y - tall * 0.6:.1f} "
            f"{root + lean * tall * 0.55:.1f} {y - tall:.1f}"
            f"Q{root + half + lean * tall * 0.22:.1f} {y - tall * 0.5:.1f} {root + half:.1f} {y:.1f}z"
        )
    return "".join(parts)


def cloud(rng: Random, x: float, y: float, width: float, height: float) -> str:
    """A heaped cloud with a nearly flat foot."""
    lobes = max(4, int(width / max(height, 1) * 1.6))
    left, step = x - width / 2, width / lobes
    parts = [f"M{left:.1f} {y:.1f}"]
    for at in range(lobes):
        rise = sin(pi * (at + 0.5) / lobes)
        end_x = left + step * (at + 1)
        end_y = y - height * 0.55 * sin(pi * (at + 1) / lobes) * rng.uniform(0.6, 1.1) if at < lobes - 1 else y
        radius = step * (0.52 + 0.25 * rise) * rng.uniform(0.95, 1.25)
        parts.append(f"A{radius:.1f} {radius:.1f} 0 0 1 {end_x:.1f} {end_y:.1f}")
    return "".join(parts) + f"Q{x:.1f} {y + height * 0.1:.1f} {left:.1f} {y:.1f}z"


def rock(rng: Random, x: float, base: float, width: float, height: float) -> tuple[str, str]:
    """A boulder standing on `base`: its outline and its lit facet."""
    half = width / 2
    ridge = (x + rng.uniform(-0.1, 0.2) * width, base - height)
    left = [
        (x - half, base),
        (x - half * rng.uniform(0.82, 0.95), base - height * rng.uniform(0.3, 0.55)),
        (x - half * rng.uniform(0.3, 0.5), base - height * rng.uniform(0.8, 0.95)),
    ]
    right = [
        (x + half * rng.uniform(0.6, 0.75), base - height * rng.uniform(0.6, 0.8)),
        (x + half * rng.uniform(0.9, 1.0), base - height * 0.3),
        (x + half * 1.05, base),
    ]
    inner = (x - half * 0.1, base - height * rng.uniform(0.4, 0.55))
    outline = polygon([*left, ridge, *right])
    return outline, polygon([left[1], left[2], ridge, inner, (x - half * 0.5, base - height * 0.25)])


def star(x: float, y: float, radius: float, *, points: int = 4, waist: float = 0.22) -> str:
    """A pointed star."""
    around = []
    for at in range(points * 2):
        reach = radius if at % 2 == 0 else radius * waist
        angle = pi * at / points - pi / 2
        around.append((x + cos(angle) * reach, y + sin(angle) * reach))
    return polygon(around)


def arch(x: float, base: float, width: float, height: float, *, pointed: bool = False) -> str:
    """A doorway or window standing on `base`: round-headed or pointed."""
    half = width / 2
    spring = base - height + (half * 1.3 if pointed else half)
    if pointed:
        head = (
            f"Q{x - half:.1f} {spring - half * 0.8:.1f} {x:.1f} {base - height:.1f}"
            f"Q{x + half:.1f} {spring - half * 0.8:.1f} {x + half:.1f} {spring:.1f}"
        )
    else:
        head = f"A{half:.1f} {half:.1f} 0 0 1 {x + half:.1f} {spring:.1f}"
    return f"M{x - half:.1f} {base:.1f}V{spring:.1f}{head}V{base:.1f}z"
