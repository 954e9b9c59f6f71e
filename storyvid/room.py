"""Room on the disk: looked at before something large is begun."""

import shutil
from pathlib import Path

from storyvid.errors import NoRoom


def check_room_for_film(wanted_bytes: int, folder: Path) -> None:
    """Raises NoRoom, with figures, before a film is begun that the disk cannot hold."""
    free_bytes = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    if free_bytes < wanted_bytes:
        raise NoRoom(
            f"The film may take {-(-wanted_bytes // 10**6)} MB while it is made, and {free_bytes // 10**6} MB are free "
            "on this disk. Free some space (storyvid gc shows what can go), then render again."
        )
