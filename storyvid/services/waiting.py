"""Waiting for a slow answer without going deaf: the author may stop it, and it ends with the time-out."""

import time
from collections.abc import Callable
from multiprocessing.pool import ThreadPool
from typing import TypeVar

from storyvid.models import Progress
from storyvid.services.patience import unfinished

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
    progress(0.0)
    until = time.monotonic() + timeout_s + _GRACE_S
    threads = ThreadPool(1)  # a daemon: a request that hangs keeps no program from ending
    try:
        asked = threads.apply_async(ask)
        while not asked.ready() and time.monotonic() < until:
            asked.wait(every_s)
            if not asked.ready():
                progress(share())
        if not asked.ready():
            raise unfinished(who, timeout_s)
        return asked.get()
    finally:
        threads.terminate()  # what still comes is let go
