"""The settings: each draws its far, middle, ground and foreground sheets on a stage."""

from collections.abc import Callable

from storyvid.images.storyboard.places import heights, rooms, towns, vaults, waters, woods
from storyvid.images.storyboard.stage import Stage

PLACES: dict[str, Callable[[Stage], None]] = {
    "forest": woods.forest,
    "garden": woods.garden,
    "field": woods.field,
    "road": woods.road,
    "swamp": woods.swamp,
    "sea": waters.sea,
    "underwater": waters.underwater,
    "shore": waters.shore,
    "ship": waters.ship,
    "river": waters.river,
    "lake": waters.lake,
    "mountain": heights.mountain,
    "snow": heights.snow,
    "desert": heights.desert,
    "sky": heights.sky,
    "space": heights.space,
    "ruins": heights.ruins,
    "battlefield": heights.battlefield,
    "castle": towns.castle,
    "tower": towns.tower,
    "village": towns.village,
    "city": towns.city,
    "market": towns.market,
    "graveyard": towns.graveyard,
    "room": rooms.room,
    "kitchen": rooms.kitchen,
    "bedroom": rooms.bedroom,
    "workshop": rooms.workshop,
    "hall": vaults.hall,
    "church": vaults.church,
    "cellar": vaults.cellar,
    "cave": vaults.cave,
}
