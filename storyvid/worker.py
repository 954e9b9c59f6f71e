"""A worker process: makes one job after another and publishes each asset itself, as it is finished."""

import os
import pickle
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from filelock import FileLock
from PIL import Image

from storyvid import makers
from storyvid.claims import Claims
from storyvid.errors import Cancelled, NeedsAnEdit, NoRoom, OverTheCap, StoryvidError
from storyvid.jobs import Busy, Done, Event, Failed, FailureKind, Job, Made, Rough, Share, Stopped
from storyvid.recipes import ClipRecipe, ImageRecipe, Picture, Recipe, key_of
from storyvid.store import Store
from storyvid.thumbnails import thumbnail_path, write_thumbnail

_SHARE_EVERY_S = 0.1
_ROUGH_EVERY_S = 1.0
_NICENESS = 10


def serve(folder: Path) -> None:
    """Takes jobs from standard input, answers with events on standard output, until the parent is gone."""
    _die_with_parent()
    _give_way()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who then says what to do
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not mix with the events
    inbox: queue.SimpleQueue[Job] = queue.SimpleQueue()
    stopped: set[str] = set()
    threading.Thread(target=_listen, args=(inbox, stopped), daemon=True).start()

    def say(event: Event) -> None:
        pickle.dump(event, events)
        events.flush()

    store, claims = Store(folder / "assets"), Claims(folder / "claims")
    while True:
        job = inbox.get()
        with suppress(BrokenPipeError):  # the parent has just gone: the listener ends this process
            do(job, store, claims, say=say, stopped=stopped)


def do(job: Job, store: Store, claims: Claims, *, say: Callable[[Event], None], stopped: set[str]) -> None:
    """Makes what of the job is missing and nobody else is making; says what became of each key."""
    if job.ahead:
        _get_ready(job, store, claims)
        say(Done())
        return
    left = _claimed(job, store, claims, say)
    try:
        if left:
            _make(left, store, claims, say=say, stopped=stopped)
    finally:
        for _, claim in left.values():
            claims.give_back(claim, made=False)
    say(Done())


def _get_ready(job: Job, store: Store, claims: Claims) -> None:
    """Whoever wants these made will hear what is wrong with them: here nobody does."""
    for recipe in job.recipes:
        if isinstance(recipe, ClipRecipe) and not job.whole:
            with suppress(StoryvidError, OSError):
                makers.prepare(recipe, store)
        else:
            do(Job(recipes=(recipe,)), store, claims, say=lambda event: None, stopped=set())


def _claimed(
    job: Job, store: Store, claims: Claims, say: Callable[[Event], None]
) -> dict[str, tuple[Recipe, FileLock]]:
    left = {}
    for recipe in job.recipes:
        key = key_of(recipe)
        try:
            claim = claims.take(key)
        except StoryvidError as error:
            say(Failed(key=key, message=str(error)))
            continue
        if claim is None:
            say(Busy(key=key))
        elif store.has(recipe):  # looked at only now: whoever had the claim may just have finished
            claims.give_back(claim, made=True)
            say(Made(key=key, fresh=False))
        else:
            left[key] = (recipe, claim)
    return left


def _make(left, store: Store, claims: Claims, *, say: Callable[[Event], None], stopped: set[str]) -> None:
    """Makes what is left, taking out of `left` what is done; the one place that catches everything."""
    progress, began = _Progress(left, say, stopped), time.monotonic()
    try:
        progress(0.0)
        for result in makers.make([recipe for recipe, _ in left.values()], store, progress=progress):
            if isinstance(result, makers.Unmade):
                _fail_one(left, result, claims, say)
                continue
            path = store.adopt(result.recipe, result.content, result.facts)
            _thumbnail(store, result.recipe, path)
            key, now = key_of(result.recipe), time.monotonic()
            claims.give_back(left.pop(key)[1], made=True)
            say(Made(key=key, fresh=True, seconds=now - began))
            began = now
        _fail(left, "The model stopped before it had made everything. Retry.", "failed", say)
    except Cancelled:
        for key in left:
            say(Stopped(key=key))
    except NeedsAnEdit as error:
        _fail(left, str(error), "needs-edit", say)
    except OverTheCap as error:
        _fail(left, str(error), "cap", say)
    except NoRoom as error:
        _fail(left, str(error), "no-room", say)
    except StoryvidError as error:
        _fail(left, str(error), "failed", say)
    except MemoryError:
        _fail(
            left,
            "There was not enough memory. Close other programs or choose a smaller model, then retry.",
            "failed",
            say,
        )
    except BrokenPipeError:
        raise
    except Exception as error:  # a model may raise anything: it costs this job, and the worker goes on
        traceback.print_exc()
        _fail(
            left,
            f"It went wrong in a way that storyvid did not foresee: {type(error).__name__}: {error}",
            "failed",
            say,
        )


def _fail_one(left, unmade: makers.Unmade, claims: Claims, say: Callable[[Event], None]) -> None:
    key = key_of(unmade.recipe)
    claims.give_back(left.pop(key)[1], made=False)
    kind: FailureKind = "needs-edit" if isinstance(unmade.error, NeedsAnEdit) else "failed"
    say(Failed(key=key, message=str(unmade.error), kind=kind))


def _fail(left, message: str, kind, say: Callable[[Event], None]) -> None:
    for key in left:
        say(Failed(key=key, message=message, kind=kind))


class _Progress:
    """Says how far the job is and how its pictures look so far, not too often; stops it when its keys are stopped."""

    def __init__(self, left, say: Callable[[Event], None], stopped: set[str]) -> None:
        self._left, self._say, self._stopped = left, say, stopped
        self._said_at = self._shown_at = float("-inf")

    def __call__(self, share: float) -> None:
        if self._left and self._left.keys() <= self._stopped:
            raise Cancelled("The work was stopped.")
        if (now := time.monotonic()) - self._said_at >= _SHARE_EVERY_S:
            self._said_at = now
            self._say(Share(share=min(1.0, max(0.0, float(share)))))

    def rough(self, pictures: Callable[[], list[tuple[ImageRecipe, Image.Image]]]) -> None:
        if time.monotonic() - self._shown_at < _ROUGH_EVERY_S:
            return
        for recipe, picture in pictures():
            written = BytesIO()
            picture.save(written, "WEBP", quality=60)
            self._say(Rough(key=key_of(recipe), picture=written.getvalue()))
        self._shown_at = time.monotonic()


def _thumbnail(store: Store, recipe: Recipe, path: Path) -> None:
    if isinstance(recipe, Picture):
        small = thumbnail_path(store.folder.parent, recipe)
        with suppress(StoryvidError):  # the picture is there; the page makes the small one when it must
            write_thumbnail(path, small, size=360)


def _listen(inbox: "queue.SimpleQueue[Job]", stopped: set[str]) -> None:
    try:
        while True:
            message = pickle.load(sys.stdin.buffer)
            if isinstance(message, Job):
                stopped.clear()  # here, not when the job begins: a stop may follow close behind it
                inbox.put(message)
            else:
                stopped.update(message)
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)  # the parent is gone, or has closed this worker: nothing here is worth a farewell


def _give_way() -> None:
    """What is made may take all the machine has left; the page that the author clicks on comes first."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)


def _die_with_parent() -> None:
    """Linux kills this process with its parent, even when native code keeps the listener from running."""
    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1  # linux/prctl.h
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
