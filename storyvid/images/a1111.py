"""A running AUTOMATIC1111 or Forge web UI, started with --api."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from typing import Any

from filelock import FileLock, Timeout
from PIL import Image

from storyvid import files
from storyvid.errors import Cancelled
from storyvid.images.services import pictures
from storyvid.models import Assets, Card, Progress
from storyvid.recipes import ImageRecipe, prompt_text
from storyvid.services.keys import INSTALL, key_in
from storyvid.services.patience import Patience, Trouble, patiently, pause
from storyvid.services.waiting import answered
from storyvid.settings import Settings, home, option, read

LOGIN = "A1111_LOGIN"  # name:password, where the web UI was started with --api-auth
_WHO = "The web UI"
_ADVICE = "Start it with --api, or set its address in Settings."
_LOOK_EVERY_S = 0.4


class A1111:
    """Paints by /sdapi/v1 (github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/API), one take at a time.

    One at a time, because its progress and its interruption are those of whatever runs; a lock keeps our own
    lanes from running into one another.
    """

    card = Card(
        name="a1111",
        revision="1",
        title="AUTOMATIC1111 / Forge",
        summary="Your own Stable Diffusion web UI, with the checkpoints you have there. Free.",
        needs=("httpx2", "tenacity"),
        install=INSTALL,
        lane="network",
        follows=("negative", "vary", "compose", "repaint"),
    )

    def __init__(self, *, patience: Patience | None = None) -> None:
        self._patience = patience or Patience(tries=3)

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        """One picture a recipe, by its own seed. Raises Trouble; Cancelled after it has told the web UI to stop."""
        settings = read()
        with closing(_web(settings)) as web:
            for at, recipe in enumerate(recipes):
                yield self._one(web, recipe, assets, settings, _part(progress, at, len(recipes)))

    def _one(self, web, recipe: ImageRecipe, assets: Assets, settings: Settings, progress: Progress) -> Image.Image:
        asked = request(recipe, assets, settings)
        path = "/sdapi/v1/img2img" if recipe.start else "/sdapi/v1/txt2img"
        with _alone(web.address, progress):
            answer = patiently(lambda: _made(web, path, asked, progress), patience=self._patience, progress=progress)
        images = answer.get("images") if isinstance(answer, dict) else None
        if not isinstance(images, list) or not images:
            raise Trouble(f"{_WHO} sent no picture. Look at what it says in its terminal, then retry.")
        return pictures.painted(pictures.from_base64(images[0], who=_WHO), recipe, who=_WHO)


def request(recipe: ImageRecipe, assets: Assets, settings: Settings) -> dict[str, Any]:
    """The body of txt2img, or of img2img where the take starts from a picture."""

    def chosen(name: str) -> Any:
        return option(recipe.options, "a1111", name, settings)

    width, height = size = pictures.trained_size(recipe.width, recipe.height, side=int(chosen("side")))
    asked: dict[str, Any] = {
        "prompt": prompt_text(recipe.parts),
        "negative_prompt": recipe.negative,
        "seed": recipe.seed,
        "width": width,
        "height": height,
        "steps": int(chosen("steps")),
        "cfg_scale": int(chosen("guidance_percent")) / 100,
        "sampler_name": str(chosen("sampler")),
        "batch_size": 1,
        "n_iter": 1,
        "save_images": False,
        "send_images": True,
    }
    if chosen("model"):
        asked["override_settings"] = {"sd_model_checkpoint": str(chosen("model"))}
        asked["override_settings_restore_afterwards"] = False
    if recipe.start:
        asked["init_images"] = [_as_text(pictures.start(assets.path(recipe.start.picture), size))]
        asked["denoising_strength"] = recipe.start.strength_percent / 100
        if recipe.start.mask:
            asked |= {"mask": _as_text(pictures.mask(assets.path(recipe.start.mask), size)), "inpainting_fill": 1}
    return asked


def checkpoints(settings: Settings) -> tuple[str, ...]:
    """The checkpoints that the web UI has. Raises Trouble."""
    with closing(_web(settings, timeout_s=10)) as web:
        held = web.get("/sdapi/v1/sd-models")
    return tuple(str(one["title"]) for one in held if isinstance(one, dict) and "title" in one)


def _made(web, path: str, asked: dict[str, Any], progress: Progress) -> Any:
    """What the request gives; when the author stops or its time is over, the web UI is stopped too."""
    try:
        return answered(
            lambda: web.post(path, asked),
            who=_WHO,
            timeout_s=web.timeout_s,
            progress=progress,
            share=lambda: _share(web),
            every_s=_LOOK_EVERY_S,
        )
    except (Cancelled, Trouble):
        with suppress(Trouble):
            web.post("/sdapi/v1/interrupt", {})
        raise


def _share(web) -> float:
    try:
        held = web.get("/sdapi/v1/progress", skip_current_image="true")
    except Trouble:  # the picture is what matters; how far it is may stay unknown
        return 0.0
    share = held.get("progress") if isinstance(held, dict) else None
    return min(1.0, max(0.0, float(share))) if isinstance(share, int | float) else 0.0


@contextmanager
def _alone(address: str, progress: Progress) -> Iterator[None]:
    """One take at a time for each web UI, whatever process asks."""
    folder = files.make_folder(home() / "locks")
    lock = FileLock(folder / f"{sha256(address.encode()).hexdigest()[:16]}.lock", is_singleton=False)
    while True:
        try:
            lock.acquire(blocking=False)
            break
        except Timeout:
            pause(0.3, progress)
    try:
        yield
    finally:
        lock.release()


def _web(settings: Settings, *, timeout_s: float | None = None):
    from storyvid.services.web import Web

    values = settings.of("a1111")
    name, _, password = key_in(LOGIN).partition(":")
    return Web(
        str(values["base_url"]),
        who=_WHO,
        advice=_ADVICE,
        timeout_s=timeout_s or float(values["timeout_s"]),
        auth=(name, password) if name else None,
    )


def _part(progress: Progress, at: int, count: int) -> Progress:
    return lambda share: progress((at + share) / count)


def _as_text(content: bytes) -> str:
    import base64

    return base64.b64encode(content).decode()
