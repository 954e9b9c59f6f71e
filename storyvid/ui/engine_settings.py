"""What can be set about one engine: its fields, its workflow, whether it answers, what a picture of it costs."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from storyvid import settings
from storyvid.engines import ENGINES, Field, Plain
from storyvid.errors import StoryvidError
from storyvid.images.comfyui_workflow import keep
from storyvid.prices import PAID, in_dollars, is_near, price
from storyvid.recipes import ImageRecipe, Part
from storyvid.settings import Settings
from storyvid.ui import desk, fields, frame
from storyvid.ui.keys import SERVICES, asked

_SAMPLE_WORDS = "A girl with red braids and a fox walk through the snow at dusk. " * 4
_FIELD_WIDTH = 320


def draw(engine: str) -> None:
    """The engine's settings, each saved as it is changed."""
    values = settings.read().of(engine)
    both = len({field.goes for field in ENGINES[engine]}) > 1
    for goes, title in (("recipe", "What is asked for"), ("machine", "How it is reached, and what it costs")):
        held = [field for field in ENGINES[engine] if field.goes == goes]
        if held and both:
            st.markdown(f"**{title if engine in PAID else title.partition(',')[0]}**")
        with st.container(horizontal=True, gap="small"):
            for field in held:
                with st.container(width=_FIELD_WIDTH, gap=None):
                    _field(engine, field, values[field.name])
    if engine in PAID:
        st.caption(_cost(engine).replace("$", "\\$"))


def connection(engine: str) -> None:
    """What the last test of the connection said."""
    if told := st.session_state.get(f"tested-{engine}"):
        works, said = told
        icon, colour = ("check_circle", "green") if works else ("error", "red")
        st.markdown(f":{colour}[:material/{icon}:] {frame.plain(said)}")


def test(engine: str) -> None:
    """Asks the engine whether it answers, which costs nothing, and keeps what it said."""
    st.session_state[f"tested-{engine}"] = _tested(engine, settings.read())


def set_value(engine: str, name: str, value: Plain) -> None:
    """Saves one value; what cannot be held is said by the frame, and the widget goes back to the truth."""
    desk.act(settings.change, lambda held: held.with_values(engine, **{name: value}))
    st.session_state.pop(f"tested-{engine}", None)


TESTED: dict[str, Callable[[Settings], tuple[bool, str]]] = {
    "openai": lambda held: _by_key("openai", held, "OPENAI_API_KEY", "/models"),
    "huggingface": lambda held: _by_key("huggingface", held, "HF_TOKEN", "/"),
    "comfyui": lambda held: _by_checkpoints("comfyui", held),
    "a1111": lambda held: _by_checkpoints("a1111", held),
}


def _tested(engine: str, held: Settings) -> tuple[bool, str]:
    try:
        return TESTED[engine](held)
    except StoryvidError as error:
        return False, str(error)


def _by_key(engine: str, held: Settings, variable: str, path: str) -> tuple[bool, str]:
    service = next(one for one in SERVICES if one.variable == variable)
    if address := str(held.of(engine)["base_url"]):
        near = replace(service, title=address, ask=address + path)
        return asked(near, any_answer=engine == "huggingface" and is_near(address))
    return asked(service)


def _by_checkpoints(engine: str, held: Settings) -> tuple[bool, str]:
    from storyvid.images import a1111, comfyui

    there = (comfyui if engine == "comfyui" else a1111).checkpoints(held)
    st.session_state[f"checkpoints-{engine}"] = there
    title = "ComfyUI" if engine == "comfyui" else "The web UI"
    if not there:
        return False, f"{title} answers, but has no checkpoint."
    return True, f"{title} answers and has {frame.count(len(there), 'checkpoint')}."


def _field(engine: str, field: Field, value: Plain) -> None:
    key = f"set-{engine}-{field.name}"
    if engine == "comfyui" and field.name == "workflow":
        _workflow(field, str(value))
        return
    shown = round(int(value) / field.scale, 3) if field.scale > 1 else value
    name, first = fields.field(key, shown)
    if field.choices:
        st.selectbox(
            field.title,
            field.choices,
            index=field.choices.index(first),
            key=name,
            help=field.advice or None,
            on_change=_take,
            args=(engine, field, key),
        )
    elif field.scale > 1:
        st.number_input(
            _titled(field),
            field.least / field.scale,
            field.most / field.scale,
            first,
            key=name,
            step=0.005 if field.unit == "$" else 0.5,
            format="%.3f" if field.unit == "$" else "%.1f",
            help=field.advice or None,
            on_change=_take,
            args=(engine, field, key),
        )
    elif isinstance(field.default, int):
        st.number_input(
            _titled(field),
            field.least,
            field.most,
            first,
            key=name,
            help=field.advice or None,
            on_change=_take,
            args=(engine, field, key),
        )
    else:
        _words(engine, field, key, name=name, first=str(first))


def _words(engine: str, field: Field, key: str, *, name: str, first: str) -> None:
    """A line of words; a choice where the engine has said what there is."""
    there = st.session_state.get(f"checkpoints-{engine}", ())
    if there and field.title == "Checkpoint":
        options = ["", *dict.fromkeys([*there, *([first] if first else [])])]
        st.selectbox(
            field.title,
            options,
            index=options.index(first),
            format_func=lambda name: name or "as the engine likes",
            key=name,
            on_change=_take,
            args=(engine, field, key),
        )
    else:
        st.text_input(
            field.title,
            first,
            key=name,
            placeholder=str(field.default) or ("the service itself" if field.name == "base_url" else "its own choice"),
            help=field.advice or None,
            on_change=_take,
            args=(engine, field, key),
        )


def _workflow(field: Field, value: str) -> None:
    with st.container(gap="xsmall"):
        st.markdown(f":small[{field.title}]", help=field.advice)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(
                f"yours, {value[:8]}" if value else "plain",
                icon=":material/account_tree:",
                color="green" if value else "gray",
            )
            with st.popover("Bring one", icon=":material/upload:", type="tertiary"):
                st.file_uploader(
                    "A workflow exported in API format",
                    type=["json"],
                    key="workflow-file",
                    on_change=_bring,
                    help="In ComfyUI: Workflow, Export (API).",
                )
                if value:
                    st.button(
                        "Back to the plain one", type="tertiary", on_click=set_value, args=("comfyui", "workflow", "")
                    )


def _bring() -> None:
    file = st.session_state.get("workflow-file")
    if file is not None and (name := desk.answer(keep, file.getvalue())):
        set_value("comfyui", "workflow", name)


def _take(engine: str, field: Field, key: str) -> None:
    said = fields.value(key)
    set_value(engine, field.name, round(said * field.scale) if field.scale > 1 else said)


def _titled(field: Field) -> str:
    return f"{field.title} ({field.unit})" if field.unit else field.title


def _cost(engine: str) -> str:
    """What a picture costs with these settings, in one line."""
    held = settings.read()
    recipe = ImageRecipe(
        model=f"{engine}@1", parts=(Part(source="scene", text=_SAMPLE_WORDS),), width=1080, height=1920, seed=1
    )
    one, fifteen = price(recipe, 1, held), price(recipe, 15, held)
    if one is None or fifteen is None:
        return "What this model costs is not known here: set the price of a picture, so that the cap can be held."
    if not one.at_most:
        return "This address is on your own machine or network: its pictures count as free."
    return (
        f"With these settings an upright picture costs about {in_dollars(one.likely)}, "
        f"fifteen about {in_dollars(fifteen.likely)}."
    )
