"""Stars, rejections, what takes start from, and who paints: pure edits, and what the plan makes of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid import edits, models, picking
from storyvid.errors import BadInput
from storyvid.plan import from_earlier_prompt, takes
from storyvid.recipes import Start, UploadRecipe, key_of
from storyvid.story import Scene, Story, from_json, to_json

STORY = Story(scenes=(Scene(id="s1", text="A fox came."), Scene(id="s2", text="It snowed.")))
MASK = UploadRecipe(media="image", sha256="0" * 64, suffix=".png")
steps = st.lists(st.tuples(st.sampled_from(["star", "reject"]), st.sampled_from("abc"), st.booleans()), max_size=20)


@pytest.fixture
def follows(monkeypatch):
    """Has the embedded illustrator follow what is named, as other models do."""

    def these(*names: str) -> None:
        from dataclasses import replace

        model = models.find("images", "storyboard")
        monkeypatch.setattr(model, "card", replace(model.card, follows=names), raising=False)

    return these


@settings(deadline=None)  # the first story written loads pydantic
@given(steps)
def test_a_take_is_never_starred_and_rejected(done):
    story = STORY
    for what, take, on in done:
        story = (picking.starred if what == "star" else picking.rejected)(story, "s1", take, on)
        scene = story.scene("s1")
        assert not set(scene.starred) & set(scene.rejected)
        assert (take in (scene.starred if what == "star" else scene.rejected)) is on
    assert len(set(scene.starred)) == len(scene.starred) if done else True
    assert story.scene("s2") == STORY.scene("s2")
    assert from_json(to_json(story)) == story


@given(steps)
def test_an_edit_made_twice_is_made_once(done):
    story = STORY
    for what, take, on in done:
        edit = picking.starred if what == "star" else picking.rejected
        story = edit(story, "s1", take, on)
        assert edit(story, "s1", take, on) == story


def test_takes_start_from_a_picture_where_the_model_can(follows):
    first = takes(STORY, STORY.scenes[0], 1)[0]
    varied = picking.started(STORY, "s1", Start(picture=first, use="vary"))
    assert takes(varied, varied.scenes[0], 1) == (first,)  # the illustrator starts from nothing: nothing to repaint
    follows("vary", "setting")
    started = takes(varied, varied.scenes[0], 1)[0]
    assert started.start == Start(picture=first, use="vary")
    assert key_of(started) != key_of(first)
    back = picking.started(varied, "s1", None)
    assert takes(back, back.scenes[0], 1) == (first,)  # found again: nothing is painted twice


def test_a_pick_that_started_elsewhere_is_not_from_an_earlier_prompt(follows):
    follows("vary")
    first = takes(STORY, STORY.scenes[0], 1)[0]
    varied = picking.started(edits.picked(STORY, "s1", first), "s1", Start(picture=first))
    assert not from_earlier_prompt(varied, varied.scenes[0])
    assert from_earlier_prompt(edits.prompted(varied, "s1", "a wolf"), edits.prompted(varied, "s1", "a wolf").scenes[0])


@pytest.mark.parametrize(
    "start",
    [
        Start(picture=MASK, strength_percent=0),
        Start(picture=MASK, strength_percent=101),
        Start(picture=MASK, use="repaint"),
        Start(picture=MASK, use="vary", mask=MASK),
    ],
)
def test_a_start_that_cannot_be_is_refused(start):
    with pytest.raises(BadInput):
        picking.started(STORY, "s1", start)


def test_what_shall_not_be_seen_is_asked_of_models_that_heed_it(follows):
    story = picking.avoiding(STORY, "  fog,\n rain ")
    assert takes(story, story.scenes[0], 1)[0].negative == ""
    follows("negative")
    assert takes(story, story.scenes[0], 1)[0].negative == "fog, rain"


def test_settings_of_the_model_are_part_of_what_is_asked():
    quick = picking.painted_by(STORY, "storyboard", (("steps", 4), ("preset", "draft")))
    assert takes(quick, quick.scenes[0], 1)[0].options == (("preset", "draft"), ("steps", 4))
    assert takes(picking.painted_by(quick, "storyboard"), STORY.scenes[0], 1) == takes(STORY, STORY.scenes[0], 1)


def test_takes_of_a_model_that_is_not_here_are_found_by_the_name_that_painted_the_picks():
    from dataclasses import replace

    story = replace(STORY, image_model="gone")
    assert takes(story, story.scenes[0], 1)[0].model == "gone"
    painted = replace(takes(STORY, STORY.scenes[0], 1)[0], model="gone@7")
    story = edits.picked(story, "s1", painted)
    assert takes(story, story.scenes[0], 1) == (painted,)
    assert takes(story, story.scenes[1], 1)[0].model == "gone@7"


def test_an_edit_of_a_prompt_that_is_undone_asks_for_the_same_takes():
    edited = edits.prompted(STORY, "s1", "a wolf")
    assert takes(edited, edited.scenes[0]) != takes(STORY, STORY.scenes[0])
    back = edits.prompted(edited, "s1", None)
    assert [key_of(take) for take in takes(back, back.scenes[0])] == [key_of(t) for t in takes(STORY, STORY.scenes[0])]
