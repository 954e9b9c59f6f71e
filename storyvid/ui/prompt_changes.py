"""What an edit does to the pictures: the prompts of scenes, before and after."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Literal

from storyvid.prompts import compose
from storyvid.recipes import Part
from storyvid.story import Story
from storyvid.ui.browser import component

_mount = component("prompt_changes")


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of a prompt from one source: kept, taken out by the last edit, or put in by it."""

    text: str
    source: str
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


def runs(before: Sequence[Part], after: Sequence[Part]) -> tuple[Run, ...]:
    """A prompt's words with those that went and those that came, each with its source, in reading order."""
    old, new = _words(before), _words(after)
    made: list[Run] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            made += [Run(text=word, source=source) for source, word in new[b0:b1]]
        else:
            made += [Run(text=word, source=source, kind="gone") for source, word in old[a0:a1]]
            made += [Run(text=word, source=source, kind="new") for source, word in new[b0:b1]]
    return tuple(_joined(made))


def _words(parts: Sequence[Part]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in parts:
        text = f"{part.name}: {part.text or 'no look yet'}" if part.source == "character" else part.text
        found += [(part.source, word) for word in re.findall(r"\w+(?:[’'-]\w+)*|\S", text)]
    return found


def _joined(words: list[Run]) -> list[Run]:
    """Neighbours of one kind and source as one run, spaced as words are."""
    joined: list[Run] = []
    for word in words:
        if joined and (joined[-1].source, joined[-1].kind) == (word.source, word.kind):
            space = "" if re.match(r"[,.;:!?…)”’]", word.text) or joined[-1].text[-1:] in "“(‘" else " "
            joined[-1] = Run(text=joined[-1].text + space + word.text, source=word.source, kind=word.kind)
        else:
            joined.append(word)
    return joined
