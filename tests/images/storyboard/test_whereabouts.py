"""Where a story stays and what weather is over: the sea seen from a ship, houses from a street, a storm that passed."""

import pytest

from storyvid.images.storyboard.whereabouts import setting_of, weather_of, words_in
from storyvid.recipes import Setting


@pytest.mark.parametrize(
    ("before", "scene", "place"),
    [("ship", "At dawn the sea was calm, and a dolphin came.", "ship"),
     ("ship", "Rosa rowed them over the sea in a small boat.", "sea"),
     ("ship", "The sea was wild, and the captain went overboard into the sea.", "sea"),
     ("city", "Miles jumped over the gap between the houses and ran across the roof.", "city"),
     ("city", "They came to a village with small houses.", "village"),
     ("forest", "The sea was calm.", "sea"),
     ("", "Rosa stood at the helm of the ship and looked at the grey sea.", "ship"),
     ("", "In the palace they held a great feast.", "hall"), ("", "They rode to the castle for the feast.", "castle"),
     ("", "She was late for school. She ran down the street with her bag.", "city"),
     ("starship", "Jonas climbed out of the airlock of the starship.", "space")],
)  # fmt: skip
def test_a_story_stays_where_it_is_and_goes_where_it_is_told_to(before, scene, place):
    assert setting_of(scene, Setting(place=before)).place == place


@pytest.mark.parametrize(
    ("scene", "weather"),
    [("At dawn the sea was calm.", ""), ("The storm had passed.", ""), ("The storm was over.", ""),
     ("The rain stopped at last.", ""), ("They sat by the fire.", "storm"), ("The storm broke over the sea.", "storm"),
     ("It began to snow.", "snow"), ("He had never seen a storm.", "storm")],
)  # fmt: skip
def test_the_weather_lasts_until_it_is_over(scene, weather):
    assert setting_of(scene, Setting(weather="storm")).weather == weather


@pytest.mark.parametrize(
    ("scene", "weather"),
    [("He had never seen a storm.", ""), ("The rain stopped.", ""), ("The rain fell and the wind stopped.", "rain"),
     ("The snow was deep.", "snow")],
)  # fmt: skip
def test_weather_that_is_over_or_never_was_is_not_seen(scene, weather):
    assert weather_of(words_in(scene)[0]) == weather
