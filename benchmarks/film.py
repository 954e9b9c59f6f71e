"""The film engine against the encoder alone: same frames, same preset, same run.

    python benchmarks/film.py [--frames 240] [--rounds 3] [--lanes 2] [--quality final]

Four scenes at 1080x1920, 30 frames a second, are rendered in `--lanes` processes at once.  "encoder alone"
gets the frames of "flat" ready made in memory.  Seconds are the clips' own, summed and divided by the
lanes: medians over the rounds.  "With pictures" counts opening and preparing the picture as well.  `--cpu`
counts the processor's time instead of the clock's: for a machine that others use too.  "moviepy, as tutorials do"
is a picture resized by a function of time, a text clip over it, both composited, two of them crossfaded, written by
moviepy's own writer at the same preset: `--tutorial` frames of it, and from them the time of all, by the clock.
"""

import argparse
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import resvg_py
from PIL import Image

from storyvid.film import captions, motion, parallax, stack
from storyvid.film.encode import SETTINGS, write_segment
from storyvid.film.fonts import FACES
from storyvid.film.frames import Captioned, flat
from storyvid.film.planes import FrameSource, blank
from storyvid.models import Layer
from storyvid.recipes import Caption, Quality, Shot, UploadRecipe, Word

WIDTH, HEIGHT, FPS = 1080, 1920, 30
MOTIONS = ("push-in", "pan-left", "rise", "drift")
TEXT = "Once upon a time there lived a girl who loved the sea."
WAYS = ("encoder alone", "flat", "flat, captions", "parallax", "parallax, captions")


def sheet(depth: float, body: str) -> Layer:
    """One sheet of the test picture, with its margin."""
    margin_x, margin_y = WIDTH * parallax.MARGIN_PERCENT // 100, HEIGHT * parallax.MARGIN_PERCENT // 100
    width, height = WIDTH + 2 * margin_x, HEIGHT + 2 * margin_y
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="{-margin_x} {-margin_y} {width} {height}">'
        '<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#274b7a"/>'
        f'<stop offset="1" stop-color="#f4c58a"/></linearGradient></defs>{body}</svg>'
    )
    return Layer(Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)))), depth)


def layers(seed: int) -> list[Layer]:
    """A landscape of six sheets: sky, two ranges of hills, trees, figures, reeds in front."""
    rng = np.random.default_rng(seed)

    def hills(top: int, colour: str) -> str:
        points = " ".join(f"L{x} {top + int(rng.integers(-90, 90))}" for x in range(-200, 1400, 130))
        return f'<path d="M-300 {top} {points} L1500 2300 L-300 2300Z" fill="{colour}"/>'

    def spikes(count: int, low: int, high: int, colour: str) -> str:
        stems = []
        for _ in range(count):
            x, tall = int(rng.integers(-80, 1160)), int(rng.integers(low, high))
            stems.append(f'<path d="M{x - 40} 1750 L{x} {1750 - tall} L{x + 40} 1750Z" fill="{colour}"/>')
        return "".join(stems)

    stars = "".join(
        f'<circle cx="{rng.integers(0, 1080)}" cy="{rng.integers(0, 900)}" r="{rng.integers(2, 7)}" fill="#fff"/>'
        for _ in range(60)
    )
    figures = "".join(
        f'<circle cx="{x}" cy="1300" r="70" fill="#eac2a0"/><rect x="{x - 80}" y="1370" width="160" height="330" '
        f'rx="70" fill="{colour}"/>'
        for x, colour in ((380, "#b23a48"), (700, "#2f6f73"))
    )
    return [
        sheet(0.0, f'<rect x="-300" y="-300" width="1700" height="2600" fill="url(#s)"/>{stars}'),
        sheet(0.2, hills(900, "#5d7f9b")),
        sheet(0.4, hills(1200, "#3f6b5c")),
        sheet(0.55, spikes(14, 200, 500, "#28503f")),
        sheet(0.7, hills(1650, "#274134") + figures),
        sheet(1.0, spikes(9, -150, -60, "#14251d").replace("1750", "2080")),
    ]


def flattened(sheets: list[Layer]) -> Image.Image:
    """The picture that the sheets are when put on one another."""
    whole = Image.new("RGBA", sheets[0].image.size)
    for layer in sheets:
        whole.alpha_composite(layer.image.convert("RGBA"))
    left, top = WIDTH * parallax.MARGIN_PERCENT // 100, HEIGHT * parallax.MARGIN_PERCENT // 100
    return whole.crop((left, top, left + WIDTH, top + HEIGHT)).convert("RGB")


def shot_of(number: int, frames: int, style: str) -> Shot:
    words, at = [], 0
    for word in TEXT.split():
        words.append(Word(text=word, start_ms=at, end_ms=at + 170))
        at += 180
    caption = Caption(text=TEXT, start_ms=0, end_ms=frames * 1000 // FPS, words=tuple(words))
    picture = UploadRecipe(media="image", sha256=str(number), suffix=".png")
    return Shot(
        picture=picture,
        width=WIDTH,
        height=HEIGHT,
        fps=FPS,
        frames=frames,
        motion=MOTIONS[number % len(MOTIONS)],
        captions=(caption,),
        caption_style=style,
    )


def source_of(way: str, number: int, frames: int, clock) -> tuple[FrameSource, float]:
    """The scene's frames and the seconds that preparing them took, painting the test picture not counted."""
    sheets = layers(number)
    picture = flattened(sheets)
    shot = shot_of(number, frames, "word-highlight" if "captions" in way else "none")
    start = clock()
    if "parallax" in way:
        cover = motion.cover_of(WIDTH, HEIGHT, width=WIDTH, height=HEIGHT)
        cameras = motion.path(shot.motion, cover=cover, frames=frames, fps=FPS)
        prepared = parallax.prepared(sheets, picture_width=WIDTH, cover=cover, cameras=cameras)
        moving: FrameSource = stack.Stack(prepared, width=WIDTH, height=HEIGHT, frames=frames)
    else:
        moving = flat(picture, shot)
    return Captioned(moving, captions.overlay(shot)), clock() - start


def seconds_of(job: tuple[str, int, int, str, bool]) -> tuple[float, float]:
    """Seconds to write one scene's clip, and to prepare its picture."""
    way, number, frames, quality, cpu = job
    clock = time.process_time if cpu else time.perf_counter
    cv2.setNumThreads(1)
    source, preparing = source_of(way, number, frames, clock)
    draw = source.draw
    if way == "encoder alone":
        ready = [blank(WIDTH, HEIGHT) for _ in range(frames)]
        for index, planes in enumerate(ready):
            source.draw(index, planes)

        def draw(index, out):
            for plane, target in zip(ready[index], out, strict=True):
                np.copyto(target, plane)

    with tempfile.TemporaryDirectory() as folder:
        start = clock()
        write_segment(
            draw,
            Path(folder) / "clip.mp4",
            numbers=range(frames),
            width=WIDTH,
            height=HEIGHT,
            fps=FPS,
            quality=quality,
            progress=lambda share: None,
        )
        return clock() - start, preparing


def tutorial_s(frames: int, quality: Quality) -> float:
    """Seconds a frame, by the clock, of two scenes made as moviepy's tutorials do."""
    from moviepy import CompositeVideoClip, ImageClip, TextClip, concatenate_videoclips, vfx

    scene_s, scenes = frames / FPS / 2, []
    for number in range(2):
        picture = ImageClip(np.asarray(flattened(layers(number)))).with_duration(scene_s)
        moving = picture.resized(lambda t: 1 + 0.04 * t).with_position("center")
        words = TextClip(
            font=str(FACES / "NotoSans-ExtraBold.ttf"),
            text=TEXT,
            font_size=64,
            color="white",
            stroke_color="black",
            stroke_width=3,
            method="caption",
            size=(WIDTH - 160, None),
        )
        words = words.with_duration(scene_s).with_position(("center", HEIGHT * 3 // 4))
        scenes.append(CompositeVideoClip([moving, words], size=(WIDTH, HEIGHT)))
    fade_s = min(0.5, scene_s / 2)
    scenes[1] = scenes[1].with_effects([vfx.CrossFadeIn(fade_s)])
    film = concatenate_videoclips(scenes, method="compose", padding=-fade_s)
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "film.mp4")
        start = time.perf_counter()
        film.write_videofile(out, fps=FPS, codec="libx264", preset=SETTINGS[quality].preset, audio=False, logger=None)
        return (time.perf_counter() - start) / round(film.duration * FPS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frames", type=int, default=240, help="of all four scenes together")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lanes", type=int, default=2)
    parser.add_argument("--quality", choices=list(SETTINGS), default="final")
    parser.add_argument("--cpu", action="store_true", help="count processor time")
    parser.add_argument("--tutorial", type=int, default=60, help="frames made as tutorials do; 0: leave it out")
    options = parser.parse_args()
    writing: dict[str, list[float]] = {way: [] for way in WAYS}
    whole: dict[str, list[float]] = {way: [] for way in WAYS}
    with ProcessPoolExecutor(options.lanes) as pool:
        for _ in range(options.rounds):
            for way in WAYS:
                jobs = [(way, number, options.frames // 4, options.quality, options.cpu) for number in range(4)]
                times = list(pool.map(seconds_of, jobs))
                writing[way].append(sum(write for write, _ in times) / options.lanes)
                whole[way].append(sum(sum(both) for both in times) / options.lanes)
    slow_s = tutorial_s(options.tutorial, options.quality) * options.frames if options.tutorial else None
    settings = SETTINGS[options.quality]
    print(f"{options.frames} frames at {WIDTH}x{HEIGHT}, {settings.preset} crf {settings.crf}, {options.lanes} lanes")
    print(f"{'':22}{'seconds':>9}{'ratio':>8}{'with pictures':>15}{'ratio':>8}")
    alone = statistics.median(writing["encoder alone"])
    for way in WAYS:
        write = statistics.median(writing[way])
        both = write if way == "encoder alone" else statistics.median(whole[way])
        print(f"{way:22}{write:9.2f}{write / alone:8.2f}{both:15.2f}{both / alone:8.2f}")
    if slow_s is not None:
        times = slow_s / statistics.median(writing["flat, captions"])
        print(f"moviepy, as tutorials do: {slow_s:.1f} s by the clock, {times:.1f} times flat with captions")


if __name__ == "__main__":
    main()
