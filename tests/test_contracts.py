"""The contracts that every registered model keeps, whoever wrote it."""

from dataclasses import replace

import numpy as np
import pytest

from storyvid import models
from storyvid.errors import UnknownName
from storyvid.recipes import ImageRecipe, MusicRecipe, Part, SpeechRecipe

PLUGGED = "swatch"  # the distribution of the quick test models
STORY = (
    "Once upon a time there was a miller who had a daughter named Clara. She was clever, and the old king "
    "heard of her.\n\n"
    "“Bring the girl to me,” said the king to his huntsman. The huntsman rode to the mill. Clara gave him bread, "
    "and he liked her.\n\nThe wolf saw them. It followed Clara and the huntsman through the forest."
)


def ready(kind: models.Kind) -> list[str]:
    """The registered models of a kind that can run here; those that the tests register to go wrong are left out."""
    points = models.installed(kind)
    return [
        card.name
        for card in models.cards(kind)
        if not card.missing and card.lane == "cpu" and points[card.name].dist.name != PLUGGED
    ]


def untold(_: float) -> None:
    """Progress that nobody follows."""


@pytest.mark.parametrize("kind", models.KINDS)
def test_every_card_says_who_it_is_and_how_to_add_what_it_lacks(kind):
    for name, card in zip(models.installed(kind), models.cards(kind), strict=True):
        assert card.name == name and card.revision and card.title and card.summary
        assert card.install or not card.missing
        assert models.full_name(kind, name) == f"{card.name}@{card.revision}"


@pytest.mark.parametrize("kind", models.KINDS)
def test_an_unknown_model_is_answered_with_those_that_are_installed(kind):
    with pytest.raises(UnknownName, match="Installed: .*" + next(iter(models.installed(kind)))):
        models.find(kind, "no-such-model")


@pytest.fixture(params=ready("images"))
def image_model(request):
    return models.find("images", request.param)


def image_recipes(model, *seeds, width=270, height=480):
    parts = (
        Part(source="scene", text="Clara and the wolf meet in the forest at night."),
        Part(source="character", name="Clara", text="a girl with red braids and a blue dress"),
        Part(source="style", name="papercut", text="layered paper cut"),
    )
    name = model.card.full_name
    return [ImageRecipe(model=name, parts=parts, width=width, height=height, seed=seed) for seed in seeds]


def test_an_image_model_paints_each_recipe_in_order_at_its_size(image_model):
    recipes = [*image_recipes(image_model, 1, 2), *image_recipes(image_model, 3, width=480, height=270)]
    images = list(image_model.paint(recipes, assets=models.NoAssets(), progress=untold))
    assert [image.size for image in images] == [(recipe.width, recipe.height) for recipe in recipes]
    assert {image.mode for image in images} == {"RGB"}
    assert np.asarray(images[0]).std() > 5 or image_model.card.name == "swatch"


def test_an_image_model_paints_the_same_recipe_the_same_and_seeds_differently(image_model):
    first, second, again = (
        np.asarray(
            next(iter(image_model.paint(image_recipes(image_model, seed), assets=models.NoAssets(), progress=untold)))
        ).astype(int)
        for seed in (1, 2, 1)
    )
    assert np.abs(first - again).max() <= 1
    assert np.abs(first - second).mean() > 1


def test_the_layers_of_an_image_model_stack_up_to_its_picture(image_model):
    if not isinstance(image_model, models.LayeredImageModel):
        pytest.skip("paints no layers")
    (recipe,) = image_recipes(image_model, 4)
    layers = image_model.layers(recipe, margin_percent=10)
    assert len(layers) > 2 and [layer.depth for layer in layers] == sorted(layer.depth for layer in layers)
    stacked = layers[0].image.convert("RGBA")
    for layer in layers[1:]:
        stacked.alpha_composite(layer.image)
    left, top = (stacked.width - recipe.width) // 2, (stacked.height - recipe.height) // 2
    cropped = stacked.crop((left, top, left + recipe.width, top + recipe.height)).convert("RGB")
    (whole,) = image_model.paint([recipe], assets=models.NoAssets(), progress=untold)
    assert np.abs(np.asarray(cropped).astype(int) - np.asarray(whole).astype(int)).mean() < 3


@pytest.fixture(params=ready("speech"))
def speech_model(request):
    return models.find("speech", request.param)


def speech_recipe(model, text="The wolf slept. Clara walked home.", **changed):
    return replace(SpeechRecipe(model=model.card.full_name, voice="", language="en", text=text), **changed)


def test_a_speech_model_says_each_word_in_its_time(speech_model):
    recipe = speech_recipe(speech_model)
    speech = speech_model.speak(recipe, progress=untold)
    assert speech.samples.dtype == np.float32 and speech.samples.ndim == 1 and np.abs(speech.samples).max() <= 1
    assert 0.02 < np.sqrt(np.mean(speech.samples**2)) < 0.5
    words = [recipe.text[word.start : word.end].strip(".,") for word in speech.words]
    assert words == ["The", "wolf", "slept", "Clara", "walked", "home"]
    times = [time for word in speech.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times) and times[-1] <= len(speech.samples) * 1000 / speech.rate


def test_a_speech_model_says_the_same_recipe_the_same(speech_model):
    one, _, again = (
        speech_model.speak(speech_recipe(speech_model, text=text), progress=untold).samples
        for text in ("Good night.", "Something else entirely!", "Good night.")
    )
    assert np.array_equal(one, again)


def test_a_speech_model_speaks_faster_when_asked(speech_model):
    slow, fast = (
        len(speech_model.speak(speech_recipe(speech_model, speed_percent=speed), progress=untold).samples)
        for speed in (70, 150)
    )
    assert slow > fast * 1.4


def test_a_speech_model_names_its_voices_and_refuses_others(speech_model):
    voices = speech_model.voices()
    assert len({voice.name for voice in voices}) == len(voices) and all(voice.title for voice in voices)
    with pytest.raises(UnknownName, match='No voice "nobody". Installed: '):
        speech_model.speak(speech_recipe(speech_model, voice="nobody"), progress=untold)


@pytest.fixture(params=ready("music"))
def music_model(request):
    return models.find("music", request.param)


def test_a_music_model_plays_every_mood_for_at_least_the_time_asked(music_model):
    pieces = {}
    for mood in music_model.moods:
        recipe = MusicRecipe(model=music_model.card.full_name, mood=mood, seed=1, duration_ms=10_000)
        music = music_model.compose(recipe, progress=untold)
        assert music.samples.shape[1] == 2 and music.samples.dtype == np.float32
        assert (
            len(music.samples) >= music.rate * 10
            and np.abs(music.samples).mean() > 0.005
            and np.abs(music.samples).max() <= 1
        )
        pieces[mood] = music.samples[: music.rate * 10]
    assert len({samples.tobytes() for samples in pieces.values()}) == len(music_model.moods)


def test_a_music_model_plays_the_same_recipe_the_same_and_refuses_unknown_moods(music_model):
    recipe = MusicRecipe(model=music_model.card.full_name, mood=music_model.moods[0], seed=5, duration_ms=10_000)
    one, again = (music_model.compose(recipe, progress=untold).samples for _ in range(2))
    other = music_model.compose(replace(recipe, seed=6), progress=untold).samples
    assert np.array_equal(one, again) and not np.array_equal(one, other)
    with pytest.raises(UnknownName, match="grumpy"):
        music_model.compose(replace(recipe, mood="grumpy"), progress=untold)


@pytest.fixture(params=ready("readers"))
def reader(request):
    return models.find("readers", request.param)


def test_a_reader_finds_the_people_of_a_story_with_ranges_inside_the_text(reader):
    reading = reader.read(STORY, language="en")
    names = {cluster.name for cluster in reading.characters}
    assert "Clara" in names and any("king" in name.lower() for name in names)
    clara = next(cluster for cluster in reading.characters if cluster.name == "Clara")
    said = [STORY[mention.start : mention.end] for mention in clara.mentions]
    assert "Clara" in said and "She" in said
    for cluster in (*reading.characters, *reading.others):
        ranges = [(mention.start, mention.end) for mention in cluster.mentions]
        assert ranges == sorted(set(ranges)) and all(0 <= start < end <= len(STORY) for start, end in ranges)


def test_a_reader_reads_the_same_text_the_same(reader):
    assert reader.read(STORY, language="en") == reader.read(STORY, language="en")


def test_a_reader_finds_nobody_where_there_is_nobody(reader):
    assert reader.read("It rained all day.\n\nThe sea was grey.", language="en").characters == ()
