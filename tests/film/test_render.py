"""The film: segments end to end without a gap, sound in its place, nothing encoded twice."""

import hashlib
from dataclasses import replace
from functools import partial

import av
import numpy as np
import pytest
from PIL import Image

from storyvid.errors import BadInput, ModelFailed
from storyvid.film import encode, hardware
from storyvid.film.clips import make_clip, make_join
from storyvid.film.frames import source_of
from storyvid.film.probe import frame_at, probed
from storyvid.film.render import make_film
from storyvid.recipes import ClipRecipe, JoinRecipe
from tests.film.conftest import RATE, decoded, film_of, painting, quiet, shot_of, similarity

JOIN = 8


def made(shelf, *segments):
    for segment in segments:
        make = make_clip if isinstance(segment, ClipRecipe) else make_join
        make(segment, shelf, shelf.room(segment), progress=quiet)
    return segments


def three_scenes(shelf, fps: int, quality="final"):
    """Three shots, two joins: clips and joins end to end."""
    shots = [
        shot_of(shelf.picture(painting(seed=n), f"p{n}"), fps=fps, frames=40, motion=motion)
        for n, motion in enumerate(("push-in", "pan-left", "rise"))
    ]
    return made(
        shelf,
        ClipRecipe(shot=shots[0], start_frame=0, end_frame=40 - JOIN, quality=quality),
        JoinRecipe(before=shots[0], after=shots[1], frames=JOIN, quality=quality),
        ClipRecipe(shot=shots[1], start_frame=JOIN, end_frame=40 - JOIN, quality=quality),
        JoinRecipe(before=shots[1], after=shots[2], frames=JOIN, transition="page-turn", quality=quality),
        ClipRecipe(shot=shots[2], start_frame=JOIN, end_frame=40, quality=quality),
    )


@pytest.mark.parametrize(("fps", "quality"), [(30, "final"), (30, "preview"), (25, "final"), (24, "preview")])
def test_a_film_has_every_frame_of_its_segments_and_no_gap(shelf, fps, quality):
    segments = three_scenes(shelf, fps, quality)
    total = 3 * 40 - 2 * JOIN
    sound = shelf.soundtrack(np.zeros((2, RATE * total // fps), np.float32))
    film = film_of(*segments, soundtrack=sound, title="The sea & <her> „Möwen“")
    facts = make_film(film, shelf, shelf.room(film), progress=quiet)
    path = shelf.path(film)
    assert facts["frames"] == total and facts["duration_ms"] == round(total * 1000 / fps)
    assert (facts["width"], facts["height"], facts["bytes"]) == (144, 256, path.stat().st_size)
    seen = probed(path)
    assert seen.video.even and seen.video.frames == total == len(decoded(path)) and seen.video.times[0] == 0
    assert seen.faststart and seen.title == "The sea & <her> „Möwen“"
    assert abs(seen.duration_ms - total * 1000 / fps) <= 1000 / fps
    assert abs(seen.audio.end_ms - total * 1000 / fps) <= 1000 / fps and seen.audio.start_ms == 0
    starts = np.cumsum([0, 40 - JOIN, JOIN, 40 - 2 * JOIN, JOIN]) * 1000 / fps
    assert all(min(abs(start - key) for key in seen.video.keys) < 0.1 for start in starts)
    assert (seen.video.matrix, seen.video.pixel_aspect) == ("bt709", "1")


def test_packets_are_in_order_and_never_decoded_after_they_are_shown(shelf):
    film = film_of(*three_scenes(shelf, 30), soundtrack=shelf.soundtrack(np.zeros((2, RATE * 3), np.float32)))
    make_film(film, shelf, shelf.room(film), progress=quiet)
    with av.open(str(shelf.path(film))) as media:
        packets = [packet for packet in media.demux(video=0) if packet.dts is not None]
    steps = np.diff([packet.dts for packet in packets])
    assert (steps == steps[0]).all() and all(packet.pts >= packet.dts for packet in packets)


def test_segments_are_copied_not_encoded_again(shelf):
    segments = three_scenes(shelf, 30)
    film = film_of(*segments, soundtrack=shelf.soundtrack(np.zeros((2, RATE * 3), np.float32)))
    make_film(film, shelf, shelf.room(film), progress=quiet)
    assert packets_of(shelf.path(film)) == [p for s in segments for p in packets_of(shelf.path(s))]


def test_a_flash_and_a_beep_come_within_one_frame_of_one_another(shelf):
    dark, bright = (shelf.picture(Image.new("RGB", (64, 64), colour), colour) for colour in ("black", "white"))
    lengths, shots = [31, 2, 40, 2, 25], [dark, bright, dark, bright, dark]
    segments = made(
        shelf,
        *(
            ClipRecipe(shot=shot_of(shown, width=64, height=64, frames=n), start_frame=0, end_frame=n)
            for shown, n in zip(shots, lengths, strict=True)
        ),
    )
    sound = np.zeros((2, RATE * sum(lengths) // 30), np.float32)
    for frame in (31, 73):
        at = frame * RATE // 30
        sound[:, at : at + 1600] = 0.8 * np.sin(2 * np.pi * 1000 * np.arange(1600) / RATE)
    film = film_of(*segments, soundtrack=shelf.soundtrack(sound))
    make_film(film, shelf, shelf.room(film), progress=quiet)
    with av.open(str(shelf.path(film))) as media:
        light = [(frame.time, frame.to_ndarray()[:64].mean()) for frame in media.decode(video=0)]
    with av.open(str(shelf.path(film))) as media:
        heard = [
            frame.time + index / RATE
            for frame in media.decode(audio=0)
            for index in np.flatnonzero(np.abs(frame.to_ndarray()[0]) > 0.3)
        ]
    flashes = [time for (_, was), (time, now) in zip(light, light[1:], strict=False) if was < 100 < now]
    beeps = [heard[0], *(later for time, later in zip(heard, heard[1:], strict=False) if later - time > 0.2)]
    assert len(flashes) == len(beeps) == 2
    assert max(abs(flash - beep) for flash, beep in zip(flashes, beeps, strict=True)) < 1 / 30


def test_a_soundtrack_a_little_too_long_does_not_lengthen_the_film(shelf):
    segments = made(shelf, ClipRecipe(shot=shot_of(shelf.picture(painting())), start_frame=0, end_frame=30))
    film = film_of(*segments, soundtrack=shelf.soundtrack(np.zeros((2, RATE * 2), np.float32)))
    make_film(film, shelf, shelf.room(film), progress=quiet)
    assert abs(probed(shelf.path(film)).duration_ms - 1000) <= 1000 / 30


def test_the_same_film_has_the_same_bytes(shelf):
    film = film_of(*three_scenes(shelf, 30), soundtrack=shelf.soundtrack(np.zeros((2, RATE * 3), np.float32)))
    sums = set()
    for _ in range(2):
        make_film(film, shelf, shelf.room(film), progress=quiet)
        sums.add(hashlib.sha256(shelf.path(film).read_bytes()).hexdigest())
    assert len(sums) == 1


def test_segments_that_do_not_fit_are_refused(shelf):
    picture = shelf.picture(painting())
    sound = shelf.soundtrack(np.zeros((2, RATE), np.float32))
    small, large = made(
        shelf,
        ClipRecipe(shot=shot_of(picture), start_frame=0, end_frame=5),
        ClipRecipe(shot=shot_of(picture, width=160), start_frame=0, end_frame=5),
    )
    with pytest.raises(ModelFailed, match="not made alike"):
        make_film(film_of(small, large, soundtrack=sound), shelf, shelf.folder / "x", progress=quiet)
    longer = ClipRecipe(shot=shot_of(picture), start_frame=0, end_frame=9)
    shelf.room(longer).write_bytes(shelf.path(small).read_bytes())
    with pytest.raises(ModelFailed, match="5 frames instead of 9"):
        make_film(film_of(longer, soundtrack=sound), shelf, shelf.folder / "x", progress=quiet)
    shelf.room(longer).write_bytes(shelf.path(small).read_bytes()[:700])
    with pytest.raises(ModelFailed, match="Render it again"):
        make_film(film_of(longer, soundtrack=sound), shelf, shelf.folder / "x", progress=quiet)
    with pytest.raises(BadInput, match="at least one scene"):
        make_film(film_of(soundtrack=sound), shelf, shelf.folder / "x", progress=quiet)


def test_a_segment_that_another_encoder_made_is_made_again_and_the_film_is_whole(shelf, monkeypatch):
    first, join, *rest = three_scenes(shelf, 30)
    other = replace(encode.SETTINGS["final"], preset="slow", extra="")
    monkeypatch.setitem(encode.SETTINGS, "final", other)
    made(shelf, join)
    before = decoded(shelf.path(join))
    monkeypatch.undo()
    film = film_of(first, join, *rest, soundtrack=shelf.soundtrack(np.zeros((2, RATE * 3), np.float32)))
    make_film(film, shelf, shelf.room(film), progress=quiet)
    seen = probed(shelf.path(film)).video
    shown = decoded(shelf.path(film))
    assert seen.even and seen.frames == len(shown) == 3 * 40 - 2 * JOIN
    for was, now in zip(before, shown[40 - JOIN :], strict=False):
        assert similarity(was, now) > 0.97
    assert packets_of(shelf.path(first)) == packets_of(shelf.path(film))[: len(packets_of(shelf.path(first)))]


def test_an_encoder_that_fails_on_the_way_is_no_failure(shelf):
    broken = hardware.HardwareEncoder("libx264", "yuv420p", {"preview": {}, "final": {"preset": "no such thing"}})
    assert not hardware.works(broken) and not hardware.works(replace(broken, codec="h264_none"))
    assert hardware.works(replace(broken, options={"final": {"preset": "veryfast"}}))
    recipe = ClipRecipe(shot=shot_of(shelf.picture(painting())), start_frame=0, end_frame=9)
    write = partial(
        encode.write_segment,
        source_of(recipe.shot, shelf).draw,
        numbers=range(9),
        width=144,
        height=256,
        fps=30,
        quality="final",
        progress=quiet,
    )
    write(shelf.room(recipe), encoder=broken)
    software = shelf.path(recipe).read_bytes()
    write(shelf.room(recipe))
    assert shelf.path(recipe).read_bytes() == software
    other = replace(broken, options={"final": {"preset": "veryfast", "crf": "20"}})
    write(shelf.room(recipe), encoder=other)
    video = probed(shelf.path(recipe)).video
    assert (video.frames, video.keys[0], video.matrix, video.pixel_aspect) == (9, 0, "bt709", "1")


def test_frame_at_shows_the_frame_of_that_time(shelf):
    greys = [shelf.picture(Image.new("RGB", (64, 64), (n * 40,) * 3), str(n)) for n in range(6)]
    segments = made(
        shelf,
        *(ClipRecipe(shot=shot_of(p, width=64, height=64, frames=5), start_frame=0, end_frame=5) for p in greys),
    )
    film = film_of(*segments, soundtrack=shelf.soundtrack(np.zeros((2, RATE), np.float32)))
    make_film(film, shelf, shelf.room(film), progress=quiet)
    for number in range(6):
        for ms in (number * 5000 / 30, number * 5000 / 30 + 100):
            assert abs(frame_at(shelf.path(film), ms).getpixel((30, 30))[0] - number * 40) < 6


def packets_of(path):
    with av.open(str(path), format="mp4") as media:
        return [bytes(packet) for packet in media.demux(video=0) if packet.size]
