"""Films of what authors bring: odd pictures, poor music, one scene of two thousand words."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from storyvid.captioning import LINE_WIDTHS, width_of
from storyvid.errors import BadInput
from storyvid.plan import speeches_of, timeline_of
from storyvid.project import Project
from storyvid.story import Cut, Scene, Sound, Story
from storyvid.workshop import Workshop
from tests.film.test_mix import ebur128
from tests.plugged import picture

SOON_S = 120
FPS = 12
CUT = Cut(fps=FPS, format="1:1", captions="none", transition="cut")
SOUND = Sound(speech_model="hum", mood="none")


def filmed(project: Project, story: Story) -> Path:
    """The preview's file, made as the page has it made."""
    project.save(story, revision=project.revision, label="Bring")
    workshop = Workshop(project.folder, cpu_workers=2)
    order = workshop.want_film(story, quality="preview")
    assert workshop.wait(SOON_S)
    state = workshop.film_state(order)
    workshop.close()
    assert state.state == "made", state.message
    return state.path


def encoded(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def turned() -> bytes:
    """A photograph that lies on its side: red above, blue below where it is shown upright."""
    image = Image.new("RGB", (90, 60), "blue")
    image.paste((255, 0, 0), (0, 0, 45, 60))
    exif = Image.Exif()
    exif[0x0112] = 6
    return encoded(image, "JPEG", exif=exif, quality=95)


PICTURES = {
    "turned by its EXIF": (turned(), (255, 0, 0), (0, 0, 255)),
    "transparent": (encoded(Image.new("RGBA", (64, 64), (255, 0, 0, 0))), (255, 255, 255), (255, 255, 255)),
    "CMYK": (encoded(Image.new("CMYK", (64, 64), (255, 0, 255, 0)), "JPEG"), (0, 255, 0), (0, 255, 0)),
    "16 bits": (encoded(Image.fromarray(np.full((64, 64), 128 * 257, np.uint16))), (128,) * 3, (128,) * 3),
    "one pixel": (encoded(Image.new("RGB", (1, 1), (200, 100, 0))), (200, 100, 0), (200, 100, 0)),
}


def test_every_kind_of_picture_comes_out_upright_and_in_its_colours(tmp_path):
    project = Project.create(tmp_path / "p", Story(title="Odd", sound=SOUND, cut=CUT))
    with pytest.raises(BadInput, match="limit is 40"):
        project.adopt_upload(_huge(60_000), "image")
    scenes = tuple(
        Scene(id=f"s{at}", text=f"It is {name}.", picked=project.adopt_upload(content, "image"), motion="hold")
        for at, (name, (content, _, _)) in enumerate(PICTURES.items())
    )
    film = filmed(project, replace(project.story, scenes=scenes))
    timeline = timeline_of(project.story, project.store)
    with av.open(str(film)) as media:
        frames = [frame.to_ndarray(format="rgb24") for frame in media.decode(video=0)]
    assert len(frames) == timeline.frames
    for clip, (_, above, below) in zip(timeline.clips, PICTURES.values(), strict=True):
        shown = frames[clip.start_frame + clip.frames // 2].astype(int)
        for row, colour in ((len(shown) // 8, above), (-len(shown) // 8, below)):
            assert np.abs(shown[row, shown.shape[1] // 2] - colour).max() < 24


def _huge(side: int) -> bytes:
    """A PNG that says it is as large as that and holds next to nothing."""
    import struct
    import zlib

    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I4sI", 0, b"IDAT", zlib.crc32(b"IDAT"))


def test_music_of_a_telephone_cut_off_in_the_middle_plays_under_the_whole_film_at_its_level(tmp_path):
    project = Project.create(tmp_path / "p", Story(title="Poor", sound=SOUND, cut=CUT))
    whole = _telephone_music(tmp_path / "music.mp3", seconds=4)
    music = project.adopt_upload(whole[: len(whole) * 3 // 5], "audio")
    scenes = tuple(Scene(id=f"s{at}", text="A fox ran.", picked=picture(at, side=64)) for at in (1, 2, 3))
    film = filmed(project, replace(project.story, scenes=scenes, sound=replace(SOUND, music_upload=music)))
    loudness, peak = ebur128(film)
    assert abs(loudness + 14) < 1 and peak < -1
    with av.open(str(film)) as media:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in media.decode(audio=0)])
    steps = np.sqrt((heard[: len(heard) // 4800 * 4800].reshape(-1, 4800) ** 2).mean(axis=1))
    assert (steps[2:-8] > 0.003).all()


def _telephone_music(path: Path, *, seconds: int) -> bytes:
    times = np.arange(8000 * seconds) / 8000
    wave = (8000 * np.sin(2 * np.pi * 440 * times)).astype(np.int16)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libmp3lame", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(wave[None], format="s16", layout="mono")
        frame.rate = 8000
        for part in av.AudioResampler(format="s16p", layout="mono", rate=8000, frame_size=576).resample(frame):
            out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return path.read_bytes()


def endless(project_folder: Path, count: int) -> tuple[Project, list[str]]:
    """A project of one scene with as many words, in sentences of nine."""
    words = [f"word{at}{'.' if at % 9 == 8 else ''}" for at in range(count)]
    scene = Scene(id="s1", text=" ".join(words), picked=picture(1, side=64), motion="hold")
    cut = replace(CUT, fps=2, captions="plain")
    return Project.create(project_folder, Story(title="Long", scenes=(scene,), sound=SOUND, cut=cut)), words


def test_a_scene_of_two_thousand_words_is_told_in_captions_that_can_be_read(tmp_path):
    project, words = endless(tmp_path / "p", 2000)
    workshop = Workshop(project.folder, cpu_workers=1)
    workshop.want(speeches_of(project.story, project.story.scenes[0]))
    assert workshop.wait(SOON_S)
    workshop.close()
    timeline = timeline_of(project.story, project.store)
    assert timeline.frames > 2 * 190
    captions = timeline.captions
    assert " ".join(caption.text for caption in captions).split() == words
    assert all(len(caption.text.split("\n")) <= 2 for caption in captions)
    assert all(width_of(line) <= LINE_WIDTHS["1:1"] for caption in captions for line in caption.text.split("\n"))
    assert all(one.end_ms <= after.start_ms for one, after in zip(captions, captions[1:], strict=False))


def test_a_film_of_one_long_scene_is_as_long_as_its_words(tmp_path):
    project, _ = endless(tmp_path / "p", 300)
    film = filmed(project, project.story)
    timeline = timeline_of(project.story, project.store)
    with av.open(str(film)) as media:
        assert media.streams.video[0].frames == timeline.frames > 2 * 28
