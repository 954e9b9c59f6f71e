"""The voices of espeak-ng under names and titles for people: which there are, and which one a name means."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storyvid.errors import UnknownName
from storyvid.models import Voice
from storyvid.speech.espeak_library import Native

# not meant for stories: a test, spellings in another script, and those whose dictionary the wheel lacks
_LEFT_OUT = ("xex", "fo", "kaa", "en-shaw", "qdb", "fa-latn", "cmn-latn-pinyin", "chr-us-qaaa-x-west")
_LEFT_OUT_FILES = ("sit/yue-Latn-jyutping",)
_NAMES = {"en-gb-x-gbclan": "en-gb-lancaster", "en-gb-x-gbcwmd": "en-gb-midlands", "en-gb-x-rp": "en-gb-rp"}
_TWO_LETTERS = {"cmn": "zh", "yue": "zh", "hak": "zh", "nb": "no", "hyw": "hy", "grc": "el", "ltg": "lv"}
_TITLES = {
    "en-029": "English (Caribbean)",
    "en-gb": "English (Britain)",
    "en-gb-rp": "English (Received Pronunciation)",
    "en-us": "English (America)",
    "en-us-nyc": "English (New York)",
    "cmn": "Chinese (Mandarin)",
    "vi": "Vietnamese (North)",
    "hy": "Armenian (East)",
    "hyw": "Armenian (West)",
}
# those of the wheel's variants that neither clip nor buzz, with the ranges that listening tests agree on
_VARIANTS: dict[str, tuple[str, str]] = {
    "f2": ("warm woman", "female"),
    "f3": ("light woman", "female"),
    "Annie": ("bright woman", "female"),
    "grandma": ("grandmother", "female"),
    "m3": ("clear man", "male"),
    "m7": ("soft man", "male"),
    "max": ("low man", "male"),
    "grandpa": ("grandfather", "male"),
}
_EVERYWHERE = ("f3",)
_FULL_RANGE = ("en-gb", "en-us")
_CLOSE, _SHOWN = 6, 12  # names in an error's message
_DEFAULTS = {"en": "en-gb", "zh": "cmn", "fr": "fr-fr", "es": "es", "pt": "pt", "vi": "vi", "hy": "hy", "ru": "ru"}


@dataclass(frozen=True)
class Chosen:
    """A voice that a name means: the file for the library, and its language as ISO 639-1."""

    file: str
    language: str


def listed(natives: Sequence[Native]) -> tuple[Voice, ...]:
    """The voices to offer: every language plain and as a woman, British and American English in full range."""
    found = []
    for name, native in sorted(_by_name(natives).items(), key=lambda pair: _title(*pair)):
        title, language = _title(name, native), two_letters(native.codes[0])
        found.append(Voice(name=name, title=title, language=language, gender="male"))
        for variant in _VARIANTS if name in _FULL_RANGE else _EVERYWHERE:
            words, gender = _VARIANTS[variant]
            titled = f"{title}, {words}"
            found.append(Voice(name=f"{name}+{variant}", title=titled, language=language, gender=gender))  # type: ignore[arg-type]
    return tuple(found)


def chosen(name: str, *, language: str, natives: Sequence[Native], variants: Path) -> Chosen:
    """The voice called `name`; "" and "auto" mean the best for the language.

    Any variant in the library's data may follow a plus ("de+m7"), offered or not.  Raises UnknownName.
    """
    named = _by_name(natives)
    if name in ("", "auto"):
        return _for_language(language, named)
    base, plus, variant = name.partition("+")
    native = named.get(base.lower()) or _by_code(base.lower(), named)
    known_variant = not plus or (variant.isascii() and variant.isalnum() and (variants / variant).is_file())
    if native is None or not known_variant:
        raise UnknownName(f'No voice "{name}". Installed: {_suggested(name, natives)}.')
    return Chosen(native.file + plus + variant, two_letters(native.codes[0]))


def two_letters(code: str) -> str:
    """The ISO 639-1 code of a language code with or without region; without one, the code that there is."""
    short = code.lower().replace("_", "-").partition("-")[0]
    return _TWO_LETTERS.get(short, short)


def _for_language(language: str, named: dict[str, Native]) -> Chosen:
    wanted = (language or "en").lower().replace("_", "-")
    name = wanted if wanted in named else _DEFAULTS.get(two_letters(wanted), "")
    native = named.get(name) or _by_code(wanted, named) or _by_code(two_letters(wanted), named)
    if native is None:
        every = sorted({two_letters(voice.codes[0]) for voice in named.values()})
        raise UnknownName(f'No voice speaks "{language}". Installed languages: {", ".join(every)}.')
    return Chosen(native.file, two_letters(native.codes[0]))


def _by_name(natives: Sequence[Native]) -> dict[str, Native]:
    kept = [native for native in natives if native.codes[0] not in _LEFT_OUT and native.file not in _LEFT_OUT_FILES]
    return {_NAMES.get(native.codes[0], native.codes[0]): native for native in kept}


def _by_code(code: str, named: dict[str, Native]) -> Native | None:
    if code in _DEFAULTS and _DEFAULTS[code] in named:
        return named[_DEFAULTS[code]]
    holders = [native for native in named.values() if code in native.codes or code == two_letters(native.codes[0])]
    return holders[0] if holders else None


def _title(name: str, native: Native) -> str:
    return _TITLES.get(name, native.name)


def _suggested(name: str, natives: Sequence[Native]) -> str:
    """A dozen installed names, those most like `name` first, and how many more there are."""
    names = [voice.name for voice in listed(natives)]
    wanted = name.lower()
    like = sorted(names, key=lambda other: -_likeness(wanted, other))
    close = [other for other in like if _likeness(wanted, other) >= 0.5][:_CLOSE]
    shown = list(dict.fromkeys([*close, *_FULL_RANGE, *like]))[:_SHOWN]
    return f"{', '.join(shown)} and {len(names) - len(shown)} more"


def _likeness(wanted: str, name: str) -> float:
    parts = [name.lower(), *name.lower().split("+")[1:]]
    begun = 0.2 if len(wanted) >= 3 and any(part.startswith(wanted[:3]) for part in parts) else 0.0
    return begun + max(difflib.SequenceMatcher(None, wanted, part).ratio() for part in parts)
