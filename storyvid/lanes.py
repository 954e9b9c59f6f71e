"""The local pool: worker processes of this machine, each with pipes of its own.

Pipes of its own, not a queue shared by a pool: a worker that is killed while it holds a shared lock takes the
others with it.  A fresh interpreter, not multiprocessing: Streamlit puts the page into `__main__`, which
multiprocessing would run again in each worker.
"""

import itertools
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from storyvid.images import devices
from storyvid.jobs import Done, Event, Job, Lane, Worker, WorkerDied

_BOOT = """
import sys, pickle, pathlib
try:
    sys.path[:], folder = pickle.load(sys.stdin.buffer)
except EOFError:  # the parent was killed while this process started
    sys.exit()
from storyvid.worker import serve
serve(pathlib.Path(folder))
"""
_ONE_THREAD = {
    name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
} | {"OPENCV_FOR_THREADS_NUM": "1"}
_BYTES_A_WORKER = 600 * 1024**2
_FAREWELL_S = 2.0


class LocalPool:
    """Workers as processes of this machine: one a graphics card, one a core, a few that wait for networks.

    Where there is no card, its one worker paints what would be painted there with all cores.
    """

    def __init__(self, folder: Path, *, cpu_workers: int | None = None) -> None:
        self.folder = folder
        self.cpu_workers = cpu_workers
        self._cards = itertools.cycle(devices.cards() or ("",))

    def lanes(self) -> dict[Lane, int]:
        return {"gpu": max(1, len(devices.cards())), "cpu": self.cpu_workers or fitting_workers(), "network": 4}

    def worker(self, lane: Lane) -> Worker:
        if lane == "gpu" and (card := next(self._cards)):
            return LocalWorker(self.folder, env={devices.VISIBLE: card})
        return LocalWorker(self.folder, env=_ONE_THREAD if lane == "cpu" else {})


class LocalWorker:
    """One process, started with its first job; jobs go in and events come out through its pipes."""

    def __init__(self, folder: Path, *, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env
        self._process: subprocess.Popen | None = None
        self._sending = threading.Lock()

    def run(self, job: Job) -> Iterator[Event]:
        """Events as they happen, Done at the end. Raises WorkerDied; the next `run` starts afresh."""
        process = self._process or self._start()
        try:
            self._send(process, job)
            assert process.stdout is not None
            while True:
                event = pickle.load(process.stdout)
                yield event
                if isinstance(event, Done):
                    return
        except (EOFError, OSError, pickle.UnpicklingError, ValueError) as error:
            self._process = None
            self._end(process)
            raise WorkerDied(_how_it_ended(process.returncode)) from error

    def stop(self, keys: frozenset[str]) -> None:
        """Asks the running job to leave out these keys."""
        if process := self._process:
            with suppress(OSError, ValueError):
                self._send(process, keys)

    def kill(self) -> None:
        """Ends the process at once."""
        if process := self._process:
            process.kill()

    def rest(self) -> None:
        """Ends the process between jobs; its end of file is its farewell."""
        if process := self._process:
            self._process = None
            self._end(process)

    def _start(self) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", _BOOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **self.env},
        )
        self._process = process
        with suppress(OSError):  # it died at once: reading says so
            self._send(process, (sys.path, str(self.folder)))
        return process

    def _send(self, process: subprocess.Popen, message: object) -> None:
        assert process.stdin is not None
        with self._sending:
            pickle.dump(message, process.stdin)
            process.stdin.flush()

    def _end(self, process: subprocess.Popen) -> None:
        with suppress(OSError):
            assert process.stdin is not None
            process.stdin.close()
        try:
            process.wait(_FAREWELL_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()


def fitting_workers() -> int:
    """As many workers as there are cores, or fewer when memory is short."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, psutil.virtual_memory().available // _BYTES_A_WORKER))


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        if name == "SIGKILL":
            return "Its process was killed, most likely because memory ran out. Close other programs, then retry."
        return f"Its process crashed ({name}). Retry; if it crashes again, choose another model or change the scene."
    return f"Its process ended by itself (exit code {code}). Retry; what it printed is in the terminal."
