"""How far sound, pictures and captions of a whole film drift apart: all three found again in the finished file.

Run: python benchmarks/sync.py [--minutes 20]

A film of scenes whose narration is clicks, over music, between pictures dark and light, with a title, a chapter in
the middle and an end card, is planned, mixed, encoded and put together as any other.  In the decoded file the frame
at which each picture is there, the frame at which each caption is, and the sample at which each click is heard are
compared with one another and with the SRT.
"""

import argparse
import resource
import tempfile
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

from storyvid import plan
from storyvid.film.clips import make_clip, make_join
from storyvid.film.mix import make_soundtrack
from storyvid.film.render import make_film
from storyvid.film.sound_files import RATE, audio_blocks, write_wav
from storyvid.film.subtitles import srt
from storyvid.recipes import ClipRecipe, FilmRecipe, JoinRecipe, Recipe, Segment, Shot, UploadRecipe, key_of, suffix_of
from storyvid.story import Cut, Scene, Sound, Story
from storyvid.timeline import LEAST_MS, Timeline, cues

FPS = 30
FIRST_WORD_MS = 37  # from the narration's start to its first click: no multiple of a frame
DARK, LIGHT, LETTERS = 40, 110, 170  # luma of the two pictures, and more than which only a caption's letters have
_WIDE, _HIGH = 96, 128
_SPOKEN_MS = 900
_SCENE_S = LEAST_MS / 1000


@dataclass(frozen=True)
class Drift:
    """How far apart two things are in one scene, in frames of the film."""

    at_s: float
    caption_from_click: float
    picture_from_plan: float
    caption_from_srt: float

    @property
    def worst(self) -> float:
        return max(map(abs, (self.caption_from_click, self.picture_from_plan, self.caption_from_srt)))


class Folder:
    """Assets in a folder, and the clicks' times as the facts of narration."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def has(self, recipe: Recipe) -> bool:
        return True

    def path(self, recipe: Recipe) -> Path:
        return self._path / (key_of(recipe) + suffix_of(recipe))

    def facts(self, recipe: Recipe) -> dict:
        if recipe.kind != "speech":
            return {}
        last_ms = FIRST_WORD_MS + _SPOKEN_MS
        words = [[0, len(recipe.text), FIRST_WORD_MS, last_ms]]  # type: ignore[union-attr]
        return {"duration_ms": last_ms, "words": words}


def measured(minutes: float, folder: Path) -> tuple[Path, list[Drift]]:
    """Makes the film of so many minutes; gives its file, and the drift of every scene in the order of the film."""
    assets = Folder(folder)
    story = _story(minutes, assets)
    timeline = plan.timeline_of(story, assets)
    assert timeline is not None
    film = _film(story, timeline, assets)
    out = assets.path(film)
    make_film(film, assets, out, progress=_quiet)
    return out, list(_drifts(out, story, timeline, assets))


def _story(minutes: float, assets: Folder) -> Story:
    pictures = [_picture(assets, luma) for luma in (DARK, LIGHT)]
    write_wav(assets.path(_music()), _hum(), RATE)
    count = round(minutes * 60 / _SCENE_S)
    scenes = tuple(
        Scene(
            id=f"s{at}",
            text=f"Tick{at}",
            picked=pictures[at % 2],
            motion="hold",
            chapter="Half" if at == count // 2 else "",
        )
        for at in range(count)
    )
    story = Story(
        title="Clicks",
        scenes=scenes,
        sound=Sound(music_upload=_music(), character_voices=False),
        cut=Cut(fps=FPS, transition="cut", caption_place="middle", title_card="Clicks", end_card="The end"),
    )
    chance = np.random.default_rng(5)
    for speech in (one for scene in story.scenes for one in plan.speeches_of(story, scene)):
        write_wav(assets.path(speech), _click(chance), RATE)
    return story


def _picture(assets: Folder, luma: int) -> UploadRecipe:
    recipe = UploadRecipe(media="image", sha256=str(luma), suffix=".png")
    Image.new("L", (_WIDE, _HIGH), luma).save(assets.path(recipe))
    return recipe


def _music() -> UploadRecipe:
    return UploadRecipe(media="audio", sha256="hum", suffix=".wav")


def _hum() -> np.ndarray:
    times = np.arange(RATE * 7) / RATE
    return (0.1 * np.sin(2 * np.pi * 110 * times)).astype(np.float32)


def _click(chance: np.random.Generator) -> np.ndarray:
    """Silence, then a click, then something as long as a word and much softer."""
    length = (FIRST_WORD_MS + _SPOKEN_MS) * RATE // 1000
    samples = np.zeros(length, np.float32)
    begin = FIRST_WORD_MS * RATE // 1000
    samples[begin:] = 0.02 * chance.standard_normal(length - begin)
    samples[begin : begin + 48] += 0.9
    return samples.clip(-1, 1)


def _film(story: Story, timeline: Timeline, assets: Folder) -> FilmRecipe:
    segments = tuple(_small(one) for one in plan.segments(story, timeline, "preview"))
    made: set[str] = set()
    for segment in segments:
        if key_of(segment) not in made:
            make = make_clip if isinstance(segment, ClipRecipe) else make_join
            make(segment, assets, assets.path(segment), progress=_quiet)  # type: ignore[arg-type]
            made.add(key_of(segment))
    soundtrack = plan.soundtrack_of(story, timeline, assets)
    make_soundtrack(soundtrack, assets, assets.path(soundtrack), progress=_quiet)
    return FilmRecipe(segments=segments, soundtrack=soundtrack, title=story.title)


def _small(segment: Segment) -> Segment:
    if isinstance(segment, JoinRecipe):
        return replace(segment, before=_tiny(segment.before), after=_tiny(segment.after))
    return replace(segment, shot=_tiny(segment.shot))


def _tiny(shot: Shot) -> Shot:
    return replace(shot, width=_WIDE, height=_HIGH)


def _drifts(film: Path, story: Story, timeline: Timeline, assets: Folder):
    shown_s, lumas, lettered = _seen(film)
    on_card = _on_card(timeline)
    state = np.where(on_card, 0, np.where(lumas > (DARK + LIGHT) / 2, 2, 1))
    begun_s = shown_s[1:][(state[1:] != state[:-1]) & ~on_card[1:]]
    lettered &= ~on_card
    spoken = [plan.spoken_of(story, scene, assets) for scene in story.scenes]
    planned_ms = [cue.start_ms + FIRST_WORD_MS for cue in cues(timeline, spoken)]
    clicks_s = _heard(film, planned_ms)
    subtitles_s = _starts(srt([(one.start_ms, one.end_ms, one.text) for one in timeline.captions]))
    captions_s = shown_s[1:][lettered[1:] & ~lettered[:-1]]
    counts = {len(begun_s), len(clicks_s), len(subtitles_s), len(captions_s), len(story.scenes)}
    if len(counts) != 1:
        raise SystemExit(f"not every scene was found again: {counts}")
    for at, clip in enumerate(timeline.clips):
        yield Drift(
            at_s=float(clicks_s[at]),
            caption_from_click=float((captions_s[at] - clicks_s[at]) * FPS),
            picture_from_plan=float(begun_s[at] * FPS - clip.start_frame),
            caption_from_srt=float((captions_s[at] - subtitles_s[at]) * FPS),
        )


def _on_card(timeline: Timeline) -> np.ndarray:
    """Of each frame planned, whether it is a card's."""
    held = np.zeros(timeline.frames, bool)
    for shot in timeline.shots:
        held[shot.start_frame : shot.start_frame + shot.frames] = shot.heading is not None
    return held


def _seen(film: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each decoded frame its time in s, the luma of its upper edge, and whether a caption is on it."""
    times, lumas, lettered = [], [], []
    with av.open(str(film)) as media:
        for frame in media.decode(video=0):
            plane = frame.planes[0]
            luma = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[:, : frame.width]
            times.append(frame.time)
            lumas.append(float(luma[:4].mean()))
            lettered.append(bool(luma.max() > LETTERS))
    return np.array(times), np.array(lumas), np.array(lettered)


def _heard(film: Path, planned_ms: list[int]) -> np.ndarray:
    """When each click is heard, in s: the loudest sample within 300 ms of where it should be."""
    samples = np.concatenate([np.abs(block).max(axis=1).astype(np.float16) for block in audio_blocks(film)])
    reach = RATE * 3 // 10
    found = []
    for ms in planned_ms:
        start = max(0, ms * RATE // 1000 - reach)
        near = samples[start : start + 2 * reach]
        found.append((start + int(np.argmax(near > 0.6 * near.max()))) / RATE)
    return np.array(found)


def _starts(text: str) -> np.ndarray:
    stamps = [line.split(" --> ")[0] for line in text.splitlines() if " --> " in line]
    return np.array([_seconds(stamp) for stamp in stamps])


def _seconds(stamp: str) -> float:
    hours, minutes, seconds = stamp.replace(",", ".").split(":")
    return float(Fraction(hours) * 3600 + Fraction(minutes) * 60 + Fraction(seconds))


def _quiet(share: float) -> None:
    """Progress that nobody watches."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        film, drifts = measured(options.minutes, Path(folder))
        with av.open(str(film)) as media:
            print(f"{media.duration / 1e6:.2f} s, {media.streams.video[0].frames} frames, {len(drifts)} scenes")
    print(f"{'apart, in frames of 1/30 s':28}{'first':>9}{'middle':>9}{'last':>9}{'worst':>9}")
    for title, name in (
        ("caption and voice", "caption_from_click"),
        ("picture and plan", "picture_from_plan"),
        ("caption and SRT", "caption_from_srt"),
    ):
        held = [getattr(drift, name) for drift in drifts]
        row = (held[0], held[len(held) // 2], held[-1], max(held, key=abs))
        print(f"{title:28}" + "".join(f"{value:9.3f}" for value in row))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{usage.ru_utime + usage.ru_stime:.1f} s of one core")


if __name__ == "__main__":
    main()
