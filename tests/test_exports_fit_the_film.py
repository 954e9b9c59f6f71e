"""With cards before, between and after the scenes, every file that is taken away fits the film."""

import re

import av
import numpy as np
import opentimelineio as otio
import pytest

from storyvid import exports, plan
from storyvid.film.export.transcoding import write_webm
from storyvid.film.sound_files import read_audio
from storyvid.film.subtitles import ass, srt, vtt
from storyvid.project import Project
from storyvid.story import Cut, Scene, Sound, Story
from storyvid.workshop import Workshop
from tests.plugged import picture

FPS, SOON_S = 12, 120
STORY = Story(
    title="Fox",
    scenes=tuple(
        Scene(
            id=f"s{at}",
            text=f"A fox ran by {at}.",
            picked=picture(at, side=64),
            motion="hold",
            chapter="Later\nat night" if at == 3 else "",
        )
        for at in (1, 2, 3)
    ),
    sound=Sound(speech_model="hum", mood="none"),
    cut=Cut(fps=FPS, format="1:1", title_card="Fox\na tale", end_card="The end"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with its preview, and all that the cut needs."""
    held = Project.create(tmp_path_factory.mktemp("fit") / "p", STORY)
    workshop = Workshop(held.folder, cpu_workers=2)
    order = workshop.want_film(STORY, quality="preview")
    assert workshop.wait(SOON_S) and workshop.film_state(order).state == "made", workshop.film_state(order).message
    workshop.want(exports.wanted(STORY, held.store, "otio"))
    assert workshop.wait(SOON_S)
    workshop.close()
    return held


@pytest.fixture(scope="module")
def film(project):
    """The preview's file."""
    return project.store.path(film_of(project))


def film_of(project):
    return plan.film_recipe(STORY, project.store, "preview")


@pytest.fixture(scope="module")
def lettered(film):
    """Of each frame, whether there are a caption's letters on it: white in the lower part of a picture without any."""
    with av.open(str(film)) as media:
        return np.array(
            [bool((frame.to_ndarray(format="gray")[350:] > 235).sum() > 40) for frame in media.decode(video=0)]
        )


def starts_ms(stamps: list[str]) -> list[float]:
    parts = [stamp.replace(",", ".").split(":") for stamp in stamps]
    return [(int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000 for hours, minutes, seconds in parts]


def test_captions_in_every_file_come_when_they_come_in_the_film(project, lettered):
    timeline = plan.timeline_of(STORY, project.store)
    first = timeline.clips[0].start_frame  # before it are the title's letters
    seen = [at for at in range(first, len(lettered)) if lettered[at] and not lettered[at - 1]]
    assert len(seen) == 3
    cues = [(one.start_ms, one.end_ms, one.text) for one in timeline.captions]
    for text in (srt(cues), vtt(cues), ass(timeline.captions, width=1080, height=1080)):
        stamps = re.findall(r"(\d+:\d\d:\d\d[.,]\d+) --> ", text) or re.findall(r"Dialogue: 0,([^,]+),", text)
        apart = [ms * FPS / 1000 - frame for ms, frame in zip(starts_ms(stamps), seen, strict=True)]
        assert max(map(abs, apart)) < 1


def test_the_cut_is_as_long_as_the_film_and_has_its_cards_and_chapters(project, film, tmp_path):
    exports.export(project, "otio", tmp_path / "fox.otio", progress=lambda share: None)
    cut = otio.adapters.read_from_file(str(tmp_path / "fox.otio"))
    with av.open(str(film)) as media:
        frames = sum(1 for _ in media.decode(video=0))
        chapters = [(one["start"] * one["time_base"], one["metadata"]["title"]) for one in media.chapters()]
    assert cut.duration() == otio.opentime.RationalTime(frames, FPS)
    names = [clip.name for clip in cut.video_tracks()[0].find_clips()]
    assert names == ["Title card", "Scene 001", "Scene 002", "Chapter card", "Scene 003", "End card"]
    assert cut.audio_tracks()[0].duration().value in (frames - 1, frames)
    timeline = plan.timeline_of(STORY, project.store)
    (card,) = [shot for shot in timeline.shots if shot.heading and shot.heading.form == "chapter"]
    assert [(mark.marked_range.start_time.value, mark.name) for mark in cut.tracks.markers] == [
        (card.start_frame, "Later at night")
    ]
    assert [title for _, title in chapters] == ["Fox", "Later at night"]
    assert [float(start) for start, _ in chapters] == pytest.approx([0, card.start_frame / FPS], abs=0.001)
    assert "00:00:0" in (tmp_path / "fox media" / "captions.srt").read_text()


def test_the_heading_is_heard_while_its_card_stands_in_the_film_and_in_the_cut(project, film, tmp_path):
    timeline = plan.timeline_of(STORY, project.store)
    (card,) = [shot for shot in timeline.shots if shot.heading and shot.heading.form == "chapter"]
    (placed,) = [one for one in film_of(project).soundtrack.narration if one.speech.text == "Later\nat night"]
    ends_ms = placed.start_ms + project.store.facts(placed.speech)["duration_ms"]
    begins_ms, gone_ms = (frame * 1000 / FPS for frame in (card.start_frame, card.start_frame + card.frames))
    assert begins_ms + 400 < placed.start_ms and ends_ms + 800 < gone_ms
    heard, rate = read_audio(film)
    spans = ((begins_ms, placed.start_ms - 20), (placed.start_ms, ends_ms), (ends_ms + 20, gone_ms - 200))
    loud = [float(np.abs(heard[int(a * rate / 1000) : int(b * rate / 1000)]).max()) for a, b in spans]
    assert loud[1] > 0.1 and max(loud[0], loud[2]) < 0.01
    exports.export(project, "otio", tmp_path / "fox.otio", progress=lambda share: None)
    (lines,) = [one for one in otio.adapters.read_from_file(str(tmp_path / "fox.otio")).audio_tracks()
                if one.name == "Narration"]  # fmt: skip
    starts = [clip.range_in_parent().start_time.value for clip in lines.find_clips()]
    assert len(starts) == 4 and abs(starts[2] - placed.start_ms * FPS / 1000) <= 0.5
    assert "Later" not in (tmp_path / "fox media" / "captions.srt").read_text()


def test_the_chapters_stay_in_a_webm_and_a_film_without_chapters_has_none(project, film, tmp_path):
    write_webm(film, tmp_path / "fox.webm", progress=lambda share: None)
    with av.open(str(tmp_path / "fox.webm")) as media:
        assert [one["metadata"]["title"] for one in media.chapters()] == ["Fox", "Later at night"]
    scene = plan.scene_film(STORY, project.store, "s3")
    assert scene.chapters == ()
