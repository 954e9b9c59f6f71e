"""Paid calls: money is reserved before one is made and settled after it, and nothing goes past the cap."""

from collections.abc import Callable
from typing import TypeVar

from storyvid.errors import OverTheCap
from storyvid.prices import price
from storyvid.recipes import ImageRecipe
from storyvid.services.patience import Refused, Trouble
from storyvid.settings import Settings
from storyvid.spending import Ledger

Answer = TypeVar("Answer")


def paid(
    ask: Callable[[], tuple[Answer, int | None]],
    recipe: ImageRecipe,
    count: int,
    *,
    model: str,
    settings: Settings,
    ledger: Ledger,
) -> Answer:
    """What one call for `count` takes of the recipe gives; `ask` says with its answer what it was billed, if it knows.

    A call that surely was not billed gives its money back; one that was cut off, or whose bill is not known, counts
    as its dearest.  Raises OverTheCap before anything is asked.
    """
    service = recipe.model.partition("@")[0]
    asked = price(recipe, count, settings)
    if asked is None:
        raise OverTheCap(
            f"What {model} costs is not known, so the spending cap cannot be held. "
            "Set the price of a picture in Settings, then retry."
        )
    if not asked.at_most:
        return ask()[0]
    call = ledger.reserve(service, model, pictures=count, at_most=asked.at_most, cap=settings.cap_millionths)
    try:
        answer, bill = ask()
    except (Trouble, Refused) as error:
        if not error.billed:
            ledger.settle(call, 0)
        raise
    by_picture = settings.of(service)["picture_price"]  # the author's own price goes before what the tokens would cost
    ledger.settle(call, asked.at_most if bill is None or by_picture else bill)
    return answer
