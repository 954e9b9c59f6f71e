"""Scripts: texts written as "ANNA: Hello." or with the name on a line of its own, as plays and screenplays are."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

_WORD = r"[^\W\d_a-zß-öø-ÿа-я][\w.'’#&-]*"
_BESIDE = r"(?:[ \t]*[(\[][^()\[\]\n]{1,60}[)\]])?"  # "ANNA (laughing):"
_LINE = re.compile(
    rf"^[ \t]*(?:\*\*|__)?(?P<name>{_WORD}(?:[ \t]+(?:{_WORD}|#?\d+|the|of|and|de|la|von)){{0,3}})"
    rf"(?:\*\*|__)?{_BESIDE}(?:\*\*|__)?:(?:\*\*|__)?(?=\s|\()[ \t]*",
    re.M,
)
_OWN_LINE = re.compile(
    rf"(?:\A|(?<=\n\n))[ \t]*(?P<name>[^\W\d_a-z][^\na-z():]{{0,28}}[^\s\na-z():.!?,…]){_BESIDE}[ \t]*\n(?=[ \t]*\S)",
    re.M,
)
_NO_NAMES = re.compile(r"(?:int|ext|scene|act|chapter|part|cut|fade|the end|title|prologue|epilogue)\b", re.I)
_NO_SPEAKERS = frozenset(
    "note notes chapter scene act part title author genre setting characters cast time place moral summary tip warning "
    "step question answer example date subject from to re ps".split()
)
_NARRATORS = frozenset(("narrator", "narration", "voiceover", "voice over", "storyteller", "v.o.", "narr", "erzähler"))
_DIRECTION = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]")
_ENDS = re.compile(r"\n[ \t]*\n|\n[ \t]*[(\[]")
_LEAST = 4  # speeches that make a script
_SHARE = 0.4  # of the lines, stage directions apart


@dataclass(frozen=True)
class Cue:
    """Who speaks, [start, end) the name alone, [start, label_end) all that stands before the words; and the stretches
    spoken, none where it is the narrator."""

    name: str
    start: int
    end: int
    label_start: int
    label_end: int
    spoken: tuple[tuple[int, int], ...]


@lru_cache(maxsize=8)
def cues(text: str) -> tuple[Cue, ...]:
    """The speeches of a script in order, none where the text is no script."""
    for pattern in (_LINE, _OWN_LINE):
        found = [match for match in pattern.finditer(text) if _may_be_name(match["name"])]
        if _are_speeches(text, found, with_lines=pattern is _OWN_LINE):
            ends = [match.start() for match in found[1:]] + [len(text)]
            return tuple(_cue(text, match, end) for match, end in zip(found, ends, strict=True))
    return ()


def is_narrator(name: str) -> bool:
    """Whether a script's name is that of who tells it."""
    return name.lower() in _NARRATORS


def _may_be_name(name: str) -> bool:
    return not _NO_NAMES.match(name) and name.lower() not in _NO_SPEAKERS


def _are_speeches(text: str, found: list[re.Match[str]], *, with_lines: bool) -> bool:
    """Enough of the lines are speeches, of two or more who mostly speak again."""
    said = Counter(match["name"].lower() for match in found)
    if len(found) < _LEAST or len(said) < 2:
        return False
    again = sum(count for count in said.values() if count > 1)
    told = [line for line in text.splitlines() if line.strip() and line.strip()[0] not in "([#"]
    lines = len(found) * (2 if with_lines else 1)
    return again * 2 >= len(found) and lines >= _SHARE * len(told)


def _cue(text: str, match: re.Match[str], end: int) -> Cue:
    body = match.end()
    stop = _ENDS.search(text, body, end)
    end = stop.start() if stop else end
    spoken: list[tuple[int, int]] = []
    at = body
    for direction in (*_DIRECTION.finditer(text, body, end), None):
        spoken.append((at, direction.start() if direction else end))
        at = direction.end() if direction else end
    kept = (_stripped(text, start, stop) for start, stop in spoken)
    pieces = tuple(piece for piece in kept if any(char.isalnum() for char in text[slice(*piece)]))
    name = match["name"].strip()
    start = match.start("name")
    return Cue(name, start, start + len(name), match.start(), body, () if is_narrator(name) else pieces)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - (len(said) - len(said.rstrip()))
