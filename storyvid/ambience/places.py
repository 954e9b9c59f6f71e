"""What is heard where and when a scene plays, in the illustrator's terms: what is seen outside is heard outside."""

from storyvid.recipes import Setting

NAMES = ("wind", "sea", "stream", "forest", "night", "rain", "fire", "crowd", "roof", "room")
"""Every setting that has a sound; "roof" is rain heard from within, "room" that of a quiet room."""
LEVELS_PERCENT = {"room": 20, "roof": 60}
"""How loud what is not to be noticed is, beside all other settings."""

_BY_PLACE = {
    "forest": "forest garden field village road playground lake swamp graveyard",
    "sea": "sea shore ship",
    "stream": "river",
    "wind": "mountain castle tower desert sky snow battlefield ruins",
    "crowd": "market city stadium restaurant",
    "room": "hall room kitchen bedroom cellar workshop church cave classroom hospital office library shop stable "
    "bathroom starship",
    "": "underwater space",
}
_PLACES = {place: sound for sound, places in _BY_PLACE.items() for place in places.split()}
_BETWEEN_WALLS = frozenset([*_BY_PLACE["room"].split(), "restaurant"])
_UNDER_NO_RAIN = frozenset(["cave", "cellar", "starship"])
_WITHOUT_WEATHER = frozenset(_BY_PLACE[""].split())
_LIVELY_AT_NIGHT = frozenset(["market", "stadium", "restaurant"])
_BESIDE_WATER = ("sea", "stream")  # louder than crickets and a light wind


def known_places() -> frozenset[str]:
    """Every place whose sound is known."""
    return frozenset(_PLACES)


def heard_at(setting: Setting, sounds: tuple[str, ...] = ()) -> str:
    """The setting's sound, "" for none; `sounds` are what the words tell is heard there besides ("fire", "crowd").

    A place that is not known counts as somewhere outside, of which only the hour and the weather are heard.
    """
    place, wet = setting.place, setting.weather in ("rain", "storm")
    if place in _WITHOUT_WEATHER:
        return ""
    if place in _BETWEEN_WALLS:
        roof = wet and place not in _UNDER_NO_RAIN
        return next(iter(sounds), "roof" if roof else _PLACES[place])
    if wet:
        return "rain"
    return next(iter(sounds), _outside(_PLACES.get(place, ""), setting))


def _outside(sound: str, setting: Setting) -> str:
    if sound in _BESIDE_WATER:
        return sound
    if setting.weather in ("snow", "wind"):  # birds and crickets are still then
        return "wind"
    if setting.hour in ("night", "dusk") and sound != "wind" and setting.place not in _LIVELY_AT_NIGHT:
        return "night"
    return sound
