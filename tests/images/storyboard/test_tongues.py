"""Other tongues: a scene in German, French, Spanish or Italian is pictured as the English one would be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.images.storyboard.reading import envision
from storyvid.images.storyboard.tongue_words import LITTLE, ROWS
from storyvid.images.storyboard.tongues import TONGUES, english, in_english, tongue_of
from storyvid.images.storyboard.whereabouts import setting_of as storyboard_setting
from storyvid.recipes import ImageRecipe, Part, Setting


def asked(scene, *cast):
    parts = [Part(source="scene", text=scene), *(Part(source="character", name=name, text=look) for name, look in cast)]
    return ImageRecipe(model="storyboard@3", parts=tuple(parts), width=90, height=160, seed=0)


def seen(scene, *cast):
    return envision(in_english(asked(scene, *cast)))


@pytest.mark.parametrize(
    ("scene", "place", "actors"),
    [("Der kleine Drache Funki lebte in einem Dorf am Meer.", "village", [("dragon", "stand")]),
     ("Die Kinder saßen im Klassenzimmer und lachten.", "classroom", [("children", "sit")] * 3),
     ("Am Nachmittag backte die Großmutter in der Küche einen Kuchen.", "kitchen", [("grandmother", "cook")]),
     ("Ein großer Wolf rannte durch den Wald.", "forest", [("wolf", "run")]),
     ("Le renard dormait dans la forêt.", "forest", [("fox", "sleep")]),
     ("L’enfant courait dans la rue avec le chien.", "city", [("child", "run"), ("dog", "stand")]),
     ("Una niña con un vestido rojo estaba en el mercado.", "market", [("girl", "stand")]),
     ("El perro corría por la playa.", "shore", [("dog", "run")]),
     ("La nonna cucinava la pasta in cucina.", "kitchen", [("grandmother", "cook")]),
     ("Il cane nuotava nel mare.", "sea", [("dog", "swim")])],
)  # fmt: skip
def test_a_scene_of_another_tongue_is_read(scene, place, actors):
    vision = seen(scene)
    assert vision.place == place
    assert [(actor.name, actor.pose) for actor in vision.actors] == actors


@pytest.mark.parametrize(
    ("scene", "time", "weather"),
    [("In der Nacht regnete es.", "night", "rain"), ("Una noche de lluvia corrió por la calle.", "night", "rain"),
     ("Il neigeait sur le village et il avait froid.", "day", "snow"),
     ("Di notte il vento soffiava sulla montagna.", "night", "wind")],
)  # fmt: skip
def test_hour_and_weather_of_another_tongue_are_read(scene, time, weather):
    vision = seen(scene)
    assert (vision.time, vision.weather) == (time, weather)


@pytest.mark.parametrize(
    ("text", "tongue"),
    [("The fox ran through the forest and was happy.", None), ("", None), ("Anna", None),
     ("“I am ready,” said Monedowa.", None), ("Er war im Haus, und sie war auf dem Feld.", "de"),
     ("Elle est dans la maison avec le chat.", "fr"), ("Había una vez un rey que vivía en el bosque.", "es"),
     ("C'era una volta una bambina che viveva nel bosco.", "it")],
)  # fmt: skip
def test_the_tongue_is_told_by_its_little_words(text, tongue):
    assert tongue_of(text) == tongue


def test_a_word_that_only_looks_english_is_no_such_word():
    assert seen("Er war im Garten und hat den Hund.").place == "garden"  # "war" is no war
    assert "son" not in [actor.name for actor in seen("Le roi dormait dans son château.").actors]


def test_a_name_stays_and_a_look_may_be_english_under_a_german_scene():
    recipe = in_english(asked("Rosa lief mit dem Hund durch den Wald.", ("Rosa", "young woman with red hair")))
    assert recipe.parts[1].text == "young woman with red hair"
    assert seen("La niña Rosa estaba en el bosque con el lobo.", ("Rosa", "")).actors[0].pose == "stand"
    assert "Rosa" in in_english(asked("La niña y Rosa estaban en el bosque.")).parts[0].text


def test_an_english_recipe_and_its_style_are_left_as_they_are():
    recipe = asked("The cat and the dog were in the house.", ("Rot", "grün"))
    assert in_english(recipe) is recipe


@pytest.mark.parametrize(
    ("word", "tongue", "said"),
    [("Wäldern", "de", "forest"), ("Holztisch", "de", "table"), ("Kätzchen", "de", "cat"), ("lachten", "de", "laughed"),
     ("perritos", "es", "dog"), ("brujas", "es", "witch"), ("gattino", "it", "cat"), ("montagnes", "fr", "mountain"),
     ("qwertz", "de", None)],
)  # fmt: skip
def test_words_are_known_as_they_are_bent(word, tongue, said):
    assert english(word, tongue) == said


@pytest.mark.parametrize(
    ("scene", "place"),
    [("Es war Nacht, und alle schliefen.", "bedroom"), ("Er ging weg, und sie war allein.", ""),
     ("Die Rakete flog ins All.", "space"), ("Der Weg führte zum Meer, und er ging mit ihr auf dem Weg.", "road"),
     ("Im großen Saal feierten sie ein Fest.", "hall")],
)  # fmt: skip
def test_a_german_word_in_lower_case_is_no_noun_of_another_meaning(scene, place):
    assert storyboard_setting(scene, Setting()).place == place


def test_whose_castle_it_is_is_told_by_the_case_and_he_is_not_there():
    recipe = in_english(asked("Die Hexe ging auf dem Weg zum Schloss des Königs."))
    assert [actor.name for actor in envision(recipe).actors] == ["witch"]


def test_who_goes_to_a_place_is_not_read_as_a_kind_of_it():
    recipe = in_english(asked("El pastor y el dragón fueron al castillo del rey."))
    assert {actor.name for actor in envision(recipe).actors} == {"shepherd", "dragon"}


def test_a_german_shepherd_is_a_man_and_no_sheep():
    assert english("Schäfer", "de") == "shepherd"
    assert english("Schafe", "de") == "sheep"


def test_every_row_has_a_word_for_each_of_two_tongues_at_least_and_the_little_words_are_told_apart():
    for kind, said, *columns in ROWS:
        assert kind in ("n", "w") and said and len(columns) == len(TONGUES), said
    commonest = {said for _, said, *columns in ROWS if all(columns)}
    assert {"forest", "sea", "school", "kitchen", "girl", "dog", "rain", "night", "ran", "sat", "red"} <= commonest
    assert all(len(LITTLE[tongue]) > 20 for tongue in TONGUES)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_may_be_told_in_english(text):
    for scene in (text, f"der und das {text} ist nicht"):
        recipe = in_english(asked(scene, (text[:20], text[20:60])))
        assert len(recipe.parts) == 2
        envision(recipe)
