"""Reading a recipe: where and when a scene plays, who is in it, doing what, among which things."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.figures import BEINGS, being_of
from storyvid.images.storyboard.figures.words import ANIMALS, singular
from storyvid.images.storyboard.figures.young import AT_A_TIME, parent_of, young_at
from storyvid.images.storyboard.hours import Time, hour_of
from storyvid.images.storyboard.presence import is_absent, told, words_with_speech
from storyvid.images.storyboard.things import THINGS, is_held
from storyvid.recipes import ImageRecipe, Part

MAX_ACTORS = 6
MAX_THINGS = 5
MOST_MENTIONS = 4  # of one actor, looked at for what it does
LONGEST_READ = 6000  # characters of scene text; a picture shows one moment


@dataclass(frozen=True)
class Actor:
    """Someone in the picture; `named` are the author's characters, the rest are found in the scene's words."""

    name: str
    look: str = ""
    pose: str = "stand"
    holding: str = ""
    expression: str = "calm"
    named: bool = False
    number: int = 0  # which of several alike
    from_behind: bool = False


@dataclass(frozen=True)
class Vision:
    """What there is to be seen in a scene."""

    place: str
    indoor: bool
    time: Time
    weather: str
    season: str
    actors: tuple[Actor, ...]
    things: tuple[str, ...]
    style: str = ""
    style_words: tuple[str, ...] = ()
    hour_said: bool = False  # else a take may choose its own light
    afloat: bool = False  # the people are in a boat
    rowed: bool = False
    swimming: bool = False  # all who are there
    bright: bool = False  # the words say that a light fills the place
    broken: bool = False  # the bridge is down
    window_star: bool = False  # a star stands in a window
    modern: bool = False  # a story of today
    red_ground: bool = False  # as on Mars


def envision(recipe: ImageRecipe) -> Vision:
    """What the recipe's parts ask to be seen; any text gives a Vision."""
    parts = tuple(replace(part, text=_plain(part.text), name=_plain(part.name)) for part in recipe.parts)
    scene = " . ".join(part.text for part in parts if part.source == "scene")[:LONGEST_READ]
    cast = tuple(part for part in parts if part.source == "character")
    styles = tuple(part for part in parts if part.source == "style")
    style_words = tuple(words_of(" ".join(part.text for part in styles)))
    words, spoken = _joined(*words_with_speech(told(scene)))
    place = _place(words, spoken, cast)
    # "dusk" or "winter" among the style's words counts as in the scene's
    hours = [*words, ".", *style_words]
    time = hour_of(hours, tuple(stems(word) for word in hours))
    afloat = lexicon.is_aboard(words)
    if afloat and place not in ("river", "lake", "ship"):
        place = "sea"
    season, weather = _season([*words, *style_words]), _weather([*words, *style_words])
    if place == "snow" or weather == "snow":
        season = "winter"
    actors = _actors(words, spoken, cast)
    return Vision(
        place=place,
        indoor=place in lexicon.INDOOR,
        time=time or "day",
        hour_said=bool(time),
        weather=weather,
        season=season,
        actors=actors,
        things=_things(words, spoken),
        style=next((part.name.strip().casefold() for part in styles if part.name.strip()), ""),
        style_words=style_words,
        swimming=bool(actors) and all(actor.pose == "swim" for actor in actors),
        afloat=afloat and place in ("river", "lake", "sea"),
        rowed=bool({"rowed", "row", "rowing", "oar", "oars"} & set(words)),
        bright=lexicon.is_bright(words),
        broken=lexicon.near(words, {"bridge"}, {"broken", "broke", "fallen", "down", "swept", "collapsed"}, 4),
        modern=bool(lexicon.OF_TODAY & {*words, *words_of(" ".join(part.text for part in cast))}) or place in MODERN,
        red_ground="mars" in words or lexicon.near(words, {"planet", "desert"}, {"red"}, 2),
        window_star=lexicon.near(words, {"window"}, {"star"}, 8),
    )


MODERN = frozenset("classroom hospital office shop restaurant stadium playground space bathroom".split())


def _joined(words: list[str], spoken: list[bool]) -> tuple[list[str], list[bool]]:
    """The words with pairs that mean one thing as one word, and each in the sense that its company gives it."""
    out: list[str] = []
    said: list[bool] = []
    at = 0
    while at < len(words):
        pair = lexicon.TOGETHER.get((words[at], words[at + 1])) if at + 1 < len(words) else None
        if words[at] == "." and out and out[-1] in lexicon.SHORTENED:
            at += 1
            continue
        out.append(pair or words[at])
        said.append(spoken[at])
        at += 2 if pair else 1
    company = set(out)
    meant = _meant(company)
    return [meant.get(word, word) for word in out], said


def _meant(company: set[str]) -> dict[str, str]:
    """The words that mean another in such company: the captain of a team is a player."""
    return {word: other for word, around, other in lexicon.SENSES if word in company and around & company}


def _plain(text: str) -> str:
    """The text without what no encoding can hold (lone surrogates)."""
    return text.encode("utf-8", "replace").decode()


def words_of(text: str) -> list[str]:
    """The text's words in lower case, with "." for each end of a sentence."""
    return words_with_speech(text)[0]


def stems(word: str) -> tuple[str, ...]:
    """The word and the plainer forms it may stand for: forests -> forest, hurried -> hurry, riding -> ride."""
    if word in lexicon.IRREGULAR:
        return (word, lexicon.IRREGULAR[word])
    word = re.sub(r"['’]s?$", "", word)
    found = [word]
    for ending, ends in (
        ("ies", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("er", ()),
        ("y", ("",)),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 2 and not word.endswith("ss"):
            stem = word[: -len(ending)]
            found += [stem + end for end in ends]
            if ending in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(found)


def _look_up(word: str, table: dict) -> tuple[str, object] | None:
    return next(((stem, table[stem]) for stem in stems(word) if stem in table), None)


def _noun(words: list[str], at: int, table: dict) -> tuple[str, object] | None:
    """What the noun at that place stands for: only plurals are undone, for fishing is no fish and "he rose" no rose."""
    word = words[at]
    if word in lexicon.ALSO_VERBS and (at == 0 or words[at - 1] not in lexicon.BEFORE_NOUNS):
        return None
    forms = stems(word) if word.endswith("s") or word in lexicon.IRREGULAR else (re.sub(r"['’]s?$", "", word),)
    return next(((form, table[form]) for form in forms if form in table), None)


def _place(words: list[str], spoken: list[bool], cast: tuple[Part, ...]) -> str:
    votes: Counter[str] = Counter()
    for at, word in enumerate(words):
        found = _look_up(word, lexicon.PLACES)
        if found:
            # being "in" or "into" a place says more than naming it, and the first place named is where we are
            before = words[max(at - 3, 0) : at]
            near = (
                1.5 if {"in", "into", "through", "at", "on", "inside", "across", "under", "by"} & set(before) else 1.0
            )
            early = (1.15 if at < 14 else 1.0) * (0.6 if spoken[at] else 1.0) * (0.3 if is_absent(words, at) else 1.0)
            inside = found[0] in lexicon.DWELLINGS and _is_entered(words, at)
            beside = not inside and _is_beside(words, at)
            for place, weight in found[1] if not inside else [("room", 0.9)]:  # type: ignore[attr-defined]
                if beside and place == "sea":  # by the sea is not on it
                    place, near = "shore", 0.8
                votes[place] += weight * near * early  # type: ignore[assignment]
    if lexicon.near(words, {"under", "beneath", "bottom", "below"}, {"sea", "ocean", "water", "waves"}, 4):
        votes["underwater"] += max(votes["sea"], votes["lake"], votes["river"]) + 1  # type: ignore[assignment]
    if votes["shore"] >= 1:
        votes["shore"] += votes["sea"] / 2  # type: ignore[assignment]
    if votes["sky"] < 0.75:
        votes["sky"] = 0  # what flies or is high up does not take us into the clouds
    if not votes or max(votes.values()) < 0.25:
        return _home_of(cast)
    return max(votes, key=lambda place: (votes[place], -lexicon.PLACE_NAMES.index(place)))


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
            found = _look_up(word, homes)
            if found:
                return str(found[1])
    return "field"


def _weather(words: list[str]) -> str:
    found = [str(hit[1]) for word in words if (hit := _look_up(word, lexicon.WEATHERS))]
    order = ("storm", "snow", "rain", "fog", "wind")
    return min(found, key=order.index, default="clear")


def _season(words: list[str]) -> str:
    hits = [hit for word in words if (hit := _look_up(word, lexicon.SEASONS))]
    strong = [str(hit[1]) for hit in hits if hit[0] not in lexicon.WEAK_SEASON_WORDS]
    weak = [str(hit[1]) for hit in hits if hit[0] in {"cold"}]
    return next(iter([*strong, *weak]), "summer")


def _actors(words: list[str], spoken: list[bool], cast: tuple[Part, ...]) -> tuple[Actor, ...]:
    spots: list[tuple[int, Actor]] = []
    taken = set()
    for part in cast:
        name_words = [word for word in words_of(part.name) if word.isalpha()]
        taken |= {stem for word in name_words for stem in stems(word)}
        at = _mention(words, name_words)
        many = _are_many(name_words)
        looked = words_of(part.text)
        sense = _meant({*words, *looked})
        look = part.text.strip() if not sense.keys() & set(looked) else _swapped(part.text.strip(), sense)
        spots += [
            (at, Actor(part.name.strip(), look, named=True, number=number)) for number in range(many)
        ]
    spots.sort(key=lambda spot: (spot[1].number > 0, spot[0] < 0, spot[0]))
    spots += _unnamed(words, spoken, taken, room=MAX_ACTORS - len(spots))
    if not spots:  # those only spoken of are better than no one
        spots += _unnamed(words, [False] * len(words), taken, room=MAX_ACTORS)
    if not spots:
        spots += _unseen(words, spoken, lexicon.UNSEEN)
    elif all(being_of(actor.name) in ANIMALS for _, actor in spots):  # "I walked with my dog"
        spots += _unseen(words, spoken, lexicon.WHO_TELLS)
    starts = sorted(at for at, _ in spots if at >= 0)
    actors = []
    for at, actor in spots[:MAX_ACTORS]:
        doings = [_acting(actor, _said_of(words, spot, starts)) for spot in _mentions(words, spoken, at, actor)]
        telling = (doing for doing in doings if doing.pose not in ("stand", "walk"))
        actors.append(next(telling, next((doing for doing in doings if doing.pose == "walk"), doings[0])))
    return tuple(actors)


def _unseen(words: list[str], spoken: list[bool], pronouns: dict[str, tuple[str, ...]]) -> list[tuple[int, Actor]]:
    """Those who are only "she" or "they" to a scene, seen from behind: the picture cannot know their faces."""
    for at, word in enumerate(words):
        if word in pronouns and not spoken[at]:
            return [(at, Actor(name, from_behind=True)) for name in pronouns[word]]
    return []


def _mentions(words: list[str], spoken: list[bool], at: int, actor: Actor) -> list[int]:
    """Where the actor is named, the first mention first; the rest only for those who have a name."""
    if at < 0 or not actor.named:
        return [at]
    again = {word for word in words_of(actor.name) if word not in lexicon.SAYING_NOTHING and word.isalpha()}
    return [at, *(spot for spot in range(at + 3, len(words)) if words[spot] in again and not spoken[spot])][
        :MOST_MENTIONS
    ]


def _swapped(text: str, sense: dict[str, str]) -> str:
    """The text with words in the sense that their company gives them."""
    return re.sub(r"[^\W\d_]+", lambda match: sense.get(match[0].casefold(), match[0]), text)


def _are_many(name_words: list[str]) -> int:
    """How many are drawn of those with a name: three of "The villagers"."""
    last = name_words[-1] if name_words else ""
    plural = being_of(last) and singular(last) != last and last not in lexicon.ALIKE_IN_PLURAL
    return AT_A_TIME if plural and not lexicon.ONE_OF & set(name_words) else 1


def _mention(words: list[str], name_words: list[str]) -> int:
    """Where the name stands: the whole of it, else its last telling word; -1 when it is not said."""
    length = len(name_words)
    for at in range(len(words) - length + 1):
        if length and words[at : at + length] == name_words:
            return at
    telling = [word for word in name_words if word not in lexicon.SAYING_NOTHING]
    return next((words.index(word) for word in reversed(telling) if word in words), -1)


def _unnamed(words: list[str], spoken: list[bool], taken: set[str], *, room: int) -> list[tuple[int, Actor]]:
    found: list[tuple[int, Actor]] = []
    seen: set[str] = set(taken)
    known = _apposed(words, taken)
    for at, word in enumerate(words):
        if len(found) >= room:
            break
        if word.endswith(("'s", "’s", "s'", "s’")):
            continue  # "the king's daughter": the king himself is elsewhere
        if (spoken[at] and not _addressed(words, spoken, at)) or is_absent(words, at) or at in known:
            continue
        young = young_at(words, at)
        hit = None if young else _noun(words, at, BEINGS)
        name = f"young {parent_of(words, at, young)}" if young else hit[0] if hit else ""
        if at and words[at - 1] in lexicon.ROYAL_PARENTS and name in lexicon.ROYAL_CHILDREN:
            name = lexicon.ROYAL_CHILDREN[name]
        if not name or name in seen or (young and word in seen):
            continue
        seen.add(name)
        described = [each for each in words[max(at - 2, 0) : at] if each.isalpha()]
        if described and being_of(described[0]):  # "a king, a queen": the one before is another
            described = described[1:]
        many = word.endswith("s") if young else hit is not None and word != hit[0] and not word.endswith(("ing", "ed"))
        many = many or word in lexicon.GROUPS or (word in lexicon.ALIKE_IN_PLURAL and not lexicon.ONE & set(described))
        count = next((lexicon.NUMBERS[each] for each in described if each in lexicon.NUMBERS), AT_A_TIME if many else 1)
        look = "" if young else " ".join(each for each in described if each not in lexicon.NUMBERS)
        for number in range(min(count, room - len(found))):
            found.append((at, Actor(name, look, number=number)))
    return found


def _apposed(words: list[str], taken: set[str]) -> set[int]:
    """Where a noun only says who one with a name is: "her brother Ben", "the teacher, Mrs Green", "a girl named Tess"."""
    places: set[int] = set()
    for at, word in enumerate(words):
        if word not in taken or word in lexicon.SAYING_NOTHING:
            continue
        before = at - 1
        while before >= 0 and words[before] in lexicon.TITLES:
            before -= 1
        if before >= 0:
            places.add(before)
        if before >= 1 and words[before] in ("named", "called"):
            places.add(before - 1)
        after = words[at + 1 : at + 6]
        if after and after[0] in ("a", "an", "the", "was"):  # "Doctor Patel, a kind woman with glasses"
            noun = next((spot for spot, said in enumerate(after) if _noun(after, spot, BEINGS)), None)
            if noun is not None and not {"and", "to", "of", ".", "with"} & set(after[:noun]):
                places.add(at + 1 + noun)
    return places


def _addressed(words: list[str], spoken: list[bool], at: int) -> bool:
    """Whether the word opens a speech: "Swallow, little Swallow," said the Prince."""
    return at == 0 or not spoken[at - 1] or words[at - 1] in ("dear", "o", "oh", "little")


def _said_of(words: list[str], at: int, starts: list[int]) -> list[str]:
    """The words from a mention to the next being's mention after a verb may have come, or the sentence's end."""
    if at < 0 or any(word.endswith(("'s", "’s", "s’")) for word in words[at : at + 2]):
        return []  # what is said of "Grandpa's farm" is not said of him
    before = _opening(words, at, starts)
    end = next((spot for spot, word in enumerate(words[at:], at) if word in ".!?;"), len(words))
    later = [spot for spot in starts if at < spot < end]
    while later and all(word in lexicon.BETWEEN_SUBJECTS for word in words[at + 1 : later[0]]):  # "a king and a queen"
        at_last = later.pop(0)
        words = [*words[:at], *words[at_last:]]
        taken_out = at_last - at
        end, later = end - taken_out, [spot - taken_out for spot in later]
    following = next((spot for spot in later if spot > at + 3), end)
    return [*words[at : min(end, following + 1)], *before]


def _opening(words: list[str], at: int, starts: list[int]) -> list[str]:
    """The words before the first being of a sentence, for tongues that put the verb there: "In the castle slept a ..."."""
    start = next((spot + 1 for spot in range(at - 1, -1, -1) if words[spot] in ".!?;"), 0)
    before = words[start:at]
    if (
        len(before) > 9
        or any(start <= spot < at for spot in starts)
        or any(word in lexicon.PRONOUNS or _noun(before, spot, BEINGS) for spot, word in enumerate(before))
    ):
        return []
    return before


def _acting(actor: Actor, said: list[str]) -> Actor:
    pose, calm = "stand", ""
    for word in said:
        hit = _look_up(word, lexicon.POSES)
        if hit and hit[0] not in lexicon.CALM_VERBS:
            pose = str(hit[1])
            break
        if hit and not calm:
            calm = str(hit[1])
    else:
        pose = calm or pose
    if pose in ("stand", "walk") and lexicon.near(said, lexicon.PLAYING, lexicon.BALL_GAMES, 3):
        pose = "kick"
    held = ""
    if pose in ("hold", "walk", "stand", "kneel", "fight"):
        after = {
            "with",
            "holding",
            "held",
            "hold",
            "carrying",
            "carried",
            "took",
            "brought",
            "gave",
            "lifted",
            "bearing",
        }
        for at in range(len(said)):
            hit = _noun(said, at, THINGS)
            if hit and is_held(str(hit[1])) and after & set(said[max(at - 4, 0) : at]):
                held = str(hit[1])
                break
    moods = [str(hit[1]) for word in said if (hit := _look_up(word, lexicon.EXPRESSIONS))]
    return replace(actor, pose=pose, holding=held, expression=moods[0] if moods else "calm")


def _things(words: list[str], spoken: list[bool]) -> tuple[str, ...]:
    there = [at for at in range(len(words)) if not is_absent(words, at)]
    there.sort(key=lambda at: spoken[at])  # what is there goes before what is spoken of
    found = [str(hit[1]) for at in there if (hit := _noun(words, at, THINGS))]
    return tuple(dict.fromkeys(found))[:MAX_THINGS]
