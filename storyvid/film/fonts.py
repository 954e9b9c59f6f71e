"""Fonts: which file can draw a character, those that come with the app first, and what to install if none can.

The files in `faces/` are Noto Sans ExtraBold, and Noto Emoji for where the system has no coloured ones (both SIL Open
Font License 1.1, `OFL.txt` beside them).  A font that is asked for by name, or that the author brought, goes first;
characters that it lacks come from the others.
"""

import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import uharfbuzz as hb

from storyvid.errors import BadInput, MissingGlyph

FACES = Path(__file__).parent / "faces"
_EMOJI = FACES / "emoji" / "NotoEmoji-Bold.ttf"
LETTERING = FACES / "lettering"  # what cards are lettered with
WEIGHT = 800

_FOLDERS = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
}
_OTHER_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")


@dataclass(frozen=True)
class Font:
    """One face of a font file."""

    path: Path
    index: int = 0

    @cached_property
    def face(self) -> hb.Face:
        return hb.Face(hb.Blob.from_file_path(str(self.path)), self.index)

    @cached_property
    def shaper(self) -> hb.Font:
        font = hb.Font(self.face)
        if self.face.has_var_data:
            font.set_variations({"wght": WEIGHT})
        return font

    @cached_property
    def characters(self) -> frozenset[int]:
        # our emoji have digits, for keycaps, which beside an emoji would not look like the others
        return frozenset(char for char in self.face.unicodes if self.path != _EMOJI or char > 0xFF)


def brought(path: Path) -> Font:
    """The font in a file that the author brought. Raises BadInput for what is no TrueType or OpenType font."""
    font = Font(path)
    try:
        usable = path.stat().st_size > 0 and bool(font.characters) and font.face.upem > 0
    except (OSError, ValueError, RuntimeError, hb.HarfBuzzError) as error:
        raise BadInput(f"This font cannot be read ({error}). Bring a TrueType or OpenType file.") from error
    if not usable:
        raise BadInput("This is no TrueType or OpenType font (.ttf, .otf). Bring one, or leave the font out.")
    return font


@lru_cache(maxsize=8192)
def font_for(char: str, first: Font | None = None) -> Font | None:
    """The font that draws a character, or None: `first` if it can, then the app's own, the system's, our emoji."""
    if first is not None and ord(char) in first.characters:
        return first
    for font in own_fonts():
        if ord(char) in font.characters:
            return font
    return next((font for font in (*_system_fonts(char), _emoji()) if ord(char) in font.characters), None)


@cache
def own_fonts() -> tuple[Font, ...]:
    """The fonts that come with the app, Latin, Greek and Cyrillic first."""
    return tuple(Font(path) for path in sorted(FACES.glob("*.ttf"), key=lambda path: (len(path.stem), path.stem)))


@cache
def _emoji() -> Font:
    return Font(_EMOJI)


def missing_glyphs(text: str, first: Font | None = None) -> dict[str, str]:
    """The characters that no font here draws, each with the font to install for it."""
    signs = [char for char in dict.fromkeys(text) if not is_silent(char)]
    return {char: _advice(char) for char in signs if font_for(char, first) is None}


def check_glyphs(text: str, first: Font | None = None) -> None:
    """Raises MissingGlyph, naming the font to install, if a character of the text cannot be drawn here."""
    missing = missing_glyphs(text, first)
    if missing:
        char, advice = next(iter(missing.items()))
        others = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        name = unicodedata.name(char, f"U+{ord(char):04X}")
        raise MissingGlyph(f'No font here can draw "{char}" ({name}){others}. {advice}, or leave captions out.')


def is_silent(char: str) -> bool:
    """Whether a character has no picture of its own: spaces, controls, joiners, variation selectors."""
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cn", "Cs") or _selects(char)


def _selects(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _advice(char: str) -> str:
    name = unicodedata.name(char, "")
    if name.startswith(_CJK):
        return "Install Noto Sans CJK (Debian, Ubuntu: apt-get install fonts-noto-cjk)"
    if unicodedata.category(char) in ("So", "Sk") and ord(char) > 0x2000:
        return "Install Noto Color Emoji (Debian, Ubuntu: apt-get install fonts-noto-color-emoji)"
    script = name.partition(" ")[0].title() or "Symbols"
    return f"Install Noto Sans {script} (Debian, Ubuntu: apt-get install fonts-noto-core fonts-noto-extra)"


def _system_fonts(char: str) -> Iterator[Font]:
    if shutil.which("fc-match"):
        yield from _matched(char)
    else:
        yield from _found()


def _matched(char: str) -> Iterator[Font]:
    # fontconfig sorts by how well a face fits; only the first few can hold the character at all
    pattern = f"sans:weight=200:charset={ord(char):x}"
    asked = subprocess.run(
        ["fc-match", "--sort", "--format", "%{file}\t%{index}\n", pattern], capture_output=True, text=True, check=False
    )
    for line in asked.stdout.splitlines()[:8]:
        path, _, index = line.partition("\t")
        if Path(path).suffix.lower() in (".ttf", ".otf", ".ttc", ".otc"):
            yield Font(Path(path), int(index or 0) & 0xFFFF)  # the upper half names an instance of a variable font


@cache
def _found() -> tuple[Font, ...]:
    folders = _FOLDERS.get(sys.platform, _OTHER_FOLDERS)
    files = (file for folder in folders for file in Path(folder).expanduser().rglob("*"))
    fonts = [file for file in files if file.suffix.lower() in (".ttf", ".otf", ".ttc", ".otc")]
    heavy = ("extrabold", "black", "heavy", "bold")
    ranked = sorted(fonts, key=lambda file: (not file.stem.lower().endswith(heavy), file.name))
    return tuple(Font(file) for file in ranked)
