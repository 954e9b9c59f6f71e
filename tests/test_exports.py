"""Exports of a project: what must be made first, and files that other programs open."""

import av
import pytest
from PIL import Image
from typer.testing import CliRunner

from storyvid import exports
from storyvid.cli import app
from storyvid.errors import BadInput, NotMade, UnknownName
from storyvid.project import Project
from storyvid.story import Cut, Scene, Sound, Story
from storyvid.workshop import Workshop
from tests.plugged import picture

SOON_S = 90


def told(**fields) -> Story:
    scenes = tuple(Scene(id=f"s{at}", text=f"A fox ran by. {at}", picked=picture(at, side=64)) for at in (1, 2))
    sound = Sound(speech_model="hum", mood="none")
    return Story(**{"title": "Fox", "scenes": scenes, "sound": sound, "cut": Cut(fps=24, format="1:1")} | fields)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project of which everything is made that the exports need."""
    held = Project.create(tmp_path_factory.mktemp("exports") / "p", told())
    workshop = Workshop(held.folder, cpu_workers=1)
    for name in ("pdf", "gif", "audio"):
        for _ in range(3):
            workshop.want(exports.wanted(held.story, held.store, name))
            assert workshop.wait(SOON_S)
    workshop.close()
    return held


def exported(project, name, out, **options):
    exports.export(project, name, out, progress=lambda share: None, **options)
    return out


def test_what_is_wanted_first_is_the_narration_then_what_its_length_decides(tmp_path):
    fresh = Project.create(tmp_path / "p", told())
    assert {recipe.kind for recipe in exports.wanted(fresh.story, fresh.store, "webm")} == {"speech"}
    assert {recipe.kind for recipe in exports.wanted(fresh.story, fresh.store, "epub")} == {"image"}
    with pytest.raises(NotMade, match="Prepare it first"):
        exported(fresh, "audio", tmp_path / "a.m4a")
    assert not list(tmp_path.glob("*.m4a"))


def test_when_all_is_made_nothing_is_wanted(project):
    for name in ("pdf", "epub", "contact-sheet", "gif", "audio"):
        assert exports.wanted(project.story, project.store, name) == ()
    needed = exports.wanted(project.story, project.store, "otio")
    assert [recipe.kind for recipe in needed] == ["clip", "clip"]
    assert all(not clip.shot.captions and clip.end_frame == clip.shot.frames for clip in needed)


def test_a_gif_plays_for_ever_for_as_long_as_its_scene(project, tmp_path):
    with Image.open(exported(project, "gif", tmp_path / "scene.gif", scene="s1")) as gif:
        assert gif.is_animated and gif.info["loop"] == 0 and gif.size == (480, 480)
        seconds = sum(_shown_ms(gif, at) for at in range(gif.n_frames)) / 1000
    assert 2.0 < seconds < 6.0


def _shown_ms(gif, at):
    gif.seek(at)
    return gif.info["duration"]


@pytest.mark.parametrize("ending", [".m4a", ".mp3", ".flac", ".wav", ".ogg"])
def test_the_sound_alone_is_as_long_as_the_film_in_every_format(project, tmp_path, ending):
    out = exported(project, "audio", tmp_path / f"fox{ending}")
    whole_ms = exports.plan.timeline_of(project.story, project.store).duration_ms
    with av.open(str(out)) as file:
        heard = sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0))
    assert heard * 1000 == pytest.approx(whole_ms, abs=120)


def test_a_webm_has_the_films_frames_and_colours(project, tmp_path):
    from storyvid.film.export.transcoding import write_webm

    film = project.store.path(exports.plan.scene_film(project.story, project.store, "s1"))
    write_webm(film, tmp_path / "fox.webm", progress=lambda share: None)
    with av.open(str(film)) as before, av.open(str(tmp_path / "fox.webm")) as after:
        assert after.streams.video[0].codec_context.name.startswith(("vp9", "libvpx-vp9"))
        assert after.streams.audio[0].codec_context.name in ("opus", "libopus")
        first, second = (sum(1 for _ in file.decode(video=0)) for file in (before, after))
        assert first == second
        assert after.streams.video[0].codec_context.colorspace == 1


def test_files_get_their_name_when_they_are_whole(project, tmp_path):
    for name, ending in (("pdf", ".pdf"), ("contact-sheet", ".png")):
        out = exported(project, name, tmp_path / f"fox{ending}")
        assert out.stat().st_size > 1000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fox.pdf", "fox.png"]


def test_an_unknown_kind_and_a_wrong_ending_are_answered_with_the_right_ones(project, tmp_path):
    with pytest.raises(UnknownName, match="There are: pdf, epub, otio"):
        exported(project, "docx", tmp_path / "fox.docx")
    with pytest.raises(BadInput, match="name it fox.pdf"):
        exported(project, "pdf", tmp_path / "fox.txt")
    with pytest.raises(BadInput, match="without a picture"):
        exports.wanted(told(scenes=(Scene(id="s1", text="A fox."),)), project.store, "pdf")


def test_the_command_line_makes_what_is_missing_and_writes_the_cut(tmp_path):
    import opentimelineio as otio

    held = Project.create(tmp_path / "p", told(scenes=told().scenes[:1]))
    out = tmp_path / "out" / "fox.otio"
    done = CliRunner().invoke(app, ["export", str(held.folder), "--as", "otio", "--out", str(out)])
    assert done.exit_code == 0, done.output
    timeline = otio.adapters.read_from_file(str(out))
    assert len(timeline.video_tracks()[0].find_clips()) == 1
    for clip in timeline.video_tracks()[0].find_clips():
        with av.open(str(out.parent / clip.media_reference.target_url)) as media:
            assert media.streams.video[0].frames == clip.available_range().duration.value
    again = CliRunner().invoke(app, ["export", str(held.folder), "--as", "gif", "--out", "x.gif", "--scene", "9"])
    assert again.exit_code == 2 and "There is no scene 9" in again.output


def test_a_page_says_a_chapter_heading_once(tmp_path):
    text = "Chapter I. The House\n\nA fox ran by."
    shown = [
        ("Chapter I. The House", text),
        ("The House", text),
        ("Night", text),
        ("", text),
        ("Night", "A fox ran by."),
    ]
    scenes = tuple(
        Scene(id=f"s{at}", text=held, chapter=chapter, picked=picture(at, side=64))
        for at, (chapter, held) in enumerate(shown)
    )
    pages = exports.book_of(Project.create(tmp_path / "p", told(scenes=scenes))).pages
    assert [page.text for page in pages] == ["A fox ran by.", "A fox ran by.", text, text, "A fox ran by."]
