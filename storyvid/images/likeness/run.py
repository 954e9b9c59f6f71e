"""One run of a training: its folder, its state as it goes, its checkpoints by step, and who is at work on it.

training.json              what was asked, written once
state.json                 how far it is, written by rename
pictures/000.png 000.txt   the pictures and their captions
kind/000.png               pictures of its kind, by the untrained model
step-000200.safetensors    a checkpoint (of a whole model: a folder), and a picture of it, step-000200.png
resume.safetensors         from where it goes on after a stop or a kill
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import psutil
from filelock import FileLock, Timeout

from storyvid import files
from storyvid.errors import BadInput, Conflict
from storyvid.images.likeness import training as trainings
from storyvid.images.likeness.training import Training

Stage = Literal["waiting", "preparing", "painting", "training", "stopped", "failed", "done"]
GOING: tuple[Stage, ...] = ("waiting", "preparing", "painting", "training")
_STOP = "stop"


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """The likeness after some steps; `loss` is measured the same way each time, so that checkpoints compare."""

    step: int
    loss: float
    file: str  # in the run's folder
    picture: str = ""


@dataclass(frozen=True, kw_only=True)
class State:
    """How far a run is."""

    stage: Stage = "waiting"
    step: int = 0
    steps: int = 0
    painted: int = 0  # of the kind's pictures
    to_paint: int = 0
    start_loss: float | None = None  # before the first step
    losses: tuple[tuple[int, float], ...] = ()  # (step, mean loss since the one before)
    checkpoints: tuple[Checkpoint, ...] = ()
    seconds_left: int | None = None
    device: str = ""
    memory_mb: int = 0  # the most a GPU held
    message: str = ""  # what went wrong


class Run:
    """A run's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    @classmethod
    def create(cls, folder: Path, training: Training) -> "Run":
        """A new run in a folder that has none.  Raises BadInput, NoRoom."""
        trainings.checked(training)
        run = cls(files.make_folder(Path(folder)))
        if (run.folder / "training.json").exists():
            raise BadInput(f"There is a training in {folder} already.")
        files.make_folder(run.pictures)
        files.make_folder(run.kind)
        files.write_text(run.folder / "state.json", _text(State(steps=training.steps)))
        files.write_text(run.folder / "training.json", trainings.to_json(training))  # last: what has it is whole
        return run

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures"

    @property
    def kind(self) -> Path:
        return self.folder / "kind"

    @property
    def training(self) -> Training:
        """Raises BadInput where there is none."""
        try:
            return trainings.from_json((self.folder / "training.json").read_bytes())
        except OSError as error:
            raise BadInput(f"There is no training in {self.folder}.") from error

    @property
    def state(self) -> State:
        """How far it is; what says it is going on while nobody is at work was killed, and is stopped."""
        state = self.told()
        if state.stage not in GOING or self.at_work():
            return state
        if state.stage != "waiting":
            return replace(state, stage="stopped", seconds_left=None)
        # a process that was started and is gone before it began: its last words are all there is
        return state if self._may_begin() else replace(state, stage="stopped", message=self._last_words())

    def told(self) -> State:
        """The state as it was last written."""
        try:
            held = json.loads((self.folder / "state.json").read_bytes())
            made = tuple(Checkpoint(**one) for one in held.pop("checkpoints"))
            losses = tuple((int(step), float(loss)) for step, loss in held.pop("losses"))
            return State(**held, checkpoints=made, losses=losses)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise BadInput("The state of this training is damaged. Start it anew.") from error

    def tell(self, state: State) -> State:
        """Writes the state; returns it."""
        files.write_text(self.folder / "state.json", _text(state))
        return state

    def at_work(self) -> bool:
        """Whether a process is at work on it: a lock that the kernel lets go when its holder dies."""
        lock = self._lock()
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        lock.release()
        return False

    def claimed(self) -> FileLock:
        """The right to work on it, to be released.  Raises Conflict while another process does."""
        lock = self._lock()
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            raise Conflict("This training is going on in another process already.") from error
        (self.folder / _STOP).unlink(missing_ok=True)
        files.sweep_strays(self.folder)
        return lock

    def ask_to_stop(self) -> None:
        """Has it stop after the step it is at; it can go on from there later."""
        (self.folder / _STOP).touch()

    def asked_to_stop(self) -> bool:
        return (self.folder / _STOP).exists()

    def _may_begin(self) -> bool:
        """Whether the process that was started lives; also where none was started yet."""
        try:
            pid = int((self.folder / "pid").read_text())
            return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
        except (OSError, ValueError):
            return True
        except psutil.NoSuchProcess:
            return False

    def _last_words(self) -> str:
        try:
            lines = (self.folder / "log.txt").read_text("utf-8", "replace").strip().splitlines()
        except OSError:
            return ""
        return lines[-1][:300] if lines else ""

    def _lock(self) -> FileLock:
        return FileLock(self.folder / ".lock", is_singleton=False)


def _text(state: State) -> str:
    return json.dumps(asdict(state), ensure_ascii=False, indent=1)
