"""Downloads from a server that speaks the hub's protocol on this machine: what is taken, what is left, what fails."""

import hashlib
import json
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from storyvid.errors import BadInput, Cancelled, ModelNotInstalled
from storyvid.images import weights
from storyvid.images.diffusion import download, readiness, sources
from storyvid.images.diffusion.presets import PRESETS
from tests.images.diffusion.conftest import pixels, take

COMMIT = "c0ffee" * 6 + "c0ff"


class Hub(BaseHTTPRequestHandler):
    """A model hub with one model, `someone/tiny`, and one that asks for a sign-in."""

    protocol_version = "HTTP/1.1"
    folder: Path
    asked: list[str]

    def do_GET(self, *, body: bool = True) -> None:
        path = unquote(urlsplit(self.path).path)
        if path.startswith("/api/models/someone/tiny/revision/main") or path == "/api/models/someone/tiny":
            return self._json({"id": "someone/tiny", "sha": COMMIT, "siblings": self._files()}, body)
        if path.startswith("/api/models/someone/tiny/tree/"):
            files = [
                {"type": "file", "path": f["rfilename"], "size": f["size"], "oid": "0" * 40} for f in self._files()
            ]
            return self._json(files, body)
        if path.startswith("/someone/tiny/resolve/"):
            return self._file(path.split("/", 5)[5], body)
        code = {"gated": "GatedRepo"}.get(path.split("/")[-1].split("?")[0], "RepoNotFound")
        code = "GatedRepo" if "gated" in path else code
        self._answer(403 if code == "GatedRepo" else 404, b"{}", {"X-Error-Code": code}, body)

    def do_HEAD(self) -> None:
        self.do_GET(body=False)

    def log_message(self, *_) -> None:
        pass

    def _files(self) -> list[dict]:
        there = [file for file in sorted(self.folder.rglob("*")) if file.is_file()]
        return [{"rfilename": f.relative_to(self.folder).as_posix(), "size": f.stat().st_size} for f in there]

    def _file(self, name: str, body: bool) -> None:
        content = (self.folder / name).read_bytes()
        if body:
            self.asked.append(name)
        etag = hashlib.sha256(content).hexdigest()
        self._answer(200, content, {"ETag": f'"{etag}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}, body)

    def _json(self, held, body: bool) -> None:
        self._answer(200, json.dumps(held).encode(), {"Content-Type": "application/json"}, body)

    def _answer(self, code: int, content: bytes, headers: dict, body: bool) -> None:
        self.send_response(code)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(content)


@pytest.fixture
def hub(sd15, tmp_path, monkeypatch):
    """The server's address and what was fetched from it; the machine's cache is an empty folder."""
    folder = shutil.copytree(weights.path(sd15), tmp_path / "repo")
    (folder / "unet" / "diffusion_pytorch_model.bin").write_bytes(b"\x80\x04evil")
    (folder / "pipeline.py").write_text("raise SystemExit('it ran')")
    (folder / "whole.safetensors").write_bytes(b"the same again, in one file")
    handler = type("Handler", (Hub,), {"folder": folder, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


def test_a_download_takes_safetensors_and_configurations_only_and_then_paints(hub, painter):
    endpoint, handler = hub
    said = []
    download.install("someone/tiny", agreed=lambda: True, say=said.append, endpoint=endpoint)
    assert COMMIT[:12] in said[0] and COMMIT in said[1]
    assert not [name for name in handler.asked if name.endswith((".bin", ".py")) or name == "whole.safetensors"]
    assert sources.find("someone/tiny").revision == COMMIT
    recipe = take("0" * 64)
    asked = {**dict(recipe.options), "model": "someone/tiny"}
    options = tuple(sorted(asked.items()))
    assert readiness.ready(options) and dict(readiness.pinned(options))["revision"] == COMMIT
    (picture,) = pixels(painter, take("0" * 64, options=asked))
    assert picture.std() > 5
    handler.asked.clear()
    download.install("someone/tiny", agreed=lambda: True, say=said.append, endpoint=endpoint)
    assert not handler.asked  # nothing is fetched twice


def test_a_download_that_is_not_agreed_to_fetches_nothing(hub):
    endpoint, handler = hub
    with pytest.raises(Cancelled):
        download.install("someone/tiny", agreed=lambda: False, say=lambda _: None, endpoint=endpoint)
    assert not handler.asked


def test_only_the_configuration_can_be_fetched(hub):
    endpoint, handler = hub
    download.install(
        "someone/tiny", agreed=lambda: True, say=lambda _: None, endpoint=endpoint, configuration_only=True
    )
    assert "model_index.json" in handler.asked and not [n for n in handler.asked if n.endswith(".safetensors")]
    with pytest.raises(ModelNotInstalled, match="no weights"):
        sources.checked(sources.find("someone/tiny"))


def test_a_file_that_lies_is_refused_after_its_download(hub):
    endpoint, handler = hub
    (handler.folder / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(b"<html>sign in</html>")
    with pytest.raises(BadInput, match="a web page"):
        download.install("someone/tiny", agreed=lambda: True, say=lambda _: None, endpoint=endpoint)


@pytest.mark.parametrize(("name", "said"), [("someone/gone", "has no someone/gone"), ("a/gated", "asks for a sign-in")])
def test_what_the_hub_refuses_is_said_in_our_words(hub, name, said):
    with pytest.raises(ModelNotInstalled, match=said):
        download.planned(name, endpoint=hub[0])


def test_a_hub_that_cannot_be_reached_says_so(hub):
    with pytest.raises(ModelNotInstalled, match="Is the network there"):
        download.planned("someone/tiny", endpoint="http://127.0.0.1:9")


def test_half_precision_is_taken_where_there_is_both():
    files = ("model_index.json", "unet/a.safetensors", "unet/a.fp16.safetensors", "vae/a.safetensors", "unet/a.bin")
    assert download.wanted("x/y", files) == ("model_index.json", "unet/a.fp16.safetensors", "vae/a.safetensors")


@pytest.mark.parametrize("files", [("unet/a.bin", "model_index.json"), ("a.safetensors",), ()])
def test_a_model_with_nothing_safe_in_it_is_refused(files):
    with pytest.raises(BadInput):
        download.wanted("x/y", files)


def test_the_card_lacks_weights_until_a_model_is_brought_or_downloaded(hub, monkeypatch, tmp_path):
    endpoint, _ = hub
    monkeypatch.setenv(weights.FOLDER, str(tmp_path / "nothing"))
    assert sources.nothing_to_paint_with() == ("a model’s weights",)
    download.install("someone/tiny", agreed=lambda: True, say=lambda _: None, endpoint=endpoint)
    assert sources.nothing_to_paint_with() == ()


def test_every_preset_names_its_downloads_and_says_what_is_missing(hub):
    for preset in PRESETS:
        assert download.names_for(preset.name, "") == tuple((name, "main") for name in preset.downloads)
        assert not readiness.ready(preset.options)
        assert f"storyvid models install diffusers {preset.name}" in readiness.explain(preset.options)
    with pytest.raises(BadInput, match="There are: draft"):
        download.names_for("nonsense", "")
