"""Speech that costs money: reserved in the ledger before a call, settled after it, never over the cap."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from storyvid import settings
from storyvid.spending import Ledger


@dataclass
class Bill:
    """What one call costs, in millionths of a dollar, and whether it was answered: what was not is not charged for."""

    millionths: int
    answered: bool = False


@contextmanager
def billed(service: str, model: str, text: str, *, millionths_a_letter: int, address: str) -> Iterator[Bill]:
    """A paid call for some text; the caller marks the bill as answered.

    Raises OverTheCap before anything is sent.  A service on this machine costs nothing.
    """
    bill = Bill(0 if _is_here(address) else len(text) * millionths_a_letter)
    if not bill.millionths:
        yield bill
        return
    ledger, cap = Ledger(), settings.read().cap_millionths
    call = ledger.reserve(service, model, pictures=0, at_most=bill.millionths, cap=cap)
    try:  # what a killed process has reserved stays counted: the service may have billed it
        yield bill
    finally:
        ledger.settle(call, bill.millionths if bill.answered else 0)


def _is_here(address: str) -> bool:
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")
