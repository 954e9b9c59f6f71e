"""Quotations: which stretches of a story are spoken."""

import re
from dataclasses import dataclass

# an unclosed quotation ends with its paragraph, as in novels where every paragraph of a speech opens anew
_DOUBLE = re.compile(
    r"“[^“”\n]*(?:\n(?!\s*\n)[^“”\n]*)*(?:”|(?=\n\s*\n)|(?=“)|\Z)|„[^“”\n]*(?:\n(?!\s*\n)[^“”\n]*)*[“”]"
)
_STRAIGHT = re.compile(r'"[^"\n]*(?:\n(?!\s*\n)[^"\n]*)*(?:"|(?=\n\s*\n)|\Z)')
_GUILLEMETS = re.compile(r"«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[\w‘'\"“])(?:[^\n]|\n(?!\s*\n))*?[,.!?;:…—-][’'](?!\w)")


@dataclass(frozen=True)
class Quotation:
    """What is spoken: [start, end) of the text, marks included."""

    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations in order, in the marks that this text uses.

    Single marks count only where there are no double ones to speak of: within them they are quotes in quotes.
    """
    found: list[Quotation] = []
    doubled = text.count("“") + text.count('"') // 2 + text.count("«") + text.count("「")
    marks = [_DOUBLE, _STRAIGHT, _GUILLEMETS] if doubled else [_SINGLE]
    if doubled and doubled < 0.25 * len(singles := _SINGLE.findall(text)) and len(singles) > 3:
        marks = [_SINGLE]
    for mark in marks:
        found += [Quotation(*match.span()) for match in mark.finditer(text)]
    return _outermost(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))


def _outermost(found: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in found:
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept
