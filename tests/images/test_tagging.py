"""A picture into words, with a tagger of the WD14 kind that the test builds: colours in, known probabilities out."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from storyvid.errors import BadInput, ModelNotInstalled
from storyvid.images.tagging import Tag, Tagger, look_words, prepared, tagger_called

# what each tag answers to: the mean blue, green and red of the picture, 0..1
TAGS = {
    "general": (9, (0.0, 0.0, 0.0)),
    "1girl": (0, (0.3, 0.3, 0.3)),
    "solo": (0, (0.9, 0.9, 0.9)),
    "red_hood": (0, (0.0, 0.0, 1.0)),
    "blue_eyes": (0, (1.0, 0.0, 0.0)),
    "simple_background": (0, (0.0, 0.0, 0.9)),
    "^_^": (0, (0.0, 0.0, 0.8)),
    "little_red_riding_hood_(grimm)": (4, (0.0, 0.0, 0.9)),
    "somebody_else": (4, (0.0, 0.0, 0.7)),
}


@pytest.fixture(scope="session")
def tagger_folder(tmp_path_factory) -> Path:
    """A model folder as SmilingWolf's are: input (n, 448, 448, 3) float, one probability per line of the list."""
    folder = tmp_path_factory.mktemp("tagger")
    rows = [f"{at},{name},{category},{1000 - at}" for at, (name, (category, _)) in enumerate(TAGS.items())]
    (folder / "selected_tags.csv").write_text("\n".join(["tag_id,name,category,count", *rows]) + "\n", "utf-8")
    answers = np.array([weights for _, weights in TAGS.values()], dtype=np.float32).T / 255
    graph = helper.make_graph(
        [
            helper.make_node("ReduceMean", ["input", "axes"], ["colour"], keepdims=0),
            helper.make_node("MatMul", ["colour", "answers"], ["output"]),
        ],
        "tagger",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch_size", 448, 448, 3])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch_size", len(TAGS)])],
        [numpy_helper.from_array(np.array([1, 2]), "axes"), numpy_helper.from_array(answers, "answers")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.save(model, folder / "model.onnx")
    return folder


def test_a_red_picture_becomes_the_tags_of_red_surest_first_ratings_left_out(tagger_folder):
    seen = Tagger(tagger_folder).tags(Image.new("RGB", (300, 300), "red"))
    assert [(tag.name, tag.category, tag.percent) for tag in seen] == [
        ("red_hood", "general", 100),
        ("little_red_riding_hood_(grimm)", "character", 90),
        ("simple_background", "general", 90),
        ("solo", "general", 90),
        ("^_^", "general", 80),
    ]


def test_thresholds_hold_by_category(tagger_folder):
    tagger, red = Tagger(tagger_folder), Image.new("RGB", (64, 64), "red")
    low = tagger.tags(red, general_percent=30, character_percent=70)
    assert {"1girl", "somebody_else"} <= {tag.name for tag in low}
    assert [tag.name for tag in tagger.tags(red, general_percent=100, character_percent=91)] == ["red_hood"]


def test_the_look_is_what_someone_looks_like_and_not_how_the_picture_is_framed(tagger_folder):
    seen = Tagger(tagger_folder).tags(Image.new("RGB", (64, 64), "red"), general_percent=30)
    assert look_words(seen) == "red hood, girl"
    assert look_words(seen, most=1) == "red hood"
    named = (Tag(name="anna", category="character", percent=99), Tag(name="2girls", category="general", percent=50))
    assert look_words(named) == "2girls"


def test_a_tall_picture_is_padded_with_white_on_both_sides_blue_comes_first():
    tall = Image.new("RGB", (100, 200), (255, 0, 0))
    fed = prepared(tall, 448)
    assert fed.shape == (1, 448, 448, 3) and fed.dtype == np.float32
    assert (fed[0, 224, 224] == [0, 0, 255]).all()
    assert (fed[0, :, :100] == 255).all() and (fed[0, :, -100:] == 255).all()


def test_what_is_transparent_is_seen_on_white():
    assert (prepared(Image.new("RGBA", (10, 10), (255, 0, 0, 0)), 448) == 255).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 90), st.integers(1, 90), st.sampled_from(["RGB", "RGBA", "L", "P", "LA"]))
def test_any_picture_can_be_fed(width, height, mode):
    fed = prepared(Image.new(mode, (width, height)), 64)
    assert fed.shape == (1, 64, 64, 3) and fed.min() >= 0 and fed.max() <= 255


def test_a_folder_by_name_is_loaded_once(tagger_folder):
    assert tagger_called(str(tagger_folder)) is tagger_called(str(tagger_folder))


def test_a_tagger_that_is_not_here_comes_with_the_command_that_downloads_it():
    with pytest.raises(ModelNotInstalled, match="hf download someone/no-such-tagger model.onnx selected_tags.csv"):
        tagger_called("someone/no-such-tagger")
    with pytest.raises(ModelNotInstalled):
        tagger_called("no such name !!")


def test_files_that_do_not_belong_together_are_refused(tagger_folder, tmp_path):
    for part in ("model.onnx", "selected_tags.csv"):
        (tmp_path / part).write_bytes((tagger_folder / part).read_bytes())
    with (tmp_path / "selected_tags.csv").open("a") as file:
        file.write("99,one_more,0,1\n")
    with pytest.raises(BadInput, match="10 tags and model.onnx has 9"):
        Tagger(tmp_path)
    (tmp_path / "selected_tags.csv").write_text("word;kind\na;0\n")
    with pytest.raises(BadInput, match="columns name and category"):
        Tagger(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"<html>Sign in</html>")
    (tmp_path / "selected_tags.csv").write_bytes((tagger_folder / "selected_tags.csv").read_bytes())
    with pytest.raises(BadInput, match="damaged or no ONNX model"):
        Tagger(tmp_path)
    (tmp_path / "model.onnx").unlink()
    with pytest.raises(BadInput, match="no model.onnx"):
        Tagger(tmp_path)


def test_pictures_to_train_on_are_described_where_they_have_no_words(tagger_folder):
    from io import BytesIO

    from storyvid.likeness_runs import captioned

    written = BytesIO()
    Image.new("RGB", (64, 64), "red").save(written, "PNG")
    pictures = [(written.getvalue(), ""), (written.getvalue(), "running")]
    described = captioned(pictures, str(tagger_folder), percent=85)
    assert [words for _, words in described] == ["red hood, simple background, solo", "running"]
