"""The pages' fields begin with what the story says, whatever page one comes from and whatever happened meanwhile."""

from dataclasses import replace

import pytest

from storyvid import casting, edits
from storyvid.project import Project
from storyvid.story import Story
from tests.pages.conftest import called, fresh, went_well


@pytest.fixture
def project(project) -> Project:
    """The four scenes, with somebody in them."""
    story = casting.added(project.story, "Mira", look="a girl in a red hood")
    story = edits.prompted(story, "s1", "a house at the edge of a wood")
    project.save(replace(story, sound=replace(story.sound, mood="wonder")), revision=project.revision)
    return project


PAGES = ("1_Story", "2_Characters", "3_Pictures", "4_Sound", "5_Film")


def shown(app) -> dict[str, object]:
    """What the page's fields hold, by their keys."""
    widgets = (*app.text_input, *app.text_area, *app.selectbox, *app.number_input, *app.pills, *app.slider, *app.toggle)
    return {one.key.partition("#")[0]: one.value for one in widgets if one.key and "#" in one.key}


def told(story: Story) -> dict[str, object]:
    """What the story says for all fields that pages may show."""
    mira, sound = story.characters[0], story.sound
    return {
        "cut-by": story.split.by,
        "cut-n": story.split.n,
        **{f"text-{scene.id}": scene.text for scene in story.scenes},
        f"name-{mira.id}": mira.name,
        f"look-{mira.id}": mira.look,
        "cast-chosen": mira.id,
        "prompt-s1": story.scenes[0].prompt,
        "mood": sound.mood,
        "ambience": sound.ambience,
        "mood-s1": story.scenes[0].mood,
        "ambience-s1": story.scenes[0].ambience,
        "voice": sound.voice,
        "speed": sound.speed_percent,
        "pitch": sound.pitch_percent,
        "pronunciations": "",
        "motion-s1": story.scenes[0].motion,
        "join-s1": story.scenes[0].transition,
        "chapter-s1": story.scenes[0].chapter,
        "caption-place": story.cut.caption_place,
        "caption-size": story.cut.caption_size_percent,
        "title_card": story.cut.title_card,
        "end_card": story.cut.end_card,
        "level-voice": sound.narration_level_percent,
        "level-music": sound.music_level_percent,
        "level-place": sound.ambience_level_percent,
    }


def agree(app, project) -> int:
    """Checks every field of the page against the story; how many there were."""
    known, held = told(fresh(project)), shown(app)
    assert went_well(app)
    assert {key: held[key] for key in held if key in known} == {key: known[key] for key in held if key in known}
    return len(held.keys() & known.keys())


def test_fields_hold_the_storys_values_on_every_page_and_after_coming_back(project, visit):
    app = visit("1_Story", project)
    for page in (*PAGES, *PAGES[::-1]):
        app.switch_page(f"pages/{page}.py").run()
        assert agree(app, project) >= 1, page
        app.run()
        agree(app, project)


def test_fields_follow_what_another_tab_saved_while_the_author_was_elsewhere(project, visit):
    app = visit("2_Characters", project)
    called(app.text_input, "name-c1").set_value("Mira of the wood").run()
    app.switch_page("pages/1_Story.py").run()
    other = Project.open(project.folder)
    story = casting.renamed(edits.retext(other.story, "s2", "A wolf came."), "c1", "Anna")
    other.save(replace(story, sound=replace(story.sound, mood="sad")), revision=other.revision)
    for page in PAGES:
        app.switch_page(f"pages/{page}.py").run()
        agree(app, project)
    app.switch_page("pages/2_Characters.py").run()
    assert called(app.text_input, "name-c1").value == "Anna"


def test_a_blank_that_a_browser_tells_of_a_new_field_is_no_edit_of_the_name(project, visit):
    app = visit("2_Characters", project)
    before = fresh(project)
    called(app.text_input, "name-c1").set_value("").run()  # refused: a character needs a name
    assert called(app.text_input, "name-c1").value == "Mira"
    assert fresh(project) == before


def test_every_edit_of_a_field_is_saved_once_and_shown(project, visit):
    app = visit("4_Sound", project)
    called(app.pills, "mood").set_value("dark").run()
    called(app.slider, "level-music").set_value(70).run()
    called(app.selectbox, "mood-s1").set_value("merry").run()
    story = fresh(project)
    assert (story.sound.mood, story.sound.music_level_percent, story.scenes[0].mood) == ("dark", 70, "merry")
    assert Project.open(project.folder).revision == project.revision + 3
    app.button(key="undo").click().run()
    agree(app, project)
    app.switch_page("pages/3_Pictures.py").run()
    called(app.text_area, "prompt-s1").set_value("a castle").run()
    assert fresh(project).scenes[0].prompt == "a castle"
    app.button(key="unprompt").click().run()
    assert called(app.text_area, "prompt-s1").value == fresh(project).scenes[0].text
