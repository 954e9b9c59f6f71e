"""Projects: every edit on the disk, no silent overwrite, undo that outlives the process."""

import json
import threading
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from storyvid.errors import BadInput, Conflict, NewerProject, NoRoom, NotMade
from storyvid.project import Project
from storyvid.story import Story
from tests.plugged import picture


def titled(title: str) -> Story:
    return Story(title=title)


@pytest.fixture
def project(tmp_path) -> Project:
    return Project.create(tmp_path / "p", titled("one"))


def test_a_saved_story_is_there_for_the_next_reader(project):
    revision = project.save(titled("two"), revision=project.revision, label="Retitle")
    again = Project.open(project.folder)
    assert again.story == titled("two") and again.revision == revision == 2 and again.undo_label == "Retitle"


def test_a_folder_holds_one_project(project):
    with pytest.raises(BadInput, match="already"):
        Project.create(project.folder, titled("other"))
    assert Project.open(project.folder).story == titled("one")


def test_two_tabs_conflict_and_nothing_is_lost(project):
    other = Project.open(project.folder)
    other.save(titled("theirs"), revision=other.revision)
    with pytest.raises(Conflict):
        project.save(titled("mine"), revision=project.revision)
    assert project.story == titled("one")
    assert project.reload() and project.story == titled("theirs") and not project.reload()
    project.save(titled("mine"), revision=project.revision)
    assert Project.open(project.folder).story == titled("mine")


def test_undo_of_what_another_tab_did_conflicts(project):
    project.save(titled("two"), revision=1)
    other = Project.open(project.folder)
    other.save(titled("three"), revision=2)
    with pytest.raises(Conflict):
        project.undo()


def test_many_writers_at_once_each_save_or_conflict(project):
    outcomes: list[str] = []

    def write(name: str) -> None:
        mine = Project.open(project.folder)
        for turn in range(5):
            try:
                mine.save(titled(f"{name} {turn}"), revision=mine.revision)
                outcomes.append("saved")
            except Conflict:
                outcomes.append("conflict")
                mine.reload()

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(outcomes) == 20
    assert Project.open(project.folder).revision == 1 + outcomes.count("saved")


def test_an_unchanged_story_makes_no_revision(project):
    assert project.save(titled("one"), revision=1) == 1 and not project.can_undo


def test_undo_and_redo_survive_a_restart(project):
    for number, title in enumerate(["two", "three"], 1):
        project.save(titled(title), revision=number, label=f"To {title}")
    again = Project.open(project.folder)
    assert (again.undo_label, again.redo_label) == ("To three", None)
    assert again.undo() == titled("two")
    again = Project.open(project.folder)
    assert (again.undo_label, again.redo_label) == ("To two", "To three")
    assert again.undo() == titled("one") and not again.can_undo
    assert again.redo() == titled("two") and again.redo() == titled("three") and not again.can_redo


def test_an_edit_after_undo_drops_redo_but_keeps_the_file(project):
    project.save(titled("two"), revision=1)
    project.undo()
    project.save(titled("other"), revision=project.revision)
    assert not project.can_redo and project.story_at(2) == titled("two")
    assert project.undo() == titled("one")


def test_nothing_to_undo_says_so(project):
    with pytest.raises(BadInput, match="nothing to undo"):
        project.undo()
    with pytest.raises(BadInput, match="nothing to redo"):
        project.redo()


def test_a_newer_project_says_so(project):
    held = json.loads((project.folder / "story.json").read_text())
    (project.folder / "story.json").write_text(json.dumps({**held, "project": 99}))
    with pytest.raises(NewerProject):
        Project.open(project.folder)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"revision": 1, "here": 3, "story": {}, "undo": [], "redo": []}']
)
def test_a_damaged_project_says_so(project, text):
    (project.folder / "story.json").write_text(text)
    with pytest.raises(BadInput, match=r"history/"):
        Project.open(project.folder)


def test_no_project_says_so(tmp_path):
    with pytest.raises(BadInput, match="no project"):
        Project.open(tmp_path / "nowhere")


def test_a_history_that_cannot_be_written_keeps_the_old_state(project):
    for path in (project.folder / "history").iterdir():
        path.unlink()
    (project.folder / "history").rmdir()
    (project.folder / "history").write_text("in the way")
    with pytest.raises(NoRoom):
        project.save(titled("two"), revision=1)
    assert project.story == titled("one") == Project.open(project.folder).story
    (project.folder / "history").unlink()
    project.save(titled("two"), revision=1)
    assert Project.open(project.folder).story == titled("two")


def test_a_thumbnail_is_made_once_and_small(project):
    from PIL import Image

    recipe = picture(side=900)
    Image.new("RGB", (900, 600), "teal").save(project.folder / "x.png")
    with pytest.raises(NotMade):
        project.thumbnail(recipe)
    project.store.adopt(recipe, project.folder / "x.png")
    small = project.thumbnail(recipe, 300)
    with Image.open(small) as image:
        assert image.format == "WEBP" and image.size == (300, 200)
    made = small.stat().st_mtime_ns
    assert project.thumbnail(recipe, 300).stat().st_mtime_ns == made


def test_a_damaged_picture_has_no_thumbnail(project):
    project.store.adopt(picture(), b"not a picture")
    with pytest.raises(BadInput):
        project.thumbnail(picture())


class Editing(RuleBasedStateMachine):
    """Undo and redo against a plain list of stories and a place in it, reopening whenever it likes."""

    folder = None

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.project = Project.create(self.folder.name, titled("0"))
        self.stories, self.at, self.count = [titled("0")], 0, 0

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule()
    def edit(self) -> None:
        self.count += 1
        story = replace(self.project.story, title=str(self.count))
        self.project.save(story, revision=self.project.revision, label=f"To {self.count}")
        self.stories = [*self.stories[: self.at + 1], story]
        self.at += 1

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.project.undo()
        self.at -= 1

    @precondition(lambda self: self.at < len(self.stories) - 1)
    @rule()
    def redo(self) -> None:
        self.project.redo()
        self.at += 1

    @rule(reload=st.booleans())
    def reopen(self, reload: bool) -> None:
        if reload:
            self.project.reload()
        else:
            self.project = Project.open(self.project.folder)

    @invariant()
    def agrees(self) -> None:
        assert self.project.story == self.stories[self.at]
        assert self.project.can_undo == (self.at > 0)
        assert self.project.can_redo == (self.at < len(self.stories) - 1)
        if self.project.can_undo:
            assert self.project.undo_label == f"To {self.stories[self.at].title}"
        if self.project.can_redo:
            assert self.project.redo_label == f"To {self.stories[self.at + 1].title}"


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)


def test_a_story_that_nobody_changed_is_not_read_again(project):
    story = project.story
    assert not project.reload() and project.story is story
    other = Project.open(project.folder)
    other.save(Story(title="Theirs"), revision=other.revision)
    assert project.reload() and project.story.title == "Theirs"
    assert not project.reload()
