"""How far the music steps back for the voice: one gain curve for the whole film, 100 points a second."""

from collections.abc import Iterable

import numpy as np

POINTS_PER_SECOND = 100
DEPTH_DB = -14.0
_HOLD_MS = 900  # pauses shorter than this are bridged: a bed that jumps up between sentences pumps
_ATTACK_MS = 400  # the music is down when the voice begins, because the curve looks ahead
_RELEASE_MS = 1100
_ACTIVE_SHARE = 0.02  # of the voice's peak


def spoken_spans(samples: np.ndarray, rate: int) -> list[tuple[int, int]]:
    """Where a voice is heard in samples (n,): half-open spans in ms, short pauses bridged."""
    step = rate // POINTS_PER_SECOND
    whole = np.abs(samples[: len(samples) // step * step]).reshape(-1, step).max(axis=1)
    if not len(whole) or whole.max() <= 0:
        return []
    loud = np.flatnonzero(whole > whole.max() * _ACTIVE_SHARE)
    return _bridged([(int(at) * 10, int(at) * 10 + 10) for at in loud])


def duck_curve(spans: Iterable[tuple[int, int]], duration_ms: int) -> np.ndarray:
    """The music's gain at every 10 ms, 1.0 where nobody speaks; one point more than the film is long."""
    points = duration_ms * POINTS_PER_SECOND // 1000 + 2
    decibels = np.zeros(points)
    for start, end in _bridged(sorted(spans)):
        first, last = max(0, (start - _ATTACK_MS) // 10), min(points, (end + _RELEASE_MS) // 10 + 1)
        times = np.arange(first, last) * 10
        rise = np.clip((times - (start - _ATTACK_MS)) / _ATTACK_MS, 0, 1)
        fall = np.clip((end + _RELEASE_MS - times) / _RELEASE_MS, 0, 1)
        depth = DEPTH_DB * _eased(np.minimum(rise, fall))
        decibels[first:last] = np.minimum(decibels[first:last], depth)
    return (10 ** (decibels / 20)).astype(np.float32)


def _eased(share: np.ndarray) -> np.ndarray:
    return 0.5 - 0.5 * np.cos(np.pi * share)


def _bridged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start - found[-1][1] < _HOLD_MS:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
