"""What this machine paints with, found without loading torch: graphics cards, and how fast its processor is."""

import os
import platform
import shutil
import subprocess
from functools import cache
from time import perf_counter

VISIBLE = "CUDA_VISIBLE_DEVICES"


@cache
def cards() -> tuple[str, ...]:
    """What identifies each NVIDIA card that may be used here; empty where there is none."""
    if chosen := os.environ.get(VISIBLE):
        return tuple(part.strip() for part in chosen.split(",") if part.strip() not in ("", "-1"))
    if chosen == "":
        return ()
    asker = shutil.which("nvidia-smi")
    if asker is None:
        return ()
    try:
        asked = subprocess.run(
            [asker, "--query-gpu=index", "--format=csv,noheader"], capture_output=True, text=True, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(line.strip() for line in asked.stdout.splitlines() if line.strip().isdigit())


def has_graphics() -> bool:
    """Whether there is a card, or Apple's own graphics."""
    return bool(cards()) or (platform.system() == "Darwin" and platform.machine() == "arm64")


@cache
def processor_giga_operations() -> float:
    """About how many thousand million sums the processor does in a second, by doing some."""
    import numpy as np

    side = 768
    one = np.ones((side, side), np.float32)
    one @ one  # the first one wakes the threads
    until, quickest = perf_counter() + 0.1, float("inf")
    while (began := perf_counter()) < until:
        one @ one
        quickest = min(quickest, perf_counter() - began)  # the others were kept waiting by what else runs here
    return 2 * side**3 / quickest / 1e9
