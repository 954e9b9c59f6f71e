"""A cut that editing programs open: clips, handles, transitions, sound and media, read back by OpenTimelineIO."""

from pathlib import Path

import numpy as np
import opentimelineio as otio
import pytest

from storyvid.errors import BadInput
from storyvid.film.export.otio import Cut, Heard, Shot, write_otio
from storyvid.film.sound_files import write_wav


def cut(folder: Path, **fields) -> Cut:
    media = []
    for name in ("a", "b", "c"):
        media.append(folder / f"{name}.mp4")
        media[-1].write_bytes(name.encode())
    sound = folder / "s.wav"
    write_wav(sound, np.zeros(4800, np.float32), 48000)
    shots = (
        Shot(name="Scene 001", media=media[0], start_frame=0, frames=90, text="Once."),
        Shot(name="Scene 002", media=media[1], start_frame=75, frames=100, overlap=15, transition="crossfade"),
        Shot(name="Scene 003", media=media[2], start_frame=175, frames=60),
    )
    sounds = (
        ("Mix", (Heard(name="Mix", media=sound, start_ms=0, duration_ms=7833),)),
        (
            "Narration",
            (
                Heard(name="Line 002", media=sound, start_ms=3010, duration_ms=1000),
                Heard(name="Line 001", media=sound, start_ms=700, duration_ms=1500, from_ms=500),
            ),
        ),
    )
    return Cut(**{"title": "The lantern", "fps": 30, "shots": shots, "sounds": sounds} | fields)


@pytest.fixture
def timeline(tmp_path):
    (tmp_path / "source").mkdir()
    made = cut(tmp_path / "source", subtitles="1\n", markers=((75, "Chapter two"),))
    write_otio(made, tmp_path / "out" / "cut.otio", progress=lambda share: None)
    return otio.adapters.read_from_file(str(tmp_path / "out" / "cut.otio"))


@pytest.fixture(autouse=True)
def _folder(tmp_path):
    (tmp_path / "out").mkdir()


def test_the_cut_lasts_as_long_as_the_film_and_joins_meet_in_the_middle(timeline):
    picture = timeline.video_tracks()[0]
    assert timeline.duration() == otio.opentime.RationalTime(235, 30)
    ranges = [(clip.source_range.start_time.value, clip.source_range.duration.value) for clip in picture.find_clips()]
    assert ranges == [(0, 82), (7, 93), (0, 60)]
    (join,) = [one for one in picture if isinstance(one, otio.schema.Transition)]
    assert (join.in_offset.value, join.out_offset.value, join.transition_type) == (7, 8, "SMPTE_Dissolve")


def test_every_clip_has_the_handles_that_its_transitions_need(timeline):
    picture = timeline.video_tracks()[0]
    members = list(picture)
    for at, member in enumerate(members):
        if not isinstance(member, otio.schema.Transition):
            continue
        before, after = members[at - 1], members[at + 1]
        left = before.available_range().end_time_exclusive() - before.source_range.end_time_exclusive()
        assert left >= member.out_offset and after.source_range.start_time >= member.in_offset


def test_sounds_lie_within_half_a_frame_of_their_time_and_only_the_mix_plays(timeline):
    mix, narration = timeline.audio_tracks()
    assert [clip.enabled for clip in mix.find_clips()] == [True]
    for clip in narration.find_clips():
        begins = clip.transformed_time(clip.source_range.start_time, narration).to_seconds() * 1000
        assert abs(begins - clip.metadata["storyvid"]["start_ms"]) <= 500 / 30 + 0.01 and not clip.enabled


def test_all_media_lie_in_the_folder_beside_it_and_are_named_from_there(timeline, tmp_path):
    urls = {clip.media_reference.target_url for clip in timeline.find_clips()}
    assert all(url.startswith("cut media/") and (tmp_path / "out" / url).is_file() for url in urls)
    assert (tmp_path / "out" / "cut media" / "scene-002.mp4").read_bytes() == b"b"
    assert (tmp_path / "out" / "cut media" / "captions.srt").exists()
    assert [marker.name for marker in timeline.tracks.markers] == ["Chapter two"]


def test_the_authors_words_go_with_the_clips(timeline):
    assert timeline.video_tracks()[0].find_clips()[0].metadata["storyvid"]["text"] == "Once."


def test_a_cut_without_shots_is_refused(tmp_path):
    with pytest.raises(BadInput, match="at least one scene"):
        write_otio(cut(tmp_path, shots=()), tmp_path / "out" / "x.otio", progress=lambda share: None)
