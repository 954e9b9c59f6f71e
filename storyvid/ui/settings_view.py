"""The settings' page: engines, keys, folders, disk."""

import shutil

import streamlit as st

from storyvid import models
from storyvid.doctor import diagnosis
from storyvid.ui import desk, frame
from storyvid.ui.keys import SERVICES, asked, source_of
from storyvid.ui.progress import bytes_in_words

_KINDS = {"images": "Pictures", "speech": "Voices", "music": "Music", "readers": "Readers of who is who"}


def draw() -> None:
    """The page's content."""
    st.title("Settings", anchor=False)
    engines, keys, disk = st.tabs(["Engines", "Keys", "Projects and disk"])
    with engines:
        _engines()
    with keys:
        _keys()
    with disk:
        _disk()


def _engines() -> None:
    st.caption("What can make pictures, voices and music here, and the one command that adds what is missing.")
    for kind, title in _KINDS.items():
        st.subheader(title, anchor=False)
        for card in models.cards(kind):  # type: ignore[arg-type]
            with st.container(border=True, gap="small"):
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"**{frame.plain(card.title)}**", width="content")
                    st.badge(
                        "needs installing" if card.missing else "installed",
                        color="orange" if card.missing else "green",
                        icon=":material/download:" if card.missing else ":material/check:",
                    )
                st.markdown(frame.plain(card.summary))
                if card.missing:
                    st.code(card.install, language=None)


def _keys() -> None:
    st.caption(
        "Keys are read from the environment or from `.streamlit/secrets.toml`. storyvid never shows them, and never "
        "writes them into a project, a log or an export."
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
    st.code(str(folder), language=None)
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
