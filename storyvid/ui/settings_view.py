"""The settings' page: engines, what is spent, keys, folders, disk."""

import shutil

import streamlit as st

from storyvid import models
from storyvid.doctor import diagnosis
from storyvid.engines import ENGINES
from storyvid.images import depth
from storyvid.models import Card
from storyvid.ui import desk, engine_settings, frame, spending_view
from storyvid.ui.keys import SERVICES, asked, source_of
from storyvid.ui.progress import bytes_in_words

_KINDS: dict[models.Kind, str] = {
    "images": "Pictures",
    "speech": "Voices",
    "music": "Music",
    "readers": "Readers of who is who",
}
_HELPERS = {"ranking": "Ranking of takes", "tagger": "A picture into words", "depth": "Depth of pictures"}


def draw() -> None:
    """The page's content."""
    st.title("Settings", anchor=False)
    names = ["Engines", "Spending", "Keys", "Projects and disk"]
    tabs = st.tabs(names, key="settings-tab", on_change="rerun")
    for tab, content in zip(tabs, (_engines, spending_view.draw, _keys, _disk), strict=True):
        if tab.open:
            with tab:
                content()


def _engines() -> None:
    st.caption("What can make pictures, voices and music here, and the one command that adds what is missing.")
    for kind, title in _KINDS.items():
        st.subheader(title, anchor=False)
        for card in sorted(models.cards(kind), key=_near_first):
            _engine(card, paints=kind == "images")
    helpers = [name for name in ENGINES if name not in models.installed("images")]
    if helpers:
        st.subheader("Helpers", anchor=False)
    for name in helpers:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{_HELPERS.get(name, name.capitalize())}**")
            engine_settings.draw(name)
            if name == "depth" and (command := depth.remedy()):
                st.code(command, language=None, wrap_lines=True)


def _engine(card: Card, *, paints: bool) -> None:
    """One engine; a voice may have the name of a painter, and has no settings here."""
    tested = paints and card.name in engine_settings.TESTED
    with st.container(border=True, gap="xsmall", key=f"engine-{card.name}" if paints else None):
        row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
        with row.container(horizontal=True, vertical_alignment="center", width="content", gap="small"):
            st.markdown(f"**{frame.plain(card.title)}**", width="content")
            _state(card)
        if tested and not card.missing:
            row.button(
                "Test connection",
                key=f"test-{card.name}",
                icon=":material/lan:",
                type="tertiary",
                on_click=engine_settings.test,
                args=(card.name,),
            )
        st.markdown(frame.plain(card.summary))
        if paints:
            engine_settings.connection(card.name)
        if card.missing:
            st.caption(f"{frame.plain(card.lacking)} To add it, type in a terminal:")
            st.code(card.remedy, language=None, wrap_lines=True)
        if paints and card.name in ENGINES:
            # followed, so that it stays open when a line appears above it
            with st.expander("Its settings", icon=":material/tune:", key=f"of-{card.name}", on_change="rerun"):
                if tested:
                    st.caption(
                        "A story keeps what it was set up with: what you change here is for stories that choose this "
                        "engine from now on, and for how it is reached."
                    )
                engine_settings.draw(card.name)


def _near_first(card: Card) -> tuple[int, bool, str]:
    return ["cpu", "gpu", "network"].index(card.lane), bool(card.missing), card.title.casefold()


def _state(card: Card) -> None:
    if not card.missing:
        near = card.name in ("comfyui", "a1111", "llm")
        word, icon = ("when it runs", ":material/lan:") if near else ("ready", ":material/check:")
        st.badge(word, color="gray" if near else "green", icon=icon)
    elif card.remedy.startswith("export "):
        st.badge("needs a key", color="orange", icon=":material/key_off:")
    else:
        st.badge("needs installing", color="orange", icon=":material/download:")


def _keys() -> None:
    st.caption(
        "Keys are read from the environment or from `.streamlit/secrets.toml`. storyvid never shows them, and never "
        "writes them into a project, a log or an export. Set one before storyvid starts: `export OPENAI_API_KEY=...`"
    )
    for service in SERVICES:
        source = source_of(service)
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{service.title}** · `{service.variable}`", width="content")
            with st.container(horizontal=True, vertical_alignment="center", width="content"):
                st.badge(
                    source or "not set",
                    color="green" if source else "gray",
                    icon=":material/key:" if source else ":material/key_off:",
                )
                if st.button("Test connection", key=f"test-{service.variable}", disabled=not source):
                    works, said = asked(service)
                    st.toast(said, icon=":material/check:" if works else ":material/error:")


def _disk() -> None:
    folder = desk.shelf().folder
    st.markdown("**Projects live in**")
    st.code(str(folder), language=None, wrap_lines=True)
    st.caption("Set `STORYVID_PROJECTS` before starting storyvid to keep them elsewhere.")
    usage = shutil.disk_usage(folder)
    st.progress(usage.used / usage.total, text=f"{bytes_in_words(usage.free)} free of {bytes_in_words(usage.total)}")
    shown = desk.shelf().list()
    st.caption(f"{frame.count(len(shown), 'project')}, {bytes_in_words(sum(one.size_bytes for one in shown))}")
    with st.expander("What the doctor says", icon=":material/stethoscope:"):
        for finding in diagnosis(folder).findings:
            mark = ":green[:material/check_circle:]" if finding.ok else ":orange[:material/warning:]"
            st.markdown(f"{mark} **{frame.plain(finding.what)}** {frame.plain(finding.found)}")
            if not finding.ok and finding.remedy:
                st.caption(frame.plain(finding.remedy))
