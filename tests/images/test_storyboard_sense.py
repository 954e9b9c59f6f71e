"""Pictures that make sense: the young of animals, boats, the hour, snow, lamps, what is only spoken of, crowds."""

import numpy as np
import pytest

from storyvid.images.storyboard import boats
from storyvid.images.storyboard.crowd import body_of, covered, face_of
from storyvid.images.storyboard.figures import draw_figure, read_traits
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.layers import picture
from storyvid.images.storyboard.painter import staged
from storyvid.images.storyboard.reading import envision
from storyvid.images.storyboard.staging import stand_figures
from storyvid.recipes import ImageRecipe, Part


def asked(scene, *cast, seed=0, style="papercut", size=(216, 384)):
    parts = [Part(source="scene", text=scene), *(Part(source="character", name=name, text=look) for name, look in cast)]
    parts.append(Part(source="style", name=style, text=""))
    return ImageRecipe(model="storyboard@1", parts=tuple(parts), width=size[0], height=size[1], seed=seed)


def seen(scene, *cast):
    return envision(asked(scene, *cast))


def names(scene, *cast):
    return [actor.name for actor in seen(scene, *cast).actors]


def pixels(scene, *cast, seed=0, style="papercut"):
    recipe = asked(scene, *cast, seed=seed, style=style)
    return np.asarray(picture(*staged(recipe), width=recipe.width, height=recipe.height), dtype=np.float32)


def standing(scene, seed):
    stage, _ = staged(asked(scene, seed=seed, size=(540, 960)))
    return stage, stand_figures(stage, scene)


@pytest.mark.parametrize(
    ("scene", "young"),
    [("There the fox’s three cubs were waiting.", ["young fox"] * 3),
     ("The bear and her two cubs ate honey.", ["bear", "young bear", "young bear"]),
     ("Two wolf cubs played.", ["young wolf"] * 2),
     ("A kitten sat there.", ["young cat"]), ("The lamb bleated.", ["young sheep"]),
     ("The swan came with three goslings.", ["swan", *["young swan"] * 3]),
     ("The eagle fed her chick.", ["eagle", "young eagle"]),
     ("The otter was old. The deer lay with her young ones.", ["deer", *["young deer"] * 3])],
)  # fmt: skip
def test_the_young_are_their_parents_kind(scene, young):
    found = [name for name in names(scene) if name.startswith("young")]
    assert found == [name for name in young if name.startswith("young")]


@pytest.mark.parametrize("being", ["fox", "bear", "wolf", "cat", "sheep", "swan"])
def test_the_young_are_drawn_less_than_half_as_large(being):
    young, grown = (draw_figure(read_traits(name, ""), ink=Ink()) for name in (f"young {being}", being))
    assert young.height == pytest.approx(0.45 * grown.height, rel=0.05)


def test_a_bear_cub_by_name_is_a_bear():
    assert read_traits("The bear cub", "").being == "bear" and read_traits("Tip the wolf pup", "").being == "wolf"


@pytest.mark.parametrize("seed", range(5))
def test_dancing_animals_leap_apart(seed):
    _, placed = standing("Mira the girl laughed. The fox's three cubs danced around her in the meadow.", seed)
    cubs = [stood for stood in placed if stood.beast]
    assert len(cubs) == 3 and all(stood.lift > 0 for stood in cubs)
    assert all(covered(face_of(one), body_of(two)) < 0.5 for one in cubs for two in cubs if one is not two)


@pytest.mark.parametrize(
    ("scene", "place"),
    [("At the river the bridge was broken, but an old fisherman sat in his boat.", "river"),
     ("He rowed them across under the moon.", "river"),
     ("The girl sat in a boat on the lake.", "lake"),
     ("A sailor crossed the sea in a small boat.", "sea")],
)  # fmt: skip
def test_people_in_a_boat_are_afloat(scene, place):
    vision = seen(scene)
    assert (vision.place, vision.afloat) == (place, True)


def test_a_boat_that_is_only_there_carries_no_one():
    assert not seen("The girl walked along the river and saw a boat.").afloat


@pytest.mark.parametrize("seed", range(4))
def test_those_aboard_sit_between_the_boats_ends(seed):
    stage, placed = standing("An old fisherman and a girl sat in a boat on the river.", seed)
    aboard = boats.aboard_of(placed)
    assert len(aboard) == 2 and all(stood.left > 0 and stood.right < stage.width for stood in aboard)
    assert all(actor.pose == "sit" for actor in seen("An old fisherman and a girl sat in a boat.").actors)


def test_a_small_animal_looks_over_the_boats_rim():
    stage, placed = standing("A rat sat in a boat on the river.", 2)
    _, _, rim, _ = boats._measures(stage, boats.aboard_of(placed))
    assert placed[0].top < rim - (placed[0].y - placed[0].top) * 0.3


def test_wet_paint_is_no_rain():
    vision = envision(
        ImageRecipe(
            model="storyboard@1",
            parts=(Part(source="scene", text="A fine day."), Part(source="style", text="wet washes of watercolour")),
            width=90,
            height=160,
            seed=0,
        )
    )
    assert vision.weather == "clear"


def test_fish_come_out_of_the_water_below_the_people():
    _, placed = standing("The fisherman sat in his boat on the river. Silver fish swam up.", 1)
    fish = [stood for stood in placed if stood.splash]
    people = [stood for stood in placed if not stood.splash]
    assert len(fish) == 3 and all(stood.y > people[0].y for stood in fish)


@pytest.mark.parametrize(
    ("scene", "time"),
    [("In the morning Mira came home. In her window sat a golden star, and it has shone there ever since.", "dawn"),
     ("By day the owl slept under the stars of the ceiling.", "day"),
     ("In the afternoon she lit a candle and fell asleep.", "day"),
     ("One winter evening a fox came with a lantern.", "dusk"),
     ("“Good morning,” said the owl to the moon.", "night"),
     ("They danced until morning by the light of the moon.", "night"),
     ("In the cave they waited in the dark.", "night")],
)  # fmt: skip
def test_an_hour_that_is_said_goes_before_hints(scene, time):
    assert seen(scene).time == time


def test_a_star_in_a_window_is_seen_in_the_window():
    vision = seen("In the morning Mira came home to her village, and in her window sat a small golden star.")
    assert vision.window_star and vision.time == "dawn"


def test_snow_is_white_on_the_ground():
    for place in ("village", "forest", "field"):
        snowy, green = (pixels(f"{start} in the {place}.")[250:330] for start in ("Snow at noon", "Summer noon"))
        assert snowy.mean() > green.mean() + 15
        assert abs(snowy[..., 1] - snowy[..., 2]).mean() < abs(green[..., 1] - green[..., 2]).mean()


@pytest.mark.parametrize("style", ["papercut", "watercolour", "storybook"])
def test_a_lantern_warms_the_dark_round_it(style):
    with_light, without = (
        pixels(f"At midnight in the cave Anna stood with a {thing}.", ("Anna", ""), seed=2, style=style)
        for thing in ("lantern", "bucket")
    )
    red_over_blue = [(one[..., 0] - one[..., 2]).mean() for one in (with_light, without)]
    assert red_over_blue[0] > red_over_blue[1] + 2


def test_by_day_a_lantern_adds_no_glow():
    stage, _ = staged(asked("At noon Anna stood with a lantern in the field.", ("Anna", "")))
    assert not stage.lamps


@pytest.mark.parametrize(
    ("scene", "there"),
    [("The boy was as brave as a lion.", ["boy"]), ("She sang like a nightingale.", ["girl"]),
     ("The hunter sought, but never a bird was seen.", ["hunter"]),
     ("The king's daughter wept.", ["princess"]),
     ("“The wolf will come,” said the mother.", ["mother"]),
     ("“Swallow, little Swallow,” said the Prince.", ["swallow", "prince"]),
     ("“The wolf will come.”", ["wolf"])],
)  # fmt: skip
def test_only_those_who_are_there_are_seen(scene, there):
    assert names(scene) == there


def test_a_being_is_not_described_by_the_one_named_before_it():
    queen = seen("A king, a queen and a boy came.").actors[1]
    assert queen.name == "queen" and "king" not in queen.look


def test_what_is_gone_is_not_drawn():
    assert seen("Her lantern was gone, but a basket stood there.").things == ("basket",)


@pytest.mark.parametrize("scene", ["For heaven's sake, what a cloud!", "Thank heaven, he was well."])
def test_heaven_in_a_turn_of_speech_is_no_sky(scene):
    assert seen(scene).place != "sky"


@pytest.mark.parametrize("seed", range(6))
def test_every_face_in_a_crowd_is_seen(seed):
    _, placed = standing("A king, a queen, a hunter, a baker, a girl and a boy stood in the market.", seed)
    assert len(placed) == 6
    for at, stood in enumerate(placed):
        hidden = max((covered(face_of(stood), body_of(other)) for other in placed[at + 1 :]), default=0.0)
        assert stood.shaded or hidden < 0.6


def test_a_picture_without_people_has_a_subject():
    stage, _ = staged(asked("Nothing stirred in the field."))
    assert stage.layers["figures"] or any("scale(" in svg for svg in stage.layers["mid"])
