"""The sound's page: the voices, what is heard around them; each can be heard before it is chosen."""

import streamlit as st

from storyvid.plan import speeches_of
from storyvid.recipes import SpeechRecipe
from storyvid.story import Story
from storyvid.ui import around_view, desk, frame, voices_view
from storyvid.ui.sounding import first_words, sounding, voices_for

__all__ = ["draw", "failed_scenes", "first_words", "sounding", "voices_for"]


def draw() -> None:
    """The page's content."""
    story = desk.project().story
    with st.container():  # its place is kept, so that the page is not built anew when it comes or goes
        _failures(story)
    voice, around = st.columns(2, gap="large")
    with voice:
        voices_view.draw(story)
    with around:
        around_view.draw(story)
        around_view.levels(story)


def failed_scenes(story: Story) -> dict[int, tuple[str, list[SpeechRecipe]]]:
    """The scenes whose voice failed, by their number: why, and the narration that is missing."""
    found: dict[int, tuple[str, list[SpeechRecipe]]] = {}
    for at, scene in enumerate(story.scenes, 1):
        failures = [(one, desk.workshop().failure_of(one)) for one in speeches_of(story, scene)]
        missing = [(one, failure) for one, failure in failures if failure]
        if missing:
            found[at] = (missing[0][1].message, [one for one, _ in missing])
    return found


def _failures(story: Story) -> None:
    failed = failed_scenes(story)
    if not failed:
        return
    numbers = ", ".join(map(str, failed))
    with st.container(border=True):
        noun = "Scene" if len(failed) == 1 else "Scenes"
        st.markdown(f":red[:material/voice_over_off:] **{noun} {numbers}: the voice failed.**")
        for why in dict.fromkeys(why for why, _ in failed.values()):
            st.markdown(frame.plain(why))
        st.caption("The film is made all the same: silent there, with its captions.")
        st.button("Try the voice again", icon=":material/refresh:", key="retry-voice", on_click=_try_again)


def _try_again() -> None:
    speeches = [one for _, missing in failed_scenes(desk.project().story).values() for one in missing]
    desk.act(desk.workshop().retry, speeches)
    desk.act(lambda: desk.workshop().want(speeches, front=True))
