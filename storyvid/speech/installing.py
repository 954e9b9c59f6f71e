"""Installing a local voice from the command line: what would come is said first, then fetched and checked."""

from collections.abc import Callable

from storyvid.errors import Cancelled
from storyvid.speech import weights


def install_voice(engine: str, voice: str, *, agreed: Callable[[], bool], say: Callable[[str], None]) -> None:
    """Fetches what an engine's voice lacks here.

    Raises UnknownName, Cancelled where it is not agreed to, ModelNotInstalled where a file cannot be had, NoRoom.
    """
    files = weights.missing(engine, voice)
    if not files:
        say(f"Installed already, in {weights.folder(engine)}.")
        return
    for file in files:
        say(f"{file.name}, about {file.about_mb} MB from {file.url}")
    if not agreed():
        raise Cancelled("Nothing was installed.")
    say(f"Ready in {weights.fetch(engine, files)}. Choose {engine.capitalize()} on the Sound page.")
