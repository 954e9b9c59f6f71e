"""A server of this machine that speaks as ComfyUI does: one queue, news over a websocket, pictures by name."""

import asyncio
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.images.services.loopback import png

KNOWN = (
    "CheckpointLoaderSimple CLIPTextEncode EmptyLatentImage EmptySD3LatentImage KSampler SamplerCustomAdvanced "
    "LoadImage LoadImageMask VAEEncode SetLatentNoiseMask IPAdapter "
    "RandomNoise BasicGuider FluxGuidance PrimitiveString VAEDecode SaveImage PreviewImage"
).split()


@dataclass
class Comfy:
    """The server's state; `steps` of `step_s` make a picture, `breaks` is the error its sampler meets."""

    steps: int = 4
    step_s: float = 0.01
    breaks: str = ""
    hangs_up: bool = False  # the websocket closes in the middle
    mute: bool = False  # there is no websocket at all
    checkpoints: tuple[str, ...] = ("dreams.safetensors",)
    port: int = 0
    prompts: list[dict[str, Any]] = field(default_factory=list)
    interrupted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    history: dict[str, Any] = field(default_factory=dict)
    sockets: dict[str, WebSocket] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    queue: list[tuple[str, str]] = field(default_factory=list)  # (prompt, client)
    running: str = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def work(self) -> None:
        """Makes what is queued, one after another."""
        while True:
            if not self.queue:
                await asyncio.sleep(0.005)
                continue
            self.running, client = self.queue.pop(0)
            await self._make(self.running, client)
            self.running = ""

    async def _make(self, prompt: str, client: str) -> None:
        graph = next(entry["prompt"] for entry in self.prompts if entry["id"] == prompt)
        end = next(node for node, held in graph.items() if held["class_type"] == "SaveImage")
        await self._tell(client, "execution_start", {"prompt_id": prompt})
        await self._tell(client, "executing", {"node": "5", "prompt_id": "somebody-else"})
        for step in range(self.steps):
            await asyncio.sleep(self.step_s)
            if prompt in self.interrupted:
                await self._tell(client, "execution_interrupted", {"prompt_id": prompt, "node_type": "KSampler"})
                return
            await self._tell(
                client, "progress", {"value": step + 1, "max": self.steps, "node": "5", "prompt_id": prompt}
            )
            with suppress(KeyError, RuntimeError):
                await self.sockets[client].send_bytes(b"\x00\x00\x00\x01preview")
            if self.hangs_up and client in self.sockets:
                await self.sockets.pop(client).close()
        if self.breaks:
            about = {"prompt_id": prompt, "node_type": "KSampler", "exception_message": self.breaks}
            self.history[prompt] = {"outputs": {}, "status": {"status_str": "error", "completed": False}}
            await self._tell(client, "execution_error", about)
            return
        await self._tell(client, "execution_success", {"prompt_id": prompt})
        await asyncio.sleep(0.02)  # the real one writes its history after it has said so
        images = [{"filename": f"{prompt}.png", "subfolder": "", "type": "output"}]
        self.history[prompt] = {"outputs": {end: {"images": images}}, "status": {"status_str": "success"}}
        await self._tell(client, "executing", {"node": None, "prompt_id": prompt})

    async def _tell(self, client: str, kind: str, about: dict[str, Any]) -> None:
        with suppress(KeyError, RuntimeError, WebSocketDisconnect):
            await self.sockets[client].send_json({"type": kind, "data": about})

    async def put(self, request: Request) -> Response:
        held = await request.json()
        unknown = [node for node, one in held["prompt"].items() if one["class_type"] not in KNOWN]
        if unknown:
            details = f"Node {held['prompt'][unknown[0]]['class_type']} not found"
            error = {"type": "invalid_prompt", "message": "Cannot execute", "details": details, "extra_info": {}}
            return JSONResponse({"error": error, "node_errors": {}}, status_code=400)
        name = str(uuid.uuid4())
        self.prompts.append({"id": name, "prompt": held["prompt"], "at": time.monotonic()})
        self.queue.append((name, held["client_id"]))
        return JSONResponse({"prompt_id": name, "number": len(self.prompts), "node_errors": {}})

    async def past(self, request: Request) -> Response:
        name = request.path_params["name"]
        return JSONResponse({name: self.history[name]} if name in self.history else {})

    async def view(self, request: Request) -> Response:
        name = request.query_params["filename"].removesuffix(".png")
        graph = next(entry["prompt"] for entry in self.prompts if entry["id"] == name)
        latents = [held["inputs"] for held in graph.values() if held["class_type"].startswith("Empty")]
        canvas = latents[0] if latents else {"width": 768, "height": 1344}
        seed = next(
            held["inputs"][key] for held in graph.values() for key in ("seed", "noise_seed") if key in held["inputs"]
        )
        return Response(png(canvas["width"], canvas["height"], (seed % 256, 90, 40)), media_type="image/png")

    async def info(self, request: Request) -> Response:
        names = {"input": {"required": {"ckpt_name": [list(self.checkpoints)]}}}
        return JSONResponse({"CheckpointLoaderSimple": names})

    async def told_queue(self, request: Request) -> Response:
        if request.method == "GET":
            running = [[0, self.running, {}, {}, []]] if self.running else []
            return JSONResponse({"queue_running": running, "queue_pending": []})
        gone = (await request.json()).get("delete", [])
        self.deleted += [name for name, _ in self.queue if name in gone]
        self.queue = [entry for entry in self.queue if entry[0] not in gone]
        return Response()

    async def upload(self, request: Request) -> Response:
        form = await request.form()
        name = f"{form['subfolder']}/{form['image'].filename}"
        self.uploads[name] = await form["image"].read()
        return JSONResponse({"name": form["image"].filename, "subfolder": form["subfolder"], "type": form["type"]})

    async def interrupt(self, request: Request) -> Response:
        self.interrupted.append((await request.json()).get("prompt_id", self.running))
        return Response()

    async def listen(self, socket: WebSocket) -> None:
        if self.mute:
            await socket.close()
            return
        await socket.accept()
        client = socket.query_params["clientId"]
        self.sockets[client] = socket
        await socket.send_json({"type": "status", "data": {"status": {"exec_info": {"queue_remaining": 0}}}})
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                await socket.receive()
        self.sockets.pop(client, None)


@contextmanager
def comfy(**state) -> Iterator[Comfy]:
    """A ComfyUI for the length of a test."""
    server_state = Comfy(**state)

    @asynccontextmanager
    async def living(app):
        work = asyncio.create_task(server_state.work())
        yield
        work.cancel()

    routes = [
        Route("/prompt", server_state.put, methods=["POST"]),
        Route("/history/{name}", server_state.past),
        Route("/view", server_state.view),
        Route("/object_info/CheckpointLoaderSimple", server_state.info),
        Route("/queue", server_state.told_queue, methods=["GET", "POST"]),
        Route("/upload/image", server_state.upload, methods=["POST"]),
        Route("/interrupt", server_state.interrupt, methods=["POST"]),
        WebSocketRoute("/ws", server_state.listen),
    ]
    app = Starlette(routes=routes, lifespan=living)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    server_state.port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield server_state
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(5)
