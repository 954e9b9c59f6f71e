"""Stories of today: their places, what people do there, whom the words only call she, and frames that hide no face."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from storyvid.images.storyboard import frames
from storyvid.images.storyboard.crowd import covered
from storyvid.images.storyboard.figures import draw_figure, read_traits
from storyvid.images.storyboard.ink import Ink
from storyvid.images.storyboard.layers import picture
from storyvid.images.storyboard.lexicon import INDOOR
from storyvid.images.storyboard.painter import scene_text, staged
from storyvid.images.storyboard.places import PLACES, TODAY, setting_of
from storyvid.images.storyboard.reading import envision
from storyvid.images.storyboard.resting import bed
from storyvid.images.storyboard.staging import cast_of, stand_figures
from storyvid.recipes import ImageRecipe, Part


def asked(scene, *cast, seed=0, style="papercut", size=(135, 240)):
    parts = [Part(source="scene", text=scene), *(Part(source="character", name=name, text=look) for name, look in cast)]
    parts.append(Part(source="style", name=style, text=""))
    return ImageRecipe(model="storyboard@3", parts=tuple(parts), width=size[0], height=size[1], seed=seed)


def seen(scene, *cast):
    return envision(asked(scene, *cast))


def doing(scene, *cast):
    return [(actor.name, actor.pose) for actor in seen(scene, *cast).actors]


def test_what_others_do_meanwhile_is_not_hers():
    scene = "Mira set her lantern on a stone in the cave. The cubs danced around Mira until they fell asleep."
    assert ("Mira", "sleep") not in doing(scene, ("Mira", "a girl"))


@pytest.mark.parametrize(
    ("place", "shapes"), [("in the cave", 1), ("in her room", 6), ("in the forest", 1), ("in the office", 1)]
)
def test_who_sleeps_where_there_is_no_bed_lies_on_no_bed(place, shapes):
    recipe = asked(f"Mira slept {place}.", ("Mira", "a girl"))
    stage, _ = staged(recipe)
    (stood,) = (one for one in stand_figures(stage, scene_text(recipe)) if one.bed)
    assert len(bed(stage, stood)) == shapes


@pytest.mark.parametrize("scene", ["Amara could not sleep.", "Amara didn't sleep.", "Amara couldn’t ever sleep."])
def test_what_is_not_done_is_not_shown(scene):
    assert doing(scene, ("Amara", "a girl")) == [("Amara", "stand")]
    assert doing("Amara could sleep.", ("Amara", "a girl")) == [("Amara", "sleep")]


@pytest.mark.parametrize(
    ("scene", "place"),
    [("In the classroom the teacher wrote numbers on the blackboard.", "classroom"),
     ("Tom lay in a hospital bed.", "hospital"), ("A nurse brought him a cup of tea.", "hospital"),
     ("She opened the safe in the office.", "office"), ("The librarian smiled in the library.", "library"),
     ("A customer came into the shop and bought bread.", "shop"),
     ("They ate sandwiches in the cafeteria.", "restaurant"),
     ("The goalkeeper waited in his goal.", "stadium"), ("Leo kicked the ball in the playground.", "playground"),
     ("A lamb was born in the stable.", "stable"), ("He sang in the bathroom.", "bathroom"),
     ("A black car stopped in the street.", "city"), ("On Mars they stepped out of the rocket.", "space"),
     ("The shark came out of a sunken ship.", "underwater"), ("They danced under the waves.", "underwater"),
     ("In the warm hut they drank hot chocolate by the fire.", "room"),
     ("A fisherman lived in a hut by the sea.", "village"), ("The doctor waved goodbye in the hospital.", "hospital")],
)  # fmt: skip
def test_a_scene_of_today_plays_where_its_words_say(scene, place):
    vision = seen(scene)
    assert vision.place == place
    assert vision.indoor == (place in INDOOR)


def test_a_kitchen_of_today_has_no_hearth_and_a_kitchen_of_old_has():
    today, old = seen("His mother cooked spaghetti in the kitchen."), seen("The miller's wife cooked in the kitchen.")
    assert (today.place, old.place) == ("kitchen", "kitchen")
    assert setting_of(today) is TODAY["kitchen"] and setting_of(old) is PLACES["kitchen"]


@pytest.mark.parametrize(
    ("scene", "deeds"),
    [("A boy kicked the ball.", [("boy", "kick")]), ("The girl threw a stone.", [("girl", "throw")]),
     ("A thief hid behind a rock.", [("thief", "crouch")]), ("The cook stirred the soup.", [("cook", "cook")]),
     ("A girl was crying.", [("girl", "cry")]), ("Two boys played football.", [("boy", "kick")] * 2),
     ("A king, a queen and a little girl danced.", [("king", "dance"), ("queen", "dance"), ("girl", "dance")])],
)  # fmt: skip
def test_deeds_become_poses(scene, deeds):
    assert doing(scene) == deeds


def test_a_character_does_what_any_mention_tells():
    assert doing("After lunch Leo was glad. Leo kicked the ball.", ("Leo", "boy")) == [("Leo", "kick")]
    assert doing("Grandpa Joe's farm lay between green hills.", ("Grandpa Joe", "old man")) == [
        ("Grandpa Joe", "stand")
    ]


@pytest.mark.parametrize(
    ("scene", "name"),
    [("Lucy and her brother Ben ran.", "Ben"), ("The teacher, Mrs. Green, smiled.", "Mrs. Green"),
     ("A girl named Tess wept.", "Tess"), ("Doctor Patel, a kind woman, came.", "Doctor Patel")],
)  # fmt: skip
def test_a_noun_that_says_who_a_character_is_brings_in_no_one_else(scene, name):
    cast = [(name, ""), ("Lucy", "")] if "Lucy" in scene else [(name, "")]
    assert {actor.name for actor in seen(scene, *cast).actors} == {each for each, _ in cast}


def test_a_character_of_many_is_drawn_as_several():
    assert [actor.number for actor in seen("The villagers danced.", ("The villagers", "villagers")).actors] == [0, 1, 2]
    assert len(seen("The villager danced.", ("The villager", "villager")).actors) == 1


@pytest.mark.parametrize(
    ("scene", "many"),
    [("They watched the sun sink into the ocean.", 2), ("I walked with my dog.", 2), ("She sat on the beach.", 1),
     ("The sun sank into the ocean.", 0), ("The dog ran.", 1)],
)  # fmt: skip
def test_whom_the_words_only_call_she_is_seen_from_behind(scene, many):
    actors = seen(scene).actors
    assert len(actors) == many
    assert all(actor.from_behind for actor in actors if actor.name != "dog")
    for seed in range(6):
        stage, _ = staged(asked(scene, seed=seed))
        faces = [stood for stood in stand_figures(stage, scene) if not stood.beast and stood.drawing.heads]
        assert not faces


def test_in_space_people_wear_spacesuits_and_robots_do_not():
    recipe = asked("Mia and the robot stood on the moon in space.", ("Mia", "red hair, blue dress"))
    stage, _ = staged(recipe)
    dress = {actor.name: traits.worn("dress") for actor, traits in cast_of(stage, scene_text(recipe))}
    assert dress["Mia"].kind == "spacesuit" and dress["robot"] is None
    assert stage.night


def test_a_captain_of_a_team_is_a_player_and_a_captain_at_sea_is_not():
    on_land = seen("Captain Maya dribbled past the goalkeeper.", ("Captain Maya", "captain, blue jersey"))
    at_sea = seen("Captain Maya sailed her ship.", ("Captain Maya", "captain, blue jersey"))
    assert "player" in on_land.actors[0].look and "captain" in at_sea.actors[0].look
    assert read_traits("Captain Maya", on_land.actors[0].look).gender == "female"


@pytest.mark.parametrize("being", ["octopus", "crab", "dolphin", "whale", "shark"])
def test_sea_beings_have_their_own_shapes(being):
    drawing, fish = (draw_figure(read_traits(name, ""), ink=Ink()) for name in (being, "fish"))
    assert drawing.svg != fish.svg and len(drawing.heads) == 1 and drawing.width > fish.width


def test_swimmers_lie_in_open_water():
    scene = "Three swans swam on the lake."
    stage, _ = staged(asked(scene, seed=1))
    placed = stand_figures(stage, scene)
    assert len(placed) == 3 and all(stood.swims for stood in placed)


def test_a_sleeper_indoors_brings_the_only_bed():
    stage, _ = staged(asked("Tom sat in his bedroom.", ("Tom", "boy")))
    furnished = {}
    for name, pose in (("Tom", "sit"), ("Tom", "sleep"), ("the cat", "sleep")):
        actors = (replace(stage.vision.actors[0], name=name, pose=pose),)
        empty = {layer: [] for layer in stage.layers}
        bare = replace(stage, rng=Random(1), layers=empty, vision=replace(stage.vision, actors=actors))
        PLACES["bedroom"](bare)
        furnished[name, pose] = len(bare.layers["mid"])
    assert furnished["Tom", "sleep"] < furnished["Tom", "sit"] == furnished["the cat", "sleep"]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("size", [(135, 240), (240, 135)])
def test_no_leaf_grows_over_a_head(seed, size):
    stage, _ = staged(asked("Anna stood in the forest.", ("Anna", ""), seed=seed, size=size))

    def roots(*boxes):
        bare = replace(stage, rng=Random(seed), layers={layer: [] for layer in stage.layers}, kept_clear=boxes)
        frames.leaves_above(bare)
        return list(_points(bare.layers["foreground"]))

    for x, y in roots()[10::40]:
        face = (x - 40, y - 40, x + 40, y + 40)
        over = [(x, y) for x, y in roots(face) if face[0] < x < face[2] and face[1] < y < face[3]]
        assert len(over) <= 1  # a bough itself may go by


@pytest.mark.parametrize("share", [0.05, 0.95])
def test_a_trunk_or_curtain_stands_on_the_side_without_a_head_and_an_arch_nowhere(share):
    stage, _ = staged(asked("Anna stood in the forest.", ("Anna", "")))
    x = stage.width * share
    stage.kept_clear = ((x - 20, 100.0, x + 20, 140.0),)
    free = -1 if share > 0.5 else 1
    assert {frames._free_side(stage, side, 0.17) for side in (-1, 1)} == {free}
    assert not frames._free_sides(stage, 0.06)


def _points(elements):
    """The points at which the leaves' paths begin: each leaf is a path of its own within the bough's."""
    for element in elements:
        for start in element.split('d="')[1].split('"')[0].split("M")[1:]:
            x, y = start.replace(",", " ").split("C")[0].split("Q")[0].split("L")[0].split()[:2]
            yield float(x), float(y)


@pytest.mark.parametrize("seed", range(15))
def test_one_who_looks_over_a_shoulder_hides_no_face(seed):
    scene = "Anna spoke to the old king in the garden."
    recipe = asked(scene, ("Anna", "girl"), ("The old king", "white beard"), seed=seed)
    stage, _ = staged(recipe)
    placed = stand_figures(stage, scene)
    watchers = [stood for stood in placed if stood.shaded]
    assert all(not stood.drawing.heads for stood in watchers)
    for watcher in watchers:
        body = (watcher.left, watcher.top, watcher.right, watcher.y)
        for other in placed:
            if other is not watcher:
                x, y, r = other.heads[0]
                assert covered((x - r, y - r, x + r, y + r), body) < 0.6


@pytest.mark.parametrize("scene", ["A girl sat in the classroom.", "A man drove his car through the street."])
def test_takes_of_a_place_of_today_differ(scene):
    pictures = []
    for seed in range(6):
        recipe = asked(scene, seed=seed)
        shown = picture(*staged(recipe), width=recipe.width, height=recipe.height).resize((24, 40))
        pictures.append(np.asarray(shown, dtype=np.float32))
    apart = [np.abs(one - two).mean() for at, one in enumerate(pictures) for two in pictures[at + 1 :]]
    assert min(apart) > 8
