"""The pictures' page: takes wanted, painted, picked; the frame around it kept true."""

import io
from base64 import b64encode
from dataclasses import replace

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as hypothesis
from PIL import Image

from storyvid import edits, models
from storyvid.plan import takes
from storyvid.recipes import ImageRecipe, UploadRecipe, key_of
from storyvid.ui import desk, own_picture, painter_choice, pictures_view, sheet_acts, take_start
from storyvid.ui.contact_sheet import Told
from storyvid.ui.sheets import sheet_of
from storyvid.ui.takes import KEPT, frame_of, more_of, next_unpicked, takes_of, unmade
from storyvid.workshop import workshop_for
from tests.pages.conftest import fresh, went_well


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Settings and a ledger of our own."""
    monkeypatch.setenv("STORYVID_HOME", str(tmp_path / "home"))


@pytest.fixture
def on_desk(project, monkeypatch):
    """The project as the open one, outside a page: what callbacks see."""
    monkeypatch.setattr(st, "session_state", {"project": project})
    return project


def adopt(project, recipe: ImageRecipe) -> None:
    """Puts a small picture into the store as the take."""
    written = io.BytesIO()
    Image.new("RGB", (54, 96), (recipe.seed * 20 % 256, 90, 140)).save(written, "PNG")
    project.store.adopt(recipe, written.getvalue())


def paint_some(project, scene, *seeds: int) -> None:
    for recipe in takes(project.story, scene):
        if recipe.seed in seeds:
            adopt(project, recipe)


def test_a_fresh_project_is_invited_to_paint_and_paints_nothing_unasked(project, visit):
    app = visit("3_Pictures", project)
    assert went_well(app)
    assert app.button(key="paint").label == "Paint 15 takes"
    assert not workshop_for(project.folder).status().busy


def test_painting_of_all_scenes_can_be_stopped_at_once_from_any_of_them(project, visit):
    app = visit("3_Pictures", project)
    app.button(key="paint-all").click().run()
    assert "paint-all" not in [button.key for button in app.button]
    app.button(key="cancel-all").click().run()
    assert went_well(app)
    assert workshop_for(project.folder).status().waiting == 0
    assert app.button(key="paint-all").label == "Paint all scenes"


def test_takes_are_shown_in_seed_order_with_their_gaps(project):
    scene = project.story.scenes[0]
    paint_some(project, scene, 5, 2)
    there = takes_of(project.story, scene, workshop_for(project.folder))
    assert [(take.recipe.seed, take.state) for take in there] == [
        (1, "absent"),
        (2, "made"),
        (3, "absent"),
        (4, "absent"),
        (5, "made"),
    ]


def test_more_paints_the_rest_of_the_first_batch_and_then_the_next_seeds(project):
    scene, workshop = project.story.scenes[0], workshop_for(project.folder)

    def more() -> list[int]:
        there = takes_of(project.story, scene, workshop)
        wanted = more_of(project.story, scene, there)
        assert set(unmade(wanted, there)) == {one for one in wanted if not project.store.has(one)}
        return [recipe.seed for recipe in wanted]

    assert more() == list(range(1, 16))
    paint_some(project, scene, 1)
    assert more() == list(range(1, 16))
    paint_some(project, scene, *range(2, 16))
    assert more() == list(range(16, 31))


def test_the_filmstrip_says_what_each_scene_wants(project):
    story, workshop = project.story, workshop_for(project.folder)
    first, second, third, _ = story.scenes
    paint_some(project, first, 1)
    paint_some(project, second, 1)
    story = edits.picked(story, second.id, takes(story, second)[0])
    paint_some(project, third, 1)
    story = edits.prompted(edits.picked(story, third.id, takes(story, third)[0]), third.id, "a wolf")
    states = [frame_of(story, one, takes_of(story, one, workshop), project).state for one in story.scenes]
    assert states == ["to-pick", "picked", "earlier", "unpainted"]


def test_a_pick_and_going_on_are_heeded_in_order(on_desk):
    first, second = on_desk.story.scenes[:2]
    paint_some(on_desk, first, 3)
    for _ in range(2):  # what Streamlit cuts short is told again, and comes to the same
        sheet_acts.heed(Told(what="pick", scene=first.id, id="3"))
        sheet_acts.heed(Told(what="next", scene=first.id, id=""))
    assert fresh(on_desk).scenes[0].picked.seed == 3
    assert st.session_state["scene"] == second.id


def test_a_pick_from_an_earlier_prompt_stays_with_a_badge(on_desk):
    scene = on_desk.story.scenes[0]
    paint_some(on_desk, scene, 1)
    sheet_acts.pick(scene.id, "1")
    on_desk.save(edits.prompted(on_desk.story, scene.id, "a wolf"), revision=on_desk.revision)
    sheet = sheet_of(on_desk, on_desk.story.scenes[0], workshop_for(on_desk.folder))
    assert (sheet.picked, sheet.takes[0].id, sheet.takes[0].badge) == (KEPT, KEPT, "from an earlier prompt")
    sheet_acts.pick(scene.id, KEPT)
    assert fresh(on_desk).scenes[0].picked.seed == 1


def test_a_pick_of_an_earlier_painter_is_not_said_to_have_an_earlier_prompt(on_desk):
    scene = on_desk.story.scenes[0]
    old = replace(takes(on_desk.story, scene, 1)[0], model="storyboard@0")
    adopt(on_desk, old)
    on_desk.save(edits.picked(on_desk.story, scene.id, old), revision=on_desk.revision)
    story, workshop = on_desk.story, workshop_for(on_desk.folder)
    assert sheet_of(on_desk, story.scenes[0], workshop).takes[0].badge == "by an earlier painter"
    assert frame_of(story, story.scenes[0], (), on_desk).word == "old painter"


def test_an_own_picture_is_picked(on_desk):
    written = io.BytesIO()
    Image.new("RGB", (54, 96), "red").save(written, "PNG")
    scene = on_desk.story.scenes[0]
    st.session_state[f"picture-{scene.id}"] = written
    own_picture.bring(scene.id)
    assert isinstance(fresh(on_desk).scenes[0].picked, UploadRecipe)


def test_a_file_that_is_no_picture_is_answered_in_words(on_desk):
    scene = on_desk.story.scenes[0]
    st.session_state[f"picture-{scene.id}"] = io.BytesIO(b"<svg/>")
    own_picture.bring(scene.id)
    assert "not a PNG, JPEG or WebP" in desk.recent_warnings()[0]
    assert fresh(on_desk).scenes[0].picked is None


def test_the_rest_is_picked_where_there_are_takes(on_desk):
    paint_some(on_desk, on_desk.story.scenes[0], 1, 2, 3)
    sheet_acts.pick_rest()
    picked = [scene.picked is not None for scene in fresh(on_desk).scenes]
    assert picked == [True, False, False, False]


def test_picking_the_rest_is_offered_where_there_is_something_to_pick(project, visit):
    assert visit("3_Pictures", project).button(key="pick-rest").disabled
    paint_some(project, project.story.scenes[0], 1)
    assert not visit("3_Pictures", project).button(key="pick-rest").disabled


def test_next_goes_round_the_end(project):
    story = project.story
    story = edits.picked(story, "s2", takes(story, story.scenes[1])[0])
    assert next_unpicked(story, "s1") == "s3"
    assert next_unpicked(story, "s4") == "s1"


def tiles(project) -> dict:
    sheet = sheet_of(project, project.story.scenes[0], workshop_for(project.folder))
    return {tile.id: tile for tile in sheet.takes}


def test_stars_and_rejections_are_kept_and_one_takes_the_other_away(on_desk):
    scene = on_desk.story.scenes[0]
    paint_some(on_desk, scene, 1, 2, 3)
    for _ in range(2):
        sheet_acts.heed(Told(what="star", scene=scene.id, id="2", on=True))
        sheet_acts.heed(Told(what="reject", scene=scene.id, id="3", on=True))
    assert [(tile.starred, tile.rejected) for tile in tiles(on_desk).values()] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert (tiles(on_desk)["2"].rank, tiles(on_desk)["3"].rank) == (1, 3)
    sheet_acts.heed(Told(what="star", scene=scene.id, id="3", on=True))
    assert tiles(on_desk)["3"].starred and not tiles(on_desk)["3"].rejected
    sheet_acts.heed(Told(what="star", scene=scene.id, id="3", on=False))
    assert not tiles(on_desk)["3"].starred


def test_what_is_technically_wrong_with_a_take_is_said(project):
    scene = project.story.scenes[0]
    paint_some(project, scene, 1)  # one flat colour
    assert tiles(project)["1"].fault == "shows next to nothing"
    assert [mark.name for mark in tiles(project)["1"].marks] == ["Check"]


def test_what_the_painter_had_to_say_of_a_take_is_shown(project):
    recipe = takes(project.story, project.story.scenes[0])[0]
    written = io.BytesIO()
    Image.new("RGB", (54, 96), (90, 140, 20)).save(written, "PNG")
    project.store.adopt(recipe, written.getvalue(), {"notice": "Painted at half the size."})
    notes = [mark.words for mark in tiles(project)["1"].marks if mark.name == "Note"]
    assert notes == ["Painted at half the size."]


@pytest.fixture
def starts(monkeypatch):
    """The embedded illustrator as a model that can begin from pictures."""
    from dataclasses import replace

    model = models.find("images", "storyboard")
    monkeypatch.setattr(model, "card", replace(model.card, follows=("vary", "compose", "repaint")), raising=False)


def test_variations_begin_from_a_take_and_going_back_finds_the_others(on_desk, starts):
    scene = on_desk.story.scenes[0]
    paint_some(on_desk, scene, 1, 2)
    assert sheet_of(on_desk, scene, workshop_for(on_desk.folder)).edits == ("vary", "repaint", "compose")
    for _ in range(2):  # told again it does nothing: take 2 of the variations is not painted
        sheet_acts.heed(Told(what="vary", scene=scene.id, id="2"))
    start = fresh(on_desk).scenes[0].start
    assert (start.use, start.picture.seed, start.picture.start) == ("vary", 2, None)
    assert tiles(on_desk) == {}
    st.session_state["slider"] = 80
    take_start.strengthened(scene.id, "slider")
    assert fresh(on_desk).scenes[0].start.strength_percent == 80
    take_start.start_from(scene.id, None)
    assert set(tiles(on_desk)) == {"1", "2"}


def drawn_mask(*white: tuple[int, int, int, int]) -> str:
    image, written = Image.new("L", (216, 384)), io.BytesIO()
    for box in white:
        image.paste(255, box)
    image.save(written, "PNG")
    return "data:image/png;base64," + b64encode(written.getvalue()).decode()


def test_a_part_that_is_painted_over_becomes_a_mask_of_the_films_size(on_desk, starts):
    scene = on_desk.story.scenes[0]
    paint_some(on_desk, scene, 1)
    take = takes(on_desk.story, scene, 1)[0]
    for _ in range(2):
        take_start.repaint(scene.id, "1", key_of(take), drawn_mask((0, 0, 108, 192)))
    start = fresh(on_desk).scenes[0].start
    assert (start.use, start.picture) == ("repaint", take)
    with Image.open(on_desk.store.path(start.mask)) as mask:
        assert mask.size == (1080, 1920)
        assert (mask.convert("L").getpixel((100, 100)), mask.convert("L").getpixel((900, 1700))) == (255, 0)


@pytest.mark.parametrize("mask", [drawn_mask(), "data:image/png;base64,AAAA", "nonsense", "data:text/html;base64,PGI+"])
def test_a_mask_that_is_none_is_answered_in_words(on_desk, starts, mask):
    scene = on_desk.story.scenes[0]
    paint_some(on_desk, scene, 1)
    take_start.repaint(scene.id, "1", key_of(takes(on_desk.story, scene, 1)[0]), mask)
    assert fresh(on_desk).scenes[0].start is None
    assert desk.recent_warnings()


def test_a_sketch_of_the_storyboard_is_followed(on_desk, starts):
    scene = on_desk.story.scenes[0]
    assert len(take_start.sketches(on_desk.story, scene)) == take_start.SKETCHES
    take_start.follow(scene.id, 3)
    start = fresh(on_desk).scenes[0].start
    assert (start.use, start.picture.seed, start.picture.model) == (
        "compose",
        3,
        models.full_name("images", "storyboard"),
    )


def wide_picture() -> io.BytesIO:
    image, written = Image.new("RGB", (400, 200), "blue"), io.BytesIO()
    image.paste("red", (300, 0, 400, 200))
    image.save(written, "PNG")
    return written


def test_a_picture_of_another_shape_is_offered_for_cropping_and_cut_once(on_desk):
    scene = on_desk.story.scenes[0]
    st.session_state[f"picture-{scene.id}"] = wide_picture()
    own_picture.bring(scene.id)
    assert sheet_acts.panel_of(scene.id)[0] == "crop"
    whole = fresh(on_desk).scenes[0].picked
    for _ in range(2):  # told again it cuts nothing more
        own_picture.crop(scene.id, key_of(whole), (750, 0, 1000, 1000))
    cut = fresh(on_desk).scenes[0].picked
    with Image.open(on_desk.store.path(cut)) as image:
        assert image.size == (100, 200)
        assert image.convert("RGB").getpixel((50, 100)) == (255, 0, 0)
    assert sheet_acts.panel_of(scene.id)[0] == ""


@given(hypothesis.lists(hypothesis.integers(-500, 1500), min_size=4, max_size=4))
def test_any_box_cuts_out_a_picture(box):
    with Image.open(io.BytesIO(own_picture.cropped(wide_picture().getvalue(), tuple(box)))) as image:
        assert 1 <= image.width <= 400 and 1 <= image.height <= 200


def test_a_story_whose_model_is_not_here_opens_with_its_takes(project, visit):
    from dataclasses import replace

    scene = project.story.scenes[0]
    painted = replace(takes(project.story, scene, 1)[0], model="crystal@3")
    adopt(project, painted)
    story = edits.picked(replace(project.story, image_model="crystal"), scene.id, painted)
    project.save(story, revision=project.revision)
    app = visit("3_Pictures", project)
    assert went_well(app)
    assert any("crystal is not installed here" in one.value for one in app.markdown)
    assert app.button(key="paint").disabled
    sheet = sheet_of(project, story.scenes[0], workshop_for(project.folder))
    assert (sheet.picked, sheet.takes[0].state) == ("1", "ready")


def test_another_model_is_chosen_with_this_machines_settings(on_desk):
    st.session_state["painter"] = "a1111"
    painter_choice.choose_model("painter")
    story = fresh(on_desk)
    assert story.image_model == "a1111"
    assert dict(story.image_options)["steps"] == 25


def test_a_paid_model_says_what_it_costs_before_it_is_pressed(on_desk):
    st.session_state["painter"] = "openai"
    painter_choice.choose_model("painter")
    story = fresh(on_desk)
    assert "15 takes: about $" in painter_choice.cost(story, takes(story, story.scenes[0]))


def test_how_long_takes_take_is_said_once_it_is_known(on_desk):
    story = on_desk.story
    assert painter_choice.cost(story, takes(story, story.scenes[0])) == ""
    workshop_for(on_desk.folder)._crew.pace.learn(takes(story, story.scenes[0])[0], 30.0)
    assert painter_choice.cost(story, takes(story, story.scenes[0])).startswith("15 takes: about ")


def test_a_preset_is_chosen_for_the_model_of_this_machine(on_desk):
    from storyvid.images.diffusion.presets import preset_of, presets

    st.session_state["painter"] = "diffusers"
    painter_choice.choose_model("painter")
    assert preset_of(fresh(on_desk).image_options) == presets()[0]
    st.session_state["how"] = presets()[-1].name
    painter_choice.choose_preset("how")
    assert fresh(on_desk).image_options == presets()[-1].options


def test_takes_that_failed_are_counted_to_the_last():
    assert pictures_view.numbered([3]) == "Take 3"
    assert pictures_view.numbered(range(1, 16)) == "Takes 1, 2, 3, 4, 5, 6 and 9 more"


def test_what_a_picture_takes_over_of_the_scenes_before_is_said(project, visit):
    story = fresh(project)
    texts = ("In the kitchen it was night, and rain fell.", "“Who is there?” asked Mira.")
    scenes = tuple(replace(scene, text=text, prompt=None) for scene, text in zip(story.scenes, texts, strict=False))
    project.save(replace(story, scenes=scenes), revision=project.revision, label="Words")
    first, second = ([one.value for one in visited.caption] for visited in scenes_visited(project, visit))
    said = "As in the scenes before: kitchen, night, rain. Name another place, hour or weather here to change it."
    assert said not in first and said in second


def scenes_visited(project, visit):
    app = visit("3_Pictures", project)
    yield app
    app.session_state["scene"] = fresh(project).scenes[1].id
    yield app.run()
