"""Where and when a scene plays: every word that tells a place votes for it; else it plays on where it played."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.hours import hour_of
from storyvid.images.storyboard.lodging import tower_spots
from storyvid.images.storyboard.presence import is_absent, told, words_with_speech
from storyvid.images.storyboard.tongues import text_in_english
from storyvid.images.storyboard.wording import joined, look_up, plain, stems, words_of
from storyvid.recipes import Part, Setting

LONGEST_READ = 6000  # characters of scene text; a picture shows one moment
OFTEN = 0.01  # of the words
STAYING = 0.25  # by so many votes another place must win over the one where the story is, if the words fit that, too
SURE = 0.8  # votes: what is only spoken of, or named in passing, does not take a story elsewhere

SPACE_SHIPS = frozenset("starship spaceship spacecraft rocket spacecrafts shuttle".split())
ABOARD = frozenset(
    "window porthole corridor cockpit hatch airlock engine-room controls console aboard inside deck bridge cabin "
    "engine seat seats pilot".split()
)
GATES = frozenset("gate gates yard outside schoolyard fence steps".split())
FAR_OFF = frozenset("horizon distance appeared far-off afar".split())
SEEN_AFAR = frozenset("ship ships sail sails vessel boat galleon".split())
ASHORE = frozenset("rock rocks shore beach boat cliff sand".split())
ANEW = frozenset("next following".split())
ENDED = frozenset("passed stopped ended ceased cleared lifted".split())
NEVER = frozenset(("never", "without"))
CALM = frozenset("calm sunny sunshine cloudless".split())
OVERBOARD = frozenset("overboard shipwreck wrecked sank sunk drowned lifeboat".split())
HELM = frozenset("helm wheel deck mast rigging rail bow stern".split())
FEASTS = frozenset("feast banquet ball wedding".split())
RURAL = frozenset("village villages villagers hamlet cottage farm farmyard farmhouse mill barn hut cabin".split())
NEAR = frozenset("in into through at on inside across under by down along".split())
WAKING = frozenset("woke awoke awakened wakened".split())


def setting_of(text: str, before: Setting) -> Setting:
    """Where a scene plays that comes after another: there still, unless it names a place of its own."""
    told = _told_in(text[:LONGEST_READ])
    place, most = told.place, told.votes.get(told.place, 0.0)
    unsure = most < SURE or most - told.votes.get(before.place, 0.0) < STAYING
    if before.place and (unsure or before.place in told.seen_from):
        place = before.place
    if told.anew:  # another day has its own light and weather
        before = replace(before, hour="", weather="")
    return Setting(
        place=place, hour=told.hour or before.hour, weather=told.weather or ("" if told.calm else before.weather)
    )


def era_of(text: str) -> str:
    """ "today" where the beginning of a story speaks of what there is today, again and again or of much; else "once".

    An old tale has a nurse or a sofa, too.
    """
    return _era_of(text[:LONGEST_READ])  # a book is not remembered


@lru_cache(maxsize=64)
def _era_of(text: str) -> str:
    words, _ = words_in(text_in_english(plain(text)))
    found = [word for word in words if word in lexicon.OF_TODAY]
    often = len(found) / max(1, len(words))
    return "today" if often >= OFTEN or (often >= OFTEN / 2 and len(set(found)) > 1) else "once"


@dataclass(frozen=True)
class _Told:
    """What a scene's words tell of where and when it plays."""

    place: str
    votes: Mapping[str, float]
    hour: str
    weather: str
    anew: bool  # another day
    calm: bool  # the weather that was is over
    seen_from: frozenset[str]  # where those who are there stay, for the place told is only what they see


@lru_cache(maxsize=4096)
def _told_in(text: str) -> _Told:
    words, spoken = words_in(text_in_english(plain(text)))
    place, votes = place_told(words, spoken)
    aboard = lexicon.is_aboard(words)
    if aboard and place not in ("river", "lake", "ship"):
        place, votes = "sea", {"sea": SURE}
    return _Told(
        place=place,
        votes=votes,
        hour=hour_of(words, tuple(stems(word) for word in words)) or "",
        weather=weather_of(words),
        anew=bool(WAKING & set(words)) or lexicon.near(words, {"day", "morning"}, ANEW, 1),
        calm=bool(CALM & set(words)) or any(_is_over(words, at) for at in range(len(words))),
        seen_from=_seen_from(set(words), place, aboard=aboard),
    )


def _seen_from(said: set[str], place: str, *, aboard: bool) -> frozenset[str]:
    """Where the place told is seen from: the sea from a ship, houses from a street."""
    if place == "sea" and not aboard and not OVERBOARD & said:
        return frozenset(("ship",))
    return frozenset(("city",)) if place == "village" and not RURAL & said else frozenset()


def _is_over(words: list[str], at: int) -> bool:
    """Whether the weather named there has ended: "the rain stopped", "the storm was over"."""
    if not look_up(words[at], lexicon.WEATHERS):
        return False
    after = words[at + 1 : at + 4]
    after = after[: next((spot for spot, word in enumerate(after) if word in ".!?;"), len(after))]
    return bool(ENDED & set(after)) or (after[:1] in (["was"], ["is"]) and after[1:2] in (["over"], ["gone"]))


def words_in(text: str) -> tuple[list[str], list[bool]]:
    """A scene's words, and which of them are said by someone."""
    return joined(*words_with_speech(told(text[:LONGEST_READ])))


def weather_of(words: list[str]) -> str:
    """The strongest weather that the words tell; empty where they tell none."""
    there = [
        word for at, word in enumerate(words) if not _is_over(words, at) and not NEVER & set(words[max(at - 3, 0) : at])
    ]
    found = [str(hit[1]) for word in there if (hit := look_up(word, lexicon.WEATHERS))]
    order = ("storm", "snow", "rain", "fog", "wind")
    return min(found, key=order.index, default="")


def place_of(words: list[str], spoken: list[bool], cast: tuple[Part, ...]) -> str:
    """The place that the words tell, else one where such beings are found."""
    return place_told(words, spoken)[0] or _home_of(cast)


def place_told(words: list[str], spoken: list[bool]) -> tuple[str, Mapping[str, float]]:
    """The place with the most votes of the words, empty where they tell none; the votes for all."""
    votes: dict[str, float] = defaultdict(float)
    for at, word in enumerate(words):
        found = look_up(word, lexicon.PLACES)
        if found:
            # being "in" or "into" a place says more than naming it, and the first place named is where we are
            before = words[max(at - 3, 0) : at]
            near = 1.5 if NEAR & set(before) else 1.0
            early = (1.15 if at < 14 else 1.0) * (0.6 if spoken[at] else 1.0) * (0.3 if is_absent(words, at) else 1.0)
            inside = found[0] in lexicon.DWELLINGS and _is_entered(words, at)
            beside = not inside and _is_beside(words, at)
            for place, weight in found[1] if not inside else [("room", 0.9)]:  # type: ignore[attr-defined]
                if beside and place == "sea":  # by the sea is not on it
                    place, near = "shore", 0.8
                votes[place] += weight * near * early  # type: ignore[assignment]
    told_words = [word for word, said in zip(words, spoken, strict=True) if not said]
    if lexicon.near(told_words, {"under", "beneath", "bottom", "below"}, {"sea", "ocean", "water", "waves"}, 4):
        votes["underwater"] += max(votes["sea"], votes["lake"], votes["river"]) + 1  # type: ignore[assignment]
    if any(not spoken[at] and not is_absent(words, at) for at in tower_spots(words)):
        votes["tower"] += max(votes.values()) + STAYING  # type: ignore[assignment]
    _weigh_company(words, votes)
    if votes["shore"] >= 1:
        votes["shore"] += votes["sea"] / 2  # type: ignore[assignment]
    if votes["sky"] < 0.75:
        votes["sky"] = 0  # what flies or is high up does not take us into the clouds
    if not votes or max(votes.values()) < 0.25:
        return "", {}
    return max(votes, key=lambda place: (votes[place], -lexicon.PLACE_NAMES.index(place))), dict(votes)


def _weigh_company(words: list[str], votes: dict[str, float]) -> None:
    """What words mean of a place in the company of others: a school's gate, a ship on the horizon, in a starship."""
    said = set(words)
    if votes["classroom"] and GATES & said and not {"classroom", "desk", "blackboard"} & said:
        votes["playground"] += votes["classroom"] + 0.1
    if FEASTS & said and lexicon.near(words, {"castle", "palace"}, {"in", "inside"}, 3):
        votes["hall"] += votes["castle"]
    if HELM & said and votes["ship"] and votes["sea"]:
        votes["ship"] += votes["sea"]
    if ASHORE & said and votes["underwater"] and "mermaid" in said:
        votes["shore"] += votes.pop("underwater")
    if lexicon.near(words, SEEN_AFAR, FAR_OFF, 6):
        votes["ship"] *= 0.2
        votes["shore"] += 0.3
    if ABOARD & said and (SPACE_SHIPS & said or votes["space"] and {"hatch", "corridor"} & said):
        votes["starship"] += votes["space"] + votes["ship"] + votes["room"] + 0.1
    if lexicon.near(words, {"airlock"}, {"out", "outside"}, 3):
        votes["space"] += votes["starship"] + STAYING + 0.1


def _is_entered(words: list[str], at: int) -> bool:
    """Whether someone is within the dwelling: "in the warm hut they drank", not "in a hut there lived"."""
    before = words[max(at - 4, 0) : at]
    around = set(words[max(at - 8, 0) : at + 6])
    return bool(lexicon.ENTERING & set(before)) and "." not in before and not lexicon.DWELLING & around


def _is_beside(words: list[str], at: int) -> bool:
    return bool({"by", "near", "beside", "at"} & set(words[max(at - 2, 0) : at]))


def _home_of(cast: tuple[Part, ...]) -> str:
    """Where beings are found when the words name no place."""
    homes = {
        "mermaid": "underwater",
        "fish": "underwater",
        "knight": "castle",
        "king": "castle",
        "queen": "castle",
        "dragon": "mountain",
        "wolf": "forest",
        "fox": "forest",
        "bear": "forest",
        "ghost": "graveyard",
    }
    for part in cast:
        for word in words_of(f"{part.name} {part.text}"):
            found = look_up(word, homes)
            if found:
                return str(found[1])
    return "field"
