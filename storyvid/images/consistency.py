"""How alike a character's pictures are over the scenes, and which of them stand out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_DEVIATIONS = 2.5  # robust ones below the middle at which a picture stands out
_LEAST_GAP = 4.0  # points below the middle under which nothing stands out, however even the rest
_LEAST_PICTURES = 4  # of fewer, nobody can say what is usual


@dataclass(frozen=True, kw_only=True)
class Alike:
    """One scene's picture: how like the character it is, 0 to 100, and whether it stands out from the others."""

    scene: str
    percent: float
    outlier: bool = False


def against(reference: np.ndarray, pictures: Sequence[tuple[str, np.ndarray]]) -> list[Alike]:
    """Each scene's picture against the character's reference picture; vectors are unit vectors."""
    return marked([(scene, float(reference @ vector)) for scene, vector in pictures])


def among(pictures: Sequence[tuple[str, np.ndarray]]) -> list[Alike]:
    """Each scene's picture against the mean of all the others, where there is no reference; of fewer than two, none."""
    if len(pictures) < 2:
        return []
    total = np.sum([vector for _, vector in pictures], axis=0)
    likeness = []
    for scene, vector in pictures:
        others = total - vector
        likeness.append((scene, float(vector @ others / max(float(np.linalg.norm(others)), 1e-12))))
    return marked(likeness)


def marked(likeness: Sequence[tuple[str, float]]) -> list[Alike]:
    """The likenesses, 0..1 each, as percent, those far below the rest marked.

    Far is 2.5 deviations of the median kind (median absolute deviation times 1.4826, Hampel 1974) below the median.
    """
    percents = [round(100 * min(1.0, max(0.0, value)), 1) for _, value in likeness]
    lowest = _lowest_usual(percents)
    return [
        Alike(scene=scene, percent=percent, outlier=percent < lowest)
        for (scene, _), percent in zip(likeness, percents, strict=True)
    ]


def _lowest_usual(percents: Sequence[float]) -> float:
    if len(percents) < _LEAST_PICTURES:
        return 0.0
    middle = float(np.median(percents))
    deviation = 1.4826 * float(np.median(np.abs(np.array(percents) - middle)))
    return middle - max(_LEAST_GAP, _DEVIATIONS * deviation)
