"""A text cut into what a voice is given at once: sentences, or as many of them as a service takes."""

import re

from storyvid.speech.wording import paragraphs

# one sentence ends where a mark, and what closes after it, is followed by space, or at once in scripts without it
_SENTENCE_END = re.compile(r"(?:[.!?…؟।॥։]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*)")
_CLAUSE_END = re.compile(r"[,;:—–،、，；：]+[\"'”’»)\]]*(?=\s)|[、，；：]")
_SPACE = re.compile(r"\s+")
# a point after these ends no sentence
_GOES_ON = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|Capt|Col|Gen|Lt|Sgt|Rev|No|vs|e\.g|i\.e)|\b[A-Z])\.$")


def sentence_pieces(text: str, *, most: int) -> list[tuple[int, int]]:
    """The ranges of the sentences without the space around them; longer ones cut to at most `most` characters."""
    return [
        piece
        for start, end in paragraphs(text)
        for sentence in _cut(text, start, end, _sentence_ends(text, start, end))
        for piece in _small(text, *sentence, most)
    ]


def full_pieces(text: str, *, most: int) -> list[tuple[int, int]]:
    """As few ranges as hold the text in at most `most` characters each, cut between sentences where possible."""
    packed: list[tuple[int, int]] = []
    for start, end in sentence_pieces(text, most=most):
        if packed and end - packed[-1][0] <= most:
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed


def _sentence_ends(text: str, start: int, end: int) -> list[int]:
    ends = (match.end() for match in _SENTENCE_END.finditer(text, start, end))
    # “Go!” he said: a small letter goes on with the sentence
    return [at for at in ends if not _GOES_ON.search(text[start:at]) and not text[at:end].lstrip()[:1].islower()]


def _small(text: str, start: int, end: int, most: int) -> list[tuple[int, int]]:
    """A stretch in pieces of at most `most` characters: at the last clause's end, else word's, else anywhere."""
    found = []
    while end - start > most:
        window = start + most
        clauses = [match.end() for match in _CLAUSE_END.finditer(text, start + most // 3, window)]
        spaces = [match.start() for match in _SPACE.finditer(text, start + 1, window + 1)]
        cut = clauses[-1] if clauses else spaces[-1] if spaces else window
        found += _cut(text, start, cut, [])
        start = cut
    return found + _cut(text, start, end, [])


def _cut(text: str, start: int, end: int, at: list[int]) -> list[tuple[int, int]]:
    """The parts of [start, end) between the cuts, stripped; those without anything in them left out."""
    found = []
    for first, last in zip([start, *at], [*at, end], strict=True):
        said = text[first:last]
        first, last = first + len(said) - len(said.lstrip()), last - (len(said) - len(said.rstrip()))
        if last > first:
            found.append((first, last))
    return found
