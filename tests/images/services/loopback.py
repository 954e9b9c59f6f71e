"""Servers of this machine that speak as OpenAI, Hugging Face and the web UI do."""

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

from PIL import Image


@dataclass(frozen=True)
class Asked:
    """One request as the server got it; `fields` are those of a JSON body or a form, files as bytes."""

    at: float
    method: str
    path: str
    headers: dict[str, str]
    fields: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What to answer.

    `cut` closes the line after so many bytes, `wait_s` comes before the first byte and `trickle_s` before each other.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    cut: int | None = None
    wait_s: float = 0.0
    trickle_s: float = 0.0


Answer = Callable[[Asked], Reply]


class Loopback(ThreadingHTTPServer):
    """Answers each request with the next of `replies`, and once they are used up as `usual` does."""

    daemon_threads = True

    def __init__(self, usual: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.usual, self.asked, self.replies = usual, [], []
        self.closing = threading.Event()
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def take(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            reply = self.replies.pop(0) if self.replies else self.usual
        return reply(asked) if callable(reply) else reply

    def handle_error(self, request, client_address):
        """A client that went away is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._answer({})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(_fields(self.headers["Content-Type"] or "", body))

    def _answer(self, fields: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(time.monotonic(), self.command, self.path, headers, fields)
        reply = self.server.take(asked)
        self.server.closing.wait(reply.wait_s)
        with suppress(OSError):
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            body = reply.body if reply.cut is None else reply.body[: reply.cut]
            for byte in body if reply.trickle_s else ():
                self.server.closing.wait(reply.trickle_s)
                self.wfile.write(bytes([byte]))
            if not reply.trickle_s:
                self.wfile.write(body)
            if reply.cut is not None:
                self.wfile.flush()
                self.close_connection = True

    def log_message(self, *_):
        """Says nothing."""


@contextmanager
def serving(usual: Answer) -> Iterator[Loopback]:
    """A server for the length of a test."""
    server = Loopback(usual)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


def png(width: int = 64, height: int = 96, colour: tuple[int, int, int] = (180, 90, 40)) -> bytes:
    """A picture in one colour."""
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()


def as_json(held: Any, status: int = 200, **headers: str) -> Reply:
    """An answer in JSON."""
    return Reply(status, json.dumps(held).encode(), {"Content-Type": "application/json", **headers})


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def openai_answer(asked: Asked, *, text_in: int = 20, image_in: int = 0, a_picture: int = 400) -> Reply:
    """As the Images API answers: as many pictures as asked for, of the size asked for, and the tokens used."""
    count = int(asked.fields.get("n", 1))
    width, height = (int(side) for side in asked.fields["size"].split("x"))
    colours = [(10 + 20 * at, 90, 200 - 15 * at) for at in range(count)]
    usage = {
        "input_tokens": text_in + image_in,
        "input_tokens_details": {"text_tokens": text_in, "image_tokens": image_in},
        "output_tokens": a_picture * count,
        "total_tokens": text_in + image_in + a_picture * count,
    }
    pictures = [{"b64_json": in_base64(png(width, height, colour))} for colour in colours]
    return as_json({"created": 0, "data": pictures, "usage": usage})


def openai_error(status: int, code: str | None, message: str, **headers: str) -> Reply:
    """As the API says no."""
    kind = "image_generation_user_error" if status == 400 else "server_error"
    return as_json({"error": {"message": message, "type": kind, "param": None, "code": code}}, status, **headers)


def _fields(kind: str, body: bytes) -> dict[str, Any]:
    if kind.startswith("application/json"):
        held = json.loads(body)
        return held if isinstance(held, dict) else {"": held}
    if kind.startswith("multipart/form-data"):
        message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        fields: dict[str, Any] = {}
        for part in message.get_payload():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            fields.setdefault(name, []).append(content if part.get_filename() else content.decode())
        return {name: held[0] if len(held) == 1 else held for name, held in fields.items()}
    return {"": body}
