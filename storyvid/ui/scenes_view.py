"""The scenes of the story page: where they are cut, and each one's words, to edit, join, cut, move and delete."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from storyvid import edits
from storyvid.languages import NAMES, language_name
from storyvid.project import Project
from storyvid.reading.language import recognised
from storyvid.reading.sentences import sentences
from storyvid.reading.split import MAX_SCENES, clean, split
from storyvid.speech.timing import speaking_ms
from storyvid.story import Scene, Split, SplitBy, Story
from storyvid.ui import desk, frame
from storyvid.ui.fields import field, told_apart, value
from storyvid.ui.progress import lasting
from storyvid.ui.views import foot_pager

PER_PAGE = 20
_PAGE = "scene-page"
_WAYS = {"sentences": "Sentences a scene", "count": "Scenes in all", "seconds": "Seconds a scene, at most"}
_FIRST = {"sentences": 2, "seconds": 12}
_MENU = {
    "merge": ":material/cell_merge: Merge with the next",
    "insert": ":material/add: Insert a scene after",
    "up": ":material/arrow_upward: Move up",
    "down": ":material/arrow_downward: Move down",
    "delete": ":material/delete: Delete",
}


def draw(project: Project) -> None:
    """The cutting, then the scenes, a page of them at a time."""
    story = project.story
    _cutting(story)
    pages = -(-len(story.scenes) // PER_PAGE)
    at = 0
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="scene-pager"):
            at = st.pagination(pages, key=_PAGE, width=44 * min(pages + 2, 9)) - 1
            st.caption(f"{_page_words(story, at)} of {len(story.scenes)}", width="content")
    for number, scene in list(enumerate(story.scenes, 1))[at * PER_PAGE : (at + 1) * PER_PAGE]:
        _card(story, scene, number)
    if pages > 1:
        back, on = ({"page": to + 1, "label": _page_words(story, to)} for to in (at - 1, at + 1))
        ways = {"back": back if at else None, "on": on if at + 1 < pages else None}
        foot_pager(ways, top="scene-pager", key="scene-foot", on_turn=turn_to)


def turn_to(page: int) -> None:
    """Shows the scenes of a page, the first being 1."""
    st.session_state[_PAGE] = page


def _page_words(story: Story, page: int) -> str:
    return f"Scenes {page * PER_PAGE + 1} to {min(len(story.scenes), (page + 1) * PER_PAGE)}"


def whole_text(project: Project) -> None:
    """Title, language, and all the words at once."""
    story = project.story
    title, language = st.columns([3, 2])
    name, first = field("title", story.title)
    title.text_input("Title", first, key=name, max_chars=120, on_change=_retitle)
    name, first = field("language", story.language)
    codes = [*NAMES] if first in NAMES else [first, *NAMES]
    language.selectbox(
        "Language" + ("" if story.language_fixed else " (recognised)"),
        codes,
        codes.index(first),
        format_func=language_name,
        key=name,
        on_change=_set_language,
        help="The voice, the cutting into sentences and the reading of characters follow it.",
    )
    if story.language_fixed:
        st.button("Recognise the language again", type="tertiary", icon=":material/translate:", on_click=_free_language)
    name, first = field("whole-text", story.text)
    st.text_area(
        "The whole text",
        first,
        key=name,
        height=420,
        on_change=_retext_all,
        help="Scenes whose words stay the same keep their pictures.",
    )


def recut(story: Story, by: SplitBy, n: int) -> Story:
    """The story's text cut another way. Raises BadInput for a count that cannot be."""
    pieces = split(story.text, by=by, n=n, language=story.language, speed_percent=story.sound.speed_percent)
    return edits.split_into(story, pieces, Split(by=by, n=n))


def retexted(story: Story, text: str) -> Story:
    """The story with other words, cut as it was before; scenes with the same words keep all they had."""
    story = replace(story, language=story.language if story.language_fixed else recognised(text))
    pieces = split(clean(text), by=story.split.by, n=story.split.n, language=story.language)
    return edits.split_into(story, pieces)


def cut_places(scene: Scene, language: str) -> list[int]:
    """Where the scene can be cut: the start of every sentence but the first."""
    return [sentence.start for sentence in sentences(scene.text, language=language)][1:]


def cut_titles(scene: Scene, places: Sequence[int]) -> dict[int, str]:
    """Each place by the words that stand after it."""
    words = {at: frame.plain(scene.text[at : at + 32].split("\n")[0]) for at in places}
    return told_apart({at: f":material/content_cut: …before “{said}…”" for at, said in words.items()})


def menu_edit(act: str, scene_id: str) -> Callable[[Story], Story]:
    """The edit behind an entry of a scene's menu."""
    return {
        "merge": lambda story: edits.merged_with_next(story, scene_id),
        "up": lambda story: edits.moved(story, scene_id, -1),
        "down": lambda story: edits.moved(story, scene_id, 1),
        "delete": lambda story: edits.deleted(story, scene_id),
    }[act]


def entries(number: int, scenes: int) -> list[str]:
    """What the menu of a scene offers: nothing that its place among so many scenes makes idle."""
    idle = ({"up"} if number == 1 else set()) | ({"down", "merge"} if number == scenes else set())
    return [act for act in _MENU if act not in idle]


def _cutting(story: Story) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name, by = field("cut-by", story.split.by)
        st.selectbox(
            "Cut the story by",
            [*_WAYS],
            [*_WAYS].index(by),
            format_func=_WAYS.__getitem__,
            key=name,
            on_change=_cut_anew,
            args=("by",),
            width=230,
        )
        name, n = field("cut-n", story.split.n)
        st.number_input("How many", 1, MAX_SCENES, n, key=name, on_change=_cut_anew, args=("n",), width=130)
        lasts = sum(_lasts_ms(scene, story) for scene in story.scenes)
        st.caption(f"{frame.count(len(story.scenes), 'scene')}, about {lasting(lasts / 1000)} of narration")


def _cut_anew(changed: str) -> None:
    by, n = value("cut-by"), value("cut-n")
    if changed == "by":
        n = _FIRST.get(by, len(desk.project().story.scenes))
    desk.edit(f"Cut by {by}", lambda story: recut(story, by, n))


def _card(story: Story, scene: Scene, number: int) -> None:
    with st.container(border=True, gap="xsmall"):
        head = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
        with head.container(horizontal=True, width="content", vertical_alignment="center"):
            st.markdown(f"**Scene {number}**", width="content")
            st.caption(f"about {lasting(_lasts_ms(scene, story) / 1000)}", width="content")
        with head.container(horizontal=True, width="content"):
            _cut_menu(story, scene)
            act = st.menu_button(
                "More",
                entries(number, len(story.scenes)),
                format_func=_MENU.__getitem__,
                key=f"menu-{scene.id}",
                type="tertiary",
                help="Merge, insert, move, delete",
            )
        name, first = field(f"text-{scene.id}", scene.text)
        st.text_area(
            f"Words of scene {number}",
            first,
            key=name,
            height="content",
            label_visibility="collapsed",
            on_change=_retext,
            args=(scene.id, number),
        )
    if act == "insert":
        _insert(scene.id)
    elif act:
        desk.edit(f"{act.capitalize()} scene {number}", menu_edit(act, scene.id))
        st.rerun()


def _cut_menu(story: Story, scene: Scene) -> None:
    places = cut_places(scene, story.language)
    if not places:
        return

    titles = cut_titles(scene, places)
    at = st.menu_button(
        "Cut",
        places,
        format_func=titles.__getitem__,
        key=f"cut-{scene.id}",
        type="tertiary",
        icon=":material/content_cut:",
        help="Cut this scene in two",
    )
    if at:
        desk.edit("Cut a scene in two", lambda story: edits.split_at(story, scene.id, at))
        st.rerun()


@st.dialog("Insert a scene")
def _insert(after: str) -> None:
    text = st.text_area("Its words", key="inserted-words", height=140, placeholder="What is told in this scene")
    if st.button("Insert", type="primary", key="do-insert"):
        with frame.errors_shown():
            edits.inserted(desk.project().story, clean(text or ""), after=after)  # said here, not behind the dialog
            desk.edit("Insert a scene", lambda story: edits.inserted(story, clean(text or ""), after=after))
            st.rerun()


def _retext(scene_id: str, number: int) -> None:
    text = value(f"text-{scene_id}")
    desk.edit(f"Edit scene {number}", lambda story: edits.retext(story, scene_id, clean(text)))


def _retext_all() -> None:
    text = value("whole-text")
    desk.edit("Edit the text", lambda story: retexted(story, text))


def _retitle() -> None:
    title = value("title").strip() or Story().title
    desk.edit("Rename the story", lambda story: replace(story, title=title))


def _set_language() -> None:
    code = value("language")
    desk.edit(
        f"Set the language to {language_name(code)}", lambda story: replace(story, language=code, language_fixed=True)
    )


def _free_language() -> None:
    desk.edit(
        "Recognise the language", lambda story: replace(story, language=recognised(story.text), language_fixed=False)
    )


def _lasts_ms(scene: Scene, story: Story) -> int:
    return _spoken_ms(scene.text, story.language, story.sound.speed_percent)


@lru_cache(maxsize=5000)  # not Streamlit's cache, which spends more on a lookup than this takes
def _spoken_ms(text: str, language: str, speed_percent: int) -> int:
    return speaking_ms(text, language=language, speed_percent=speed_percent)
