"""What people are at, on and in: tables, mounts, things they climb, beds, clothes of their time."""

import re

import pytest

from storyvid.images.storyboard import tables
from storyvid.images.storyboard.figures import BEINGS, draw_figure, read_traits
from storyvid.images.storyboard.figures.wardrobe import PEOPLE, TRADES
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.painter import scene_text, staged
from storyvid.images.storyboard.reading import envision
from storyvid.images.storyboard.staging import cast_of, stand_figures
from storyvid.images.storyboard.whereabouts import setting_of
from storyvid.recipes import ImageRecipe, Part, Setting

LINA, OMAR = ("Lina", "girl"), ("Omar", "boy")
OLD_TIME = {"tunic", "gown", "robe", "rags", "armour", "cloak"}


def asked(scene, *cast, seed=0, era="", place="", size=(135, 240)):
    parts = [Part(source="scene", text=scene), *(Part(source="character", name=name, text=look) for name, look in cast)]
    setting = Setting(era=era, place=place)
    return ImageRecipe(
        model="storyboard@3", parts=tuple(parts), width=size[0], height=size[1], seed=seed, setting=setting
    )


def seen(scene, *cast, **where):
    return envision(asked(scene, *cast, **where))


def dress_in(recipe):
    stage, _ = staged(recipe)
    return {actor.name: dict(traits.dress) for actor, traits in cast_of(stage, scene_text(recipe))}


SCENES = ("Lina ran through the city.", "Lina sat in the kitchen with Omar.", "Lina slept.", "Lina walked in a field.")


@pytest.mark.parametrize("look", ["girl", "woman", "old woman", "man", "little boy", ""])
def test_one_wears_the_same_clothes_of_today_in_every_scene(look):
    worn = [dress_in(asked(scene, ("Lina", look), era="today"))["Lina"] for scene in SCENES]
    assert all(dress == worn[0] for dress in worn)
    assert not OLD_TIME & {garment.kind for garment in worn[0].values()}
    assert {"dress", "top"} & worn[0].keys() and "feet" in worn[0]


def test_an_old_tale_dresses_nobody_in_jeans():
    kinds = {garment.kind for dress in dress_in(asked(SCENES[1], LINA, OMAR, era="once")).values() for garment in
             dress.values()}  # fmt: skip
    assert not {"jeans", "tee", "hoodie", "sneakers"} & kinds


@pytest.mark.parametrize(
    ("look", "slot", "kind"),
    [("girl, red dress", "dress", "dress"), ("girl, blue jeans, yellow t-shirt", "top", "tee"),
     ("woman, long green coat", "over", "coat"), ("girl, headphones", "head", "headphones")],
)  # fmt: skip
def test_what_the_look_says_goes_before_what_is_worn_today(look, slot, kind):
    traits = read_traits("Lina", look, today=True)
    assert traits.worn(slot).kind == kind
    assert (traits.worn("dress") is None) != (traits.worn("top") is None and traits.worn("over") is None)


@pytest.mark.parametrize("trade", sorted(TRADES))
def test_a_trade_of_today_is_dressed_whole_and_in_nothing_of_old(trade):
    assert trade in BEINGS
    traits = read_traits(f"the {trade}", trade, today=True)
    kinds = {garment.kind for _, garment in traits.dress}
    assert not kinds & (OLD_TIME - ({"robe"} if trade == "judge" else set()))
    assert kinds and draw_figure(traits, ink=Ink()).height > 30


def test_clothes_of_today_differ_between_people_and_each_is_drawn():
    names = [f"child {at}" for at in range(12)]
    dressed = [read_traits(name, "girl", today=True) for name in names]
    assert len({traits.dress for traits in dressed}) > 8 and all(traits.being in PEOPLE for traits in dressed)
    assert len({tuple(garment.kind for _, garment in traits.dress) for traits in dressed}) > 4
    drawings = {draw_figure(traits, ink=Ink(), facing="front").svg for traits in dressed}
    assert len(drawings) > 8


def test_a_princess_that_is_called_a_man_first_is_a_princess():
    traits = read_traits("The princess", "man, princess")
    assert (traits.being, traits.gender, traits.beard) == ("princess", "female", "")
    assert read_traits("Ruth", "woman, inspector").gender == "female"


@pytest.mark.parametrize(
    ("scene", "table"),
    [("Lina and Omar sat at a desk in the classroom.", "desk"),
     ("Lina and Omar sat in the cafeteria and ate a sandwich.", "meal"),
     ("The king and the queen held a feast in the hall.", "meal"),
     ("Lina sat on a stone in the forest and ate bread.", ""),
     ("Lina stood in the kitchen.", ""), ("Lina and Omar sat on the sofa.", "")],
)  # fmt: skip
def test_people_sit_at_a_table_where_the_words_tell_of_one(scene, table):
    assert seen(scene, LINA, OMAR, era="today").table == table


@pytest.mark.parametrize("seed", range(5))
def test_nobodys_face_is_below_the_table(seed):
    recipe = asked("Lina and her father ate soup at the table in the kitchen.", LINA, seed=seed)
    stage, _ = staged(recipe)
    sitters = [stood for stood in stand_figures(stage, scene_text(recipe)) if stood.seat]
    assert len(sitters) == 2
    assert sorted(stood.lift > 0 for stood in sitters) == [False, True]  # the child sits on the higher chair
    rise = tables.RISE * max(stood.drawing.height * stood.scale for stood in sitters)
    top = max(stood.y for stood in sitters) - rise
    assert all(y + radius * 0.6 < top for stood in sitters for _, y, radius in stood.heads)


def test_who_serves_stands_while_the_others_sit():
    recipe = asked("Lina and Omar ate pizza in the restaurant. A waiter stood beside them.", LINA, OMAR, era="today")
    stage, _ = staged(recipe)
    assert sum(bool(stood.seat) for stood in stand_figures(stage, scene_text(recipe))) == 2
    assert len(stage.vision.actors) == 3


@pytest.mark.parametrize(
    ("scene", "mounts"),
    [("The boy rode on a black horse.", [("boy", "horse")]),
     ("The girl rode her bike to school.", [("girl", "bicycle")]),
     ("The boy rode a horse and the girl rode a donkey.", [("boy", "horse"), ("girl", "donkey")]),
     ("The girl rode through the wood.", [("girl", "horse")]), ("The boy rode the bus.", [("boy", "")]),
     ("A knight and a princess rode on the dragon.", [("knight", "dragon")])],
)  # fmt: skip
def test_riders_ride_what_the_words_say_and_it_is_not_there_twice(scene, mounts):
    actors = seen(scene).actors
    assert [(actor.name, actor.mount.name if actor.mount else "") for actor in actors] == mounts


def test_two_on_one_back_are_both_seen():
    recipe = asked("A knight and a princess rode on the dragon and flew over the hills.")
    (actor,) = envision(recipe).actors
    assert [other.name for other in actor.mount.behind] == ["princess"] and actor.mount.flies
    stage, _ = staged(recipe)
    (stood,) = stand_figures(stage, scene_text(recipe))
    assert len(stood.heads) == 3 and stood.lift > 0


def test_nobody_rides_a_bicycle_or_climbs_a_tree_within_four_walls():
    assert seen("Mia rode her bike to school.", ("Mia", "girl"), era="today").place == "city"
    assert seen("Mia climbed the tree.", ("Mia", "girl"), era="today", place="classroom").place == "garden"
    assert seen("Mia climbed the ladder.", ("Mia", "girl"), era="today", place="kitchen").place == "kitchen"


def test_a_climber_is_up_on_what_is_climbed():
    for seed in range(8):
        recipe = asked("The boy climbed the beanstalk.", seed=seed)
        stage, _ = staged(recipe)
        (stood,) = stand_figures(stage, scene_text(recipe))
        assert stage.vision.climbed == "beanstalk"
        assert stood.climbs and stood.lift > 0
    assert not seen("The boy climbed the mountain.").climbed


def test_one_is_on_the_tree_and_the_others_wait_below():
    assert [actor.pose for actor in seen("Two boys climbed the oak.").actors] == ["climb", "stand"]
    assert [actor.pose for actor in seen("Two boys climbed the hill.").actors] == ["climb", "climb"]


def test_a_cow_is_larger_than_the_pig_before_it():
    for seed in range(7):
        recipe = asked("The cow and the pig stood in the field.", ("The cow", "cow"), ("The pig", "pig"), seed=seed)
        stage, _ = staged(recipe)
        sizes = sorted((one.drawing.height, one.drawing.height * one.scale) for one in stand_figures(stage, ""))
        assert sizes[0][1] * 1.15 < sizes[1][1]


def test_a_tiny_robot_is_smaller_than_a_child():
    for look, smaller in (("robot, tiny", True), ("robot", False)):
        recipe = asked("Lina met the robot.", LINA, ("The robot", look))
        stage, _ = staged(recipe)
        robot, lina = sorted(stand_figures(stage, scene_text(recipe)), key=lambda stood: stood.drawing.height)[::-1]
        assert (robot.drawing.height * robot.scale < lina.drawing.height * lina.scale) == smaller


def test_a_dragon_that_breathes_fire_breathes_it():
    dragon = read_traits("The dragon", "green dragon")
    assert seen("The dragon breathed fire.").actors[0].pose == "breathe"
    assert draw_figure(dragon, pose="breathe", ink=Ink()).svg != draw_figure(dragon, pose="stand", ink=Ink()).svg


@pytest.mark.parametrize(("deed", "same"), [("slept", True), ("stood", False)])
def test_a_sleeper_wears_no_hat(deed, same):
    drawn = []
    for hat in ("straw hat", "red cap"):
        recipe = asked(f"Bo {deed} in the bedroom.", ("Bo", f"man, green shirt, {hat}"))
        stage, _ = staged(recipe)
        drawn.append(stand_figures(stage, scene_text(recipe))[0].drawing.svg)
    assert (drawn[0] == drawn[1]) == same


def test_a_bed_stands_under_a_roof_and_a_mans_chest_is_no_treasure():
    assert "chest" not in seen("A parrot sat on his chest.").things
    assert "chest" in seen("They found a chest full of gold.").things


@pytest.mark.parametrize(
    ("text", "before", "place"),
    [("Lina sat down at a desk.", "classroom", "classroom"), ("Lina sat down at a desk.", "office", "office"),
     ("They went into the forest.", "classroom", "forest"),
     ("She stood at the gate of the new school.", "", "playground"),
     ("She sat in the classroom by the gate.", "", "classroom"),
     ("The robot stood in the dark corridor of the starship.", "", "starship"),
     ("An alien looked in through the hatch.", "", "starship"), ("They landed on the red planet.", "starship", "space"),
     ("A mermaid sat on a rock and sang.", "", "shore"), ("A mermaid swam past a shark.", "", "underwater"),
     ("“He sleeps at the bottom of the sea,” she said in the garden.", "", "garden"),
     ("The inspector stood in the flat.", "", "room"),
     ("A great ship appeared on the horizon.", "shore", "shore"),
     ("They stood on the deck of the ship.", "shore", "ship")],
)  # fmt: skip
def test_words_that_fit_where_the_story_is_leave_it_there(text, before, place):
    assert setting_of(text, Setting(place=before)).place == place


def test_another_day_has_a_light_and_weather_of_its_own():
    before = Setting(place="shore", hour="night", weather="storm")
    assert setting_of("The next day they met.", before) == Setting(place="shore")
    assert setting_of("He woke under a tree.", before).weather == ""
    assert setting_of("They stood there.", before) == before


@pytest.mark.parametrize(("scene", "time"), [("She lived by the dark forest.", "day"), ("It was dark.", "night")])
def test_what_is_dark_at_noon_makes_no_night(scene, time):
    assert seen(scene).time == time


def test_who_swims_from_a_ship_is_in_the_sea():
    assert seen("The ship sank and Tom swam to the shore.", ("Tom", "boy")).place in ("sea", "shore")
    assert seen("Tom swam away from the ship and the mast.", ("Tom", "boy")).place == "sea"


def test_in_a_starship_one_wears_the_suit_without_its_helmet_and_floats():
    recipe = asked("Captain Vega floated past the window of the starship.", ("Captain Vega", "woman, captain"))
    dress = dress_in(recipe)["Captain Vega"]
    assert dress["dress"].kind == "spacesuit" and "head" not in dress and "over" not in dress
    stage, _ = staged(recipe)
    (stood,) = stand_figures(stage, scene_text(recipe))
    assert stood.lift > 0


def test_a_figure_at_night_is_told_from_the_ground():
    recipe = asked("A grey wolf stood in the forest at midnight.", ("The wolf", "grey wolf"))
    stage, _ = staged(recipe)
    (stood,) = stand_figures(stage, scene_text(recipe))
    day, _ = staged(asked("A grey wolf stood in the forest at noon.", ("The wolf", "grey wolf")))
    (by_day,) = stand_figures(day, scene_text(recipe))
    assert _light(stood.drawing.svg) > 0.62 * _light(by_day.drawing.svg)


def _light(svg):
    found = re.findall(r'fill="#([0-9a-f]{6})"', svg)
    return sum(int(one[at : at + 2], 16) for one in found for at in (0, 2, 4)) / len(found)
