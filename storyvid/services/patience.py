"""What a service's troubles mean: try again after a while, give up, or change the scene."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from storyvid.errors import ModelFailed, NeedsAnEdit
from storyvid.models import Progress

Answer = TypeVar("Answer")
_KEY = re.compile(r"(sk-|hf_|r8_|fal_|Bearer\s+|Key\s+|Basic\s+)[\w.*:=+/-]+")
_SLICE_S = 0.1  # how soon a pause hears that the author has stopped the work
BUSY = (408, 409, 425, 429, 500, 502, 503, 504, 529)  # statuses after which the same request may work


class Trouble(ModelFailed):
    """A call that failed.

    `again`: the same call may work after `after_s` seconds (None: not said); `billed`: the service may have charged
    it all the same, so it is never made again by itself; `status` is that of the answer, 0 without one.
    """

    def __init__(
        self, said: str, *, again: bool = False, after_s: float | None = None, billed: bool = False, status: int = 0
    ) -> None:
        super().__init__(said)
        self.again, self.after_s, self.billed, self.status = again and not billed, after_s, billed, status


class Refused(NeedsAnEdit):
    """A refusal for what the scene says; `billed` when the picture was painted before it was refused."""

    def __init__(self, said: str, *, billed: bool = False) -> None:
        super().__init__(said)
        self.billed = billed


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How often a call is made, and how long is waited in between: `first_s`, doubled each time, up to `most_s`."""

    tries: int = 5
    first_s: float = 1.0
    most_s: float = 120.0


def patiently(ask: Callable[[], Answer], *, patience: Patience, progress: Progress) -> Answer:
    """What `ask` gives, asked again after Trouble that may pass; a service's own wish to wait is honoured.

    Raises the last Trouble, or at once one that asks to wait longer than anyone would; Cancelled while waiting.
    """
    from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

    backoff = wait_random_exponential(multiplier=patience.first_s, max=patience.most_s)

    def wait(state) -> float:
        after_s = state.outcome.exception().after_s
        return backoff(state) if after_s is None else after_s

    retrying = Retrying(
        retry=retry_if_exception(lambda error: _worth(error, patience)),
        stop=stop_after_attempt(patience.tries),
        wait=wait,
        sleep=lambda seconds: pause(seconds, progress),
        reraise=True,
    )
    return retrying(ask)


def pause(seconds: float, progress: Progress, *, share: float = 0.0) -> None:
    """Waits, and hears within a moment that the author has stopped the work; `share` is done. Raises Cancelled."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        progress(share)
        time.sleep(min(_SLICE_S, left))


def asked_to_wait(headers: Mapping[str, str]) -> float | None:
    """The seconds of a Retry-After header, a number or a date (RFC 9110, 10.2.3); None without one."""
    said = headers.get("retry-after-ms")
    try:
        if said is not None:
            return max(0.0, float(said) / 1000)
        said = headers.get("retry-after")
        return None if said is None else max(0.0, float(said))
    except ValueError:
        return _until(said or "")


def trouble_of(status: int, who: str, headers: Mapping[str, str], said: str = "") -> Trouble:
    """What an error status of a service means; `said` is its own message, already without secrets."""
    after_s = asked_to_wait(headers)
    return Trouble(_meaning(status, who, said, after_s), again=status in BUSY, after_s=after_s, status=status)


def unreached(who: str) -> Trouble:
    """A call that never came to the service."""
    return Trouble(f"{who} cannot be reached. Check the network and the address in Settings.", again=True)


def unfinished(who: str, timeout_s: float) -> Trouble:
    """A call that took longer than it may: the service goes on with it, and may charge for it."""
    return perhaps_billed(
        f"{who} did not answer in {timeout_s:.0f} seconds.", "Retry, or raise the time-out in Settings."
    )


def perhaps_billed(happened: str, remedy: str = "Retry.") -> Trouble:
    """A call that went wrong after the service had it, and is never made again by itself."""
    told = f"{happened} It may charge for this call all the same, so it is not made again by itself. {remedy}"
    return Trouble(told, billed=True)


def _meaning(status: int, who: str, said: str, after_s: float | None) -> str:
    told = f" It says: {said}" if said else ""
    if status == 429:
        wish = f" It asks to wait {_lasting(after_s)}." if after_s and after_s > 60 else ""
        return f"{who} is over its rate limit.{wish} Try again later.{told}"
    if status in (401, 403):
        return f"{who} does not accept the key. Check it in Settings."
    if status == 402:
        return f"The account at {who} has no credit left. Add some there, then retry."
    if status == 404:
        return f"{who} does not know what was asked for. Check the model and the address in Settings.{told}"
    if status in BUSY:
        return f"{who} is out of order just now (error {status}). Retry later."
    return f"{who} does not take the request (error {status}).{told} Check the model in Settings."


def without_secrets(text: str, *secrets: str) -> str:
    """The first line of what a service says, fit for the screen: no key, no more than 200 characters."""
    for secret in secrets:
        text = text.replace(secret, "…") if secret else text
    line = " ".join(_KEY.sub("…", text).split())
    return line if len(line) <= 200 else line[:199] + "…"


def whole(parts: Iterator[bytes], *, who: str, most_bytes: int, until: float) -> bytes:
    """The body of an answer, read until the monotonic time `until` and no longer than `most_bytes`. Raises Trouble."""
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > most_bytes:
            raise Trouble(f"{who} sends more than {most_bytes // 1024**2} MB, which no answer needs.", billed=True)
        if time.monotonic() > until:
            raise Trouble(f"{who} did not finish its answer in time. Retry, or raise the time-out.", billed=True)
    return bytes(body)


def _worth(error: BaseException, patience: Patience) -> bool:
    return isinstance(error, Trouble) and error.again and (error.after_s or 0.0) <= patience.most_s


def _until(date: str) -> float | None:
    try:
        return max(0.0, (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _lasting(seconds: float) -> str:
    return f"{round(seconds / 60)} minutes" if seconds < 5400 else f"{round(seconds / 3600)} hours"
