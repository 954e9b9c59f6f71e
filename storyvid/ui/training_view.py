"""Training a likeness from the page: what it is asked, how far it is, and its checkpoints to choose from."""

from dataclasses import replace

import streamlit as st

from storyvid import likeness_runs, likenesses, settings
from storyvid.images.likeness.run import GOING, Checkpoint, Run, State
from storyvid.images.likeness.training import LEAST_PICTURES, Training
from storyvid.project import Project
from storyvid.story import Character, scenes_with
from storyvid.ui import desk, frame, media
from storyvid.ui.progress import time_left
from storyvid.ui.views import Option, picture_choice
from storyvid.uploads import PICTURE_BYTES

_POLL_S = 1.0
_LENGTHS = {"Short": 400, "Usual": 800, "Long": 1600}
_STAGES = {
    "waiting": "Starting",
    "preparing": "Reading the model and the pictures",
    "painting": "Painting others of its kind first, so that the model does not forget them",
    "training": "Training",
}


def offer(project: Project, character: Character) -> None:
    """The button that opens the question what to train."""
    if st.button("Train one…", icon=":material/model_training:", key=f"train-{character.id}"):
        _ask(project, character)


def draw(project: Project, character: Character) -> None:
    """The newest training; polled while it goes on, and only then."""
    runs = likeness_runs.runs_of(project.folder, character.id)
    if not runs:
        return
    going = runs[0].state.stage in GOING
    st.fragment(_shown, run_every=_POLL_S if going else None)(runs[0], character.id, going)


def _shown(run: Run, character_id: str, was_going: bool) -> None:
    state = run.state
    with st.container(border=True, gap="small"):
        if state.stage in GOING:
            _going(run, state)
        else:
            _ended(run, state)
        _checkpoints(run, state, character_id)
    if was_going and state.stage not in GOING:
        st.rerun()


def _going(run: Run, state: State) -> None:
    line = _STAGES[state.stage]
    share = 0.0
    if state.stage == "painting":
        share, line = state.painted / max(1, state.to_paint), f"{line}: {state.painted} of {state.to_paint}"
    elif state.stage == "training":
        share = state.step / max(1, state.steps)
        line = f"Step {state.step} of {state.steps}{time_left(state.seconds_left)}"
    st.progress(min(1.0, share), text=line)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f"{_where(state)}It goes on when you leave this page.", width="content")
        st.button("Stop", icon=":material/stop_circle:", key="train-stop", type="tertiary", on_click=run.ask_to_stop)


def _where(state: State) -> str:
    return f"On {frame.plain(state.device)}. " if state.device else ""


def _ended(run: Run, state: State) -> None:
    told = {
        "done": f":green[:material/check_circle:] **Trained {frame.count(state.steps, 'step')}.**",
        "stopped": f":orange[:material/pause_circle:] **Stopped after {frame.count(state.step, 'step')}.** "
        f"{frame.plain(state.message)}",
        "failed": f":red[:material/error:] **It failed.** {frame.plain(state.message)}",
    }[state.stage]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(told, width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            if state.stage != "done":
                st.button("Go on", icon=":material/play_arrow:", key="train-on", on_click=go_on, args=(run,))
            st.button(
                "Remove", icon=":material/delete:", key="train-off", type="tertiary", on_click=remove, args=(run,)
            )


def _checkpoints(run: Run, state: State, character_id: str) -> None:
    made = {str(checkpoint.step): checkpoint for checkpoint in state.checkpoints}
    if not made:
        return
    picture_choice(
        "Choose how far trained: the one that looks like them and can still do other things",
        [_option(run, checkpoint) for checkpoint in state.checkpoints],
        chosen=_chosen(run, character_id),
        key=f"checkpoints-{character_id}",
        on_choose=lambda step: use(run, made[step], character_id) if step in made else None,
        ratio=(1, 1),
        tile_px=80,
        phone_px=70,
    )


def _option(run: Run, checkpoint: Checkpoint) -> Option:
    path = run.folder / checkpoint.picture
    url = media.served(path, "image/png", name=f"{run.folder}-{checkpoint.step}") if path.is_file() else None
    return Option(id=str(checkpoint.step), title=f"{checkpoint.step} steps", url=url)


def _chosen(run: Run, character_id: str) -> str | None:
    """The checkpoint that the character has, where it is one of these."""
    likeness = desk.project().story.character(character_id).likeness
    taken = likeness_runs.taken_from(run)
    return next((step for step, sha256 in taken.items() if likeness and sha256 == likeness.weights), None)


def use(run: Run, checkpoint: Checkpoint, character_id: str) -> None:
    """Gives the character a checkpoint, turned up as its likeness was before."""
    character = desk.project().story.character(character_id)
    percent = character.likeness.trainedness_percent if character.likeness else 100
    likeness = desk.answer(lambda: likeness_runs.taken(run, checkpoint, trainedness_percent=percent))
    if likeness is None:
        return
    label = f"Likeness of {character.name}: {checkpoint.step} steps"
    desk.edit(label, lambda story: likenesses.with_likeness(story, character_id, likeness))


def go_on(run: Run) -> None:
    """Goes on with a training that stopped."""
    desk.act(lambda: run.tell(replace(run.told(), stage="waiting", message="")))
    desk.act(likeness_runs.start, run)


def remove(run: Run) -> None:
    """Deletes a training and its checkpoints; one that a character has stays with it."""
    desk.act(likeness_runs.removed, run)


@st.dialog("Train a likeness", width="medium")
def _ask(project: Project, character: Character) -> None:
    st.markdown(
        f"Ten to thirty pictures of **{frame.plain(character.name)}** do best: different poses, distances and light, "
        "nobody else in them."
    )
    files = st.file_uploader(
        "Pictures (PNG, JPEG, WebP)",
        type=["png", "jpg", "jpeg", "webp"],
        accept_multiple_files=True,
        key="train-files",
        max_upload_size=PICTURE_BYTES >> 20,
    )
    picks = [
        scene.picked
        for scene in scenes_with(project.story, character)
        if scene.picked and project.store.has(scene.picked)
    ]
    with_picks = bool(picks) and st.checkbox(
        f"And the {frame.count(len(picks), 'picture')} you picked of scenes they are in", key="train-picks"
    )
    kind = st.text_input(
        "They are one of", likeness_runs.kind_words_for(character), key="train-kind", help='Such as "a girl", "a fox".'
    )
    length = st.segmented_control("How long", [*_LENGTHS], default="Usual", required=True, key="train-length")
    model = st.text_input("Trained on", likeness_runs.base_of(project.story), key="train-model")
    with st.expander("For those who know", icon=":material/tune:"):
        rank = st.select_slider("Rank of the LoRA", [4, 8, 16, 32, 64], 16, key="train-rank")
        prior = st.number_input("Others of its kind, painted first", 0, 200, 24, key="train-prior")
        tags = st.checkbox("Let the tagger of Settings describe each picture", key="train-tags")
        side = st.select_slider("Pixels a side (0: the model's own)", [0, 512, 768, 1024], 0, key="train-side")
        form = st.segmented_control(
            "What is trained", ["LoRA", "The whole model"], default="LoRA", required=True, key="train-form"
        )
    st.caption(
        "For a graphics card with about 8 GB (Stable Diffusion 1.5) or 12 GB (SDXL); on a processor alone it takes "
        "many hours. The whole model takes a far larger card and gigabytes of disk."
    )
    number = len(files) + (len(picks) if with_picks else 0)
    ready = number >= LEAST_PICTURES
    label = f"Train on {frame.count(number, 'picture')}" if ready else f"Bring {LEAST_PICTURES} pictures or more"
    if st.button(label, type="primary", disabled=not ready, key="train-go"):
        training = Training(
            character=character.id,
            name=character.name,
            kind_words=(kind or "").strip(),
            model=(model or "").strip(),
            form="lora" if form == "LoRA" else "checkpoint",
            steps=_LENGTHS[length or "Usual"],
            rank=rank,
            kind_pictures=prior,
            prior_percent=100 if prior else 0,
            side_px=side,
        )
        pictures = [(file.getvalue(), "") for file in files]
        pictures += [(project.store.path(picture).read_bytes(), "") for picture in picks] if with_picks else []
        with frame.errors_shown():
            begin(project, training, described(pictures) if tags else pictures)
            st.rerun()


def described(pictures: list[tuple[bytes, str]]) -> list[tuple[bytes, str]]:
    """The pictures with the words of the tagger that Settings name.  Raises BadInput, ModelNotInstalled."""
    asked = settings.read().of("tagger")
    with st.spinner("Looking at the pictures…"):
        return likeness_runs.captioned(pictures, str(asked["model"]), percent=int(asked["general_percent"]))


def begin(project: Project, training: Training, pictures: list[tuple[bytes, str]]) -> Run:
    """Prepares a training and has it begin in a process of its own.  Raises StoryvidError."""
    likeness_runs.need_to_train()
    likeness_runs.need_a_trainable(training.model)
    run = likeness_runs.prepared(project.folder, training, pictures)
    likeness_runs.start(run)
    return run
