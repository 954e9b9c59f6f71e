"""A picture into words: a WD14-type tagger through onnxruntime, and the tags that describe a look."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from storyvid.errors import BadInput, ModelFailed, ModelNotInstalled
from storyvid.images.tag_words import is_of_a_look, readable

DEFAULT = "SmilingWolf/wd-vit-tagger-v3"
MODEL_FILE, TAGS_FILE = "model.onnx", "selected_tags.csv"
GENERAL_PERCENT, CHARACTER_PERCENT = 35, 85  # the thresholds of the models' own demonstration

Category = Literal["general", "character", "rating", "other"]
_CATEGORIES: dict[str, Category] = {"0": "general", "4": "character", "9": "rating"}


@dataclass(frozen=True, kw_only=True)
class Tag:
    """One thing a tagger sees, and how sure it is."""

    name: str  # as its model writes it: long_hair
    category: Category
    percent: int

    @property
    def words(self) -> str:
        return readable(self.name)


class Tagger:
    """A model folder of the WD14 kind, loaded: `model.onnx` and the `selected_tags.csv` that names its outputs.

    Preprocessing as in the demonstration of SmilingWolf's wd-tagger models: transparency on white, padded with
    white to a square, bicubic to the model's side (448), float32 0..255, BGR, NHWC; its outputs are probabilities.
    """

    def __init__(self, folder: Path) -> None:
        """Raises BadInput when the folder holds no such model."""
        self._tags = _tags_in(folder / TAGS_FILE)
        self._session = _session(folder / MODEL_FILE)
        given, answered = self._session.get_inputs()[0], self._session.get_outputs()[0]
        self._input, self._output = given.name, answered.name
        if len(given.shape) != 4 or given.shape[3] != 3 or not isinstance(given.shape[1], int):
            raise BadInput(f"{MODEL_FILE} is no tagger of the WD14 kind: it takes {given.shape}, not (n, 448, 448, 3).")
        self.side_px = given.shape[1]
        if isinstance(answered.shape[-1], int) and answered.shape[-1] != len(self._tags):
            raise BadInput(
                f"{TAGS_FILE} names {len(self._tags)} tags and {MODEL_FILE} has {answered.shape[-1]}: they are of "
                "two different taggers. Download both files from the same place."
            )

    def tags(
        self, image: Image.Image, *, general_percent: int = GENERAL_PERCENT, character_percent: int = CHARACTER_PERCENT
    ) -> tuple[Tag, ...]:
        """What the tagger sees in the picture, surest first, each category above its threshold; ratings not at all."""
        least = {"general": general_percent, "character": character_percent}
        seen = [
            Tag(name=name, category=category, percent=round(100 * float(sure)))
            for (name, category), sure in zip(self._tags, self._probabilities(image), strict=True)
            if category in least and 100 * sure >= least[category]
        ]
        return tuple(sorted(seen, key=lambda tag: (-tag.percent, tag.name)))

    def _probabilities(self, image: Image.Image) -> np.ndarray:
        answer = self._session.run([self._output], {self._input: prepared(image, self.side_px)})[0][0]
        if len(answer) != len(self._tags):
            raise ModelFailed(f"The tagger gave {len(answer)} values for {len(self._tags)} tags. Download it again.")
        return np.asarray(answer, dtype=np.float64)


def prepared(image: Image.Image, side_px: int) -> np.ndarray:
    """The picture as such a model takes it: (1, side, side, 3), float32 0..255, blue first."""
    clear = image.convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    longest = max(flat.size)
    square = Image.new("RGB", (longest, longest), "white")
    square.paste(flat, ((longest - flat.width) // 2, (longest - flat.height) // 2))
    if longest != side_px:
        square = square.resize((side_px, side_px), Image.Resampling.BICUBIC)
    return np.ascontiguousarray(np.asarray(square, dtype=np.float32)[None, :, :, ::-1])


def look_words(tags: tuple[Tag, ...], *, most: int = 16) -> str:
    """The tags that say what someone looks like, as words for a look: `long hair, blue eyes, red hood`.

    What a picture shows besides (framing, background, posture, gaze) belongs to its scene and is left out.
    """
    of_a_look = [tag.words for tag in tags if tag.category == "general" and is_of_a_look(tag.name)]
    return ", ".join(dict.fromkeys(of_a_look[:most]))


def tagger_called(name: str) -> Tagger:
    """The tagger of a folder, or of a name on the model hub that was downloaded before; loaded once.

    Raises ModelNotInstalled with the one command that downloads it, BadInput when a folder holds none.
    """
    folder = Path(name).expanduser()
    return _loaded(folder if folder.is_dir() else _downloaded(name))


def install_command(name: str) -> str:
    """The one command that downloads a tagger by name."""
    return f"hf download {name} {MODEL_FILE} {TAGS_FILE}"


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> Tagger:
    return Tagger(folder)


def _downloaded(name: str) -> Path:
    missing = ModelNotInstalled(
        f'The tagger "{name}" is not on this machine. Download it with: {install_command(name)} '
        f"(hf comes with: pip install huggingface-hub), or name a folder that holds {MODEL_FILE} and {TAGS_FILE}."
    )
    if find_spec("huggingface_hub") is None:
        raise missing
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        found = [Path(hf_hub_download(name, file, local_files_only=True)) for file in (MODEL_FILE, TAGS_FILE)]
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise missing from error
    return found[0].parent


def _tags_in(path: Path) -> tuple[tuple[str, Category], ...]:
    """The names of the model's outputs in order; columns `name` and `category` (0 general, 4 character, 9 rating)."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return tuple((row["name"], _CATEGORIES.get(row["category"], "other")) for row in rows)
    except FileNotFoundError as error:
        raise BadInput(
            f"The tagger's folder has no {TAGS_FILE}. Download it from where {MODEL_FILE} is from."
        ) from error
    except (OSError, UnicodeDecodeError, KeyError, csv.Error) as error:
        raise BadInput(f"{TAGS_FILE} is no list of tags: it needs the columns name and category.") from error


def _session(path: Path):
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as told

    if not path.is_file():
        raise BadInput(f"The tagger's folder has no {MODEL_FILE}. Download it with its {TAGS_FILE}.")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    providers = [one for one in onnxruntime.get_available_providers() if one in _PROVIDERS]
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=providers)
    except (told.Fail, told.InvalidProtobuf, told.InvalidGraph, told.InvalidArgument, told.NotImplemented) as error:
        raise BadInput(f"{MODEL_FILE} cannot be loaded: it is damaged or no ONNX model. Download it again.") from error


_PROVIDERS = ("CUDAExecutionProvider", "CPUExecutionProvider")
