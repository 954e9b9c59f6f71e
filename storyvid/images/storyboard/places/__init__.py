"""The settings: each draws its far, middle, ground and foreground sheets on a stage."""

from collections.abc import Callable

from storyvid.images.storyboard.places import (
    care,
    caves,
    depths,
    grounds,
    heights,
    learning,
    plains,
    rooms,
    starships,
    streams,
    streets,
    today,
    towns,
    trade,
    vaults,
    waters,
    woods,
)
from storyvid.images.storyboard.reading import Vision
from storyvid.images.storyboard.stage import Stage

PLACES: dict[str, Callable[[Stage], None]] = {
    "forest": woods.forest,
    "garden": woods.garden,
    "field": woods.field,
    "road": woods.road,
    "swamp": woods.swamp,
    "sea": waters.sea,
    "underwater": depths.underwater,
    "shore": waters.shore,
    "ship": waters.ship,
    "river": streams.river,
    "lake": streams.lake,
    "mountain": heights.mountain,
    "snow": heights.snow,
    "desert": plains.desert,
    "sky": heights.sky,
    "space": heights.space,
    "starship": starships.starship,
    "ruins": plains.ruins,
    "battlefield": plains.battlefield,
    "castle": towns.castle,
    "tower": towns.tower,
    "village": towns.village,
    "city": streets.city,
    "market": streets.market,
    "graveyard": towns.graveyard,
    "room": rooms.room,
    "kitchen": rooms.kitchen,
    "bedroom": rooms.bedroom,
    "workshop": rooms.workshop,
    "hall": vaults.hall,
    "church": vaults.church,
    "cellar": vaults.cellar,
    "cave": caves.cave,
    "classroom": learning.classroom,
    "hospital": care.hospital,
    "office": trade.office,
    "library": learning.library,
    "shop": trade.shop,
    "restaurant": trade.restaurant,
    "bathroom": care.bathroom,
    "stadium": grounds.stadium,
    "playground": grounds.playground,
    "stable": grounds.stable,
}

# How some of them look in a story of today.
TODAY: dict[str, Callable[[Stage], None]] = {
    "city": today.street,
    "kitchen": today.kitchen,
    "room": today.room,
    "bedroom": today.bedroom,
}


def setting_of(vision: Vision) -> Callable[[Stage], None]:
    """What draws the place of a scene, as it looks in the story's time."""
    return TODAY.get(vision.place, PLACES[vision.place]) if vision.modern else PLACES[vision.place]
