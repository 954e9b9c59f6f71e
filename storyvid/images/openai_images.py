"""OpenAI's image models, and every server that speaks the same: up to ten takes a call, references, masks."""

from collections.abc import Iterator, Sequence
from contextlib import closing

from PIL import Image

from storyvid.images.services import pictures
from storyvid.images.services.paid import paid
from storyvid.models import Assets, Card, Progress
from storyvid.prices import CALL_PICTURES, asked_size, is_near
from storyvid.recipes import ImageRecipe, prompt_text
from storyvid.services.keys import INSTALL, key, key_in
from storyvid.services.patience import Patience, Trouble, patiently
from storyvid.services.waiting import answered
from storyvid.settings import Settings, option, read
from storyvid.spending import Ledger

KEY = "OPENAI_API_KEY"
HOME = "https://api.openai.com/v1"


def _lacks() -> tuple[str, ...]:
    address = str(read().of("openai")["base_url"])
    return () if key_in(KEY) or (address and is_near(address)) else (KEY,)


class OpenAiImages:
    """Paints by the Images API (developers.openai.com/api/docs/guides/image-generation).

    The service has no seeds: takes of one prompt come as they come, and their seeds only number them.
    """

    card = Card(
        name="openai",
        revision="1",
        title="OpenAI",
        summary="GPT Image, or any server that speaks the same. Paid by the picture; sends prompts and references.",
        needs=("openai", "tenacity"),
        install=INSTALL,
        set_up=f"export {KEY}=your-key",
        lane="network",
        batch=CALL_PICTURES["openai"],
        follows=("negative", "references", "vary", "compose", "repaint"),
        lacks=_lacks,
    )

    def __init__(self, *, ledger: Ledger | None = None, patience: Patience | None = None) -> None:
        self._ledger = ledger or Ledger()
        self._patience = patience or Patience()

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        """One picture a recipe, asked for together.

        Raises Refused for what the service's policy forbids, OverTheCap before anything is asked, Trouble for the
        rest; what was painted before is yielded first.
        """
        from storyvid.images.openai_calls import Line

        settings = read()
        values = settings.of("openai")
        address = str(values["base_url"]) or HOME
        secret = key_in(KEY) or "none" if is_near(address) else key(KEY, "OpenAI")
        with closing(Line(address, secret, timeout_s=float(values["timeout_s"]))) as line:
            left = list(recipes)
            while left:
                progress(1 - len(left) / len(recipes))
                batch = left[: self.card.batch]
                for picture in self._batch(line, batch, assets=assets, settings=settings, progress=progress):
                    yield picture
                    left.pop(0)

    def _batch(
        self, line, batch: list[ImageRecipe], *, assets: Assets, settings: Settings, progress: Progress
    ) -> Iterator[Image.Image]:
        """At least one picture, at most as many as asked for; Trouble after the good ones where some are damaged."""
        recipe, count = batch[0], len(batch)
        asked = request(recipe, assets, settings)
        contents = patiently(
            lambda: paid(
                lambda: answered(
                    lambda: line.ask(asked, count), who=line.who, timeout_s=line.timeout_s, progress=progress
                ),
                recipe,
                count,
                model=str(asked["model"]),
                settings=settings,
                ledger=self._ledger,
            ),
            patience=self._patience,
            progress=progress,
        )
        damaged = None
        for content in contents[:count]:
            try:
                yield pictures.painted(content, recipe, who=line.who)
            except Trouble as error:
                damaged = error
        if damaged:
            raise damaged


def request(recipe: ImageRecipe, assets: Assets, settings: Settings) -> dict[str, object]:
    """The parameters of a call, but for their number; `image` and `mask` are there for an edit."""

    def chosen(name: str) -> str:
        return str(option(recipe.options, "openai", name, settings))

    model = chosen("model")
    size = asked_size(model, recipe.width, recipe.height, chosen("size"))
    asked: dict[str, object] = {
        "model": model,
        "prompt": _prompt(recipe),
        "size": f"{size[0]}x{size[1]}",
        **_unless_auto(quality=chosen("quality"), background=chosen("background")),
    }
    sent = []
    if recipe.start:
        sent.append(("start.png", pictures.start(assets.path(recipe.start.picture), size), "image/png"))
        if recipe.start.mask:
            covered = pictures.mask(assets.path(recipe.start.mask), size, clear=True)
            asked["mask"] = ("mask.png", covered, "image/png")
    for at, one in enumerate(recipe.references):
        sent.append((f"reference-{at}.png", pictures.reference(assets.path(one.picture)), "image/png"))
    if not sent:
        return asked | _unless_auto(moderation=chosen("moderation"))
    if model.startswith("gpt-image-1.5") and any(one.strength_percent >= 50 for one in recipe.references):
        asked["input_fidelity"] = "high"
    return {**asked, "image": sent}


def _unless_auto(**chosen: str) -> dict[str, str]:
    """What servers of other makers need not know is left out where it says nothing."""
    return {name: value for name, value in chosen.items() if value != "auto"}


def _prompt(recipe: ImageRecipe) -> str:
    """The words, then what each picture that goes with them is for."""
    said = [prompt_text(recipe.parts)]
    if recipe.negative.strip():
        said.append(f"Leave out: {recipe.negative.strip()}.")
    if recipe.start:
        said.append(_about_start(recipe))
    first = 2 if recipe.start else 1
    for at, one in enumerate(recipe.references, first):
        how = "exactly" if one.strength_percent >= 75 else "closely" if one.strength_percent >= 40 else "loosely"
        who = one.name or "the main character"
        said.append(f"Picture {at} shows {who}: follow its face, hair, build and clothes {how}, in the new scene.")
    return "\n".join(part for part in said if part)


def _about_start(recipe: ImageRecipe) -> str:
    assert recipe.start
    much = recipe.start.strength_percent
    if recipe.start.use == "repaint":
        return "Paint the masked part of picture 1 anew and leave the rest as it is."
    if recipe.start.use == "compose":
        return "Follow the composition of picture 1: what stands where and how large; paint everything else new."
    change = "a few small things" if much < 35 else "some things" if much < 70 else "much"
    return f"Paint picture 1 again with {change} changed."
