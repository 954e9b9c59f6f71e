"""The browser's side of our components: HTML, CSS and JavaScript that draw text as text, never as HTML."""

from importlib.resources import files

import streamlit as st


def component(name: str):
    """The mounting command of the component whose three files are here under `name`."""

    def part(suffix: str) -> str:
        return files(__package__).joinpath(f"{name}.{suffix}").read_text("utf-8")

    return st.components.v2.component(f"storyvid_{name}", html=part("html"), css=part("css"), js=part("js"))
