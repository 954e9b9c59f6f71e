"""Segments: exact frames, one kind of header, the same bytes for the same recipe, and what was drawn."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from storyvid.errors import BadInput, Cancelled, NoRoom, UnknownName
from storyvid.film.clips import make_clip, make_join
from storyvid.film.frames import source_of
from storyvid.film.joins import JOINS
from storyvid.film.planes import blank
from storyvid.film.probe import probed
from storyvid.recipes import Caption, ClipRecipe, JoinRecipe, Word
from tests.film.conftest import decoded, painting, quiet, shot_of, similarity


@pytest.mark.parametrize("quality", ["preview", "final"])
@pytest.mark.parametrize(("fps", "frames"), [(30, 1), (24, 2), (25, 3), (30, 75)])
def test_a_clip_has_exactly_the_frames_asked_for(shelf, quality, fps, frames):
    shot = shot_of(shelf.picture(painting()), fps=fps, frames=frames + 4)
    recipe = ClipRecipe(shot=shot, start_frame=2, end_frame=2 + frames, quality=quality)
    facts = make_clip(recipe, shelf, shelf.room(recipe), progress=quiet)
    video = probed(shelf.path(recipe)).video
    assert facts == {"frames": frames, "width": 144, "height": 256}
    assert (video.frames, video.fps, len(decoded(shelf.path(recipe)))) == (frames, fps, frames)
    assert video.even and video.keys[0] == video.times[0] == 0


def test_a_clip_says_what_its_colours_mean(shelf):
    recipe = ClipRecipe(shot=shot_of(shelf.picture(painting())), start_frame=0, end_frame=5)
    make_clip(recipe, shelf, shelf.room(recipe), progress=quiet)
    video = probed(shelf.path(recipe)).video
    assert (video.codec, video.pixel_format, video.pixel_aspect, video.full_range) == ("h264", "yuv420p", "1", False)
    assert (video.matrix, video.primaries, video.transfer) == ("bt709", "bt709", "bt709")


def test_the_colours_of_the_picture_are_those_of_the_film(shelf):
    from PIL import Image

    for colour in [(255, 0, 0), (0, 255, 0), (30, 60, 200), (255, 255, 255), (0, 0, 0)]:
        picture = shelf.picture(Image.new("RGB", (64, 64), colour), str(colour))
        recipe = ClipRecipe(shot=shot_of(picture, width=64, height=64), start_frame=0, end_frame=2)
        make_clip(recipe, shelf, shelf.room(recipe), progress=quiet)
        with av.open(str(shelf.path(recipe))) as media:
            seen = next(media.decode(video=0)).to_ndarray(format="rgb24")[32, 32]
        assert np.abs(seen.astype(int) - colour).max() <= 4


@pytest.mark.parametrize("motion", ["push-in", "drift"])
def test_a_decoded_frame_is_the_composed_one(shelf, motion):
    caption = Caption(text="Once upon a time", start_ms=0, end_ms=1000)
    shot = shot_of(shelf.picture(painting()), width=216, height=384, motion=motion, captions=(caption,))
    recipe = ClipRecipe(shot=shot, start_frame=3, end_frame=27)
    make_clip(recipe, shelf, shelf.room(recipe), progress=quiet)
    source, out = source_of(shot, shelf), blank(216, 384)
    for number, seen in enumerate(decoded(shelf.path(recipe)), start=3):
        source.draw(number, out)
        assert similarity(seen, out.y) > 0.97


def test_the_same_recipe_gives_the_same_bytes(shelf):
    shot = shot_of(shelf.picture(painting()), motion="rise", captions=(Caption(text="Hi", start_ms=0, end_ms=900),))
    recipe = ClipRecipe(shot=shot, start_frame=0, end_frame=30)
    made = []
    for _ in range(2):
        make_clip(recipe, shelf, shelf.room(recipe), progress=quiet)
        made.append(shelf.path(recipe).read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("transition", list(JOINS))
def test_a_join_starts_near_one_shot_and_ends_near_the_next(shelf, transition):
    before = shot_of(shelf.picture(painting(seed=1), "a"), motion="drift")
    after = shot_of(shelf.picture(painting(seed=2), "b"), motion="pull-out")
    recipe = JoinRecipe(before=before, after=after, frames=16, transition=transition)
    facts = make_join(recipe, shelf, shelf.room(recipe), progress=quiet)
    seen = decoded(shelf.path(recipe))
    assert facts["frames"] == len(seen) == probed(shelf.path(recipe)).video.frames == 16
    old, new = blank(144, 256), blank(144, 256)
    source_of(before, shelf).draw(14, old)
    source_of(after, shelf).draw(15, new)
    assert distance(seen[0], old.y) < distance(seen[0], new.y)
    assert distance(seen[-1], new.y) < distance(seen[-1], old.y)
    assert distance(seen[-1], new.y) < 15


def test_dips_pass_through_black_and_white(shelf):
    shots = [shot_of(shelf.picture(painting(seed=n), str(n))) for n in (1, 2)]
    for transition, luma in (("dip-black", 16), ("dip-white", 235)):
        recipe = JoinRecipe(before=shots[0], after=shots[1], frames=9, transition=transition)
        make_join(recipe, shelf, shelf.room(recipe), progress=quiet)
        assert abs(decoded(shelf.path(recipe))[4].mean() - luma) < 3


def test_a_caption_stays_readable_through_a_join(shelf):
    caption = (Caption(text="HELLO", start_ms=0, end_ms=1000),)
    plain = [shot_of(shelf.picture(painting(seed=n), str(n))) for n in (1, 2)]
    speaking = replace(plain[1], captions=caption, caption_style="boxed")
    made = []
    for after in (plain[1], speaking):
        recipe = JoinRecipe(before=plain[0], after=after, frames=9, transition="dip-black")
        make_join(recipe, shelf, shelf.room(recipe), progress=quiet)
        made.append(decoded(shelf.path(recipe))[4])
    assert made[0].max() < 25 and made[1].max() > 200


def test_an_unknown_join_and_impossible_lengths_are_refused(shelf):
    shot = shot_of(shelf.picture(painting()))
    out = shelf.folder / "x.part"
    with pytest.raises(UnknownName, match="crossfade"):
        make_join(JoinRecipe(before=shot, after=shot, frames=5, transition="spin"), shelf, out, progress=quiet)
    with pytest.raises(BadInput, match="too short"):
        make_join(JoinRecipe(before=shot, after=shot, frames=31), shelf, out, progress=quiet)
    with pytest.raises(BadInput, match="different sizes"):
        make_join(JoinRecipe(before=shot, after=replace(shot, width=146), frames=3), shelf, out, progress=quiet)
    with pytest.raises(BadInput, match="no frames"):
        make_clip(ClipRecipe(shot=shot, start_frame=5, end_frame=31), shelf, out, progress=quiet)
    with pytest.raises(BadInput, match="cannot be encoded"):
        make_clip(ClipRecipe(shot=replace(shot, width=145), start_frame=0, end_frame=1), shelf, out, progress=quiet)


def test_cancelling_stops_the_encoder(shelf):
    recipe = ClipRecipe(shot=shot_of(shelf.picture(painting()), frames=900), start_frame=0, end_frame=900)
    told = []

    def stop(share: float) -> None:
        told.append(share)
        if share > 0.05:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        make_clip(recipe, shelf, shelf.room(recipe), progress=stop)
    assert max(told) < 0.1


def test_a_folder_that_cannot_be_written_is_named_as_such(shelf):
    recipe = ClipRecipe(shot=shot_of(shelf.picture(painting())), start_frame=0, end_frame=3)
    with pytest.raises(NoRoom, match="Make room"):
        make_clip(recipe, shelf, shelf.folder / "nowhere" / "x.part", progress=quiet)


def distance(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.abs(first.astype(int) - second).mean())


@pytest.mark.parametrize("quality", ["preview", "final"])
def test_what_memory_held_before_does_not_reach_the_bytes(tmp_path, quality):
    # fresh memory filled with other values in each process: libx264 once read some that nobody had written
    code = (
        "import sys, hashlib; from pathlib import Path; from tests.film.conftest import *;"
        "from storyvid.film.clips import make_clip; from storyvid.recipes import ClipRecipe;"
        "shelf = Shelf(Path(sys.argv[1])); shot = shot_of(shelf.picture(painting()), motion='rise');"
        "clip = ClipRecipe(shot=shot, start_frame=0, end_frame=30, quality=sys.argv[2]);"
        "make_clip(clip, shelf, shelf.room(clip), progress=quiet);"
        "print(hashlib.sha256(shelf.path(clip).read_bytes()).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), quality],
            env={**os.environ, "MALLOC_PERTURB_": filling},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for filling in ("85", "170")
    }
    assert len(sums) == 1


def test_a_very_long_shot_is_drawn_at_its_end_as_at_its_start(shelf):
    words = tuple(Word(text=f"w{n}", start_ms=n * 400, end_ms=n * 400 + 300) for n in range(2000))
    captions = tuple(
        Caption(text=f"w{n} w{n + 1}", start_ms=n * 400, end_ms=n * 400 + 800, words=words[n : n + 2])
        for n in range(0, 2000, 2)
    )
    picture = shelf.picture(painting())
    shot = shot_of(picture, frames=24_000, motion="auto", captions=captions, caption_style="word-highlight")
    recipe = ClipRecipe(shot=shot, start_frame=23_970, end_frame=24_000)
    make_clip(recipe, shelf, shelf.room(recipe), progress=quiet)
    source, out = source_of(shot, shelf), blank(144, 256)
    source.draw(23_980, out)
    assert similarity(decoded(shelf.path(recipe))[10], out.y) > 0.97


def test_a_worker_waits_for_no_import_that_making_a_film_does_not_need():
    code = (
        "import sys, storyvid.worker, storyvid.film.clips, storyvid.film.mix, storyvid.film.render;"
        "print([name for name in ('moviepy', 'scipy', 'torch', 'spacy') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
