"""Words for the embedded reader: tokens with exact offsets, their shape, sentences and quotes.

Tokens follow LitBank's (Penn Treebank style: "do n't", "Anna 's", "Mr.", "--", hyphens kept inside words).
"""

import re
from dataclasses import dataclass

import numpy as np

from storyvid.reading.scripts import Cue, cues

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr St Messrs Mme Mlle Esq Co Capt Col Gen Lieut Lt Sgt Rev Prof Hon Jr Sr Mt vs etc No M "
    "MR MRS DR REV CAPT ST"
)
_TOKEN = re.compile(
    r"(?:(?:" + "|".join(_ABBREVIATIONS.split()) + r")|[A-Z])\.(?=\s)(?:(?<=[^A-Z]\.)|(?<=\b[A-Z]\.))"
    r"|(?:[A-Za-z]\.){2,}"  # P.M.
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![\w])"
    r"|-{2,}|\.{2,}|—+|…"
    r"|['’](?:s|S|ll|LL|ve|VE|re|RE|d|D|m|M|em|n)(?![\w'’])"
    r"|['’]\s?[tT](?:is|was|were)?(?!\w)"
    r"|[nN]['’][tT](?!\w)"
    r"|[^\W_]+?(?=[nN]['’][tT](?!\w))"
    r"|[^\W_]+(?:(?:['’](?!(?:s|S|ll|LL|ve|VE|re|RE|d|D|m|M)(?![\w]))|-|&)[^\W_]+)*"
    r"|[^\w\s]|_",
    re.UNICODE,
)
_WORD = re.compile(r"\S+")
_ENDERS = frozenset(". ! ? ...".split())
_CLOSERS = frozenset("\" ' ” ’ ) ]".split())
_QUOTE_RESET_WORDS = 600  # a quote left open for longer was no quote


@dataclass(frozen=True)
class Words:
    """The tokens of a text.

    `starts`, `ends`: code point offsets, half-open. `shapes`: (n,) 0 lower 1 Capital 2 CAPITALS 3 mixed 4 digits
    5 punctuation, plus 6 where the token opens a sentence. `quotes`: (n,) 0 outside, else the quote's number from 1.
    `sentences`, `paragraphs`: (n,) the number of the sentence and of the paragraph, from 0.
    """

    tokens: tuple[str, ...]
    starts: np.ndarray
    ends: np.ndarray
    shapes: np.ndarray
    quotes: np.ndarray
    sentences: np.ndarray
    paragraphs: np.ndarray

    def __len__(self) -> int:
        return len(self.tokens)


def words_of(text: str) -> Words:
    """The words of a text with their exact places; blank lines end sentences.

    A script is read as prose, with words of no length of their own: "ANNA: Hello." as 'Anna said: “Hello.”'.
    """
    if script := cues(text):
        return _as_prose(text, script)
    found = list(_TOKEN.finditer(text))
    starts = np.array([m.start() for m in found], np.int64)
    ends = np.array([m.end() for m in found], np.int64)
    breaks = [False] * len(found)
    for k in range(1, len(found)):
        breaks[k] = text.count("\n", ends[k - 1], starts[k]) > 1
    return described([m.group() for m in found], starts=starts, ends=ends, breaks=breaks)


def _as_prose(text: str, script: tuple[Cue, ...]) -> Words:
    """A script's words and those put in, in order; names in capitals as names."""
    names = {word for cue in script for word in cue.name.split() if word.isupper() and len(word) > 1}
    labels = [(cue.start, cue.spoken[0][0] if cue.spoken else cue.label_end) for cue in script]
    put = [(match.start(), 1, match.end(), match.group()) for match in _TOKEN.finditer(text)]
    put = [one for one in put if not any(start <= one[0] < end for start, end in labels)]
    for cue in script:
        put += [
            (cue.start + word.start(), 1, cue.start + word.end(), word.group()) for word in _WORD.finditer(cue.name)
        ]
        first = cue.spoken[0][0] if cue.spoken else cue.label_end
        put += [(first, -2, first, "said"), (first, -1, first, ":")] if cue.spoken else [(first, -2, first, ".")]
        put += [(start, 0, start, "“") for start, _ in cue.spoken] + [(end, -3, end, "”") for _, end in cue.spoken]
    put.sort(key=lambda one: one[:2])
    opening = {cue.start for cue in script}
    breaks = [
        number > 0 and (one[0] in opening or text.count("\n", put[number - 1][2], one[0]) > 1)
        for number, one in enumerate(put)
    ]
    tokens = [token.capitalize() if token in names else token for *_, token in put]
    starts, ends = ([one[column] for one in put] for column in (0, 2))
    return described(tokens, starts=np.array(starts, np.int64), ends=np.array(ends, np.int64), breaks=breaks)


def described(tokens: list[str], *, starts: np.ndarray, ends: np.ndarray, breaks: list[bool]) -> Words:
    """Given tokens with shape, sentence and quote worked out; `breaks[k]`: a paragraph begins at token k."""
    quotes = _quotes(tokens, breaks)
    sentences, opens = _sentences(tokens, breaks)
    shapes = np.array([_shape(token) for token in tokens], np.int64) + 6 * opens
    return Words(tuple(tokens), starts, ends, shapes, quotes, sentences, np.cumsum(np.array(breaks, np.int64)))


def _shape(token: str) -> int:
    letters = [c for c in token if c.isalpha()]
    if not letters:
        return 4 if any(c.isdigit() for c in token) else 5
    if all(not c.isupper() for c in letters):
        return 0
    if letters[0].isupper() and all(not c.isupper() for c in letters[1:]):
        return 1
    return 2 if all(not c.islower() for c in letters) else 3


def _sentences(tokens: list[str], breaks: list[bool]) -> tuple[np.ndarray, np.ndarray]:
    numbers, opens = np.zeros(len(tokens), np.int64), np.zeros(len(tokens), np.int64)
    number, ended = 0, True
    for k, token in enumerate(tokens):
        if breaks[k] and k:
            ended = True
        if ended and not (token in _CLOSERS and k and tokens[k - 1] in _ENDERS and not breaks[k]):
            # a lower-case word after "!" or "?" goes on with the sentence: "What?" said he
            if k and not (token[0].islower() and not breaks[k]):
                number += 1
            opens[k] = 1
            ended = token in "\"“‘'" and len(token) == 1  # the word after an opening quote opens too
        if token in _ENDERS:
            ended = True
        numbers[k] = number
    return numbers, opens


def _quotes(tokens: list[str], breaks: list[bool]) -> np.ndarray:
    double = sum(token in '"“”«»' for token in tokens)
    single = double < 4
    numbers = np.zeros(len(tokens), np.int64)
    number, inside, since = 0, False, 0
    for k, token in enumerate(tokens):
        opener = token in ("“", "«", "“‘") or (single and token == "‘")
        closer = token in ("”", "»", "’”") or (single and token == "’" and not opener)
        toggle = token == '"' or token == "``" or token == "''" or (single and token == "'")
        if toggle and inside and breaks[k]:
            closer, opener, toggle = False, True, False  # a paragraph opens with a quote: the last was never closed
        if opener or (toggle and not inside):
            number, inside, since = number + 1, True, k
            numbers[k] = number
        elif inside:
            numbers[k] = number
            if closer or toggle or k - since > _QUOTE_RESET_WORDS:
                inside = False
    return numbers
