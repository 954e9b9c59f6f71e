"""Fifteen takes of one prompt: ours against the plain loop that tutorials show, on the same pipeline in the same run.

    python benchmarks/diffusion.py                        # tiny random weights, on any machine
    python benchmarks/diffusion.py --arch sd15            # the real architecture, random weights: the same arithmetic
    python benchmarks/diffusion.py --arch sdxl --size 1024

Prints pictures per second and peak memory of both, and their ratio; on a machine without a graphics card it says so.
"""

import argparse
import logging
import statistics
import sys
import tempfile
import threading
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
PROMPT = "a red fox walks in the old forest at night, the moon over the river, layered paper cut"


def main() -> None:
    asked = arguments()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    import torch

    from storyvid.images.diffusion.batching import Notebook
    from storyvid.images.diffusion.machine import dtype_for, this_machine
    from storyvid.images.diffusion.presets import Settings
    from storyvid.images.diffusion.studio import Studio, family_of, settle

    if asked.threads:
        torch.set_num_threads(asked.threads)
    machine = this_machine()
    pipeline = built(asked.arch)
    pipeline.to(machine.device, dtype_for(machine, family_of(pipeline)))
    pipeline.set_progress_bar_config(disable=True)
    settings = Settings(steps=asked.steps, guidance_percent=700, size=asked.size, batch=asked.batch)
    studio = Studio(pipeline=pipeline, machine=machine, settings=settings, revision="random")
    print(f"{asked.arch}, random weights, {asked.size} px, {asked.takes} takes of {asked.steps} steps, {machine.name}")
    with tempfile.TemporaryDirectory() as folder:
        remembered = Notebook(Path(folder) / "batches.json")
        plain(pipeline, asked, takes=1)  # warm
        theirs, ours = [], []
        if machine.device != "cpu":  # the plain loop's pipeline is laid out as it comes, so it goes first
            theirs = [measured(lambda: plain(pipeline, asked, takes=asked.takes)) for _ in range(asked.rounds)]
        settle(studio, 0)
        ours_of(studio, asked, remembered, takes=min(asked.takes, studio.batch))
        for _ in range(asked.rounds):
            if machine.device == "cpu":  # there the layout is the same, and turns even out what else is running
                theirs.append(measured(lambda: plain(pipeline, asked, takes=asked.takes)))
            ours.append(measured(lambda: ours_of(studio, asked, remembered, takes=asked.takes)))
    report(theirs, ours, asked, batch=studio.batch, graphics=machine.device != "cpu")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--arch", choices=("tiny", "sd15", "sdxl"), default="tiny")
    parser.add_argument("--size", type=int, help="side in pixels (64 tiny, 512 sd15, 1024 sdxl)")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--takes", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=0, help="painted together on a graphics card; 0: as storyvid does")
    parser.add_argument("--threads", type=int, default=0, help="of the processor; 0: as torch does")
    asked = parser.parse_args()
    asked.size = asked.size or {"tiny": 64, "sd15": 512, "sdxl": 1024}[asked.arch]
    return asked


def built(arch: str):
    """A pipeline with random weights: tiny, or at the architecture of Stable Diffusion 1.5 or SDXL."""
    import random_pipelines  # beside this file

    from tests import tiny_diffusion

    return tiny_diffusion.sd15() if arch == "tiny" else getattr(random_pipelines, arch)()


def plain(pipeline, asked: argparse.Namespace, *, takes: int) -> None:
    """The loop that tutorials show: one call a picture."""
    import torch

    for seed in range(1, takes + 1):
        generator = torch.Generator(pipeline.device).manual_seed(seed)
        pipeline(
            PROMPT,
            num_inference_steps=asked.steps,
            guidance_scale=7.0,
            width=asked.size,
            height=asked.size,
            generator=generator,
        ).images[0]


def ours_of(studio, asked: argparse.Namespace, remembered, *, takes: int) -> None:
    """The same pictures as the storyvid workshop asks for them."""
    from storyvid.images.diffusion.painting import painted
    from storyvid.models import NoAssets
    from storyvid.recipes import ImageRecipe, Part

    parts = (Part(source="scene", text=PROMPT),)
    recipes = [
        ImageRecipe(model="diffusers@1", parts=parts, width=asked.size, height=asked.size, seed=seed)
        for seed in range(1, takes + 1)
    ]
    made = list(painted(studio, recipes, assets=NoAssets(), progress=lambda _: None, remembered=remembered))
    assert all(hasattr(picture, "size") for picture in made), made


def measured(work) -> tuple[float, float]:
    """Seconds, and the peak of memory in GB: the graphics card's own, else the process's time and memory.

    On a processor it is the processor's own time, which other programs running beside it do not lengthen.
    """
    import psutil
    import torch

    process, peak, done = psutil.Process(), [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            peak[0] = max(peak[0], process.memory_info().rss)

    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    clock = time.perf_counter if torch.cuda.is_available() else time.process_time
    began = clock()
    work()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    seconds = clock() - began
    done.set()
    watcher.join()
    return seconds, (torch.cuda.max_memory_allocated() if torch.cuda.is_available() else peak[0]) / 1e9


def report(theirs, ours, asked: argparse.Namespace, *, batch: int, graphics: bool) -> None:
    print(f"{'':28}{'s':>9}{'pictures/s':>12}{'peak GB':>9}")
    for name, runs in (("plain loop, one call each", theirs), (f"storyvid, {batch} at once", ours)):
        seconds = statistics.median(run[0] for run in runs)
        print(f"{name:28}{seconds:9.2f}{asked.takes / seconds:12.2f}{max(run[1] for run in runs):9.2f}")
    ratio = statistics.median(run[0] for run in theirs) / statistics.median(run[0] for run in ours)
    print(f"ratio {ratio:.2f}x (median of {asked.rounds})")
    if not graphics:
        print("No graphics card here: the figures for one (1.8x at SD 1.5, 1.3x at SDXL) could not be measured.")


if __name__ == "__main__":
    main()
