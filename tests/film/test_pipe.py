"""The pipe into an ffmpeg program, run for real with its libx264: only the codec and its filter differ from VAAPI."""

import os
import sys
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from storyvid.film import encode, hardware, pipe, vaapi
from storyvid.film.compose import drawn, write_drawn
from storyvid.film.frames import source_of
from storyvid.film.pipe import Broken, PipedEncoder
from storyvid.film.planes import blank
from storyvid.film.probe import probed
from storyvid.film.render import make_film
from storyvid.recipes import Caption, ClipRecipe, JoinRecipe
from tests.film.conftest import RATE, decoded, film_of, painting, quiet, shot_of, similarity

pytestmark = pytest.mark.skipif(os.name != "posix", reason="VAAPI is Linux's")
X264 = {quality: {"preset": "veryfast", "crf": "20", "threads": "1"} for quality in ("preview", "final")}


@pytest.fixture(scope="module")
def software() -> PipedEncoder:
    program = next(one for one in vaapi.programs() if "libx264" in vaapi._encoders(one))
    return PipedEncoder(program, "libx264", "format=yuv420p", X264)


def clip_of(shelf, frames=40, **fields) -> ClipRecipe:
    words = (Caption(text="Once upon a time", start_ms=100, end_ms=900),)
    return ClipRecipe(
        shot=shot_of(shelf.picture(painting()), width=270, height=360, frames=frames, captions=words, **fields),
        start_frame=0,
        end_frame=frames,
    )


def written(shelf, recipe: ClipRecipe, encoder, quality="final"):
    shot = recipe.shot
    encode.write_segment(
        source_of(shot, shelf).draw,
        shelf.room(recipe),
        numbers=range(shot.frames),
        width=shot.width,
        height=shot.height,
        fps=shot.fps,
        quality=quality,
        progress=quiet,
        encoder=encoder,
    )
    return shelf.path(recipe)


def script(tmp_path, body: str) -> str:
    """A program that stands in ffmpeg's place; `body` is Python with `rest`, the arguments, at hand."""
    path = tmp_path / "ffmpeg"
    path.write_text(f"#!{sys.executable}\nimport subprocess, sys, time\nrest = sys.argv[1:]\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("fps", [24, 30, 60])
def test_a_piped_segment_is_what_the_other_encoders_promise(shelf, software, fps):
    recipe = clip_of(shelf, frames=130, fps=fps)
    path = written(shelf, recipe, software)
    video = probed(path).video
    assert (video.codec, video.width, video.height, video.frames, video.fps) == ("h264", 270, 360, 130, fps)
    assert video.even and video.times[0] == 0 and video.times == pytest.approx([n * 1000 / fps for n in range(130)])
    assert (video.matrix, video.primaries, video.transfer, video.full_range) == ("bt709", "bt709", "bt709", False)
    assert (video.pixel_format, video.pixel_aspect) == ("yuv420p", "1")
    assert video.keys[0] == 0 and max(np.diff((*video.keys, 130_000 / fps))) <= 2000 + 1
    source, meant = source_of(recipe.shot, shelf), blank(270, 360)
    for number, shown in enumerate(decoded(path)):
        if number % 20 == 0:
            source.draw(number, meant)
            assert similarity(meant.y, shown) > 0.97


def test_the_same_frames_give_the_same_bytes(shelf, software):
    recipe = clip_of(shelf, frames=12)
    first = written(shelf, recipe, software).read_bytes()
    assert written(shelf, recipe, software).read_bytes() == first


def test_piped_pieces_go_into_a_film_as_they_are(shelf, software, monkeypatch):
    monkeypatch.setattr("storyvid.film.compose.hardware", lambda: software)
    shots = [shot_of(shelf.picture(painting(seed=n), str(n)), frames=30) for n in (1, 2)]
    segments = (
        ClipRecipe(shot=shots[0], start_frame=0, end_frame=22),
        JoinRecipe(before=shots[0], after=shots[1], frames=8, transition="crossfade"),
        ClipRecipe(shot=shots[1], start_frame=8, end_frame=30),
    )
    for segment in segments:
        write_drawn(drawn(segment, shelf), shelf.room(segment), quality="final", progress=quiet)
    monkeypatch.undo()
    pieces = [frame for segment in segments for frame in decoded(shelf.path(segment))]
    film = film_of(*segments, soundtrack=shelf.soundtrack(np.zeros((2, RATE * 2), np.float32)))
    make_film(film, shelf, shelf.room(film), progress=quiet)
    seen = probed(shelf.path(film)).video
    assert seen.even and seen.frames == 52 and len(seen.keys) >= 3
    assert all(np.array_equal(one, other) for one, other in zip(pieces, decoded(shelf.path(film)), strict=True))


def test_a_piped_piece_among_others_is_made_alike(shelf, software):
    one, other = clip_of(shelf), clip_of(shelf, frames=20)
    written(shelf, one, software)
    written(shelf, other, None)
    film = film_of(one, other, soundtrack=shelf.soundtrack(np.zeros((2, RATE * 2), np.float32)))
    make_film(film, shelf, shelf.room(film), progress=quiet)
    seen = probed(shelf.path(film)).video
    assert seen.even and seen.frames == len(decoded(shelf.path(film))) == 60


@pytest.mark.parametrize(
    "body",
    [
        "sys.exit(1)",
        "sys.stdin.buffer.read(400_000); sys.exit(0)",  # dies half way
        "data = sys.stdin.buffer.read(); sys.exit(0)",  # says it is well and wrote nothing
        "subprocess.run([{ffmpeg!r}, *rest], input=sys.stdin.buffer.read()); sys.exit(1)",  # wrote all, and failed
        "subprocess.run([{ffmpeg!r}, *rest], input=sys.stdin.buffer.read()[:700_000])",  # loses frames
        "sys.stdin.buffer.read(400_000); time.sleep(60)",  # hangs half way
        "sys.stdin.buffer.read(); time.sleep(60)",  # hangs at the end
    ],
)
def test_a_program_that_breaks_is_no_failure(shelf, software, tmp_path, body):
    broken = replace(software, program=script(tmp_path, body.format(ffmpeg=software.program)), patience_s=0.7)
    recipe = clip_of(shelf, frames=9)
    numbers = []
    draw = source_of(recipe.shot, shelf).draw
    write = partial(pipe.write, numbers=range(9), width=270, height=360, fps=30, keys=60, quality="final")
    with pytest.raises(Broken):
        write(
            lambda n, out: (numbers.append(n), draw(n, out)),
            shelf.room(recipe),
            encoder=broken,
            progress=quiet,
        )
    assert numbers[0] == 0  # frames were drawn for it
    by_software = written(shelf, recipe, None).read_bytes()
    assert written(shelf, recipe, broken).read_bytes() == by_software


def test_a_program_that_is_not_there_is_no_failure(shelf, software):
    recipe = clip_of(shelf, frames=9)
    gone = replace(software, program="/no/such/ffmpeg")
    assert probed(written(shelf, recipe, gone)).video.frames == 9


def test_what_stops_the_work_ends_the_program(shelf, software, tmp_path):
    told = tmp_path / "pid"
    body = f"import os; open({str(told)!r}, 'w').write(str(os.getpid())); sys.stdin.buffer.read(); time.sleep(60)"
    slow = replace(software, program=script(tmp_path, body))

    class Stopped(Exception):
        pass

    def cancel(share):
        if told.exists() and told.read_text():
            raise Stopped

    recipe = clip_of(shelf, frames=20_000)
    with pytest.raises(Stopped):
        encode.write_segment(
            lambda number, out: None,
            shelf.room(recipe),
            numbers=range(20_000),
            width=270,
            height=360,
            fps=30,
            quality="final",
            progress=cancel,
            encoder=slow,
        )
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


def test_the_trial_tells_an_encoder_that_works_from_those_that_do_not(software, tmp_path):
    assert vaapi.works(software)
    assert not vaapi.works(replace(software, codec="h264_none"))
    assert not vaapi.works(replace(software, program="/no/such/ffmpeg"))
    assert not vaapi.works(replace(software, filters="negate,format=yuv420p"))  # other frames than it was given
    assert not vaapi.works(replace(software, filters="scale=470:270,format=yuv420p"))
    two = {"final": X264["final"] | {"bf": "2"}}
    assert vaapi.works(replace(software, options=two))  # B-frames are never asked for
    body = f"sys.exit(subprocess.run([{software.program!r}, *(w if w != '0' else '2' for w in rest)]).returncode)"
    assert not vaapi.works(replace(software, program=script(tmp_path, body)))  # and a program that makes them is none


def test_vaapi_is_used_only_where_a_card_really_encodes(tmp_path, software):
    assert vaapi.found(tmp_path / "none") is None
    (tmp_path / "renderD128").touch()  # a device's name, and nothing behind it
    assert [one.device for one in vaapi._candidates([tmp_path / "renderD128"])]
    assert vaapi.found(tmp_path) is None


def test_vaapi_is_told_only_what_ffmpeg_knows(tmp_path):
    import subprocess

    candidates = list(vaapi._candidates([tmp_path / "renderD128"]))
    assert {"low_power" in one.options["final"] for one in candidates} == {False, True}
    for one in candidates:
        asked = subprocess.run([one.program, "-hide_banner", "-h", f"encoder={one.codec}"], capture_output=True)
        for told in one.options.values():
            assert all(f"-{name} " in asked.stdout.decode() for name in told)
        command = pipe._command(one, tmp_path / "x", size="64x64", fps=30, keys=60, quality="final")
        assert command[command.index("-vaapi_device") + 1] == one.device
        assert command[command.index("-vf") + 1].endswith(vaapi.FILTERS)


def test_a_card_that_may_not_be_opened_is_told_of(tmp_path, monkeypatch):
    assert vaapi.remedy(tmp_path) == ""
    (tmp_path / "renderD128").touch()
    assert vaapi.remedy(tmp_path) == ""
    monkeypatch.setattr(vaapi.os, "access", lambda path, mode: False)
    assert str(tmp_path / "renderD128") in vaapi.remedy(tmp_path)


def test_a_card_that_works_is_what_hardware_gives(monkeypatch, software):
    monkeypatch.setattr(hardware, "ENCODERS", ())
    monkeypatch.setattr(vaapi, "found", lambda: software)
    assert hardware.hardware.__wrapped__() is software
    card = replace(software, codec=vaapi.CODEC, device="/dev/dri/renderD128")
    assert hardware.in_words(card) == f"h264_vaapi of /dev/dri/renderD128, through {software.program}"
    assert hardware.in_words(None) == "libx264, on the processor"
