"""What people are at by the words: the table that they sit at, the thing that they climb."""

from dataclasses import replace
from typing import Literal

from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.lexicon import INDOOR
from storyvid.images.storyboard.things import THINGS
from storyvid.images.storyboard.wording import noun_at

TableKind = Literal["", "desk", "meal"]
ROOMS = frozenset("kitchen room hall restaurant classroom office library workshop hospital starship".split())
MEALS = frozenset(
    "feast banquet supper dinner breakfast lunch meal tea porridge soup cake pizza spaghetti sandwich sandwiches bread "
    "cafeteria restaurant canteen café cafe dined".split()
)
WITHIN = frozenset(("ladder", "rope"))  # are climbed in rooms, too
CLIMBED = frozenset(("tree", "oak", "pine", "palm", "birch", "apple tree", "beanstalk", "ladder", "rope", "lamppost"))


def table_for(place: str, words: list[str], actors: tuple[Actor, ...]) -> TableKind:
    """What those in a room sit at by the words: a desk, a table with a meal; "" where nobody sits at one."""
    said = set(words)
    poses = {actor.pose for actor in actors}
    if place not in ROOMS or not poses & {"sit", "eat"} and "feast" not in said and "banquet" not in said:
        return ""
    if {"desk", "desks"} & said or place == "classroom":
        return "desk"
    if MEALS & said or "table" in said or place == "restaurant" or "eat" in poses:
        return "meal"
    return ""


def climbed_in(words: list[str], actors: tuple[Actor, ...]) -> str:
    """The thing that somebody climbs by the words; "" where nobody does."""
    if not any(actor.pose == "climb" for actor in actors):
        return ""
    found = [str(hit[1]) for at in range(len(words)) if (hit := noun_at(words, at, THINGS))]
    return next((name for name in found if name in CLIMBED), "")


def one_climbs(actors: tuple[Actor, ...], climbed: str) -> tuple[Actor, ...]:
    """The actors with one of them on the tree: the others wait below."""
    first = next((actor for actor in actors if actor.pose == "climb"), None)
    below = [actor for actor in actors if climbed and actor.pose == "climb" and actor is not first]
    return tuple(replace(actor, pose="stand") if actor in below else actor for actor in actors)


def outside(place: str, actors: tuple[Actor, ...], climbed: str, *, modern: bool) -> str:
    """The place, or one outside for who rides or climbs what no room holds."""
    if place not in INDOOR or place in ("cave", "hall", "stable"):
        return place
    if any(actor.mount for actor in actors):
        return "city" if modern else "road"
    return "garden" if climbed and climbed not in WITHIN else place
