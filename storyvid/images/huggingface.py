"""Hugging Face's inference client: one way to its many providers, or to an inference endpoint of one's own."""

from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from storyvid.images.services import pictures
from storyvid.images.services.paid import paid
from storyvid.models import Assets, Card, Progress
from storyvid.prices import CALL_PICTURES, is_near
from storyvid.recipes import ImageRecipe, prompt_text
from storyvid.services.keys import INSTALL, key, key_in
from storyvid.services.patience import (
    Patience,
    Refused,
    Trouble,
    patiently,
    perhaps_billed,
    trouble_of,
    unfinished,
    unreached,
    without_secrets,
)
from storyvid.services.waiting import answered
from storyvid.settings import Settings, option, read
from storyvid.spending import Ledger
from storyvid.uploads import PICTURE_FORMATS

KEY = "HF_TOKEN"
_WHO = "Hugging Face"
_SIDE = 1024
_REFUSALS = ("content policy", "content_policy", "nsfw", "safety", "moderat", "flagged")


def _lacks() -> tuple[str, ...]:
    address = str(read().of("huggingface")["base_url"])
    return () if key_in(KEY) or (address and is_near(address)) else (KEY,)


class HuggingFace:
    """Paints through huggingface_hub's InferenceClient (huggingface.co/docs/huggingface_hub/guides/inference)."""

    card = Card(
        name="huggingface",
        revision="1",
        title="Hugging Face",
        summary="FLUX, Stable Diffusion and others at one of many providers. Paid by the picture; sends prompts.",
        needs=("huggingface_hub", "tenacity"),
        install=INSTALL,
        set_up=f"export {KEY}=your-token",
        lane="network",
        batch=CALL_PICTURES["huggingface"],
        follows=("negative",),
        lacks=_lacks,
    )

    def __init__(self, *, ledger: Ledger | None = None, patience: Patience | None = None) -> None:
        self._ledger = ledger or Ledger()
        self._patience = patience or Patience()

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        """One picture a recipe, each asked for with its own seed.

        Raises Refused for what a provider's policy forbids, OverTheCap before anything is asked, Trouble for the rest.
        """
        settings = read()
        for at, recipe in enumerate(recipes):
            progress(at / len(recipes))
            yield self._one(recipe, settings, progress)

    def _one(self, recipe: ImageRecipe, settings: Settings, progress: Progress) -> Image.Image:
        model = str(option(recipe.options, "huggingface", "model", settings))
        content = patiently(
            lambda: paid(
                lambda: answered(
                    lambda: (_asked(recipe, model, settings), None),
                    who=_WHO,
                    timeout_s=float(settings.of("huggingface")["timeout_s"]),
                    progress=progress,
                ),
                recipe,
                1,
                model=model,
                settings=settings,
                ledger=self._ledger,
            ),
            patience=self._patience,
            progress=progress,
        )
        return pictures.painted(content, recipe, who=_WHO)


def _asked(recipe: ImageRecipe, model: str, settings: Settings) -> bytes:
    """The picture's bytes. Raises Trouble and Refused; never with the SDK's own words, which hold the token's owner."""
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError, InferenceTimeoutError

    values = settings.of("huggingface")
    address = str(values["base_url"])
    secret = key_in(KEY) or "none" if address and is_near(address) else key(KEY, _WHO)
    timeout_s = float(values["timeout_s"])
    try:
        return _bytes_of(_client_answer(recipe, model, address, secret, timeout_s, settings))
    except InferenceTimeoutError as error:
        late = not isinstance(error.__cause__, httpx2.ConnectTimeout)
        raise (unfinished(_WHO, timeout_s) if late else unreached(_WHO)) from None
    except HfHubHTTPError as error:
        raise _meant(error, secret) from None
    except httpx2.ConnectError:
        raise unreached(_WHO) from None
    except (httpx2.HTTPError, OSError, EOFError):
        raise perhaps_billed(f"The connection to {_WHO} broke off, or what it sent is no picture.") from None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, StopIteration, ImportError) as error:
        # the SDK reads providers' answers without looking: what is not there shows as these
        raise Trouble(
            f"{_WHO} has no provider that paints with {model}, or it answered in a way that cannot be read "
            f"({type(error).__name__}). Check the model and the provider in Settings.",
            billed=True,
        ) from None


def _client_answer(
    recipe: ImageRecipe, model: str, address: str, secret: str, timeout_s: float, settings: Settings
) -> Any:
    from huggingface_hub import InferenceClient

    def number(name: str) -> int:
        return int(option(recipe.options, "huggingface", name, settings))

    provider = None if address else str(option(recipe.options, "huggingface", "provider", settings))
    width, height = pictures.trained_size(recipe.width, recipe.height, side=_SIDE, step=32)
    client = InferenceClient(provider=provider, token=secret, timeout=timeout_s)  # type: ignore[arg-type]
    return client.text_to_image(
        prompt_text(recipe.parts),
        negative_prompt=recipe.negative or None,
        width=width,
        height=height,
        seed=recipe.seed,
        num_inference_steps=number("steps") or None,
        guidance_scale=number("guidance_percent") / 100 or None,
        model=address or model,
    )


def _bytes_of(image: Any) -> bytes:
    """The bytes behind the SDK's picture, so that only the decoders that uploads may use ever run on them."""
    if image.format not in PICTURE_FORMATS or image.fp is None:
        raise Trouble(f"{_WHO} sent no PNG, JPEG or WebP picture. Retry, or choose another model.", billed=True)
    image.fp.seek(0)
    return image.fp.read(pictures.MOST_BYTES + 1)


def _meant(error: Any, secret: str) -> Trouble | Refused:
    told = without_secrets(str(error.server_message or ""), secret)
    status = error.response.status_code
    if status in (400, 403, 422, 451) and any(word in told.lower() for word in _REFUSALS):
        return Refused(f"The provider refuses to paint this scene. Change what happens or the looks. It says: {told}")
    return trouble_of(status, _WHO, error.response.headers, told)
