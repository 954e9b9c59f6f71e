"""Starting a story: pasted or uploaded text becomes scenes in a project."""

from dataclasses import replace

import streamlit as st

from storyvid import edits
from storyvid.project import Project
from storyvid.reading.importing import MAX_FILE_BYTES, imported
from storyvid.reading.language import recognised
from storyvid.reading.sentences import sentences
from storyvid.reading.split import clean, split
from storyvid.story import Story
from storyvid.ui import desk, frame

UPLOADS = ["txt", "md", "docx", "epub", "html", "htm"]
_TITLE_CHARS = 60


def story_from(text: str, title: str = "", *, base: Story | None = None) -> Story:
    """The text as a story: its language recognised unless fixed, its scenes cut. Raises BadInput."""
    text = clean(text)
    story = base or Story()
    language = story.language if story.language_fixed else recognised(text)
    pieces = split(text, by=story.split.by, n=story.split.n, language=language)
    if not base or base.title == Story().title:
        story = replace(story, title=title.strip() or first_words(text, language=language))
    story = replace(story, language=language)
    return edits.split_into(story, pieces)


def first_words(text: str, *, language: str = "en") -> str:
    """A title for a text that has none: its first line or sentence, or as many of its words as a title holds."""
    line = next((line.strip(" #*_\t") for line in text.splitlines() if line.strip(" #*_\t")), "")
    if len(line) > _TITLE_CHARS:
        first = sentences(line, language=language)[0]
        line = line[first.start : first.end].strip()
    if len(line) <= _TITLE_CHARS:
        return line.rstrip(".") or Story().title
    return line[:_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def paste_box(*, into: Project | None = None) -> None:
    """The box to paste or upload a story; makes a new project, or fills the one given."""
    text = st.text_area(
        "Paste your story",
        key="pasted",
        height=220,
        placeholder="Once upon a time…   A fairy tale, a chapter, a script: up to 1 MB of text, in any language.",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button("Make scenes", type="primary", icon=":material/movie_edit:", key="make-scenes")
        with st.popover("Upload a file", icon=":material/upload_file:"):
            said = st.container()  # above, where it is seen on a phone
            file = st.file_uploader(
                "Text, Markdown, Word, EPUB or a web page",
                type=UPLOADS,
                key="story-file",
                max_upload_size=MAX_FILE_BYTES // 1_000_000,
            )
            if file and st.button("Make scenes from this file", type="primary", key="make-from-file"):
                with said:
                    begin_from_file(file.getvalue(), file.name, into=into)
    if pressed:  # under the row: what is wrong with the text is said there, at full width
        begin(text or "", into=into)


def begin(text: str, title: str = "", *, into: Project | None = None) -> None:
    """Makes the project and goes to its scenes; what is wrong with the text is shown here."""
    with frame.errors_shown():
        story = story_from(text, title, base=into.story if into else None)
        if into is None:
            desk.put_on_desk(desk.shelf().create(story))
        elif not desk.saved("Paste a story", lambda _: story):
            return
        frame.go("Story")


def begin_from_file(content: bytes, name: str, *, into: Project | None = None) -> None:
    """`begin` with an uploaded file's text and title."""
    with frame.errors_shown():
        brought = imported(content, name)
        begin(brought.text, brought.title, into=into)
