"""Voice, picture and caption of a whole film, found again in its file, are within one frame of one another."""

from importlib import import_module
from pathlib import Path

import av


def test_voice_picture_and_caption_are_within_one_frame_from_the_first_scene_to_the_last(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    sync = import_module("sync")  # which does the same for twenty minutes
    film, drifts = sync.measured(1.0, tmp_path)
    assert len(drifts) == 25 and drifts[-1].at_s > 60
    assert max(drift.worst for drift in drifts) < 0.6  # half a frame is what rounding to frames takes
    assert all(abs(drift.picture_from_plan) < 0.01 for drift in drifts)
    with av.open(str(film)) as media:
        times = [frame.pts * frame.time_base * sync.FPS for frame in media.decode(video=0)]
    assert times == [*range(len(times))]
