"""Word lists: plain text files with a name in brackets above each list."""

from importlib.resources.abc import Traversable


def word_lists(file: Traversable) -> dict[str, list[str]]:
    """The words of each list by its name, in the order of the file."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        else:
            words += line.split()
    return found
