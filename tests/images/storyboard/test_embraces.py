"""Who has whom in the arms, and that the two are drawn as one."""

import pytest

from storyvid.images.storyboard.figures import draw_figure, read_traits
from storyvid.images.storyboard.figures.embraced import draw_embrace
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.reading import envision
from storyvid.recipes import ImageRecipe, Part

AMARA, LINA = ("Amara", "girl"), ("Lina", "girl")


def embraced(scene, *cast):
    parts = [Part(source="scene", text=scene), *(Part(source="character", name=name, text=look) for name, look in cast)]
    recipe = ImageRecipe(model="storyboard@3", parts=tuple(parts), width=135, height=240, seed=0)
    actors = envision(recipe).actors
    return [(one.name, one.embraces.name) for one in actors if one.embraces], [one.name for one in actors]


@pytest.mark.parametrize(
    ("scene", "cast", "pair"),
    [("She hugged her puppy in the garden.", [AMARA, ("The puppy", "puppy, brown")], ("Amara", "The puppy")),
     ("Amara held Biscuit in her hands.", [AMARA, ("Biscuit", "hamster")], ("Amara", "Biscuit")),
     ("Amara found Biscuit and hugged him.", [AMARA, ("Biscuit", "hamster")], ("Amara", "Biscuit")),
     ("The king hugged his daughter in the hall.", [], ("king", "daughter")),
     ("The princess wept. She took the frog in her arms.", [("Rosalind", "princess")], ("Rosalind", "frog")),
     ("The old woman picked the cat up.", [], ("woman", "cat")),
     ("Tom embraced his horse.", [("Tom", "boy")], ("Tom", "horse"))],
)  # fmt: skip
def test_who_is_hugged_is_in_the_arms_and_not_drawn_again_beside(scene, cast, pair):
    pairs, names = embraced(scene, *cast)
    assert pairs == [pair]
    assert pair[1] not in names


@pytest.mark.parametrize(
    ("scene", "cast"),
    [("Amara did not hug her dog.", [AMARA]), ("Amara held her dog on a lead.", [AMARA]),
     ("Amara took Lina by the hand.", [AMARA, LINA]), ("The bear hugged the rabbit.", []),
     ("Amara carried a lamp. The dog ran.", [AMARA]), ("Amara hugged Lina in the boat.", [AMARA, LINA]),
     ("Lina hugged Amara, and Amara fell asleep.", [AMARA, LINA])],
)  # fmt: skip
def test_nobody_is_in_arms_where_the_words_do_not_say_so(scene, cast):
    assert embraced(scene, *cast)[0] == []


def test_two_who_hug_stand_closer_than_side_by_side():
    girl, woman, ink = read_traits("Lina", "girl"), read_traits("Mum", "woman"), Ink()
    apart = sum(draw_figure(one, pose="hug", ink=ink).width for one in (girl, woman))
    both = draw_embrace(woman, girl, facing="right", ink=ink)
    assert both.width < apart * 0.8
    assert len(both.heads) == 2


@pytest.mark.parametrize("pet", ["puppy", "cat", "mouse", "rabbit", "frog", "baby"])
@pytest.mark.parametrize("facing", ["left", "right", "front"])
def test_a_pet_is_held_at_the_chest_off_the_ground(pet, facing):
    both = draw_embrace(read_traits("Lina", "girl"), read_traits(pet, ""), facing=facing, ink=Ink())
    alone = draw_figure(read_traits("Lina", "girl"), pose="read", facing="right", ink=Ink())
    assert both.height < alone.height * 1.15 and both.width < alone.height * 1.1
    assert all(y < -both.height * 0.5 for _, y, _ in both.heads)


def test_a_horse_stays_on_the_ground_with_the_arms_about_it():
    both = draw_embrace(read_traits("Tom", "boy"), read_traits("horse", ""), facing="right", ink=Ink())
    assert both.height >= draw_figure(read_traits("horse", ""), ink=Ink()).height * 0.95
