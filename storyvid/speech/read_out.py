"""What a reader says aloud of numbers, years, money, times and abbreviations, for voices that need it spelt out."""

import re
from collections.abc import Callable
from functools import cache

from storyvid.abbreviations import ANYWHERE, BEFORE_NUMBERS, TITLES, WITHIN
from storyvid.speech.pronouncing import worded_from
from storyvid.speech.wording import Piece, Wording

_MONEY = {
    "$": (("dollar", "dollars"), ("cent", "cents")),
    "£": (("pound", "pounds"), ("penny", "pence")),
    "€": (("euro", "euros"), ("cent", "cents")),
}
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{0,3}))"
_YEAR_WORDS = r"(?:in|since|by|of|from|until|till|before|after|around|about|year|spring|summer|autumn|winter|to|and)"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"

_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
_UNITS = {
    "km/h": ("kilometre an hour", "kilometres an hour"), "mph": ("mile an hour", "miles an hour"),
    "km": ("kilometre", "kilometres"), "cm": ("centimetre", "centimetres"), "mm": ("millimetre", "millimetres"),
    "kg": ("kilogram", "kilograms"), "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"),
    "ft": ("foot", "feet"), "°C": ("degree Celsius", "degrees Celsius"), "°F": ("degree Fahrenheit",) * 2,
    "°": ("degree", "degrees"),
}  # fmt: skip
_GERMAN_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"

Said = Callable[[re.Match[str], str], str]


def read_out(text: str, *, language: str, numbers: bool = True) -> Wording:
    """The text as it is read aloud in a language (ISO 639-1), each character with where it came from.

    What a language's rules are not known for stays as it is.  Number words: num2words.  Without `numbers` plain
    ones are left to the voice.
    """
    short = language.lower().replace("_", "-").partition("-")[0]
    rules = [*_abbreviations(short), *_OF_LANGUAGE.get(short, ()), *(_EVERYWHERE if numbers else ())]
    pieces: list[Piece] = []
    at = 0
    for start, end, said in _readings(text, rules, short):
        pieces += [(text[at:start], at, start), (said, start, end)]
        at = end
    return worded_from([*pieces, (text[at:], at, len(text))], text)


def _readings(text: str, rules: list[tuple[re.Pattern[str], Said]], language: str) -> list[tuple[int, int, str]]:
    """What is read otherwise than it is written, in order; where two rules meet, the earlier one counts."""
    found: list[tuple[int, int, str]] = []
    for pattern, said in rules:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last, _ in found):
                continue
            spoken = said(match, language)
            if spoken and spoken != match[0]:
                found.append((start, end, spoken))
    return sorted(found)


def _words(number: str, language: str, to: str = "cardinal") -> str:
    """A number in words; "" where the language has none for it."""
    from num2words import num2words

    value = float(number) if "." in number else int(number)
    try:
        return str(num2words(value, lang=language, to=to)).replace(",", "")
    # each language of num2words says in its own way that a number or a form is beyond it
    except (NotImplementedError, OverflowError, TypeError, ValueError, KeyError, IndexError):
        return ""


@cache
def _abbreviations(language: str) -> tuple[tuple[re.Pattern[str], Said], ...]:
    """The rules for a language's abbreviations, and for initials: `J. R. Smith` is no three sentences."""
    if language not in TITLES:
        return ()
    rules = [
        _listed(ANYWHERE, language, r"(?=\s|,|$)"),
        _listed(TITLES, language, r"(?=\s+[^\W\d_a-zß-ÿ])"),
        _listed(BEFORE_NUMBERS, language, r"(?=\s*\d)"),
        _listed(WITHIN, language, r"(?=\s*[^\W\d_A-ZÀ-Þ]|\s*[,;)])"),
        (re.compile(r"(?<![\w.'’])([A-HJ-ZÀ-Þ])\.(?=(?:\s*[A-ZÀ-Þ]\.)*\s+[A-ZÀ-Þ]\w)"), lambda match, _: match[1]),
    ]
    return tuple(rule for rule in rules if rule)


def _listed(table: dict[str, dict[str, str]], language: str, ahead: str) -> tuple[re.Pattern[str], Said] | None:
    said = table.get(language)
    if not said:
        return None
    longest_first = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    return re.compile(rf"(?<![\w.])({longest_first}){ahead}"), lambda match, _: _abbreviation(match, said)


def _abbreviation(match: re.Match[str], said: dict[str, str]) -> str:
    if match[1] == "St." and said["St."] == "Saint" and re.search(r"[A-Z]\w+ $", match.string[: match.start()]):
        return "Street."  # Main St. He...
    return said[match[1]]


def _telephone(match: re.Match[str], language: str) -> str:
    return " ".join(_words(digit, language) if digit.isdigit() else "," for digit in match[0]).replace(" ,", ",")


def _money(match: re.Match[str], language: str) -> str:
    units, cents = _MONEY[match[1]]
    amount = match[2].replace(",", "")
    said = f"{_words(amount, language)} {units[amount != '1']}"
    if match[4]:
        return (
            f"{_words(amount + '.' + match[3].strip('.'), language)} {match[4]} {units[1]}"
            if match[3]
            else (f"{_words(amount, language)} {match[4]} {units[1]}")
        )
    small = (match[3] or "").strip(".")
    if len(small) == 2 and int(small):
        return f"{said} and {_words(str(int(small)), language)} {cents[int(small) != 1]}"
    return said


def _ordinal(match: re.Match[str], language: str) -> str:
    return _words(match[1].replace(",", ""), language, "ordinal")


def _year(match: re.Match[str], language: str) -> str:
    return _words(match[1], language, "year")


def _decade(match: re.Match[str], language: str) -> str:
    year = _words(match[1], language, "year")
    return re.sub(r"y$", "ies", year) if year.endswith("y") else year + "s"


def _time(match: re.Match[str], language: str) -> str:
    hour, minute = int(match[1]), int(match[2])
    if hour > 23 or minute > 59:
        return ""
    told = "o'clock" if minute == 0 else ("oh " if minute < 10 else "") + _words(str(minute), language)
    return f"{_words(str(hour), language)} {told}"


def _range(match: re.Match[str], language: str) -> str:
    return f"{_words(match[1], language)} to {_words(match[2], language)}"


def _chapter(match: re.Match[str], language: str) -> str:
    return f"{match[1]} {_words(str(_roman(match[2])), language)}"


def _king(match: re.Match[str], language: str) -> str:
    number = str(_roman(match[2]))
    if match[1] == "War":
        return f"War {_words(number, language)}"
    return f"{match[1]} the {_words(number, language, 'ordinal')}"


def _fraction(match: re.Match[str], language: str) -> str:
    """`3 1/2` and `3½` as people say them."""
    above, below = (int(part) for part in (match[2], match[3])) if match[2] else _VULGAR[match[4]]
    if not 0 < above < below <= 16:
        return ""
    many = above > 1
    if below in (2, 4):
        parts = {2: "half", 4: "quarters" if many else "quarter"}[below]
    else:
        parts = _words(str(below), language, "ordinal") + ("s" if many else "")
    if not match[1]:
        return f"{_words(str(above), language)} {parts}"
    return f"{_words(match[1], language)} and {'a' if above == 1 else _words(str(above), language)} {parts}"


def _unit(match: re.Match[str], _: str) -> str:
    one, many = _UNITS[match[1]]
    return " " + (one if re.search(r"(?<![0-9.,])1$", match.string[: match.start()]) else many)


def _german_day(match: re.Match[str], language: str) -> str:
    ending = "n" if match[1] else "r"  # am dritten Mai; dritter Mai
    return (match[1] or "") + _words(match[2], language, "ordinal") + ending


def _roman(letters: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _percent(match: re.Match[str], language: str) -> str:
    return f"{_number(match, language)} percent"


def _number(match: re.Match[str], language: str) -> str:
    digits = match[1]
    if language == "en":
        return _words(digits.replace(",", ""), language)
    # elsewhere a comma begins the decimals and a point parts thousands
    whole, _, decimals = digits.replace(" ", "").partition(",")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
        whole = whole.replace(".", "")
    elif "." in whole and not decimals:
        whole, _, decimals = whole.partition(".")
    if "." in whole:
        return ""
    return _words(f"{whole}.{decimals}" if decimals else whole, language)


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?"
_ENGLISH: list[tuple[re.Pattern[str], Said]] = [
    (re.compile(r"(?<!\w)([$£€])\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s(thousand|million|billion))?(?!\w)"), _money),
    (re.compile(r"(?<![\w.,/])(?:(\d+)[ -]?)??(?:(\d{1,2})/(\d{1,2})|([½¼¾⅓⅔⅛]))(?![\w/])"), _fraction),
    (re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)(?!\w)"), _ordinal),
    (re.compile(r"(?<![\w.,:])(\d{1,2}):(\d\d)(?![\w:])"), _time),
    (re.compile(r"(?<![\w-])(?:\d{3}-)?\d{3}-\d{4}(?![\w-])"), _telephone),
    (re.compile(r"(?<![\w.,])(1[1-9]\d0|20\d0)s(?!\w)"), _decade),
    (re.compile(r"(?<=\b)(?<![\w.,$£€])(?<!\d )(1[1-9]\d\d|20\d\d)(?![\w%]|[.,]\d)(?=\W|$)"), _year),
    (re.compile(r"(?<![\w.,–-])(\d{1,4})\s?[–-]\s?(\d{1,4})(?![\w–-]|[.,]\d)"), _range),
    (
        re.compile(rf"(?<!\w)(Chapter|Part|Book|Act|Scene|Volume|CHAPTER|PART|BOOK)\s+((?=[IVX]){_ROMAN})(?!\w)"),
        _chapter,
    ),
    (re.compile(rf"(?<!\w)((?!I\b)[A-Z][a-z]+)\s+((?=[IVX]{{2}}){_ROMAN})(?!\w)"), _king),
    (re.compile(rf"(?<![\w.,])({_NUMBER})\s?%"), _percent),
    (re.compile(r"(?<=\d)\s?(km/h|mph|km|cm|mm|kg|lbs?|oz|ft|°[CF]?)(?![\w/])"), _unit),
    (re.compile(r"(?<![\w.,)-])[-−](?=\d)"), lambda match, _: "minus "),
]
_GERMAN: list[tuple[re.Pattern[str], Said]] = [
    (
        re.compile(
            rf"((?:\b(?:am|vom|zum|beim|dem|den|des|bis)\s+)?)(?<![\w.,])(\d{{1,2}})\.(?=\s+(?:{_GERMAN_MONTHS})\b)"
        ),
        _german_day,
    ),
    (re.compile(r"(?<![\w.,])(1[1-9]\d\d)(?![\w%]|[.,]\d)"), _year),
]
_OF_LANGUAGE = {"en": _ENGLISH, "de": _GERMAN}
_EVERYWHERE: list[tuple[re.Pattern[str], Said]] = [
    (re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d{1,15}(?:[.,]\d+)?)(?!\w|[.,:]\d)"), _number),
]
