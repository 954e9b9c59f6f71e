"""The machine's weight files: kept by their hash, refused when they lie, missed with a clear word."""

import json
import struct
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save, save_file

from storyvid import files
from storyvid.errors import BadInput, ModelNotInstalled
from storyvid.images import weights
from storyvid.images.safetensors_file import read_header

LORA = {"lora_unet_a.lora_down.weight": np.ones((2, 4), np.float16)}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(weights.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_a_lora_is_kept_by_its_hash_and_survives_its_source(tmp_path):
    save_file(LORA, tmp_path / "anna.safetensors")
    sha256 = weights.add(tmp_path / "anna.safetensors", base="SDXL")
    (tmp_path / "anna.safetensors").unlink()
    assert weights.path(sha256).name == f"{sha256}.safetensors" and files.sha256_of(weights.path(sha256)) == sha256
    (held,) = weights.known()
    assert (held.title, held.form, held.base) == ("anna", "lora", "SDXL")


def test_adding_the_same_file_again_keeps_one_copy_and_takes_the_new_title(tmp_path, folder):
    save_file(LORA, tmp_path / "a.safetensors")
    assert weights.add(tmp_path / "a.safetensors") == weights.add(tmp_path / "a.safetensors", title="Anna")
    assert [held.title for held in weights.known()] == ["Anna"]
    assert len(list(folder.iterdir())) == 2


def test_a_checkpoint_folder_is_kept_with_its_configuration_and_nothing_else(tmp_path):
    made = tmp_path / "tuned"
    (made / "unet").mkdir(parents=True)
    (made / "model_index.json").write_text("{}")
    (made / "run.py").write_text("print('never')")
    (made / "unet" / "diffusion_pytorch_model.bin").write_bytes(b"\x80\x04")
    save_file({"w": np.zeros(3, np.float32)}, made / "unet" / "diffusion_pytorch_model.safetensors")
    kept = weights.path(weights.add(made))
    names = {file.name for file in kept.rglob("*") if file.is_file()}
    assert names == {"model_index.json", "diffusion_pytorch_model.safetensors"}


def test_weights_that_are_not_here_are_named_with_what_to_do():
    with pytest.raises(ModelNotInstalled, match="abababababab is not on this machine. Bring its .safetensors"):
        weights.path("ab" * 32)
    with pytest.raises(ModelNotInstalled):
        weights.path("../../etc/passwd")


def test_weights_changed_on_the_disk_are_not_used(tmp_path):
    save_file(LORA, tmp_path / "a.safetensors")
    sha256 = weights.add(tmp_path / "a.safetensors")
    save_file({"lora_unet_a.lora_down.weight": np.zeros((2, 4), np.float16)}, weights.path(sha256))
    with pytest.raises(ModelNotInstalled, match="was changed on the disk"):
        weights.path(sha256)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + b"\0" * 200, "a pickle checkpoint"),
        (b"\x80\x02}q\x00" + b"." * 200, "a Python pickle"),
        (b"<!DOCTYPE html><html>Please sign in</html>" * 4, "a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "a Git LFS pointer"),
        (b"GGUF" + b"\0" * 100, "a GGUF file"),
        (b"", "is empty"),
        (save(LORA)[:-5], "not whole: 11 of 16 bytes"),
        (struct.pack("<Q", 1 << 40) + b"{}", "its header is none"),
    ],
)
def test_a_file_that_lies_about_what_it_is_gets_refused_with_what_it_is(tmp_path, content, said):
    lying = tmp_path / "model.safetensors"
    lying.write_bytes(content)
    with pytest.raises(BadInput, match=said):
        weights.add(lying)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_never_worse(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("any") / "f.safetensors"
    file.write_bytes(content)
    with suppress(BadInput):
        assert read_header(file).shapes == {}


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda held: st.dictionaries(st.text(), held) | st.lists(held))
)
def test_any_json_header_is_read_or_refused_never_worse(tmp_path_factory, held):
    text = json.dumps(held).encode()
    file = tmp_path_factory.mktemp("any") / "f.safetensors"
    file.write_bytes(struct.pack("<Q", len(text)) + text)
    with suppress(BadInput):
        assert read_header(file).holds == "other"
