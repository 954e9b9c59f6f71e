"""Quotations: which stretches of a story are spoken."""

import re
from dataclasses import dataclass

from storyvid.reading.scripts import cues

# an unclosed quotation ends with its paragraph, as in novels where every paragraph of a speech opens anew
_DOUBLE = re.compile(
    r"“[^“”\n]*(?:\n(?!\s*\n)[^“”\n]*)*(?:”|(?=\n\s*\n)|(?=“)|\Z)|„[^“”\n]*(?:\n(?!\s*\n)[^“”\n]*)*[“”]"
)
_STRAIGHT = re.compile(r'"[^"\n]*(?:\n(?!\s*\n)[^"\n]*)*(?:"|(?=\n\s*\n)|\Z)')
_GUILLEMETS = re.compile(r"«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[\w‘'\"“])(?:[^\n]|\n(?!\s*\n))*?[,.!?;:…—-][’'](?!\w)")


_DASH_LINE = re.compile(r"^[ \t]*(?:[—–―]|--)(?!\s*\n)[^\n]*(?:\n(?!\s*\n|[ \t]*[—–―-])[^\n]*)*", re.M)
# within a line of dialogue: "— Yes, — said he. — Come in."
_ASIDE = re.compile(r"\s*[—–―]\s*(?=[^\W\d_A-ZÀ-ÞА-Я])[^—–―]*(?:[—–―][.,]?|\Z)")


@dataclass(frozen=True)
class Quotation:
    """What is spoken: [start, end) of the text, marks included."""

    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations in order, in the marks that this text uses.

    Single marks count only where there are no double ones to speak of: within them they are quotes in quotes;
    dashes at the start of lines where they outnumber the marks.  In a script, what stands behind the names.
    """
    if script := cues(text):
        return [Quotation(start, end) for cue in script for start, end in cue.spoken]
    doubled = text.count("“") + text.count('"') // 2 + text.count("«") + text.count("「") + text.count("„")
    marks = [_DOUBLE, _STRAIGHT, _GUILLEMETS]
    singles, dashes = list(_SINGLE.finditer(text)), list(_DASH_LINE.finditer(text))
    if len(dashes) > 2 and len(dashes) > 2 * max(doubled, len(singles)):
        return [quotation for line in dashes for quotation in _spoken(line)]
    if doubled < 0.25 * len(singles):
        marks = [_SINGLE]
    found = [Quotation(*match.span()) for mark in marks for match in mark.finditer(text)]
    return _outermost(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))


def _spoken(line: re.Match[str]) -> list[Quotation]:
    """A line of dialogue without what the narrator says between its dashes."""
    made, start, held = [], line.start(), line.group()
    for aside in _ASIDE.finditer(held, 1):
        made.append(Quotation(start, line.start() + aside.start()))
        start = line.start() + aside.end()
    made.append(Quotation(start, line.end()))
    return [quotation for quotation in made if any(c.isalnum() for c in line.string[quotation.start : quotation.end])]


def _outermost(found: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in found:
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept
