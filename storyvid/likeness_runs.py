"""Trainings of a project's characters: prepared, started in a process of their own, and what they made taken up."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from storyvid import files
from storyvid.errors import BadInput, ModelNotInstalled
from storyvid.images import weights
from storyvid.images.diffusion.presets import settings_of
from storyvid.images.likeness.model_files import source_of, trainable
from storyvid.images.likeness.pictures import kept
from storyvid.images.likeness.run import Checkpoint, Run
from storyvid.images.likeness.training import Training
from storyvid.recipes import Likeness
from storyvid.story import Character, Story

_CAPTION_TAGS = 20  # more would push the first ones past what CLIP reads
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NEEDS = ("torch", "diffusers", "transformers", "accelerate", "peft", "safetensors")
_KINDS = {"animal": "an animal", "group": "a group of people", "place": "a place", "vehicle": "a vehicle"}
_PEOPLE = {"female": "a woman", "male": "a man"}


def kind_words_for(character: Character) -> str:
    """What the character is one of, as far as its entity says; the author may know better ("a red fox")."""
    if character.entity == "person":
        return _PEOPLE.get(character.gender, "a person")
    return _KINDS.get(character.entity, "an object")


def base_of(story: Story) -> str:
    """The model to train on: the one the story is painted with where diffusers paints it, else its default."""
    ours = story.image_model.partition("@")[0] == "diffusers"
    settings = settings_of(story.image_options if ours else ())
    return settings.model + (f"@{settings.revision}" if settings.revision != "main" else "")


def runs_of(project: Path, character_id: str) -> list[Run]:
    """The character's trainings, the newest first."""
    folder = _folder(project, character_id)
    return [Run(path.parent) for path in sorted(folder.glob("[0-9]*/training.json"), reverse=True)]


def prepared(project: Path, training: Training, pictures: Sequence[tuple[bytes, str]]) -> Run:
    """A new run with its pictures (content, and words or nothing), not started.  Raises BadInput, NoRoom."""
    parent = files.make_folder(_folder(project, training.character))
    number = 1 + max((int(path.name) for path in parent.glob("[0-9]*") if path.name.isdigit()), default=0)
    return prepared_in(parent / f"{number:03}", training, pictures)


def captioned(pictures: Sequence[tuple[bytes, str]], tagger: str, *, percent: int) -> list[tuple[bytes, str]]:
    """The pictures, those without words described by a tagger.  Raises BadInput, ModelNotInstalled."""
    from storyvid.images.tagging import tagger_called
    from storyvid.uploads import opened

    sees, described = tagger_called(tagger), []
    for content, words in pictures:
        if not words.strip():
            tags = sees.tags(opened(content), general_percent=percent)
            seen = [tag.words for tag in tags if tag.category == "general"]
            words = ", ".join(dict.fromkeys(seen[:_CAPTION_TAGS]))
        described.append((content, words))
    return described


def prepared_in(folder: Path, training: Training, pictures: Sequence[tuple[bytes, str]]) -> Run:
    """`prepared`, in a folder of the caller's choice."""
    staged = files.part_of(folder)
    try:
        kept(pictures, Run.create(staged, training).pictures)
        with files.making_room(folder):
            staged.rename(folder)  # the run appears with all its pictures, or not at all
    finally:
        _removed(staged)
    return Run(folder)


def need_a_trainable(model: str) -> None:
    """Raises BadInput for a model that no likeness is trained on, ModelNotInstalled where it is not on this machine."""
    trainable(source_of(model))


def need_to_train() -> None:
    """Raises ModelNotInstalled with the one command where what trains is not installed."""
    missing = [module for module in _NEEDS if find_spec(module) is None]
    if missing:
        raise ModelNotInstalled(f'Training needs {", ".join(missing)}. Add it with: pip install "storyvid[diffusion]"')


def start(run: Run) -> int:
    """Has a process of its own train, which outlives the page and the app; returns its id.

    What it prints goes to log.txt in the run's folder.  Raises ModelNotInstalled.
    """
    need_to_train()
    command = [sys.executable, "-m", "storyvid.cli", "train-likeness", "--run", str(run.folder), "--json-progress"]
    with (run.folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
        )
    files.write_text(run.folder / "pid", str(process.pid))
    return process.pid


def taken(run: Run, checkpoint: Checkpoint, *, trainedness_percent: int = 100) -> Likeness:
    """A checkpoint among the machine's weights, as a character holds it.  Raises BadInput, NoRoom."""
    training = run.training
    title = f"{training.name}, {checkpoint.step} steps"
    sha256 = weights.add(run.folder / checkpoint.file, title=title, form=training.form, base=training.model)
    files.write_text(run.folder / "taken.json", json.dumps({**taken_from(run), str(checkpoint.step): sha256}))
    return Likeness(weights=sha256, form=training.form, name=training.name, trainedness_percent=trainedness_percent)


def taken_from(run: Run) -> dict[str, str]:
    """By the steps of the checkpoints that were taken, the SHA-256 of each."""
    try:
        return json.loads((run.folder / "taken.json").read_bytes())
    except (OSError, ValueError):
        return {}


def brought(path: Path, title: str) -> Likeness:
    """A LoRA, a checkpoint or a tuned model's folder taken in among the machine's weights.  Raises BadInput, NoRoom."""
    if not path.exists():
        raise BadInput(f"There is no file {path}.")
    sha256 = weights.add(path, title=title)
    form = next(one.form for one in weights.known() if one.sha256 == sha256)
    return Likeness(weights=sha256, form=form)


def removed(run: Run) -> None:
    """Deletes a run that nobody is at work on; what was taken from it stays.  Raises Conflict."""
    lock = run.claimed()
    lock.release()
    _removed(run.folder)


def _folder(project: Path, character_id: str) -> Path:
    if not _ID.fullmatch(character_id):
        raise BadInput(f'"{character_id}" cannot be the id of a character.')
    return Path(project) / "likenesses" / character_id


def _removed(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
