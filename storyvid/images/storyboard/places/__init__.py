"""The settings: each draws its far, middle, ground and foreground sheets on a stage."""

from collections.abc import Callable

from storyvid.images.storyboard.places import (
    caves,
    depths,
    heights,
    plains,
    rooms,
    streams,
    streets,
    towns,
    vaults,
    waters,
    woods,
)
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
}
