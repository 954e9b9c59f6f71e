"""Runs of a training: prepared whole, in a process of their own, killed and taken up; pictures read as uploads are."""

import time

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file
from typer.testing import CliRunner

from storyvid import likeness_runs
from storyvid.cli import app
from storyvid.errors import BadInput, Conflict
from storyvid.images import weights
from storyvid.images.likeness.pictures import brought, bucket, fitted, paths_in, words_of
from storyvid.images.likeness.run import Run, State
from storyvid.images.likeness.train import train
from storyvid.images.likeness.training import Training, checked, from_json, to_json
from storyvid.project import Project
from storyvid.story import Character, Story
from tests.images.likeness.conftest import pictures, training_of
from tests.stories import WOLF


def test_a_run_has_its_pictures_made_plain_and_their_words(tmp_path, model):
    run = likeness_runs.prepared(tmp_path, training_of(model), pictures())
    assert run.folder == tmp_path / "likenesses" / "c1" / "001"
    assert [path.name for path in paths_in(run.pictures)] == ["000.png", "001.png", "002.png", "003.png"]
    assert [words_of(path) for path in paths_in(run.pictures)] == ["in a wood", "", "", ""]
    assert run.state.stage == "waiting" and run.training == training_of(model)
    second = likeness_runs.prepared(tmp_path, training_of(model, steps=50), pictures())
    assert [one.folder.name for one in likeness_runs.runs_of(tmp_path, "c1")] == ["002", "001"]
    likeness_runs.removed(second)
    assert [one.folder.name for one in likeness_runs.runs_of(tmp_path, "c1")] == ["001"]


def test_a_picture_that_is_none_leaves_no_run_behind(tmp_path, model):
    for bad in ([*pictures(), (b"GIF89a", "")], pictures(2)):
        with pytest.raises(BadInput):
            likeness_runs.prepared(tmp_path, training_of(model), bad)
    assert not list((tmp_path / "likenesses" / "c1").iterdir())


@pytest.mark.parametrize("character_id", ["../c1", "", "a/b", ".", "c 1"])
def test_an_id_that_would_leave_the_folder_is_refused(tmp_path, character_id):
    with pytest.raises(BadInput):
        likeness_runs.runs_of(tmp_path, character_id)


def test_a_process_that_is_killed_leaves_no_half_file_and_another_goes_on(tmp_path, model, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    training = training_of(model, steps=2000, checkpoints=20, prior_percent=0)
    run = likeness_runs.prepared(tmp_path, training, pictures())
    process = psutil.Process(likeness_runs.start(run))
    _until(lambda: run.told().step >= 60)
    assert run.state.stage == "training"
    with pytest.raises(Conflict):
        likeness_runs.removed(run)
    process.kill()
    psutil.wait_procs([process])
    _until(lambda: not run.at_work())
    assert run.state.stage == "stopped"
    for file in run.folder.glob("*.safetensors"):
        assert load_file(file)
    state = train(run, tell=lambda state: run.ask_to_stop() if state.stage == "training" else None)
    assert state.stage == "stopped" and state.step >= 50
    assert not list(run.folder.glob(".*.part*"))


def test_the_command_trains_and_gives_the_character_its_likeness(tmp_path, model, monkeypatch):
    monkeypatch.setenv(weights.FOLDER, str(tmp_path / "weights"))
    project, images = Project.create(tmp_path / "project", WOLF), tmp_path / "images"
    images.mkdir()
    for at, (content, words) in enumerate(pictures()):
        (images / f"{at}.png").write_bytes(content)
        (images / f"{at}.txt").write_text(words)
    asked = f"train-likeness --character anna --images {images} --project {project.folder} --model {model}"
    short = "--steps 4 --checkpoints 2 --size 32 --kind-pictures 0 --kind".split()
    done = CliRunner().invoke(app, [*asked.split(), *short, "a girl"])
    assert done.exit_code == 0, done.output
    likeness = Project.open(project.folder).story.character("c1").likeness
    assert weights.has(likeness.weights) and likeness.name == "Anna"
    (run,) = likeness_runs.runs_of(project.folder, "c1")
    assert run.training.kind_words == "a girl" and run.state.stage == "done"


def test_the_command_says_what_is_wrong(tmp_path):
    project = Project.create(tmp_path / "project", WOLF)
    cases = (
        (["--character", "Anna"], "Name the --character and the folder of its --images"),
        (["--character", "Otto", "--images", str(tmp_path), "--project", str(project.folder)], 'No character "Otto"'),
        (["--character", "Anna", "--images", str(tmp_path)], "0 pictures"),
        (["--character", "A", "--images", str(tmp_path), "--form", "pickle"], 'not "pickle"'),
        (["--run", str(tmp_path)], "There is no training"),
    )
    for given_options, said in cases:
        done = CliRunner().invoke(app, ["train-likeness", *given_options])
        assert done.exit_code == 2 and said in " ".join(done.output.split())


def test_a_model_that_cannot_be_trained_is_refused_before_anything_is_done(tmp_path, monkeypatch):
    monkeypatch.setenv(weights.FOLDER, str(tmp_path / "weights"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    images, model = tmp_path / "images", tmp_path / "flux"
    images.mkdir()
    model.mkdir()
    for at, (content, _) in enumerate(pictures()):
        (images / f"{at}.png").write_bytes(content)
    (model / "model_index.json").write_text('{"_class_name": "FluxPipeline"}')
    asked = ["train-likeness", "--character", "Anna", "--images", str(images), "--out", str(tmp_path / "run")]
    cases = (
        (str(model), "FluxPipeline cannot be trained here. A likeness is trained on a model of Stable Diffusion 1.x"),
        ("someone/not-here", "storyvid models install diffusers --model someone/not-here"),
        (str(images), "not a model in the diffusers layout"),
    )
    for name, said in cases:
        done = CliRunner().invoke(app, [*asked, "--model", name])
        assert done.exit_code and said in " ".join(done.output.split()), done.output
        assert not (tmp_path / "run").exists()


def test_every_option_of_the_command_reaches_the_training(tmp_path, model, monkeypatch):
    monkeypatch.setattr("storyvid.cli_likeness._trained", lambda run, tell: State(stage="stopped"))
    images = tmp_path / "images"
    images.mkdir()
    for at, (content, _) in enumerate(pictures()):
        (images / f"{at}.png").write_bytes(content)
    asked = f"--images {images} --out {tmp_path / 'run'} --model {model} --steps 7 --checkpoints 3 --rank 5 --rate 9"
    more = "--form checkpoint --accumulate 2 --size 64 --prior 40 --kind-pictures 6 --seed 8 --character Anna --kind"
    CliRunner().invoke(app, ["train-likeness", *asked.split(), *more.split(), "a girl"])
    assert Run(tmp_path / "run").training == Training(
        character="character",
        name="Anna",
        kind_words="a girl",
        model=str(model),
        form="checkpoint",
        steps=7,
        checkpoints=3,
        rank=5,
        learning_rate_millionths=9,
        accumulated=2,
        side_px=64,
        prior_percent=40,
        kind_pictures=6,
        seed=8,
    )


def test_the_model_to_train_on_is_the_one_that_paints():
    other = (("model", "stable-diffusion-v1-5/stable-diffusion-v1-5"), ("revision", "abc"))
    painted = Story(image_model="diffusers", image_options=other)
    assert likeness_runs.base_of(painted) == "stable-diffusion-v1-5/stable-diffusion-v1-5@abc"
    assert "/" in likeness_runs.base_of(Story(image_options=(("quality", "high"),)))


def test_what_someone_is_one_of_follows_from_what_is_known():
    people = {"female": "a woman", "male": "a man", "": "a person"}
    for gender, words in people.items():
        assert likeness_runs.kind_words_for(Character(id="c1", name="A", gender=gender)) == words
    assert likeness_runs.kind_words_for(Character(id="c1", name="A", entity="animal", gender="male")) == "an animal"


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from([32, 512, 1024]), st.sampled_from([4, 64]))
def test_a_bucket_keeps_the_shape_within_two_to_one_and_the_area(width, height, side_px, multiple):
    w, h = bucket(width, height, side_px=side_px, multiple=multiple)
    assert w % multiple == 0 and h % multiple == 0 and min(w, h) >= multiple
    if side_px >= 8 * multiple:
        assert 0.8 < w * h / side_px**2 < 1.25
        assert 0.4 < w / h < 2.5


def test_a_picture_fills_its_bucket_cut_at_the_middle(tmp_path):
    from PIL import Image

    image = Image.new("RGB", (90, 30), "blue")
    image.paste("red", (30, 0, 60, 30))
    image.save(tmp_path / "0.png")
    pixels = fitted(tmp_path / "0.png", (32, 32))
    assert pixels.shape == (3, 32, 32) and pixels[0].mean() > 0.9 and pixels[2].mean() < -0.9


def test_a_folder_of_pictures_is_read_in_order_with_the_words_beside_them(tmp_path):
    for at, (content, _) in enumerate(pictures(3)):
        (tmp_path / f"p{at}.PNG").write_bytes(content)
    (tmp_path / "p1.txt").write_text("running, seen from behind\n", "utf-8")
    (tmp_path / "notes.md").write_text("no picture")
    assert [words.strip() for _, words in brought(tmp_path)] == ["", "running, seen from behind", ""]
    with pytest.raises(BadInput):
        brought(tmp_path / "nowhere")


@given(st.integers(1, 3000), st.integers(1, 20))
def test_checkpoints_are_spread_evenly_and_the_last_is_after_the_last_step(steps, checkpoints):
    training = Training(character="c", name="A", kind_words="a", model="m", steps=steps, checkpoints=checkpoints)
    kept = training.checkpoint_steps()
    assert kept[-1] == steps and len(kept) == min(steps, checkpoints) or len(kept) <= checkpoints
    assert from_json(to_json(training)) == training if checkpoints <= steps else True


@pytest.mark.parametrize(
    "wrong", [{"steps": 0}, {"rank": 999}, {"name": " "}, {"kind_words": ""}, {"model": ""}, {"side_px": 5}]
)
def test_what_cannot_be_trained_is_refused(wrong):
    with pytest.raises(BadInput):
        checked(Training(**{"character": "c", "name": "A", "kind_words": "a", "model": "m", **wrong}))


def test_a_damaged_state_says_what_to_do(tmp_path, model):
    run = likeness_runs.prepared(tmp_path, training_of(model), pictures())
    (run.folder / "state.json").write_text("{")
    with pytest.raises(BadInput, match="Start it anew"):
        run.told()
    with pytest.raises(BadInput):
        Run(tmp_path).training.steps  # noqa: B018
    assert run.tell(State(steps=3)) == run.told()


def _until(happened, *, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)
