"""Writing files so that what has its final name is whole, whoever is killed and whenever."""

import errno
import hashlib
import os
import shutil
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psutil

from storyvid.errors import NoRoom

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SHUT = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR}
_STRAY_FROM_ELSEWHERE_S = 24 * 3600

_serial = count()


@contextmanager
def making_room(path: Path) -> Iterator[None]:
    """Turns the operating system's ways of saying "no room" or "not allowed" into NoRoom, naming the folder."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom(
                f"The disk that holds {path.parent} is full: {path.name} was not written, what was there is untouched. "
                "Free some space (storyvid gc shows what can go), then try again."
            ) from error
        if error.errno in _SHUT:
            raise NoRoom(
                f"The folder {path.parent} cannot be written ({os.strerror(error.errno or 0)}): {path.name} was not "
                "written. Check who owns the folder, or choose another one in Settings."
            ) from error
        raise


def write_bytes(path: Path, content: bytes) -> None:
    """Writes the file whole or not at all: temporary name, fsync, rename, fsync of the folder. Raises NoRoom."""
    with making_room(path):
        temporary = part_of(path)
        try:
            write_through(temporary, content)
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def write_text(path: Path, text: str) -> None:
    """`write_bytes` of UTF-8."""
    write_bytes(path, text.encode())


def write_through(path: Path, content: bytes) -> None:
    """Writes a file under this very name and waits until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Waits until the disk has the file that some library wrote."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until the disk has the folder's names; a rename is not safe before."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> Path:
    """The folder, made with its parents when it was not there. Raises NoRoom."""
    try:
        with making_room(folder / "."):
            folder.mkdir(parents=True, exist_ok=True)
    except NoRoom as error:
        if isinstance(error.__cause__, (FileExistsError, NotADirectoryError)):
            raise NoRoom(f"{folder} cannot be a folder: there is a file in its way. Choose another place.") from error
        raise
    except OSError as error:
        said = os.strerror(error.errno or 0)
        raise NoRoom(f"The folder {folder} cannot be made here ({said}). Choose another place.") from error
    return folder


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def part_of(path: Path) -> Path:
    """A name in the same folder that nobody else uses; it tells which process may be writing there."""
    return path.with_name(f".{path.stem}.{_node()}-{os.getpid()}-{next(_serial)}.part{path.suffix}")


def sweep_strays(folder: Path, *, deep: bool = True) -> int:
    """Removes what killed processes left under temporary names in the folder (and below); returns how many."""
    swept = 0
    for stray in list(folder.glob("**/.*.part*" if deep else ".*.part*")):
        if _is_abandoned(stray):
            with suppress(FileNotFoundError):
                shutil.rmtree(stray) if stray.is_dir() else stray.unlink()
                swept += 1
    return swept


def _is_abandoned(stray: Path) -> bool:
    writer = stray.name.partition(".part")[0].rpartition(".")[2].split("-")
    if len(writer) != 3 or not writer[1].isdigit():
        return False
    if writer[0] != _node():  # a shared disk: that process cannot be asked, only waited out
        with suppress(FileNotFoundError):
            return time.time() - stray.stat().st_mtime > _STRAY_FROM_ELSEWHERE_S
        return False
    return not _may_still_write(int(writer[1]), stray)


def _may_still_write(pid: int, stray: Path) -> bool:
    """Whether the process lives that began the file; a younger one with its number (a container's) is another."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and process.create_time() <= stray.stat().st_mtime + 1
    except (psutil.NoSuchProcess, FileNotFoundError):
        return False


def _node() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"
