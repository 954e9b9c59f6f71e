"""Who is in a picture: groups that are listed, one being under several words, who is only spoken about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.images.storyboard.figures import read_traits
from storyvid.images.storyboard.naming import without_groups
from storyvid.images.storyboard.reading import envision
from storyvid.recipes import ImageRecipe, Part

ROLAND = ("Sir Roland", "knight")
DRAGON = ("The dragon", "dragon")


def seen(scene, *cast):
    parts = [Part(source="scene", text=scene), *(Part(source="character", name=name, text=look) for name, look in cast)]
    return envision(ImageRecipe(model="storyboard@3", parts=tuple(parts), width=90, height=160, seed=0))


def there(scene, *cast):
    return [actor.name for actor in seen(scene, *cast).actors]


def doing(scene, *cast):
    return [(actor.name, actor.pose) for actor in seen(scene, *cast).actors]


@pytest.mark.parametrize(
    "scene",
    ["Four friends ate warm bread by the oven: a girl, a baker, a dog and a robot.",
     "Four friends ate warm bread by the oven – a girl, a baker, a dog and a robot."],
)  # fmt: skip
def test_a_group_that_is_listed_is_its_members_and_they_do_what_it_does(scene):
    assert doing(scene) == [("girl", "eat"), ("baker", "eat"), ("dog", "eat"), ("robot", "eat")]


def test_a_group_that_nobody_lists_is_drawn_as_a_group():
    assert there("Four friends ate warm bread.") == ["friend"] * 4
    assert there("Two men said: we are late, and the train is gone.") == ["man"] * 2


def test_a_character_that_is_a_group_gives_way_to_those_listed():
    cast = [("Lina", "girl"), ("Two girls", "girls"), ("Mia", "girl"), ("Zoe", "girl")]
    assert set(there("Two girls came and sat with Lina: Mia and Zoe.", *cast)) == {"Lina", "Mia", "Zoe"}
    assert there("Two girls came and sat with Lina.", *cast[:2]).count("Two girls") == 2


def test_the_friends_are_those_of_the_cast():
    assert set(there("The three friends walked home.", ("Lina", "girl"), ("Omar", "boy"))) == {"Lina", "Omar"}
    assert "friend" in there("Lina and her friend walked home.", ("Lina", "girl"), ("Omar", "boy"))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=" twofrends:,andaBcé–-.!\n", max_size=120))
def test_any_text_comes_through_the_groups(text):
    told, cast = without_groups(text, (Part(source="character", name="Bo", text="boy"),))
    assert isinstance(told, str) and [part.name for part in cast] == ["Bo"]


def test_the_knight_is_the_one_who_is_a_knight_and_does_what_the_knight_does():
    assert doing("The knight crept into the cave. The dragon slept.", ROLAND, DRAGON) == [
        ("Sir Roland", "crouch"),
        ("The dragon", "sleep"),
    ]
    assert there("Roland fought another knight.", ROLAND) == ["Sir Roland", "knight"]
    assert there("A knight fought Roland.", ROLAND).count("knight") == 1


def test_mum_is_her_mother():
    assert there("“Mum, look!” Her mother smiled.", ("Her mother", "woman")) == ["Her mother"]
    assert there("Dad came home. The father was tired.") == ["dad"]


@pytest.mark.parametrize(
    ("scene", "cast", "names"),
    [("Omar and Lina read a book about dinosaurs.", [("Lina", "girl"), ("Omar", "boy")], {"Lina", "Omar"}),
     ("Sir Roland was looking for the dragon.", [ROLAND, DRAGON], {"Sir Roland"}),
     ("Sir Roland dreamed of the dragon.", [ROLAND, DRAGON], {"Sir Roland"}),
     ("Sir Roland met the beast that had stolen the princess.", [ROLAND, ("The princess", "princess")],
      {"Sir Roland", "beast"}),
     ("Sir Roland rode to the king's castle.", [ROLAND, ("The king", "king")], {"Sir Roland"}),
     ("Sir Roland bowed to the king's wife.", [ROLAND, ("The king", "king")], {"Sir Roland", "The king", "wife"}),
     ("Sir Roland looked at the dragon.", [ROLAND, DRAGON], {"Sir Roland", "The dragon"}),
     ("The ship rode waves as high as giants.", [ROLAND], {"Sir Roland"}),
     ("Sir Roland roasted a fish.", [ROLAND], {"Sir Roland"}),
     ("Sir Roland found a giant mushroom.", [ROLAND], {"Sir Roland"}),
     ("Sir Roland went out to fish. He was a poor man.", [ROLAND], {"Sir Roland"}),
     ("Lina held her father's hand.", [("Lina", "girl")], {"Lina", "father"}),
     ("Lina held a drawing of a whale.", [("Lina", "girl")], {"Lina"}),
     ("The fisherman did not come home. Lina wept.", [("Lina", "girl"), ("The fisherman", "fisherman")], {"Lina"}),
     ("The fisherman did not laugh. Lina wept.", [("Lina", "girl"), ("The fisherman", "fisherman")],
      {"Lina", "The fisherman"}),
     ("“Bring me the queen's ring,” said Lina.", [("Lina", "girl"), ("The queen", "queen")], {"Lina"}),
     ("Lina took the queen's ring.", [("Lina", "girl"), ("The queen", "queen")], {"Lina", "The queen"}),
     ("Lina took her father's car.", [("Lina", "girl")], {"Lina"}),
     ("The inspector measured the step with a ruler.", [], {"inspector"})],
)  # fmt: skip
def test_who_is_only_spoken_about_is_not_there_and_who_is_there_is_shown(scene, cast, names):
    assert set(there(scene, *cast)) == names


def test_nobody_is_there_twice_under_a_noun_and_a_name():
    robot, tik = ("The robot", "robot"), ("Tik", "robot")
    assert there("The robot Tik stopped.", robot, tik) == ["Tik"]
    assert set(there("The robot waved at Tik.", robot, ("Tik", "boy"))) == {"The robot", "Tik"}
    vision = seen("The alien, whose name was Oomi, smiled.", ("The green alien", "alien, green"), ("Oomi", ""))
    assert [(actor.name, actor.look) for actor in vision.actors] == [("Oomi", "alien, green")]


def test_children_and_people_are_many():
    assert there("Twenty children sang.").count("children") > 3
    assert there("People waited.") == ["people"] * 3


def test_a_list_of_animals_is_no_apposition():
    cast = [("The rooster", "rooster")]
    assert set(there("A rooster, a pig and a cow sang.", *cast)) == {"The rooster", "pig", "cow"}


@pytest.mark.parametrize("scene", ["Jack refused to eat.", "Jack was ready.", "Sparks flew, and Jack laughed."])
def test_what_somebody_does_not_do_is_not_shown(scene):
    assert doing(scene, ("Jack", "boy")) == [("Jack", "stand")]


BARNABY, FINN = ("Barnaby", "old sailor"), ("Finn", "boy")


def test_the_old_man_is_the_one_who_is_old_and_what_he_does_is_not_anothers():
    scene = "Rosa threw a rope, and Finn pulled until the old man lay on the deck."
    assert there(f"Barnaby fell. {scene}", BARNABY, FINN, ("Rosa", "woman")).count("man") == 0
    assert ("Finn", "sleep") not in doing(f"Barnaby fell. {scene}", BARNABY, FINN, ("Rosa", "woman"))
    assert "man" in there("An old man came to Barnaby.", BARNABY)
    assert "man" in there("The old man came to Finn.", FINN)


def test_a_wave_of_the_sea_waves_to_nobody():
    assert doing("A great wave took Barnaby.", BARNABY) != [("Barnaby", "wave")]
    assert doing("Barnaby waved. The wave came.", BARNABY) == [("Barnaby", "wave")]


def test_a_ships_name_is_nobodys():
    halcyon = ("Halcyon", "")
    assert there("The starship Halcyon drifted past Saturn. Pip slept.", halcyon, ("Pip", "robot")) == ["Pip"]
    assert there("The Halcyon landed. Pip slept.", halcyon, ("Pip", "robot")) == ["Pip"]
    assert "Halcyon" in there("Halcyon slept in the starship. Pip slept.", halcyon, ("Pip", "robot"))


def test_who_has_a_name_and_a_noun_beside_it_is_one():
    cast = [("Biscuit", "hamster"), ("The hamster", "hamster")]
    assert there("Lina saw two eyes. It was Biscuit, the hamster!", *cast).count("The hamster") == 0


def test_what_is_told_of_the_first_name_alone_is_done_before_the_whole_name_comes():
    scene = "Clara knelt on the floor. A black cat watched Inspector Clara Voss from the window."
    assert ("Inspector Clara Voss", "kneel") in doing(scene, ("Inspector Clara Voss", "woman, detective"))


def test_one_carried_on_a_back_rides_there():
    mouse, stag = ("The mouse", "mouse"), ("The stag", "stag")
    (rider,) = seen("The stag carried the mouse on his back to the den.", mouse, stag).actors
    assert rider.name == "The mouse" and rider.mount and rider.mount.name == "The stag"
    assert len(seen("The stag carried the nuts back. The mouse slept.", mouse, stag).actors) == 2


def test_a_horse_that_they_ride_has_riders():
    riders = [actor for actor in seen("They rode a white horse through the forest.").actors if actor.mount]
    assert riders and riders[0].mount.name in ("horse", "white horse")
    assert [actor.name for actor in seen("They saw a white horse.").actors] == ["horse"]


def test_a_woman_who_is_a_captain_has_no_captains_beard():
    assert read_traits("Captain Rosa", "woman, captain").beard == ""
    assert read_traits("Captain Rosa", "woman, captain, short beard").beard == "short"
    assert read_traits("Captain Ross", "captain").beard
