"""The espeak-ng shared library, loaded afresh for each use so that nothing is left over from the last."""

import _ctypes
import atexit
import ctypes
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from storyvid.errors import ModelFailed, ModelNotInstalled

_WORD, _SENTENCE, _END = 1, 2, 5
_SYNCHRONOUS_RETRIEVAL = 2
_RATE, _VOLUME, _PITCH = 1, 2, 3
_UTF8 = 1
_LONGEST_PATH = 140  # bytes: the library keeps paths in a buffer of 160
_DO_NOT_EXIT = 0x8000  # else missing data would end the whole process
_POSITION_IN_CHARACTERS = 1
_VOLUME_PERCENT = 70  # at 100 many voices clip inside the library

# the library is global state, and is loaded and unloaded
_one_at_a_time = threading.Lock()


class _Name(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Name),
    ]


class _Voice(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True)
class Native:
    """A voice as the library lists it: its name, language codes (the likeliest first) and file."""

    name: str
    codes: tuple[str, ...]
    file: str


@dataclass(frozen=True)
class Heard:
    """What the library said: samples (n,) int16 at `rate`; words as (character, sample), ends of clauses likewise."""

    samples: np.ndarray
    rate: int
    words: tuple[tuple[int, int], ...]
    clause_ends: tuple[tuple[int, int], ...]


@dataclass
class Library:
    """A library that is loaded: speaks and lists voices."""

    handle: ctypes.CDLL
    rate: int
    _blocks: list[np.ndarray] = field(default_factory=list)
    _words: list[tuple[int, int]] = field(default_factory=list)
    _ends: list[tuple[int, int]] = field(default_factory=list)

    def voices(self) -> list[Native]:
        """Every voice in the library's data, in its order."""
        self.handle.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        listed = self.handle.espeak_ListVoices(None)
        found: list[Native] = []
        while listed[len(found)]:
            voice = listed[len(found)].contents
            name, file = voice.name.decode().strip(), voice.identifier.decode()
            found.append(Native(name, tuple(_codes(voice.languages)), file))
        return found

    def choose(self, file: str, *, words_per_minute: int, pitch: int) -> None:
        """Take a voice by file ("gmw/en+f3"), speed and pitch (0..100, 50 is the voice's own)."""
        if self.handle.espeak_SetVoiceByName(file.encode()) != 0:
            raise ModelFailed(f'espeak-ng could not load the voice file "{file}". Reinstall espeakng-loader.')
        self.handle.espeak_SetParameter(_RATE, words_per_minute, 0)
        self.handle.espeak_SetParameter(_PITCH, pitch, 0)
        self.handle.espeak_SetParameter(_VOLUME, _VOLUME_PERCENT, 0)

    def say(self, text: str) -> Heard:
        """Say plain text (no mark-up is understood); positions are counted from 0 in its characters."""
        self._blocks, self._words, self._ends = [], [], []
        said = text.encode("utf-8", "replace") + b"\0"
        status = self.handle.espeak_Synth(
            said, ctypes.c_size_t(len(said)), 0, _POSITION_IN_CHARACTERS, 0, _UTF8, None, None
        )
        if status != 0:
            raise ModelFailed("espeak-ng stopped while speaking. Try again.")
        samples = np.concatenate(self._blocks) if self._blocks else np.zeros(0, np.int16)
        return Heard(samples, self.rate, tuple(self._words), tuple(self._ends))

    def receive(self, block, count: int, events) -> int:
        """Take a block of samples and the events in it; called by the library."""
        if block and count:
            self._blocks.append(np.ctypeslib.as_array(block, (count,)).copy())
        index = 0
        while events[index].type:
            event = events[index]
            if event.type == _WORD:
                self._words.append((event.text_position - 1, event.sample))
            elif event.type == _END:
                self._ends.append((event.text_position - 1, event.sample))
            index += 1
        return 0


def _opened() -> ctypes.CDLL:
    """The library's file, opened. Raises ModelNotInstalled where the wheel is broken or made for another machine."""
    try:
        import espeakng_loader

        return ctypes.CDLL(_own(espeakng_loader.get_library_path()))
    except (ImportError, OSError) as error:
        raise ModelNotInstalled(
            f"espeak-ng cannot be loaded ({error}). Add it again with: pip install --force-reinstall espeakng-loader"
        ) from error


@contextmanager
def loaded() -> Iterator[Library]:
    """The library, loaded for the length of a `with`, one thread at a time.

    The synthesiser keeps phases and noise positions between calls, so the same text would sound a little
    different each time; unloading it is the one way to the same samples for the same request (3 ms).
    """
    with _one_at_a_time, _data_path() as path:
        handle = _opened()
        try:
            rate = handle.espeak_Initialize(_SYNCHRONOUS_RETRIEVAL, 0, path, _DO_NOT_EXIT)
            if rate <= 0:
                raise ModelFailed("espeak-ng did not find its data. Reinstall espeakng-loader.")
            library = Library(handle, rate)
            callback = _Callback(library.receive)
            handle.espeak_SetSynthCallback(callback)
            yield library
            handle.espeak_SetSynthCallback(None)
            handle.espeak_Terminate()
        finally:
            _unload(handle)


def _own(path: str) -> str:
    """The library's file, or a copy of it where another package holds it loaded: then unloading has no effect."""
    if not hasattr(os, "RTLD_NOLOAD"):
        return path
    try:
        held = ctypes.CDLL(path, mode=os.RTLD_NOLOAD)
    except OSError:
        return path
    _unload(held)
    return _copied(path)


@cache
def _copied(path: str) -> str:
    folder = tempfile.mkdtemp(prefix="espeak-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return shutil.copy(path, folder)


def _unload(handle: ctypes.CDLL) -> None:
    close = getattr(_ctypes, "dlclose", None) or _ctypes.FreeLibrary  # type: ignore[attr-defined]
    close(handle._handle)


def _codes(address: int) -> Iterator[str]:
    """The language codes of a voice: each a byte of priority and a C string, ended by a zero byte."""
    while ctypes.string_at(address, 1) != b"\0":
        code = ctypes.string_at(address + 1)
        yield code.decode().lower()
        address += len(code) + 2


@contextmanager
def _data_path() -> Iterator[bytes]:
    """The data's folder under a name that fits the library's fixed buffer."""
    import espeakng_loader

    path = espeakng_loader.get_data_path()
    if len(os.fsencode(path)) <= _LONGEST_PATH:
        yield os.fsencode(path)
        return
    with tempfile.TemporaryDirectory(prefix="espeak-") as folder:
        link = os.path.join(folder, "espeak-ng-data")
        os.symlink(path, link, target_is_directory=True)
        yield os.fsencode(link)
