"""This machine's settings: kept, checked, never a secret among them, and readable whatever is in the file."""

import json

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid import settings
from storyvid.engines import ENGINES
from storyvid.errors import BadInput
from storyvid.recipes import ImageRecipe, key_of


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STORYVID_HOME", str(tmp_path))
    return tmp_path


def test_what_is_set_is_kept_and_what_is_not_has_its_default(home):
    settings.change(lambda held: held.with_values("openai", quality="high", timeout_s=60))
    settings.change(lambda held: settings.with_cap(held, 12_340_000))
    held = settings.read()
    assert held.cap_millionths == 12_340_000
    assert (held.of("openai")["quality"], held.of("openai")["timeout_s"]) == ("high", 60)
    assert held.of("openai")["size"] == "standard" and held.of("storyboard") == {}
    settings.change(lambda held: held.with_values("openai", quality="medium", timeout_s=300))
    assert json.loads((home / "settings.json").read_text())["engines"] == {}, "a default is not written down"


def test_a_recipe_gets_what_is_asked_for_and_nothing_of_the_machine():
    settings.change(lambda held: held.with_values("openai", model="gpt-image-2", base_url="http://127.0.0.1:8000/v1"))
    options = settings.default_options("openai@1")
    assert dict(options)["model"] == "gpt-image-2" and list(options) == sorted(options)
    assert not {"base_url", "timeout_s", "picture_price"} & dict(options).keys()
    assert key_of(ImageRecipe(model="openai@1", parts=(), width=9, height=16, seed=1, options=options))
    assert settings.default_options("storyboard") == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quality", "splendid"), ("timeout_s", 0), ("timeout_s", "soon"), ("timeout_s", None),
        ("timeout_s", True), ("model", None), ("model", ["a"]), ("model", "two\nlines"), ("no_such", 1),
        ("model", "sk-abcdefghijklmnop"), ("base_url", "ftp://here"), ("base_url", "nonsense"),
        ("base_url", "http://mira:fox@here/v1"), ("base_url", "http://here/v1?key=1"), ("base_url", "http://here:99999"),
    ],
)  # fmt: skip
def test_what_a_setting_cannot_hold_is_refused_and_nothing_changes(home, name, value):
    with pytest.raises(BadInput):
        settings.change(lambda held: held.with_values("openai", **{name: value}))
    assert settings.read() == settings.Settings() and not (home / "settings.json").exists()


def test_a_key_is_refused_wherever_it_is_put():
    for key in ("sk-proj-abcdefghijk", "hf_abcdefghijklmnop", "Bearer abcdefghijk"):
        with pytest.raises(BadInput, match="looks like a key"):
            settings.Settings().with_values("huggingface", model=key)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        "schema cap_millionths engines openai comfyui model quality timeout_s base_url".split()), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


held_values = {"schema": st.just(1), "engines": json_values, "cap_millionths": json_values}


@given(json_values | st.fixed_dictionaries(held_values))
@hypothesis.settings(deadline=None)
def test_any_file_gives_settings_that_can_be_used(tmp_path_factory, held):
    folder = tmp_path_factory.mktemp("home")
    (folder / "settings.json").write_text(json.dumps(held))
    read = settings.read(folder)
    assert read.cap_millionths >= 0
    for engine, fields in ENGINES.items():
        for field in fields:
            assert type(read.of(engine)[field.name]) is type(field.default)


def test_a_damaged_file_counts_as_none(home):
    (home / "settings.json").write_bytes(b"\xff{")
    assert settings.read() == settings.Settings()
