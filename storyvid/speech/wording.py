"""What a voice is given of a text: the words without mark-up and emoji, and where each character came from."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

Piece = tuple[str, int, int]  # what is said, and the range of the text that it stands for

DASHES = "\u2012\u2013\u2014\u2015\u2212"
_SPOKEN_SYMBOLS = "%&$€£¥+=°@"
_JOINERS = "'\u2019-\u2010\u2011.,:\u00b7"
_PUNCTUATION = ("Po", "Pi", "Pf", "Ps", "Pe")
_UNREAD = "\\[]{}\u2020\u2021\u2022"
_DIGIT_JOINERS = ".,:"
_VOICED = {
    "%": "%°",  # after a digit
    "$": "$£€¥",  # before a digit
}
_CURRENCY = {"$": ("dollar", "dollars"), "£": ("pound", "pounds"), "€": ("euro", "euros"), "¥": ("yen", "yen")}
_MONEY = re.compile(r"(?<![\w.,])([$£€¥]) ?(\d+(?:,\d{3})*)(?:\.(\d\d))?(?![\d.,]*\d)")
# sounds without a vowel, which a voice would spell letter by letter
_SOUNDS = [
    (re.compile(r"\bs+h+\b", re.I), "shush"),
    (re.compile(r"\bb+r{2,}\b", re.I), "burr"),
    (re.compile(r"\bg+r{2,}\b", re.I), "gur"),
    (re.compile(r"\bz{2,}\b", re.I), "zizz"),
    (re.compile(r"\bh+m+\b", re.I), "hmm"),
    (re.compile(r"\bp+f+t+\b", re.I), "pift"),
]
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+|[\u2029\f]")


@dataclass(frozen=True)
class Wording:
    """`text` is what is said; its character i stands for the range [starts[i], ends[i]) of the source."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Token:
    """One word: [start, end) of the wording, [source_start, source_end) of the text it was made from."""

    start: int
    end: int
    source_start: int
    source_end: int


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of `text` between blank lines, in order, those that are empty left out."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def worded(text: str, start: int, end: int, *, language: str) -> Wording:
    """What is said of text[start:end] in a language (ISO 639-1): no mark-up, emoji or control characters."""
    pieces = list(_pieces(text, start, end, english=language == "en"))
    said = "".join(piece[0] for piece in pieces)
    starts = tuple(piece[1] for piece in pieces for _ in piece[0])
    ends = tuple(piece[2] for piece in pieces for _ in piece[0])
    return Wording(_unshouted(said), starts, ends)


def tokens(wording: Wording, breaks: frozenset[int] = frozenset()) -> list[Token]:
    """The words of a wording, in order.

    Where a script puts no space between words (Chinese, Japanese, Thai...), a word begins at each of `breaks`.
    """
    found = []
    for start, end in _runs(wording.text):
        cuts = [cut for cut in range(start + 1, end) if cut in breaks and _unspaced(wording.text[cut])]
        for first, last in zip([start, *cuts], [*cuts, end], strict=True):
            found.append(Token(first, last, wording.starts[first], max(wording.ends[first:last])))
    return found


def _pieces(text: str, start: int, end: int, *, english: bool) -> Iterator[Piece]:
    respelt = _respelt(text, start, end) if english else {}
    index = start
    while index < end:
        if index in respelt:
            pieces, index = respelt[index]
            yield from pieces
            continue
        yield _said(text, index, start, end), index, index + 1
        index += 1


def _respelt(text: str, start: int, end: int) -> dict[int, tuple[list[Piece], int]]:
    """Money and wordless sounds in English words, by where they begin: the pieces said, and where they end."""
    found: dict[int, tuple[list[Piece], int]] = {}
    for match in _MONEY.finditer(text, start, end):
        amount, cents = match[2], match[3]
        one, many = _CURRENCY[match[1]]
        unit = one if amount == "1" else many
        said = f" {amount} {unit} {cents} " if cents and cents != "00" else f" {amount} {unit} "
        # one piece, so that it is one word: nobody hears "£" and "5" apart
        found[match.start()] = ([(said, match.start(), match.end())], match.end())
    for sound, said in _SOUNDS:
        for match in sound.finditer(text, start, end):
            found[match.start()] = ([(said, match.start(), match.end())], match.end())
    return found


def _said(text: str, index: int, start: int, end: int) -> str:
    """What is said of one character, given its neighbours; a space where nothing is."""
    character = text[index]
    before = text[index - 1] if index > start else "\n"
    after = text[index + 1] if index + 1 < end else "\n"
    if character.isspace():
        return " "
    if character == "-" or character in DASHES:
        return _said_dash(text, index, before, after, start)
    if _is_letter(character):
        return character
    if character in "*_`~#":
        return " " if _is_letter(before) and _is_letter(after) else ""
    if character == "/":
        return "/" if before.isdigit() and after.isdigit() else " "
    if character == ".":
        return "." if text[max(start, index - 3) : index] != "..." else ""
    if character in _SPOKEN_SYMBOLS:
        return character if after != character and before != character else " "
    if character in "\u200c\u200d":
        return character if _is_letter(before) and _is_letter(after) else ""
    if character in "\u00ad\u200b\u2060\ufeff":
        return ""
    return character if unicodedata.category(character) in _PUNCTUATION and character not in _UNREAD else " "


def _said_dash(text: str, index: int, before: str, after: str, start: int) -> str:
    if character_run := before in "-" + DASHES:
        return "" if character_run else " "
    if text[start:index].rpartition("\n")[2].strip() == "":
        return " "  # a dialogue dash, or a bullet
    if text[index] == "-" and after != "-" and _is_letter(before) and _is_letter(after):
        return "-"
    if text[index] != "-" and before.isdigit() and after.isdigit():
        return " - "  # a range of numbers
    return " \u2014 " if text[index] != "-" or after == "-" or before.isspace() or after.isspace() else "-"


def _is_letter(character: str) -> bool:
    # marks belong to letters: the vowel signs of Indic scripts, combining accents; not emoji selectors
    selector = "\ufe00" <= character <= "\ufe0f" or character == "\u20e3"
    return not selector and unicodedata.category(character)[0] in "LNM"


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of letters and digits, with what joins them, and the symbols that are read as words."""
    index = 0
    while index < len(text):
        if not _begins_word(text, index):
            index += 1
            continue
        start = index
        index += 1
        while index < len(text) and _goes_on(text, index):
            index += 1
        yield start, index


def _begins_word(text: str, index: int) -> bool:
    after = text[index + 1 : index + 2]
    if text[index] in _VOICED["$"]:
        return after.isdigit()
    return _is_letter(text[index]) or text[index] in "&+=@"


def _goes_on(text: str, index: int) -> bool:
    character, before, after = text[index], text[index - 1], text[index + 1 : index + 2]
    if before in "&+=@":
        return False
    if _is_letter(character) or character in "\u200c\u200d":
        return True
    if character in _VOICED["%"]:
        return before.isdigit()
    if character in _DIGIT_JOINERS and (before.isdigit() or after.isdigit()):
        return before.isdigit() and after.isdigit()
    if character == ".":
        return bool(after) and _is_letter(after) and (index < 2 or not _is_letter(text[index - 2]))
    return character in _JOINERS and character not in ",:" and _is_letter(before) and bool(after) and _is_letter(after)


def _unspaced(character: str) -> bool:
    """Is this a letter of a script that puts no space between words?"""
    point = ord(character)
    return any(first <= point <= last for first, last in _UNSPACED_BLOCKS)


# Thai and Lao, Burmese, Khmer, kana, Chinese
_UNSPACED_BLOCKS = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)

_SHOUT = re.compile(r"[^\W\d_]{2,}(?:['\u2019][^\W\d_]+)*")


def _unshouted(text: str) -> str:
    """Shouted words in small letters, so that they are not spelt out; what looks like an acronym stays.

    A word of five capitals or more is shouted, or one of four with a vowel; a shorter one only beside
    another shouted word.
    """
    words = list(_SHOUT.finditer(text))
    shouted = [_shouts(word[0]) for word in words]
    for order in (range(1, len(words)), range(len(words) - 2, -1, -1)):
        for at in order:
            beside = at - 1 if order.step > 0 else at + 1
            shouted[at] = shouted[at] or (shouted[beside] and word_is_capital(words[at][0]))
    characters = list(text)
    for word, loud in zip(words, shouted, strict=True):
        small = word[0].lower()
        if loud and len(small) == len(word[0]):
            characters[word.start() : word.end()] = small
    return "".join(characters)


def _shouts(word: str) -> bool:
    letters = word.replace("'", "").replace("\u2019", "")
    if not word_is_capital(word) or _is_roman_number(letters):
        return False
    return len(letters) >= 5 or (len(letters) == 4 and any(letter in "AEIOUY" for letter in _plain(letters)))


def word_is_capital(word: str) -> bool:
    """Is the word written in capitals throughout?"""
    return word.isupper() and not _is_roman_number(word)


def _is_roman_number(word: str) -> bool:
    return re.fullmatch(r"M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", word) is not None


def _plain(letters: str) -> str:
    return unicodedata.normalize("NFD", letters)
