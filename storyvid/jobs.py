"""What the workshop and its workers say to one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from storyvid.errors import StoryvidError
from storyvid.recipes import Recipe

FailureKind = Literal["failed", "needs-edit", "died", "cap", "no-room"]
Lane = Literal["cpu", "gpu", "network"]


@dataclass(frozen=True, kw_only=True)
class Job:
    """Recipes made in one go: one, or several pictures that differ only by seed.

    `ahead`: nothing is said of them, nor of what goes wrong; of clips, what will save time is prepared, or with
    `whole` they are made.
    """

    recipes: tuple[Recipe, ...]
    ahead: bool = False
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Share:
    """How much of the job is done, 0.0 to 1.0."""

    share: float


@dataclass(frozen=True, kw_only=True)
class Rough:
    """How the key's picture looks so far: a small WebP."""

    key: str
    picture: bytes


@dataclass(frozen=True, kw_only=True)
class Made:
    """The key's asset is in the store; `fresh` when this worker made it, in `seconds`."""

    key: str
    fresh: bool
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Failed:
    """The key could not be made; the message is fit for the screen."""

    key: str
    message: str
    kind: FailureKind = "failed"


@dataclass(frozen=True, kw_only=True)
class Busy:
    """Another process is making the key; look again in a moment."""

    key: str


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """The key was cancelled before it was made."""

    key: str


@dataclass(frozen=True)
class Done:
    """The job is over: each of its keys was spoken of."""


Event = Share | Rough | Made | Failed | Busy | Stopped | Done


class WorkerDied(StoryvidError):
    """The process that was making something is gone; `str()` says how it ended."""


class Worker(Protocol):
    """One hand of a lane, somewhere: it does one job at a time."""

    def run(self, job: Job) -> Iterator[Event]: ...

    """Events as they happen, Done at the end. Raises WorkerDied; the next `run` starts afresh."""

    def stop(self, keys: frozenset[str]) -> None: ...

    """Asks the running job to leave out these keys; may be called from another thread."""

    def kill(self) -> None: ...

    """Ends the process at once, the running job with it."""

    def rest(self) -> None: ...

    """Lets go of memory between jobs; the next `run` starts afresh."""


class Pool(Protocol):
    """Where workers come from: processes of this machine, or a cluster."""

    def lanes(self) -> dict[Lane, int]: ...

    """How many workers each lane has."""

    def worker(self, lane: Lane) -> Worker: ...
