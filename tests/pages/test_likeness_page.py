"""Likeness on the pages: a reference and its strength, trained weights and their levels, tags, training, the chart."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from storyvid import likeness_runs, likenesses
from storyvid.images import weights
from storyvid.images.likeness.run import Checkpoint
from storyvid.images.likeness.training import Training
from storyvid.images.tagging import Tag
from storyvid.plan import takes
from storyvid.project import Project
from storyvid.recipes import Likeness
from storyvid.story import Character, Mention, Story
from storyvid.ui import likeness_levels, tags_view
from tests.pages.conftest import called, fresh, went_well

LORA = Likeness(weights="ab" * 32, name="Mira", trainedness_percent=80)


def drawing(colour: str) -> bytes:
    image = Image.new("RGB", (120, 200), "#88aa77")
    ImageDraw.Draw(image).polygon([(60, 30), (20, 180), (100, 180)], fill=colour)
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def cast(project, monkeypatch, tmp_path) -> Project:
    """The project with Mira in every scene, and weights in a folder of their own."""
    monkeypatch.setenv(weights.FOLDER, str(tmp_path / "weights"))
    mentions = tuple(Mention(scene=scene.id, start=0, end=4) for scene in project.story.scenes)
    _saved(project, lambda s: replace(s, characters=(Character(id="c1", name="Mira", look="hat", mentions=mentions),)))
    return project


def _saved(project: Project, change) -> Story:
    project.save(change(project.story), revision=project.revision)
    return project.story


def opened(app, key: str):
    """The page with the expander of a key opened, as a click would."""
    app.session_state[key] = True
    return app.run()


def test_a_reference_has_its_strength_and_can_be_taken_away(cast, visit):
    picture = cast.adopt_upload(drawing("#b02020"), "image")
    _saved(cast, lambda story: likenesses.with_reference(story, "c1", picture))
    app = opened(visit("2_Characters", cast), "likeness-c1")
    assert went_well(app)
    called(app.slider, "reference-percent-c1").set_value(35).run()
    assert fresh(cast).character("c1").reference_percent == 35
    assert any("does not follow reference pictures" in caption.value for caption in app.caption)
    app.button(key="no-reference-c1").click().run()
    assert went_well(app) and fresh(cast).character("c1").reference is None


def test_a_likeness_that_is_not_on_this_machine_says_so_and_its_level_can_be_set(cast, visit):
    _saved(cast, lambda story: likenesses.with_likeness(story, "c1", LORA))
    app = opened(visit("2_Characters", cast), "likeness-c1")
    assert any("not on this machine" in warning.value for warning in app.warning)
    called(app.slider, "trainedness-c1").set_value(45).run()
    assert fresh(cast).character("c1").likeness.trainedness_percent == 45
    app.button(key="no-likeness-c1").click().run()
    assert went_well(app) and fresh(cast).character("c1").likeness is None


def test_a_likeness_trained_under_another_name_says_that_it_is_not_called(cast, visit):
    _saved(cast, lambda story: likenesses.with_likeness(story, "c1", replace(LORA, name="zkw")))
    app = opened(visit("2_Characters", cast), "likeness-c1")
    assert any("answer to “zkw”" in caption.value for caption in app.caption)


def test_a_file_that_is_no_lora_is_refused_with_what_it_is(cast, visit, tmp_path):
    path = tmp_path / "mira.safetensors"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    app = opened(visit("2_Characters", cast), "likeness-c1")
    app.text_input(key="path-c1").set_value(str(path)).run()
    assert any("pickle" in warning.value for warning in app.warning)
    assert fresh(cast).character("c1").likeness is None


def test_a_lora_is_brought_by_its_path(cast, visit, tmp_path):
    import torch
    from safetensors.torch import save_file

    save_file({"unet.a.lora.down.weight": torch.zeros(1, 2)}, tmp_path / "mira-v2.safetensors")
    app = opened(visit("2_Characters", cast), "likeness-c1")
    app.text_input(key="path-c1").set_value(str(tmp_path / "mira-v2.safetensors")).run()
    held = fresh(cast).character("c1").likeness
    assert went_well(app) and held.form == "lora" and weights.has(held.weights)
    assert any("mira" in one.value and "LoRA" in one.value for one in app.markdown)


def test_every_scene_has_a_level_of_its_own_where_the_painter_follows_it(cast, visit):
    _saved(cast, lambda story: replace(likenesses.with_likeness(story, "c1", LORA), image_model="diffusers"))
    app = visit("3_Pictures", cast)
    assert went_well(app)
    called(app.slider, "level-s1-c1").set_value(30).run()
    assert fresh(cast).scene("s1").trainedness == (("c1", 30),)
    app.button(key="level-off-s1-c1").click().run()
    assert fresh(cast).scene("s1").trainedness == ()
    _saved(Project.open(cast.folder), lambda story: replace(story, image_model="storyboard"))
    assert not [one for one in visit("3_Pictures", cast).slider if one.key == "level-s1-c1"]


def test_the_chart_shows_who_stands_out_and_has_that_scene_painted_again(cast, visit, monkeypatch):
    from storyvid.images.ranking import sight

    monkeypatch.setattr(sight, "full_name", lambda: "")
    for scene, colour in zip(cast.story.scenes, ["#b02020", "#b52525", "#2040b0", "#ac1f1f"], strict=True):
        picked = cast.adopt_upload(drawing(colour), "image")
        held = replace(scene, picked=picked)
        _saved(cast, lambda s, held=held: replace(s, scenes=tuple(held if o.id == held.id else o for o in s.scenes)))
    app = opened(visit("3_Pictures", cast), "likeness-charts")
    assert went_well(app)
    assert any("Scene 3 looks different" in one.value for one in app.markdown)
    assert any("a rough guide" in one.value for one in app.caption)
    scene = cast.story.scenes[2]
    cast.store.adopt(takes(cast.story, scene, 3)[2], drawing("#b02020"), {})
    wanted = likeness_levels.not_made_yet(cast.story, scene, cast)
    assert [recipe.seed for recipe in wanted] == [1, 2, *range(4, 17)]
    app.button(key="outlier-show-s3").click().run()
    assert app.session_state["scene"] == "s3"


def test_a_training_that_is_over_offers_its_checkpoints_and_can_be_removed(cast, visit):
    training = Training(character="c1", name="Mira", kind_words="a girl", model="m/m", steps=20)
    run = likeness_runs.prepared(cast.folder, training, [(drawing(c), "") for c in ("red", "blue", "green")])
    made = (Checkpoint(step=10, loss=0.2, file="step-000010.safetensors"),)
    run.tell(replace(run.told(), stage="stopped", step=12, checkpoints=made))
    app = opened(visit("2_Characters", cast), "likeness-c1")
    assert any("Stopped after 12 steps" in one.value for one in app.markdown)
    app.button(key="train-off").click().run()
    assert went_well(app) and likeness_runs.runs_of(cast.folder, "c1") == []


def test_a_tagger_that_is_missing_comes_with_its_command(cast, visit):
    picture = cast.adopt_upload(drawing("#b02020"), "image")
    _saved(cast, lambda story: likenesses.with_reference(story, "c1", picture))
    app = opened(visit("2_Characters", cast), "likeness-c1")
    app.button(key="tag-c1").click().run()
    assert went_well(app) and any("hf download" in code.value for code in app.code)


def test_what_the_tagger_sees_is_chosen_edited_and_becomes_the_look(cast, visit, monkeypatch):
    seen = (("red_hood", 90), ("solo", 80), ("hat", 70), ("braid", 60))
    tags = tuple(Tag(name=name, category="general", percent=percent) for name, percent in seen)
    monkeypatch.setattr(tags_view, "_tags", lambda *_: tags)
    picture = cast.adopt_upload(drawing("#b02020"), "image")
    _saved(cast, lambda story: likenesses.with_reference(story, "c1", picture))
    app = opened(visit("2_Characters", cast), "likeness-c1")
    app.button(key="tag-c1").click().run()
    (box,) = [one for one in app.text_area if one.label == "The look, as it will be"]
    assert box.value == "hat, red hood, braid"
    box.set_value("hat, a red hood").run()
    app.button(key="use-tags-c1").click().run()
    assert went_well(app) and fresh(cast).character("c1").look == "hat, a red hood"


@pytest.mark.parametrize(
    ("look", "words", "both"),
    [("", "red hood", "red hood"), ("hat, ", "hat, red", "hat, red"), ("Hat", "hat", "Hat"), ("a", "", "a")],
)
def test_words_are_added_to_a_look_once(look, words, both):
    assert tags_view.with_words(look, words) == both
