"""Talking with ComfyUI: a prompt goes in, news come over the websocket, the picture is fetched at the end."""

import json
import time
import uuid
from contextlib import ExitStack, suppress
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from storyvid.errors import Cancelled
from storyvid.images.comfyui_workflow import Graph
from storyvid.models import Progress
from storyvid.services.patience import Trouble, pause
from storyvid.services.web import Web

_LISTEN_S = 0.5  # how soon a cancelled take is heard of while nothing is said
_LOOK_EVERY_S = 1.0  # at the history, once the websocket is gone
_WRITTEN_WITHIN_S = 5.0
_MOST_NEWS_BYTES = 32 * 1024**2  # previews come the same way
_WHO = "ComfyUI"


class Talk:
    """One client of one ComfyUI."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._client = uuid.uuid4().hex

    def made(self, graph: Graph, *, progress: Progress) -> bytes:
        """The bytes of the picture that a workflow makes. Raises Trouble; Cancelled after it was taken out again."""
        progress(0.0)
        until = time.monotonic() + self._web.timeout_s
        with ExitStack() as stack:
            news = self._connected(stack)
            prompt = self._put(graph)
            try:
                self._wait(prompt, graph, news, until, progress)
                return self._picture(prompt, progress)
            except (Cancelled, Trouble):
                self._take_out(prompt)
                raise

    def _connected(self, stack: ExitStack) -> ClientConnection | None:
        """The websocket, before the prompt goes in, so that no news are missed; None where there is no getting one."""
        parts = urlsplit(self._web.address)
        scheme = "wss" if parts.scheme == "https" else "ws"
        address = urlunsplit((scheme, parts.netloc, f"{parts.path}/ws", f"clientId={self._client}", ""))
        try:
            line = connect(address, open_timeout=5, close_timeout=1, max_size=_MOST_NEWS_BYTES, proxy=None)
            return stack.enter_context(line)
        except (OSError, TimeoutError, WebSocketException):
            return None  # the history tells the same, later

    def _put(self, graph: Graph) -> str:
        answer = self._web.post("/prompt", {"prompt": graph, "client_id": self._client})
        prompt = answer.get("prompt_id") if isinstance(answer, dict) else None
        if not isinstance(prompt, str):
            raise Trouble(f"What answers at {self._web.address} is no {_WHO}. Check the address in Settings.")
        return prompt

    def _wait(self, prompt: str, graph: Graph, news: ClientConnection | None, until: float, progress: Progress) -> None:
        """Returns when the prompt is done. Raises Trouble."""
        told = _Told(prompt, graph)
        while time.monotonic() < until:
            if news is None:
                pause(_LOOK_EVERY_S, progress, share=told.share)
            else:
                news = self._heard(news, told)
            progress(told.share)
            if told.done or (news is None and self._is_done(prompt)):
                return
        raise Trouble(
            f"{_WHO} did not finish in {self._web.timeout_s:.0f} seconds. Retry, or raise the time-out in Settings."
        )

    def _heard(self, news: ClientConnection, told: "_Told") -> ClientConnection | None:
        """Takes in one message, if one comes; None once the websocket is gone."""
        try:
            message = news.recv(timeout=_LISTEN_S)
        except TimeoutError:
            return news
        except (OSError, WebSocketException):
            return None
        if isinstance(message, str):
            told.take(message)
        return news

    def _is_done(self, prompt: str) -> bool:
        entry = self._history(prompt)
        status = entry.get("status") if isinstance(entry.get("status"), dict) else {}
        if status.get("status_str") == "error":  # type: ignore[union-attr]
            raise Trouble(f"{_WHO} could not paint this. Look at what it says in its terminal, then retry.")
        return bool(entry.get("outputs"))

    def _picture(self, prompt: str, progress: Progress) -> bytes:
        until = time.monotonic() + _WRITTEN_WITHIN_S  # the news of the end may come before the history has it
        while not (outputs := self._history(prompt).get("outputs")) and time.monotonic() < until:
            pause(_LISTEN_S / 2, progress, share=0.99)
        nodes = [node for node in (outputs or {}).values() if isinstance(node, dict)]
        images = [image for node in nodes for image in node.get("images") or () if isinstance(image, dict)]
        # what is saved goes before a preview
        saved = [image for image in images if image.get("type") == "output"] or images
        if not saved or "filename" not in saved[-1]:
            raise Trouble(f"{_WHO} made no picture. Look at its workflow's last node, then retry.")
        place = {name: str(saved[-1].get(name, "")) for name in ("filename", "subfolder", "type")}
        return self._web.file("/view", **place)

    def _history(self, prompt: str) -> dict[str, Any]:
        held = self._web.get(f"/history/{prompt}")
        entry = held.get(prompt) if isinstance(held, dict) else None
        return entry if isinstance(entry, dict) else {}

    def _take_out(self, prompt: str) -> None:
        """Takes the prompt out of the queue, or stops it; what others have there goes on."""
        with suppress(Trouble):
            self._web.post("/queue", {"delete": [prompt]})
            held = self._web.get("/queue")
            running = held.get("queue_running", ()) if isinstance(held, dict) else ()
            if any(prompt in entry for entry in running if isinstance(entry, list)):
                self._web.post("/interrupt", {"prompt_id": prompt})


class _Told:
    """What the messages of one prompt have said so far."""

    def __init__(self, prompt: str, graph: Graph) -> None:
        self.prompt, self.done, self.share = prompt, False, 0.0
        self._samplers = max(1, sum("sampler" in node["class_type"].lower() for node in graph.values()))
        self._steps: dict[str, float] = {}

    def take(self, message: str) -> None:
        """One message. Raises Trouble for an error or an interruption."""
        try:
            held = json.loads(message)
        except ValueError:
            return
        about = held.get("data") if isinstance(held, dict) else None
        if not isinstance(about, dict) or about.get("prompt_id") != self.prompt:
            return
        match held.get("type"):
            case "progress":
                self._step(about)
            case "execution_success":
                self.done = True
            case "executing" if about.get("node") is None:
                self.done = True
            case "execution_error":
                what = " ".join(str(about.get("exception_message") or "").split())[:200]
                raise Trouble(f"{_WHO} could not paint this. Its {about.get('node_type', 'workflow')} says: {what}")
            case "execution_interrupted":
                raise Trouble(f"{_WHO} was stopped while it painted this. Retry.")

    def _step(self, about: dict[str, Any]) -> None:
        value, most = about.get("value"), about.get("max")
        if isinstance(value, int | float) and isinstance(most, int | float) and most > 0:
            self._steps[str(about.get("node"))] = min(1.0, value / most)
            self.share = min(0.99, sum(self._steps.values()) / max(self._samplers, len(self._steps)))
