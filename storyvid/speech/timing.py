"""How long a text takes to speak, estimated without a voice (imports no voice engine)."""

import re
import unicodedata

from storyvid.speech.pauses import PARAGRAPH_MS, pause_ms
from storyvid.speech.wording import paragraphs

# What espeak-ng takes per word, per digit and per letter, pauses left out: English fitted by least squares to
# tales (error 1.2 %, at most 4.5 % of a tale's length), the others to article 1 of the Declaration of Human Rights.
_WORD_MS = 87.5
_DIGIT_MS = 260.0
ENDS_MS = 160  # after the last word, at any speed
_LETTER_MS = {
    "ar": 108, "cs": 77, "da": 59, "de": 61, "el": 58, "en": 60, "es": 64, "fa": 106, "fi": 79, "fr": 41, "he": 84,
    "hi": 127, "hu": 80, "id": 76, "it": 62, "ja": 152, "ko": 201, "nl": 70, "no": 76, "pl": 80, "pt": 68, "ro": 75,
    "ru": 53, "sv": 72, "th": 166, "tr": 85, "uk": 103, "vi": 59, "zh": 352,
}  # fmt: skip
_USUAL_LETTER_MS = 72
_UNSPACED = ("zh", "ja", "th", "lo", "km", "my")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_MARKS = re.compile(r"[^\w\s'’\-][^\w]*|\s--?\s|(?<=[^\s\w])\s*\n")


def speaking_ms(text: str, *, language: str = "en", speed_percent: int = 100) -> int:
    """How long `text` takes to speak in a language (ISO 639-1), in ms, pauses included; 0 if nothing is spoken."""
    short = language.lower().replace("_", "-").partition("-")[0] or "en"
    spans = list(paragraphs(text))
    spoken = sum(_spoken_ms(text[start:end], short) for start, end in spans)
    if not spoken:
        return 0
    rests = sum(_rests_ms(text[start:end]) for start, end in spans) + PARAGRAPH_MS * (len(spans) - 1)
    return round((spoken + rests) * 100 / speed_percent) + ENDS_MS


def _spoken_ms(text: str, language: str) -> float:
    letters = sum(unicodedata.category(character)[0] == "L" for character in text)
    digits = sum(character.isdigit() for character in text)
    words = 0 if language in _UNSPACED else len(_WORD.findall(text))
    return letters * _LETTER_MS.get(language, _USUAL_LETTER_MS) + digits * _DIGIT_MS + words * _WORD_MS


def _rests_ms(text: str) -> int:
    """The pauses inside a paragraph; the one after its last word belongs to what follows."""
    last = max((index for index, character in enumerate(text) if character.isalnum()), default=0)
    marks = [mark for mark in _MARKS.finditer(text, 0, last + 1) if mark.end() <= last]
    return sum(pause_ms(mark[0], text[mark.end()]) for mark in marks if _is_rest(mark[0]))


def _is_rest(marks: str) -> bool:
    return any(unicodedata.category(mark)[0] == "P" for mark in marks) and set(marks.strip()) - set('*_#"“”‘„') != set()
