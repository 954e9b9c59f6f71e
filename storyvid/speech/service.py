"""Where the voices of a service answer, and how one call is made, charged and, where it may be, made again."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from storyvid import settings
from storyvid.models import Progress
from storyvid.prices import is_near
from storyvid.services.keys import key, key_in
from storyvid.services.patience import Patience, Refused, Trouble, patiently
from storyvid.services.waiting import answered
from storyvid.spending import Ledger

Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service of voices; `timeout_s` ends each try, `millionths_a_letter` of a dollar is what it charges at most."""

    who: str
    key: str = field(repr=False)  # stays out of logs
    base_url: str
    model: str
    millionths_a_letter: int
    timeout_s: float = 120.0
    patience: Patience = Patience(tries=4)


def from_environment(default: Service, *, key_name: str, address: str, model: str) -> Service:
    """The service as the environment variables of these names say. Raises ModelNotInstalled without a key."""
    return Service(
        who=default.who,
        key=key(key_name, f"{default.who}'s voices"),
        base_url=(os.environ.get(address) or default.base_url).rstrip("/"),
        model=os.environ.get(model) or default.model,
        millionths_a_letter=default.millionths_a_letter,
    )


def lacking(name: str) -> Callable[[], tuple[str, ...]]:
    """Says whether the environment variable of a key is still wanted."""
    return lambda: () if key_in(name) else (name,)


class Counter:
    """One narration's calls: each waited for with an ear for the author who stops it, reserved, charged and settled."""

    def __init__(self, service: Service, progress: Progress) -> None:
        self._service, self._progress, self._share = service, progress, 0.0

    def progress(self, share: float) -> None:
        """Passes on how much of the narration is spoken."""
        self._share = share
        self._progress(share)

    def ask(self, call: Callable[[], Answer], text: str) -> Answer:
        """What a call that has `text` spoken gives.

        Raises OverTheCap before anything is sent, Trouble, Refused; Cancelled as soon as the author stops.
        """
        return patiently(lambda: self._once(call, text), patience=self._service.patience, progress=self._hear)

    def _once(self, call: Callable[[], Answer], text: str) -> Answer:
        service = self._service
        name = service.who.lower()
        at_most = 0 if is_near(service.base_url) else len(text) * service.millionths_a_letter
        ledger, cap = Ledger(), settings.read().cap_millionths
        bill = ledger.reserve(name, service.model, pictures=0, at_most=at_most, cap=cap) if at_most else None
        try:  # what a killed process has reserved stays counted, and so does what was cut off: it may be billed
            answer = answered(call, who=service.who, timeout_s=service.timeout_s, progress=self._hear, share=self._done)
        except (Trouble, Refused) as error:
            if bill is not None and not error.billed:
                ledger.settle(bill, 0)
            raise
        if bill is not None:
            ledger.settle(bill, at_most)
        return answer

    def _hear(self, share: float) -> None:
        self._progress(self._share)

    def _done(self) -> float:
        return self._share
