"""Reading a recipe: where and when a scene plays, who is in it, doing what, among which things."""

from dataclasses import dataclass, replace

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.actors import Actor, actors_of
from storyvid.images.storyboard.embraces import with_embraces
from storyvid.images.storyboard.hours import Time, hour_named, hour_of
from storyvid.images.storyboard.lodging import lodged_in
from storyvid.images.storyboard.mounts import with_mounts
from storyvid.images.storyboard.naming import without_groups
from storyvid.images.storyboard.presence import is_absent
from storyvid.images.storyboard.supports import TableKind, climbed_in, one_climbs, outside, table_for
from storyvid.images.storyboard.things import THINGS
from storyvid.images.storyboard.whereabouts import place_of, weather_of, words_in
from storyvid.images.storyboard.wording import look_up, noun_at, plain, stems, words_of
from storyvid.recipes import ImageRecipe, Part, Setting

MAX_THINGS = 5
NO_EMBRACES = frozenset(("sea", "underwater"))
MODERN = frozenset("classroom hospital office shop restaurant stadium playground space starship bathroom".split())


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
    table: TableKind = ""  # that those there sit at
    climbed: str = ""  # the thing that somebody climbs
    lodged: tuple[Actor, ...] = ()  # those of the actors who are up in the tower


def envision(recipe: ImageRecipe) -> Vision:
    """What the recipe's parts ask to be seen; any text gives a Vision."""
    parts = tuple(replace(part, text=plain(part.text), name=plain(part.name)) for part in recipe.parts)
    scene = " . ".join(part.text for part in parts if part.source == "scene")
    cast = tuple(part for part in parts if part.source == "character")
    styles = tuple(part for part in parts if part.source == "style")
    style_words = tuple(words_of(" ".join(part.text for part in styles)))
    scene, cast = without_groups(scene, cast)
    words, spoken = words_in(scene)
    before = recipe.setting or Setting()
    place = before.place or place_of(words, spoken, cast)
    # "dusk" or "winter" among the style's words counts as in the scene's
    hours = [*words, ".", *style_words]
    time = hour_of(hours, tuple(stems(word) for word in hours)) or hour_named(before.hour)
    afloat = lexicon.is_aboard(words)
    if afloat and place not in ("river", "lake", "ship"):
        place = "sea"
    season, weather = _season([*words, *style_words]), weather_of([*words, *style_words])
    weather = weather or before.weather or "clear"
    actors = with_mounts(words, actors_of(words, spoken, cast))
    if place == "ship" and any(actor.pose == "swim" for actor in actors):
        place = "sea"  # overboard
    climbed = climbed_in(words, actors)
    actors = one_climbs(actors, climbed)
    place = outside(place, actors, climbed, modern=before.era == "today")
    table = table_for(place, words, actors)
    if not afloat and place not in NO_EMBRACES:
        actors = with_embraces(words, actors)
    if place == "snow" or weather == "snow":
        season = "winter"
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
        modern=before.era == "today" if before.era else _is_of_today(words, cast, place),
        table=table,
        climbed=climbed,
        lodged=lodged_in(place, words, actors),
        red_ground="mars" in words or lexicon.near(words, {"planet", "desert"}, {"red"}, 2),
        window_star=lexicon.near(words, {"window"}, {"star"}, 8),
    )


def _is_of_today(words: list[str], cast: tuple[Part, ...], place: str) -> bool:
    return place in MODERN or bool(lexicon.OF_TODAY & {*words, *words_of(" ".join(part.text for part in cast))})


def _season(words: list[str]) -> str:
    hits = [hit for word in words if (hit := look_up(word, lexicon.SEASONS))]
    strong = [str(hit[1]) for hit in hits if hit[0] not in lexicon.WEAK_SEASON_WORDS]
    weak = [str(hit[1]) for hit in hits if hit[0] in {"cold"}]
    return next(iter([*strong, *weak]), "summer")


def _things(words: list[str], spoken: list[bool]) -> tuple[str, ...]:
    there = [at for at in range(len(words)) if not is_absent(words, at)]
    there = [at for at in there if not spoken[at] or words[at] not in ("money", "gold")]  # is asked for, not there
    there.sort(key=lambda at: spoken[at])  # what is there goes before what is spoken of
    there = [
        at for at in there if words[at] != "chest" or words[at - 1] not in lexicon.OWNED
    ]  # a man's, not a pirate's
    found = [str(hit[1]) for at in there if (hit := noun_at(words, at, THINGS))]
    return tuple(dict.fromkeys(found))[:MAX_THINGS]
