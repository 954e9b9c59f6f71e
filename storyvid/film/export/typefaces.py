"""Which font files set a book's text: a serif for Latin, Greek and Cyrillic, others for what it lacks."""

from pathlib import Path

from storyvid.film.fonts import LETTERING, Font, check_glyphs, font_for, is_silent

TEXT = Font(Path(__file__).parent / "faces" / "SourceSerifPro-Regular.ttf")
HEADING = Font(LETTERING / "SourceSerifPro-Bold.ttf")


def others_for(text: str) -> list[Font]:
    """The fonts for the characters that the book's own lacks. Raises MissingGlyph where no font here has one."""
    check_glyphs(text, TEXT)
    lacking = [char for char in dict.fromkeys(text) if not is_silent(char) and ord(char) not in TEXT.characters]
    return list(dict.fromkeys(font for char in lacking if (font := font_for(char))))
