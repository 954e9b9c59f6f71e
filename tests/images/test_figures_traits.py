"""Looks and names to traits: what binds to what, and what stays the same."""

import string
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.images.storyboard.figures import BEINGS, being_of, read_traits
from storyvid.images.storyboard.figures.colours import CLOTH, FUR, HAIR, SKIN
from storyvid.images.storyboard.figures.traits import Traits


def worn(traits: Traits) -> dict[str, tuple[str, str]]:
    return {slot: (garment.kind, garment.colour) for slot, garment in traits.dress}


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("golden hair, blue dress, red cap", {"dress": ("dress", "blue"), "head": ("cap", "red")}),
        ("a woman in a green gown with a white apron", {"dress": ("gown", "green"), "apron": ("apron", "white")}),
        ("a dress of blue silk and red shoes", {"dress": ("dress", "blue"), "feet": ("shoes", "red")}),
        ("black boots, brown trousers, a yellow shirt", {"feet": ("boots", "black"), "bottom": ("trousers", "brown"),
                                                        "top": ("shirt", "yellow")}),
        ("red-cloaked", {"over": ("cloak", "red")}),
        ("purple robe, pointed black hat", {"dress": ("robe", "purple"), "head": ("hat", "black")}),
        ("wearing an orange scarf", {"neck": ("scarf", "orange")}),
        ("her cloak is crimson", {"over": ("cloak", "crimson")}),
    ],
)  # fmt: skip
def test_a_colour_binds_to_its_own_garment(look, expected):
    found = worn(read_traits("Anna", look))
    for slot, (kind, colour) in expected.items():
        assert found[slot] == (kind, CLOTH[colour])


@pytest.mark.parametrize(
    ("look", "colour"),
    [
        ("golden hair", "golden"),
        ("hair black as ebony", "black"),
        ("golden-haired", "golden"),
        ("a red dress and long brown hair", "brown"),
        ("white hair and beard", "white"),
        ("a blonde girl in a blue dress", "blonde"),
        ("short curly red hair", "red"),
    ],
)
def test_hair_takes_its_own_colour(look, colour):
    assert read_traits("Mia", look).hair == HAIR[colour]


def test_snow_white_binds_three_comparisons():
    look = "skin white as snow, lips red as blood, hair black as ebony, a dress of blue silk"
    traits = read_traits("Snow White", look)
    assert (traits.skin, traits.hair, worn(traits)["dress"][1]) == (SKIN["white"], HAIR["black"], CLOTH["blue"])


@pytest.mark.parametrize(
    ("name", "look", "being"),
    [
        ("Anna", "", "woman"), ("Tom", "", "man"), ("the Wolf", "", "wolf"), ("The Frog King", "", "frog"),
        ("Grandmother", "", "old woman"), ("Ben", "a little boy", "boy"), ("Tip", "a red fox", "fox"), ("White Cat",
            "", "cat"),
        ("Puss in Boots", "", "cat"), ("Ariel", "a mermaid with red hair", "mermaid"), ("Bolt", "a silver robot",
            "robot"),
        ("Mother Goose", "an old woman", "old woman"), ("the huntsman", "", "man"), ("the soldiers", "", "knight"),
        ("Merlin", "a wizard", "wizard"), ("Queen Maud", "", "queen"), ("the princess", "", "princess"),
        ("Finn", "an old man", "old man"), ("the three mice", "", "mouse"), ("wicked witch", "", "witch"),
    ],
)  # fmt: skip
def test_the_being_is_read_from_look_and_name(name, look, being):
    assert read_traits(name, look).being == being


def test_the_scene_says_what_a_bare_name_is():
    assert read_traits("Tip", "", scene_words="Once Tip was a small fox who lived in the wood.").being == "fox"
    assert read_traits("Kim", "", scene_words="She took her basket. She went out.").being == "woman"


@pytest.mark.parametrize(
    ("word", "being"),
    [("kings", "king"), ("wolves", "wolf"), ("mice", "mouse"), ("children", "boy"), ("sisters", "woman"),
     ("princesses", "princess"), ("witches", "witch"), ("fairies", "fairy"), ("geese", "swan"), ("huntsmen", "man"),
     ("dwarves", "dwarf"), ("dragons", "dragon"), ("oxen", "cow"), ("fishwives", "woman"), ("TAILORS", "man")],
)  # fmt: skip
def test_plurals_name_the_same_being(word, being):
    assert being_of(word) == being


@pytest.mark.parametrize("word", ["house", "bread", "she", "quickly", "", "the", "tables"])
def test_other_words_name_no_being(word):
    assert being_of(word) is None


def test_there_are_many_beings():
    assert len(set(BEINGS.values())) > 45


def test_trades_dress_for_their_work_and_looks_go_before_them():
    assert worn(read_traits("the miller", ""))["apron"] == ("apron", CLOTH["white"])
    assert worn(read_traits("Will", "a miller in a red apron"))["apron"] == ("apron", CLOTH["red"])
    assert "broom" in read_traits("the witch", "").props
    assert read_traits("the witch", "a lantern in her hand").props == ("lantern",)


@pytest.mark.parametrize(
    ("look", "field", "value"),
    [("a bald man", "hair_style", "bald"), ("braids", "hair_style", "braids"), ("her hair in a bun", "hair_style",
        "bun"),
     ("a long white beard", "beard", "long"), ("a black moustache", "beard", "moustache"), ("a fat woman", "build",
         "fat"),
     ("a tall man", "build", "tall"), ("a thin old man", "build", "thin"), ("a spotted dog", "marking", "spots")],
)  # fmt: skip
def test_other_words_of_the_look_are_read(look, field, value):
    assert getattr(read_traits("Sam", look), field) == value


def test_glasses_wings_and_clothes_on_animals():
    assert read_traits("Ida", "a girl with glasses").worn("face").kind == "glasses"
    assert read_traits("Ida", "a girl with blue wings").wings == CLOTH["blue"]
    assert read_traits("Mog", "a cat in red boots").dressed
    assert not read_traits("Mog", "a grey cat with a ribbon").dressed


def test_a_red_fox_is_fox_red_and_a_red_dragon_is_red():
    assert read_traits("Tip", "a red fox").fur == FUR["red"]
    assert read_traits("Tip", "a red dragon").fur == CLOTH["red"]


def test_two_characters_differ_where_nothing_is_said():
    seen = {read_traits(name, "") for name in ("Anna", "Greta", "Maria", "Lisa", "Clara", "Nora")}
    assert len({(t.hair, t.hair_style, t.skin, t.dress) for t in seen}) == 6


def test_the_same_words_give_the_same_traits_in_another_process():
    code = (
        "from storyvid.images.storyboard.figures import read_traits;"
        "print(repr(read_traits('Anna', 'a woman with a basket')))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == repr(read_traits("Anna", "a woman with a basket"))


@given(name=st.text(max_size=40), look=st.text(max_size=120))
@settings(max_examples=120, deadline=None)
def test_any_name_and_look_give_whole_traits(name, look):
    traits = read_traits(name, look)
    assert traits.being in set(BEINGS.values())
    for colour in (traits.skin, traits.hair, traits.eyes, traits.fur, *(garment.colour for _, garment in traits.dress)):
        assert len(colour) == 7 and set(colour[1:]) <= set(string.hexdigits)


@given(
    colour=st.sampled_from(sorted(CLOTH)), garment=st.sampled_from(["dress", "cloak", "hat", "apron", "boots", "scarf"])
)
@settings(max_examples=80, deadline=None)
def test_every_colour_binds_to_every_garment(colour, garment):
    colours = [shade for _, shade in worn(read_traits("Anna", f"golden hair, {colour} {garment}")).values()]
    assert CLOTH[colour] in colours
