"""The hour a scene's words name: said outright, else guessed from what shines or sleeps in it."""

from collections import Counter
from typing import Literal, get_args

from storyvid.images.storyboard import lexicon

Time = Literal["day", "dusk", "night", "dawn"]

_SAID: dict[Time, str] = {
    "dawn": "morning mornings dawn sunrise daybreak sunup cockcrow",
    "day": "noon midday noonday afternoon daylight daytime forenoon",
    "dusk": "evening evenings sunset dusk twilight sundown gloaming eventide nightfall",
    "night": "night nights midnight tonight nighttime",
}
SAID: dict[str, Time] = {word: time for time, words in _SAID.items() for word in words.split()}
# "good morning", "till morning", "last night" speak of another hour than the scene's
ELSEWHEN = frozenset("good until till tomorrow before yesterday last by-and-by".split())
# what is dark at noon, too
DARK_BY_DAY = frozenset(
    "forest wood woods hair haired eye skin coat cloak dress corridor cave tunnel cellar cloud blue green red brown "
    "grey gray passage room hole horse suit glasses chocolate wolf bread".split()
)
CLAUSE_WORDS = 14  # about as long as a first clause


def hour_of(words: list[str], hinted_by: tuple[tuple[str, ...], ...]) -> Time | None:
    """The first hour that is said, else what the hints (lantern, star, supper) add up to; None when nothing tells.

    `hinted_by` gives for each word the plainer forms it may stand for.
    """
    for at, word in enumerate(words):
        if word == "day" and at and words[at - 1] == "by":
            return "day"
        if word in SAID and not _elsewhen(words, at):
            return SAID[word]
    return _hinted(hinted_by)


def hour_named(name: str) -> Time | None:
    """The hour of that name; None for any other."""
    return next((hour for hour in get_args(Time) if hour == name), None)


def _elsewhen(words: list[str], at: int) -> bool:
    around = words[max(at - 2, 0) : at] + words[at + 1 : at + 3]
    return bool(ELSEWHEN & set(words[max(at - 2, 0) : at])) or ("and" in around and "day" in around)


def _hinted(forms: tuple[tuple[str, ...], ...]) -> Time | None:
    votes: Counter[str] = Counter()
    for at, stems in enumerate(forms):
        hint = next((stem for stem in stems if stem in lexicon.TIMES), None)
        if hint == "dark" and at + 1 < len(forms) and DARK_BY_DAY & set(forms[at + 1]):
            continue
        if hint:
            early = 1.0 if at < CLAUSE_WORDS else 0.6
            votes[lexicon.TIMES[hint]] += lexicon.TIME_WEIGHTS.get(hint, 1.0) * early  # type: ignore[assignment]
    best = max(votes, key=lambda time: votes[time], default="day")
    return best if votes[best] >= 0.4 else None  # type: ignore[return-value]
