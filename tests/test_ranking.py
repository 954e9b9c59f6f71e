"""Takes ranked: by faults where no scoring model is, by what they show where one is; nothing is ever hidden."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from storyvid import makers, picking, settings
from storyvid.errors import ModelNotInstalled
from storyvid.images.ranking import sight
from storyvid.needs import needs
from storyvid.plan import takes
from storyvid.ranking import best_first, expected_figures, ranked, wanted
from storyvid.recipes import EmbeddingRecipe, key_of
from storyvid.store import Store
from storyvid.story import Character, Mention, Scene, Story

STORY = Story(scenes=(Scene(id="s1", text="Mira met a red fox."), Scene(id="s2", text="Mira slept.")), takes=4)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Settings of our own, without a scoring model."""
    monkeypatch.setenv("STORYVID_HOME", str(tmp_path / "home"))
    settings.change(lambda held: held.with_values("ranking", model=""))
    return tmp_path


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "assets")


@pytest.fixture(scope="session")
def clip(tmp_path_factory):
    """A whole CLIP, tiny and of random weights: configuration, safetensors, tokenizer, image processor."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel, CLIPProcessor, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("models") / "tiny-clip"
    words = {word: at for at, word in enumerate(["<pad>", "<unk>", "<start>", "<end>", *"abcdefghijklmnopqrstuvwxyz"])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    marks = {"unk_token": "<unk>", "pad_token": "<pad>", "bos_token": "<start>", "eos_token": "<end>"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=16, **marks)
    layer = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    text = {**layer, "vocab_size": len(words), "max_position_embeddings": 16, "eos_token_id": 3, "bos_token_id": 2}
    torch.manual_seed(1)
    config = CLIPConfig(text_config=text, vision_config={**layer, "image_size": 32, "patch_size": 8}, projection_dim=12)
    CLIPModel(config).save_pretrained(folder)
    side = {"height": 32, "width": 32}
    CLIPProcessor(CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=side), fast).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def siglip(tmp_path_factory):
    """A whole SigLIP, tiny and of random weights: no projection, words always padded to the same length."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, SiglipConfig, SiglipImageProcessor, SiglipModel, SiglipProcessor

    folder = tmp_path_factory.mktemp("models") / "tiny-siglip"
    words = {word: at for at, word in enumerate(["<pad>", "<unk>", "</s>", *"abcdefghijklmnopqrstuvwxyz"])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, model_max_length=16, unk_token="<unk>", pad_token="<pad>", eos_token="</s>"
    )
    layer = {"hidden_size": 12, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    text = {**layer, "vocab_size": len(words), "max_position_embeddings": 16}
    torch.manual_seed(1)
    config = SiglipConfig(text_config=text, vision_config={**layer, "image_size": 32, "patch_size": 8})
    SiglipModel(config).save_pretrained(folder)
    SiglipProcessor(SiglipImageProcessor(size={"height": 32, "width": 32}), fast).save_pretrained(folder)
    return folder


@pytest.fixture(params=["clip", "siglip"])
def eye(request):
    """The folder of an image-text model of each kind."""
    return request.getfixturevalue(request.param)


def adopt(store: Store, recipe) -> None:
    written, noise = io.BytesIO(), np.random.default_rng(recipe.seed).integers(0, 255, (24, 16, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((160, 240), Image.Resampling.NEAREST).save(written, "PNG")
    store.adopt(recipe, written.getvalue())


def painted(store: Store, story: Story = STORY):
    there = takes(story, story.scenes[0])
    for recipe in there:
        adopt(store, recipe)
    return there


def make(store: Store, recipe: EmbeddingRecipe) -> np.ndarray:
    for result in makers.make([recipe], store, progress=lambda share: None):
        store.adopt(result.recipe, result.content, result.facts)
    return np.load(store.path(recipe))


def test_without_a_scoring_model_faults_go_last_and_nothing_else_is_wanted(store):
    there = painted(store)
    store.remove(key_of(there[1]))
    flat = io.BytesIO()
    Image.new("RGB", (160, 240), (90, 90, 90)).save(flat, "PNG")
    store.adopt(there[1], flat.getvalue())
    order = ranked(STORY, STORY.scenes[0], there, store)
    assert [one.place for one in order] == [1, 2, 3, 4]
    assert {one.recipe for one in order} == set(there)
    assert (order[-1].recipe, order[-1].judged.fault) == (there[1], "blank")
    assert wanted(STORY, STORY.scenes[0], there) == ()


def test_the_first_take_is_not_the_same_seed_in_every_scene(store):
    firsts = set()
    for number in range(10):
        story = Story(scenes=(Scene(id="s1", text=f"Scene {number}."),), takes=4)
        firsts.add(best_first(story, store)(story.scenes[0], painted(store, story))[0].seed)
    assert len(firsts) > 1


def test_what_the_author_starred_comes_first_and_what_was_rejected_last(store):
    there = painted(store)
    order = best_first(STORY, store)(STORY.scenes[0], there)
    story = picking.rejected(picking.starred(STORY, "s1", key_of(order[2])), "s1", key_of(order[0]))
    again = best_first(story, store)(story.scenes[0], there)
    assert again == [order[2], order[1], order[3], order[0]]


def test_figures_asked_for_are_the_beings_of_the_scene():
    story = STORY
    for name, entity in (("Mira", "person"), ("fox", "animal")):
        start = story.scenes[0].text.index(name)
        mention = Mention(scene="s1", start=start, end=start + len(name))
        story = replace(
            story, characters=(*story.characters, Character(id=name, name=name, entity=entity, mentions=(mention,)))
        )
    assert [expected_figures(story, scene) for scene in story.scenes] == [2, 0]
    crowd = replace(story, characters=(replace(story.characters[0], entity="group"),))
    assert expected_figures(crowd, crowd.scenes[0]) == 4


def test_a_model_ranks_takes_by_what_they_show(store, eye):
    settings.change(lambda held: held.with_values("ranking", model=str(eye)))
    there = painted(store)
    asked = wanted(STORY, STORY.scenes[0], there)
    assert all(str(eye.parent) not in recipe.model for recipe in asked)  # a recipe holds no path
    assert needs(asked[-1]) == (there[-1],)
    for recipe in asked:
        rows = make(store, recipe)
        assert rows.shape == (len(recipe.phrases) or 1, 12) and rows.dtype == np.float32
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
        assert store.facts(recipe) == {"rows": len(rows), "dimensions": 12}
    order = ranked(STORY, STORY.scenes[0], there, store)
    assert [one.score.total for one in order] == sorted((one.score.total for one in order), reverse=True)
    assert len({one.score.total for one in order}) == 4
    assert all(one.score.prompt_percent is not None and one.score.figures is not None for one in order)


def test_picks_with_a_character_are_what_its_likeness_is_measured_by(store, clip):
    settings.change(lambda held: held.with_values("ranking", model=str(clip)))
    mentions = tuple(Mention(scene=scene.id, start=0, end=4) for scene in STORY.scenes)
    story = replace(STORY, characters=(Character(id="c1", name="Mira", mentions=mentions),))
    there = painted(store, story)
    other = takes(story, story.scenes[1], 1)[0]
    adopt(store, other)
    story = replace(story, scenes=(story.scenes[0], replace(story.scenes[1], picked=other)))
    asked = wanted(story, story.scenes[0], there)
    assert other in [recipe.picture for recipe in asked]
    for recipe in asked:
        make(store, recipe)
    assert all("Mira" in one.score.likeness_percent for one in ranked(story, story.scenes[0], there, store))


def test_another_machines_model_is_not_taken_for_this_ones(store, clip):
    settings.change(lambda held: held.with_values("ranking", model=str(clip)))
    with pytest.raises(ModelNotInstalled, match="not the image-text model of this machine"):
        make(store, EmbeddingRecipe(model="tiny-clip@somewhere", phrases=("a fox",)))


def test_a_model_that_is_not_here_says_how_it_is_brought(clip):
    settings.change(lambda held: held.with_values("ranking", model="nobody/no-such-clip"))
    assert sight.full_name() == ""
    assert sight.remedy() == "hf download nobody/no-such-clip"
    settings.change(lambda held: held.with_values("ranking", model=""))
    assert sight.remedy() == ""


def test_a_folder_with_pickled_weights_is_no_scoring_model(tmp_path):
    (tmp_path / "pickled").mkdir()
    (tmp_path / "pickled" / "config.json").write_text("{}")
    (tmp_path / "pickled" / "pytorch_model.bin").write_bytes(b"\x80")
    settings.change(lambda held: held.with_values("ranking", model=str(tmp_path / "pickled")))
    assert sight.full_name() == ""
