"""Scores of a scene's takes from vectors: how well each fits its prompt, its characters, and their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

COUNTS = (
    "a picture with nobody in it",
    "a picture of one character, alone",
    "a picture of two characters together",
    "a picture of three characters together",
    "a picture of a crowd of characters",
)
WEIGHTS = {"prompt": 1.0, "likeness": 0.8, "figures": 0.4}
_SHARPNESS = 100.0  # of the choice among the counts: the scale that CLIP was trained with
_CLIPSCORE = 2.5  # Hessel et al. 2021, CLIPScore: w


@dataclass(frozen=True, kw_only=True)
class Score:
    """What one take's vectors say; None where there was nothing to compare with."""

    prompt_percent: int | None = None  # CLIPScore
    likeness_percent: Mapping[str, int] = field(default_factory=dict)  # by character
    figures: int | None = None  # as many as it seems to show; 4: a crowd
    figures_sure_percent: int | None = None  # how likely it shows as many as were asked for
    total: float = 0.0  # to rank by within the scene, 0.0 is its average


def scored(
    pictures: Sequence[np.ndarray],
    prompt: np.ndarray | None = None,
    *,
    counts: np.ndarray | None = None,
    expected: int = 0,
    like: Mapping[str, Sequence[np.ndarray]] | None = None,
) -> list[Score]:
    """A score a picture; vectors have length 1 and shape (dimensions,), `counts` is (len(COUNTS), dimensions).

    `like` holds, by character, the vectors of pictures that show it as the author wants it.  The total is the weighted
    sum of each measure's distance from the scene's average, in standard deviations.
    """
    prompts = [float(picture @ prompt) for picture in pictures] if prompt is not None else []
    shares = [_shares(counts @ picture) for picture in pictures] if counts is not None else []
    likes = {name: [_nearest(picture, given) for picture in pictures] for name, given in (like or {}).items() if given}
    wanted = min(expected, len(COUNTS) - 1)
    totals = np.zeros(len(pictures))
    totals += WEIGHTS["prompt"] * _standard(prompts) if prompts else 0
    totals += WEIGHTS["figures"] * _standard([share[wanted] for share in shares]) if shares else 0
    if likes:
        totals += WEIGHTS["likeness"] * np.mean([_standard(values) for values in likes.values()], axis=0)
    return [
        Score(
            prompt_percent=_percent(_CLIPSCORE * prompts[at]) if prompts else None,
            likeness_percent={name: _percent(values[at]) for name, values in likes.items()},
            figures=int(np.argmax(shares[at])) if shares else None,
            figures_sure_percent=_percent(shares[at][wanted]) if shares else None,
            total=float(totals[at]),
        )
        for at in range(len(pictures))
    ]


def _shares(logits: np.ndarray) -> np.ndarray:
    grown = np.exp(_SHARPNESS * (logits - logits.max()))
    return grown / grown.sum()


def _nearest(picture: np.ndarray, others: Sequence[np.ndarray]) -> float:
    return max(float(picture @ other) for other in others)


def _standard(values: Sequence[float]) -> np.ndarray:
    array = np.asarray(values, dtype=np.float64)
    spread = array.std()
    return (array - array.mean()) / spread if spread > 1e-6 else np.zeros_like(array)


def _percent(share: float) -> int:
    return round(100 * min(1.0, max(0.0, share)))
