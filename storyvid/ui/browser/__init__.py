"""The browser's side of our components: HTML, CSS and JavaScript that draw text as text, never as HTML."""

from importlib.resources import files

import streamlit as st


def component(name: str, *parts: str, tells: bool = False):
    """The mounting command of the component whose three files are here under `name`.

    `parts` are further JavaScript files, put before its own.  With `tells` it has the functions of telling.js: what
    the author does is then told by them, and heard by `storyvid.ui.telling`.
    """
    js = "".join(_text(f"{part}.js") for part in (*(["telling"] if tells else []), *parts, name))
    return st.components.v2.component(f"storyvid_{name}", html=_text(f"{name}.html"), css=_text(f"{name}.css"), js=js)


def styled(name: str, **lengths_px: int) -> None:
    """Puts the rules of a CSS file here on the page: where our pages lay out Streamlit's own parts.

    `lengths_px` are what the file asks for as variables: `wide_px=300` is its `--wide`.
    """
    given = "".join(f"--{name.removesuffix('_px')}:{length:d}px;" for name, length in lengths_px.items())
    st.html(f"<style>:root{{{given}}}{_text(f'{name}.css')}</style>")


def _text(file: str) -> str:
    return files(__package__).joinpath(file).read_text("utf-8")
