"""The command line of likenesses: train-likeness, with progress for people or as JSON lines."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storyvid.errors import BadInput, Cancelled

if TYPE_CHECKING:
    from storyvid.images.likeness.run import Run, State
    from storyvid.images.likeness.training import Training
    from storyvid.story import Character, Story


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What is asked for on the command line: each field is an option of it."""

    character: Annotated[str, typer.Option(metavar="NAME", help="The character: its name, or its id.")] = ""
    images: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="10 to 30 pictures of it; a .txt beside one says what it shows."),
    ] = None
    project: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The project the character is in; it gets the likeness.")
    ] = None
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Without a project: the folder to train in; it must be new.")
    ] = None
    model: Annotated[
        str,
        typer.Option(
            help="SD 1.x, 2.x or SDXL to train on: a name on the hub, a folder, a .safetensors file. "
            "Without: what the project is painted with."
        ),
    ] = ""
    kind: Annotated[str, typer.Option(help='What it is one of, as "a girl" or "a red fox".')] = ""
    steps: Annotated[int, typer.Option(help="How long.")] = 800
    checkpoints: Annotated[int, typer.Option(help="How many stages to keep, to choose from.")] = 4
    form: Annotated[str, typer.Option(help="lora (small), or checkpoint (the whole model tuned).")] = "lora"
    rank: Annotated[int, typer.Option(help="The LoRA's rank.")] = 16
    rate: Annotated[int, typer.Option(help="Learning rate in millionths; 0: 100 for lora, 5 for checkpoint.")] = 0
    accumulate: Annotated[int, typer.Option(help="Pictures a step.")] = 1
    size: Annotated[int, typer.Option(help="Pixels a side; 0: what the model was trained at.")] = 0
    prior: Annotated[int, typer.Option(help="Weight in percent of pictures of its kind; 0: none.")] = 100
    kind_pictures: Annotated[int, typer.Option(help="How many of them are painted first.")] = 24
    tags: Annotated[
        bool, typer.Option("--tags", help="Have the tagger of Settings describe pictures that have no words.")
    ] = False
    seed: Annotated[int, typer.Option(help="The same seed, the same draw of pictures and noise.")] = 1
    run: Annotated[Path | None, typer.Option(metavar="DIR", help="Go on with a training that was stopped.")] = None
    json_progress: Annotated[bool, typer.Option("--json-progress", help="One JSON object a line.")] = False


def train_likeness(**given: Any) -> None:
    """Train a likeness of a character: a LoRA that makes it look the same in every scene."""
    wishes = Wishes(**given)
    if wishes.form not in ("lora", "checkpoint"):
        raise BadInput(f'A likeness is a "lora" or a "checkpoint", not "{wishes.form}".')
    run = _gone_on_with(wishes.run) if wishes.run else _begun(wishes)
    state = _trained(run, _teller(wishes.json_progress))
    _said(run, state, wishes.json_progress)
    if wishes.project and not wishes.run:
        _attach(wishes.project, run, state)


train_likeness.__signature__ = signature(Wishes)  # type: ignore[attr-defined]  # where typer looks for options


def _gone_on_with(folder: Path) -> "Run":
    from storyvid.images.likeness.run import Run

    return Run(folder)


def _begun(wishes: Wishes) -> "Run":
    """A new run with its pictures, not started.  Raises BadInput before anything is written."""
    from storyvid.images.likeness.training import checked

    if wishes.images is None or not wishes.character:
        raise BadInput("Name the --character and the folder of its --images.")
    return _prepared(wishes, checked(_training(wishes)))


def _training(wishes: Wishes) -> "Training":
    """What the run is asked to do: as wished, else as the project's story says."""
    from storyvid.images.likeness.training import Training
    from storyvid.likeness_runs import base_of, kind_words_for
    from storyvid.project import Project
    from storyvid.story import Story

    story = Project.open(wishes.project).story if wishes.project else Story()
    known = _known(story, wishes.character) if wishes.project else None
    model = wishes.model or base_of(story)
    return Training(
        character=known.id if known else "character",
        name=known.name if known else wishes.character,
        kind_words=wishes.kind or (kind_words_for(known) if known else "a person"),
        model=str(Path(model).resolve()) if Path(model).exists() else model,
        form=wishes.form,  # type: ignore[arg-type]
        steps=wishes.steps,
        checkpoints=wishes.checkpoints,
        rank=wishes.rank,
        learning_rate_millionths=wishes.rate,
        accumulated=wishes.accumulate,
        side_px=wishes.size,
        prior_percent=wishes.prior,
        kind_pictures=wishes.kind_pictures,
        seed=wishes.seed,
    )


def _said(run: "Run", state: "State", json_progress: bool) -> None:
    """Says how it ended; a stopped training ends the program with the code of one that was stopped."""
    if state.stage == "stopped":
        raise Cancelled(f"Stopped after {state.step} steps. Go on with: storyvid train-likeness --run {run.folder}")
    if not json_progress:
        typer.echo(f"{run.folder / state.checkpoints[-1].file}: {state.steps} steps on {state.device}.")


def _known(story: "Story", character: str) -> "Character":
    """Raises BadInput where nobody of the story is called so."""
    cast = story.characters
    found = [one for one in cast if character.casefold() in (one.id.casefold(), one.name.casefold())]
    if not found:
        raise BadInput(f'No character "{character}". There is: {", ".join(one.name for one in cast) or "nobody yet"}.')
    return found[0]


def _prepared(wishes: Wishes, training: "Training") -> "Run":
    from storyvid import likeness_runs, settings
    from storyvid.images.likeness.pictures import brought

    assert wishes.images
    pictures = brought(wishes.images)
    likeness_runs.need_a_trainable(training.model)
    if wishes.tags:
        asked = settings.read().of("tagger")
        pictures = likeness_runs.captioned(pictures, str(asked["model"]), percent=int(asked["general_percent"]))
    if wishes.project:
        return likeness_runs.prepared(wishes.project, training, pictures)
    if wishes.out is None:
        raise BadInput("Name the --project that the character is in, or a new folder with --out.")
    return likeness_runs.prepared_in(wishes.out, training, pictures)


def _trained(run: "Run", tell: "Callable[[State], None]") -> "State":
    import signal

    from storyvid.likeness_runs import need_to_train

    need_to_train()
    from storyvid.images.likeness.train import train

    signal.signal(signal.SIGTERM, lambda *_: run.ask_to_stop())  # a stop that keeps what was learnt
    return train(run, tell=tell)


def _teller(as_json: bool) -> "Callable[[State], None]":
    if as_json:
        return lambda state: typer.echo(json.dumps(asdict(state)))
    said: list[str] = []

    def tell(state: "State") -> None:
        line = {
            "preparing": "Reading the model and the pictures",
            "painting": f"Painting pictures of its kind, {state.painted} of {state.to_paint}",
            "training": f"Step {state.step} of {state.steps}{_left(state.seconds_left)}",
        }.get(state.stage, "")
        if line and line not in said[-1:]:
            said.append(line)
            typer.echo(line, err=True)

    return tell


def _left(seconds: int | None) -> str:
    return "" if seconds is None else f", {seconds // 60} min {seconds % 60:02} s left"


def _attach(project: Path, run: "Run", state: "State") -> None:
    from storyvid import likenesses
    from storyvid.likeness_runs import taken
    from storyvid.project import Project

    opened, training = Project.open(project), run.training
    likeness = taken(run, state.checkpoints[-1])
    story = likenesses.with_likeness(opened.story, training.character, likeness)
    opened.save(story, revision=opened.revision, label=f"Trained likeness of {training.name}")
