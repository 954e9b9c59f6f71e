"""A character's likeness on its card: a reference picture, and trained weights that make it look the same."""

import tempfile
from pathlib import Path

import streamlit as st

from storyvid import likeness_runs, likenesses, models
from storyvid.images import weights
from storyvid.project import Project
from storyvid.recipes import Likeness, key_of
from storyvid.story import Character, Story, scenes_with
from storyvid.ui import desk, frame, media, tags_view, training_view
from storyvid.ui.fields import field, told_apart, value
from storyvid.ui.takes import number_of
from storyvid.ui.views import Option, picture_choice
from storyvid.uploads import PICTURE_BYTES

_PICTURES = ["png", "jpg", "jpeg", "webp"]


def draw(project: Project, character: Character) -> None:
    """The card's part: closed until the author wants it, with what there is in a line below."""
    part = st.expander(
        "Likeness: the same face in every scene",  # a title that changed would close it
        icon=":material/familiar_face_and_zone:",
        key=f"likeness-{character.id}",
        on_change="rerun",
    )
    if not part.open and (held := _in_words(character)):
        st.caption(held)
    if part.open:
        with part.container(gap="small"):
            _reference(project, character)
        part.space("small")
        with part.container(gap="small"):
            _trained(project, character)


def _in_words(character: Character) -> str:
    reference = f"Follows a reference picture, {character.reference_percent}%" if character.reference else ""
    likeness = character.likeness
    trained = f"Trained likeness, {likeness.trainedness_percent}%" if likeness else ""
    return " · ".join(filter(None, (reference, trained)))


def _reference(project: Project, character: Character) -> None:
    key = character.id
    st.markdown("**Reference picture**")
    if character.reference is None:
        st.caption("A drawing or picture of them, alone and seen well. Painted pictures follow it.")
        _bring_reference(project, character)
        return
    picture, about = st.columns([1, 3], gap="small")
    if project.store.has(character.reference):
        picture.image(str(project.thumbnail(character.reference)), width=110)
    with about:
        name, first = field(f"reference-percent-{key}", character.reference_percent)
        st.slider(
            "How closely pictures follow it",
            0,
            100,
            first,
            step=5,
            format="%d%%",
            key=name,
            on_change=_strengthened,
            args=(key,),
        )
        with st.container(horizontal=True, gap="small"):
            tags_view.offer(project, character)
            with st.popover("Another", icon=":material/swap_horiz:", type="tertiary"):
                _bring_reference(project, character)
            st.button(
                "Without",
                icon=":material/close:",
                key=f"no-reference-{key}",
                type="tertiary",
                on_click=_referenced,
                args=(key, None),
            )
    tags_view.draw(project, character)
    _heeded(project.story, "references", "reference pictures")


def _bring_reference(project: Project, character: Character) -> None:
    key = character.id
    st.file_uploader(
        "A PNG, JPEG or WebP picture",
        type=_PICTURES,
        key=f"reference-{key}",
        max_upload_size=PICTURE_BYTES >> 20,
        on_change=_brought,
        args=(key,),
    )
    picks = {
        key_of(scene.picked): (f"Scene {number_of(project.story, scene.id)}", scene.picked)
        for scene in scenes_with(project.story, character)
        if scene.picked and scene.picked != character.reference and project.store.has(scene.picked)
    }
    if picks:
        st.caption("Or a picture that you picked for a scene:")
        picture_choice(
            "A picture that you picked for a scene",
            [Option(id=name, title=told, url=media.small(project, picture)) for name, (told, picture) in picks.items()],
            chosen=None,
            key=f"reference-picks-{key}",
            on_choose=lambda name: _referenced(key, picks[name][1]) if name in picks else None,
            tile_px=84,
            phone_px=70,
        )


def _trained(project: Project, character: Character) -> None:
    st.markdown("**Trained likeness**")
    if character.likeness is None:
        st.caption(
            "A LoRA or a tuned model of this character gives it the same face in every scene. Train one here from ten "
            "to thirty pictures, or bring a file."
        )
    else:
        _held(character, character.likeness)
    with st.container(horizontal=True, gap="small"):
        training_view.offer(project, character)
        with st.popover(
            "Bring a file" if character.likeness is None else "Another file", icon=":material/upload_file:"
        ):
            _bring_weights(character)
        if character.likeness is not None:
            st.button(
                "Without",
                icon=":material/close:",
                key=f"no-likeness-{character.id}",
                type="tertiary",
                on_click=_given,
                args=(character.id, None),
            )
    training_view.draw(project, character)
    if character.likeness is not None:
        _heeded(project.story, character.likeness.form, "trained likenesses")


def _held(character: Character, likeness: Likeness) -> None:
    title = next((one.title for one in weights.known() if one.sha256 == likeness.weights), likeness.weights[:12])
    kind = "LoRA" if likeness.form == "lora" else "tuned model"
    if weights.has(likeness.weights):
        st.markdown(f":green[:material/check_circle:] {frame.plain(title)} :gray[· {kind}]")
    else:
        st.warning(
            f"The {kind} {likeness.weights[:12]} is not on this machine. Bring its file, or paint without it.",
            icon=":material/folder_off:",
        )
    name, first = field(f"trainedness-{character.id}", likeness.trainedness_percent)
    st.slider(
        "Trainedness: how far it is turned up",
        0,
        100,
        first,
        step=5,
        format="%d%%",
        key=name,
        on_change=_turned_up,
        args=(character.id,),
        help="For all scenes; on the Pictures page each scene can have its own.",
    )
    if likeness.name and likeness.name.casefold() not in f"{character.name} {character.look}".casefold():
        st.caption(
            f":orange[:material/warning:] It was trained to answer to “{frame.plain(likeness.name)}”. Put that word "
            "into the look, or it is not called."
        )


def _bring_weights(character: Character) -> None:
    key = character.id
    st.file_uploader("A LoRA (.safetensors)", type=["safetensors"], key=f"lora-{key}", on_change=_lora, args=(key,))
    known = told_apart({one.sha256: one.title for one in weights.known()})
    if known:
        st.selectbox(
            "Or one that is on this machine",
            [*known],
            index=None,
            format_func=known.__getitem__,
            key=f"known-{key}",
            on_change=_known,
            args=(key,),
            placeholder="Choose",
        )
    st.text_input(
        "Or the path of a large file, or of a tuned model's folder",
        key=f"path-{key}",
        placeholder="/models/mira.safetensors",
        on_change=_from_path,
        args=(key,),
    )


def heeds(story: Story, follows: str) -> bool:
    """Whether the story's painter follows what a likeness gives it ("references", "lora", "checkpoint")."""
    card = models.card("images", story.image_model)
    return card is not None and follows in card.follows_with(story.image_options)


def _heeded(story: Story, follows: str, what: str) -> None:
    """Says so where the story's painter does not follow what was given here."""
    card = models.card("images", story.image_model)
    if card is None or follows in card.follows_with(story.image_options):
        return
    others = [other.title.partition(",")[0] for other in models.cards("images") if follows in other.follows]
    who = frame.plain(card.title)
    st.caption(
        f":material/info: {f'{who}, as it is set,' if follows in card.follows else who} does not follow {what}; it is "
        f"kept for a painter that does{f': {frame.plain(_one_of(others))}.' if others else '.'}"
    )


def _one_of(names: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _name(character_id: str) -> str:
    return desk.project().story.character(character_id).name


def _brought(character_id: str) -> None:
    file = st.session_state.get(f"reference-{character_id}")
    recipe = desk.answer(desk.project().adopt_upload, file.getvalue(), "image") if file else None
    if recipe is not None:
        _referenced(character_id, recipe)


def _referenced(character_id: str, picture) -> None:
    label = f"Reference of {_name(character_id)}"
    desk.edit(label, lambda story: likenesses.with_reference(story, character_id, picture))


def _strengthened(character_id: str) -> None:
    percent = value(f"reference-percent-{character_id}")
    label = f"Reference of {_name(character_id)}: {percent}%"
    desk.edit(label, lambda story: likenesses.with_reference_strength(story, character_id, percent))


def _turned_up(character_id: str) -> None:
    percent = value(f"trainedness-{character_id}")
    label = f"Likeness of {_name(character_id)}: {percent}%"
    desk.edit(label, lambda story: likenesses.with_character_trainedness(story, character_id, percent))


def _given(character_id: str, likeness: Likeness | None) -> None:
    label = f"Likeness of {_name(character_id)}"
    desk.edit(label, lambda story: likenesses.with_likeness(story, character_id, likeness))


def _lora(character_id: str) -> None:
    file = st.session_state.get(f"lora-{character_id}")
    if file is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brought.safetensors"
        path.write_bytes(file.getvalue())
        _add(character_id, path, Path(file.name).stem)


def _from_path(character_id: str) -> None:
    words = st.session_state[f"path-{character_id}"].strip().strip('"')
    if words:
        path = Path(words).expanduser()
        _add(character_id, path, path.stem)


def _add(character_id: str, path: Path, title: str) -> None:
    likeness = desk.answer(likeness_runs.brought, path, title)
    if likeness is not None:
        _given(character_id, likeness)


def _known(character_id: str) -> None:
    sha256 = st.session_state[f"known-{character_id}"]
    held = next((one for one in weights.known() if one.sha256 == sha256), None)
    if held:
        _given(character_id, Likeness(weights=held.sha256, form=held.form))
