"""How long a storyboard take lasts, by style, beside resvg drawing a plain gradient of the same size.

    python benchmarks/storyboard.py [--size 1080x1920] [--json]

Processor time of one thread; the median over eight scenes, after one warm-up that fills the texture caches.
"""

import argparse
import json
from statistics import median
from time import process_time

import cv2
from resvg_py import svg_to_bytes

from storyvid.images.storyboard import Storyboard
from storyvid.models import NoAssets
from storyvid.recipes import ImageRecipe, Part
from storyvid.styles import PRESETS

KING = ("The old king", "white beard, golden crown, red cloak")
ANNA = ("Anna", "girl, blond braids, green dress")
SCENES = (
    ("Anna walked through the dark forest at night. A wolf followed her.", (ANNA,)),
    ("The old king stood before his castle at dusk.", (KING,)),
    ("Anna sat in the garden among the roses.", (ANNA,)),
    ("The old king spoke to Anna in the great hall.", (KING, ANNA)),
    ("A storm tossed the ship on the sea.", ()),
    ("Anna bought bread at the market.", (ANNA,)),
    ("Snow fell on the mountains; three bears came down.", ()),
    ("Anna cooked soup in the kitchen.", (ANNA,)),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="1080x1920")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    cv2.setNumThreads(1)
    reference = median(_timed(lambda: _gradient(width, height)) for _ in range(9))
    rows = [(preset.name, *_measured(preset.name, width, height)) for preset in PRESETS]
    if asked.json:
        print(json.dumps({"reference_ms": reference, "styles": {name: middle for name, middle, _ in rows}}))
        return
    print(f"{width}x{height}, one thread; reference: resvg, a plain gradient, {reference:.0f} ms")
    print(f"{'style':<14}{'median ms':>10}{'worst ms':>10}{'x reference':>13}")
    for name, middle, worst in rows:
        print(f"{name:<14}{middle:>10.0f}{worst:>10.0f}{middle / reference:>13.1f}")


def _measured(style: str, width: int, height: int) -> tuple[float, float]:
    recipes = [
        ImageRecipe(
            model="storyboard@3",
            parts=(
                Part(source="scene", text=scene),
                *(Part(source="character", name=name, text=look) for name, look in cast),
                Part(source="style", name=style, text=""),
            ),
            width=width,
            height=height,
            seed=seed,
        )
        for seed, (scene, cast) in enumerate(SCENES)
    ]
    _paint(recipes[0])
    taken = [_timed(lambda recipe=recipe: _paint(recipe)) for recipe in recipes]
    return median(taken), max(taken)


def _paint(recipe: ImageRecipe) -> None:
    next(iter(Storyboard().paint([recipe], assets=NoAssets(), progress=lambda share: None)))


def _gradient(width: int, height: int) -> None:
    svg_to_bytes(
        svg_string=f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><linearGradient id="g">'
        '<stop stop-color="#123"/><stop offset="1" stop-color="#fb8"/></linearGradient>'
        f'<rect width="{width}" height="{height}" fill="url(#g)"/></svg>',
        skip_system_fonts=True,
    )


def _timed(work) -> float:
    start = process_time()
    work()
    return (process_time() - start) * 1000


if __name__ == "__main__":
    main()
