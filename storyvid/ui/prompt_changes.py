"""What an edit does to the pictures: the prompts of scenes, before and after."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from storyvid.prompts import compose
from storyvid.recipes import Part
from storyvid.story import Story
from storyvid.ui.browser import component

_WORD = re.compile(r"\s*(?:\w+(?:[’'-]\w+)*|[^\w\s])")
_mount = component("prompt_changes")


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of a prompt from one source: kept, taken out by the last edit, or put in by it."""

    text: str
    source: str
    name: str = ""  # the character whose look it is
    kind: Literal["same", "gone", "new"] = "same"


@dataclass(frozen=True, kw_only=True)
class ScenePrompt:
    """One scene's prompt; `earlier`: its picked picture was painted from another."""

    number: int
    runs: tuple[Run, ...]
    changed: bool
    earlier: bool


def prompt_changes(rows: Sequence[ScenePrompt], *, key: str) -> None:
    """Draw the prompts: those that changed open, the others folded."""
    _mount(key=key, data={"rows": [asdict(row) for row in rows]})


def changed_scenes(before: Story, after: Story) -> list[str]:
    """The scenes whose prompts an edit changed, in story order."""
    old = {scene.id: scene for scene in before.scenes}
    return [
        scene.id
        for scene in after.scenes
        if scene.id in old and compose(before, old[scene.id]) != compose(after, scene)
    ]


@lru_cache(maxsize=2048)
def runs(before: tuple[Part, ...], after: tuple[Part, ...]) -> tuple[Run, ...]:
    """A prompt's words with those that went and those that came, each with its source, in reading order."""
    old, new = _words(before), _words(after)
    if old == new:
        return tuple(_joined(new))
    made: list[Run] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            made += [replace(word, kind="gone") for word in old[a0:a1]]
        made += [word if tag == "equal" else replace(word, kind="new") for word in new[b0:b1]]
    return tuple(_joined(made))


def _words(parts: Sequence[Part]) -> list[Run]:
    """The words of the parts, each with the space before it."""
    found: list[Run] = []
    for part in parts:
        of = part.name if part.source == "character" else ""
        text = part.text or ("no look yet" if of else "")
        found += [Run(text=word, source=part.source, name=of) for word in _WORD.findall(f" {text.strip()}")]
    return found


def _joined(words: list[Run]) -> list[Run]:
    """Neighbours of one kind and source as one run."""
    joined: list[Run] = []
    for word in words:
        if joined and replace(joined[-1], text="") == replace(word, text=""):
            joined[-1] = replace(word, text=joined[-1].text + word.text)
        else:
            joined.append(word)
    return joined
