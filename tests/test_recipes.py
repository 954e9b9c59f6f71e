"""Keys: what they depend on and what they must never depend on."""

from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

import pytest

from storyvid.needs import needs, with_needs
from storyvid.recipes import (
    AmbienceRecipe,
    ClipRecipe,
    FilmRecipe,
    ImageRecipe,
    JoinRecipe,
    MusicRecipe,
    Part,
    Placed,
    Shot,
    SoundtrackRecipe,
    SpeechRecipe,
    UploadRecipe,
    key_of,
    prompt_text,
    suffix_of,
)

IMAGE = ImageRecipe(
    model="storyboard@1", parts=(Part(source="scene", text="A wolf."),), width=1080, height=1920, seed=3
)
SPEECH = SpeechRecipe(model="espeak@1", voice="en", language="en", text="A wolf.")
MUSIC = MusicRecipe(model="composer@1", mood="calm", seed=1, duration_ms=10_000)
SHOT = Shot(picture=IMAGE, width=1080, height=1920, fps=30, frames=90)
CLIP = ClipRecipe(shot=SHOT, start_frame=0, end_frame=75)
JOIN = JoinRecipe(before=SHOT, after=SHOT, frames=15)
TRACK = SoundtrackRecipe(narration=(Placed(speech=SPEECH, start_ms=350),), duration_ms=3000, music=MUSIC)
FILM = FilmRecipe(segments=(CLIP,), soundtrack=TRACK, title="Wolf")

GOLDEN = {
    "image": "fdc9f5f1f13cddf25209bb5738c7d32656a84d60",
    "upload": "15ee0055a5f7c9c1f66e4538171682bfb3f51325",
    "speech": "37376981f7c5ecd6b746aa22dc434119d880ba16",
    "music": "4338eb6df8c909c1589be20207db4a24f4300f44",
    "ambience": "604654bf259b2bfa8cf26ada6d56a7c333f957e2",
    "clip": "44ace55c0fcd5e5dc73c8f2f7fa19347935e42d1",
    "join": "a64d5faf0a31b75e84f8e68d5e49112694f53ca7",
    "soundtrack": "633ca419909408e47983a7d209f922fa7cfff8ba",
    "film": "0e256bc73b714197081710591421ea8308dee581",
}
UPLOAD = UploadRecipe(media="image", sha256="ab" * 32, suffix=".png")
EACH = (IMAGE, UPLOAD, SPEECH, MUSIC, AmbienceRecipe(setting="sea"), CLIP, JOIN, TRACK, FILM)


@pytest.mark.parametrize("recipe", EACH, ids=lambda recipe: recipe.kind)
def test_keys_are_those_that_projects_on_disk_were_made_with(recipe):
    assert key_of(recipe) == GOLDEN[recipe.kind]


def test_a_field_at_its_default_does_not_enter_the_key():
    assert key_of(replace(IMAGE, negative="")) == key_of(IMAGE)
    assert key_of(replace(IMAGE, negative="blurry")) != key_of(IMAGE)


def test_every_field_that_is_not_default_enters_the_key():
    assert key_of(replace(IMAGE, seed=4)) != key_of(IMAGE)
    assert key_of(replace(SPEECH, speed_percent=90)) != key_of(SPEECH)
    assert key_of(replace(FILM, segments=(CLIP, JOIN))) != key_of(FILM)


def test_a_recipe_counts_inside_another_by_its_key_alone():
    deeper = replace(SHOT, picture=replace(IMAGE, seed=99))
    assert key_of(replace(CLIP, shot=deeper)) != key_of(CLIP)


def test_a_float_in_a_recipe_is_refused():
    with pytest.raises(TypeError, match="plain fields"):
        key_of(replace(IMAGE, seed=0.5))


def test_true_and_one_are_different_options():
    assert key_of(replace(IMAGE, options=(("tiled", True),))) != key_of(replace(IMAGE, options=(("tiled", 1),)))


def test_recipes_of_different_kinds_with_equal_fields_have_different_keys():
    @dataclass(frozen=True, kw_only=True)
    class Other:
        kind: str = "other"
        model: str = MUSIC.model
        mood: str = MUSIC.mood
        seed: int = MUSIC.seed
        duration_ms: int = MUSIC.duration_ms

    assert key_of(Other(kind="other")) != key_of(MUSIC)


def test_what_is_needed_comes_before_what_needs_it():
    order = list(with_needs(FILM))
    assert order[-1] == FILM
    for recipe in order:
        assert all(order.index(need) < order.index(recipe) for need in needs(recipe))


def test_needs_are_named_once():
    assert needs(JOIN) == (IMAGE,)


def test_the_prompt_names_each_character_with_its_look():
    parts = (
        Part(source="scene", text="Anna meets the wolf."),
        Part(source="character", name="Anna", text="red hood"),
        Part(source="character", name="The wolf", text=""),
        Part(source="style", name="flat", text="flat vector,"),
    )
    assert prompt_text(parts) == "Anna meets the wolf, Anna: red hood, flat vector"


def test_an_upload_keeps_its_own_file_ending():
    assert suffix_of(UPLOAD) == ".png" and suffix_of(FILM) == ".mp4"


def test_a_remembered_key_is_no_part_of_the_recipe():
    import pickle
    from dataclasses import replace

    recipe = ImageRecipe(model="m@1", parts=(Part(source="scene", text="a fox"),), width=8, height=8, seed=1)
    fresh, key = replace(recipe), key_of(recipe)
    assert recipe == fresh and hash(recipe) == hash(fresh) and repr(recipe) == repr(fresh)
    assert key_of(replace(recipe, seed=2)) != key
    assert key_of(pickle.loads(pickle.dumps(recipe))) == key == key_of(fresh)


def test_a_films_sound_is_begun_first_and_a_join_when_both_its_clips_are_on_the_way():
    shots = [replace(SHOT, frames=40 + number) for number in range(5)]
    clips = [ClipRecipe(shot=shot, start_frame=15, end_frame=25) for shot in shots]
    joins = [JoinRecipe(before=one, after=other, frames=15) for one, other in pairwise(shots)]
    segments = tuple(piece for pair in zip_longest(clips, joins) for piece in pair if piece)
    film = FilmRecipe(segments=segments, soundtrack=TRACK)
    order = needs(film)
    assert order[0] == TRACK and sorted(map(key_of, order[1:])) == sorted(map(key_of, segments))
    assert [one for one in order if one in clips] == clips and [one for one in order if one in joins] == joins
    for at, join in enumerate(joins):
        later = min(at + 2, len(clips) - 1)
        assert order.index(clips[later]) < order.index(join), "the clips it lies between were begun a while ago"
