"""Waiting for a slow answer without going deaf: the author may stop it, and it ends with the time-out."""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from storyvid.models import Progress
from storyvid.services.patience import Trouble

Answer = TypeVar("Answer")
_LOOK_EVERY_S = 0.2
_GRACE_S = 2.0  # for the request's own time-out, which says better what was the matter


def answered(
    ask: Callable[[], Answer],
    *,
    who: str,
    timeout_s: float,
    progress: Progress,
    share: Callable[[], float] = lambda: 0.0,
    every_s: float = _LOOK_EVERY_S,
) -> Answer:
    """What `ask` gives, asked in a thread of its own; meanwhile `share` says how much is done.

    Raises what `ask` raises, Trouble once `timeout_s` is over even for a server that trickles, Cancelled as soon as
    the author stops; what comes after that is let go.
    """
    box: dict[str, Any] = {}

    def asking() -> None:
        try:
            box["answer"] = ask()
        except BaseException as error:  # handed over whole to the thread that waits
            box["error"] = error

    progress(0.0)
    thread = threading.Thread(target=asking, daemon=True, name=f"asking {who}")
    thread.start()
    until = time.monotonic() + timeout_s + _GRACE_S
    while thread.is_alive() and time.monotonic() < until:
        thread.join(every_s)
        if thread.is_alive():
            progress(share())
    if "error" in box:
        raise box["error"]
    if "answer" not in box:
        raise Trouble(
            f"{who} did not finish in {timeout_s:.0f} seconds. It may charge for this all the same, so it is not asked "
            "again by itself. Retry, or raise the time-out in Settings.",
            billed=True,
        )
    return box["answer"]
