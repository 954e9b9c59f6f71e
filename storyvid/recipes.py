"""What can be made, and its key: frozen plain values whose hash names the asset (imports nothing of ours)."""

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

KEY_VERSION = "storyvid-1"
_KEY = " key"  # where an instance remembers its key: no field can have the name

Source = Literal["scene", "character", "style"]
Quality = Literal["preview", "final"]
Options = tuple[tuple[str, str | int | bool], ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of a prompt that knows where its words come from.

    `source="scene"`: what happens; `source="character"`: `name` is the character's name, `text` its look;
    `source="style"`: `name` is the style preset (may be empty), `text` the style's words.
    """

    source: Source
    text: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A picture of the character called `name` that the painted one shall look like, as far as `strength_percent`."""

    picture: "Picture"
    name: str = ""
    strength_percent: int = 60


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Weights trained on a character, by the SHA-256 of their file, turned up from 0 (the model alone) to 100.

    `form="lora"`: the percentage is the adapter's scale; `form="checkpoint"`: a whole tuned model, and it is the
    interpolation from the base weights to the tuned ones.
    """

    weights: str
    form: Literal["lora", "checkpoint"] = "lora"
    name: str = ""
    trainedness_percent: int = 100


@dataclass(frozen=True, kw_only=True)
class Start:
    """The picture a take starts from, and how much of it may change.

    `use="vary"`: the same picture, a little different; `use="compose"`: only its composition is followed;
    `use="repaint"`: painted anew where `mask` is white.
    """

    picture: "Picture"
    use: Literal["vary", "compose", "repaint"] = "vary"
    strength_percent: int = 60
    mask: "UploadRecipe | None" = None


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Where and when a scene plays, in the painting model's terms; what is empty its own words tell, or nothing."""

    place: str = ""
    hour: str = ""
    weather: str = ""
    era: str = ""


@dataclass(frozen=True, kw_only=True)
class ImageRecipe:
    """One take: a picture of `width` x `height` pixels painted by `model` (`name@revision`) from `parts`.

    `options` are the model's own settings (steps, guidance...), sorted by name.
    """

    kind: Literal["image"] = "image"
    model: str
    parts: tuple[Part, ...]
    width: int
    height: int
    seed: int
    negative: str = ""
    options: Options = ()
    references: tuple[Reference, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    start: Start | None = None
    setting: Setting | None = None  # what the story tells of it beside the scene's own words


@dataclass(frozen=True, kw_only=True)
class UploadRecipe:
    """A file the author brought; made by adopting it, so the key is that of its content."""

    kind: Literal["upload"] = "upload"
    media: Literal["image", "audio", "font"]
    sha256: str
    suffix: str


@dataclass(frozen=True, kw_only=True)
class SpeechRecipe:
    """`text` spoken by `voice` of `model`; the note beside the asset holds the word timings.

    `pronunciations` are words of the text, and how they are said.
    """

    kind: Literal["speech"] = "speech"
    model: str
    voice: str
    language: str
    text: str
    speed_percent: int = 100
    pitch_percent: int = 100
    pronunciations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class MusicRecipe:
    """Music in one `mood`, at least `duration_ms` long (a multiple of 10 s), the same for the same `seed`."""

    kind: Literal["music"] = "music"
    model: str
    mood: str
    seed: int
    duration_ms: int


@dataclass(frozen=True, kw_only=True)
class AmbienceRecipe:
    """What one `setting` sounds like (sea, rain, a crowd), `duration_ms` long; played again and again under a film."""

    kind: Literal["ambience"] = "ambience"
    setting: str
    seed: int = 1
    duration_ms: int = 40_000


Picture = ImageRecipe | UploadRecipe


@dataclass(frozen=True, kw_only=True)
class EmbeddingRecipe:
    """What a picture shows, or else what phrases say, as vectors of an image-text `model`: a row each."""

    kind: Literal["embedding"] = "embedding"
    model: str
    picture: Picture | None = None
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DepthRecipe:
    """How near each place of a picture is, by a depth `model` (`name@revision`): grey, white is the nearest."""

    kind: Literal["depth"] = "depth"
    model: str
    picture: Picture


@dataclass(frozen=True, kw_only=True)
class Word:
    """One spoken word of a caption line; times are from the shot's first frame."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, kw_only=True)
class Caption:
    """One screenful of caption text, at most two lines; times are from the shot's first frame."""

    text: str
    start_ms: int
    end_ms: int
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The words of a card, lettered as suits a `style` preset: the first line large, those after it small."""

    text: str
    form: Literal["title", "chapter", "end"] = "title"
    style: str = "papercut"


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One scene as the camera sees it: `frames` frames of one picture in motion, captions burnt in.

    `motion="auto"`: chosen by what is in the picture.  `focus`: percent from left and top that stays in the
    frame and that the camera goes to; None: found in the picture.  With a `heading` the shot is a card: the
    picture lies out of focus behind the words.
    """

    picture: Picture
    width: int
    height: int
    fps: int
    frames: int
    motion: str = "hold"
    focus: tuple[int, int] | None = None
    captions: tuple[Caption, ...] = ()
    caption_style: str = "plain"
    caption_place: str = "auto"
    caption_size_percent: int = 100
    font: UploadRecipe | None = None  # the author's own, for captions and cards
    heading: Heading | None = None
    depth: DepthRecipe | None = None  # by which the picture comes apart for parallax


@dataclass(frozen=True, kw_only=True)
class ClipRecipe:
    """The frames [start_frame, end_frame) of a shot, encoded on their own."""

    kind: Literal["clip"] = "clip"
    shot: Shot
    start_frame: int
    end_frame: int
    quality: Quality = "final"


@dataclass(frozen=True, kw_only=True)
class JoinRecipe:
    """The last `frames` frames of one shot going over into the first `frames` frames of the next."""

    kind: Literal["join"] = "join"
    before: Shot
    after: Shot
    frames: int
    transition: str = "crossfade"
    quality: Quality = "final"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Speech put at a time of the film."""

    speech: SpeechRecipe
    start_ms: int


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Music, or an ambience, heard in [start_ms, end_ms) of the film, one passage fading over into the next.

    `level_percent`: how loud beside others of its sort.
    """

    sound: MusicRecipe | AmbienceRecipe
    start_ms: int
    end_ms: int
    level_percent: int = 100


@dataclass(frozen=True, kw_only=True)
class SoundtrackRecipe:
    """All of a film's sound, mixed once: narration, music ducked under it, levelled to -14 LUFS.

    The music is one piece under the whole film, or `passages` of several; `ambience` is heard under both.
    """

    kind: Literal["soundtrack"] = "soundtrack"
    narration: tuple[Placed, ...]
    duration_ms: int
    music: MusicRecipe | UploadRecipe | None = None
    narration_level_percent: int = 100
    music_level_percent: int = 100
    passages: tuple[Passage, ...] = ()
    ambience: tuple[Passage, ...] = ()
    ambience_level_percent: int = 100


Segment = ClipRecipe | JoinRecipe


@dataclass(frozen=True, kw_only=True)
class FilmRecipe:
    """Segments put end to end without encoding again, under one soundtrack; `chapters` are (start_ms, title) each."""

    kind: Literal["film"] = "film"
    segments: tuple[Segment, ...]
    soundtrack: SoundtrackRecipe
    title: str = ""
    chapters: tuple[tuple[int, str], ...] = ()


Seen = EmbeddingRecipe | DepthRecipe
Heard = SpeechRecipe | MusicRecipe | AmbienceRecipe | SoundtrackRecipe
Recipe = Picture | Seen | Heard | Segment | FilmRecipe

SUFFIXES = {
    "image": ".png",
    "embedding": ".npy",
    "depth": ".png",
    "speech": ".wav",
    "music": ".wav",
    "ambience": ".wav",
    "clip": ".mp4",
    "join": ".mp4",
    "soundtrack": ".m4a",
    "film": ".mp4",
}


def key_of(recipe: Recipe) -> str:
    """The name of the recipe's asset: 40 hex digits of a SHA-256 over its plain fields.

    Fields at their default are left out, so a new field with a default keeps old keys; a recipe inside a
    recipe counts as its key (a Merkle tree).  Raises TypeError for a float or any other unplain field.
    """
    remembered = vars(recipe)  # pages ask for the same keys several times a second; a changed copy starts without one
    if _KEY not in remembered:
        plain = [KEY_VERSION, _plain_fields(recipe)]
        text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        remembered[_KEY] = hashlib.sha256(text.encode()).hexdigest()[:40]
    return remembered[_KEY]


def suffix_of(recipe: Recipe) -> str:
    """The file ending of the recipe's asset, dot included."""
    return recipe.suffix if isinstance(recipe, UploadRecipe) else SUFFIXES[recipe.kind]


def prompt_text(parts: tuple[Part, ...]) -> str:
    """The parts as one prompt for a text-to-image model: `name, look` for characters, joined by commas."""
    return ", ".join(_said(part) for part in parts if _said(part))


def _said(part: Part) -> str:
    text = part.text.strip()
    if part.source == "character":
        return f"{part.name}: {text}" if part.name and text else text
    return text.rstrip(" ,.;")


def _plain_fields(value: object) -> dict[str, object]:
    named = {}
    for field in fields(value):  # type: ignore[arg-type]
        held = getattr(value, field.name)
        if field.name == "kind" or held != field.default:
            named[field.name] = _plain(held)
    return named


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    if is_dataclass(value) and hasattr(value, "kind"):
        return {"key": key_of(value)}  # type: ignore[arg-type]
    if is_dataclass(value):
        return _plain_fields(value)
    raise TypeError(f"a recipe holds plain fields only, not {type(value).__name__}")
