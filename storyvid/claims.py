"""Claims: which process makes what, so that nothing is made twice at once."""

from pathlib import Path

from filelock import FileLock, Timeout

from storyvid import files


class Claims:
    """A lock per key that the kernel lets go when its holder dies."""

    def __init__(self, folder: Path) -> None:
        self.folder = files.make_folder(folder)

    def take(self, key: str) -> FileLock | None:
        """The claim on a key, or None while another process has it; `give_back` it when the key is settled."""
        claim = FileLock(self.folder / f"{key}.lock", is_singleton=False)
        try:
            with files.making_room(Path(claim.lock_file)):
                claim.acquire(blocking=False)
        except Timeout:
            return None
        return claim

    def give_back(self, claim: FileLock, *, made: bool) -> None:
        """Lets go; a claim on a made key leaves no file (whoever still waits for it finds the asset)."""
        if made:
            Path(claim.lock_file).unlink(missing_ok=True)
        claim.release()
