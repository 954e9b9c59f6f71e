"""The story: frozen values that are the only thing saved, and their JSON, versioned."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, wraps
from typing import Literal, TypeVar

from storyvid.errors import BadInput, NewerProject
from storyvid.recipes import Likeness, Options, Picture, Start, UploadRecipe

SCHEMA = 2
Found = TypeVar("Found")

Format = Literal["9:16", "16:9", "1:1"]
SIZES: dict[str, tuple[int, int]] = {"9:16": (1080, 1920), "16:9": (1920, 1080), "1:1": (1080, 1080)}
THINGS = ("place", "vehicle", "thing")  # entities that may have a look without being anybody
SplitBy = Literal["sentences", "count", "seconds"]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One block of narrated text, one picture. The text is the author's own, verbatim."""

    id: str
    text: str
    gap: str = "\n\n"  # the white space that followed it in the source: text + gap of all scenes is the source
    prompt: str | None = None  # None: the scene's text
    picked: Picture | None = None
    starred: tuple[str, ...] = ()  # keys of takes
    rejected: tuple[str, ...] = ()  # keys of takes
    start: Start | None = None  # the picture its takes start from
    trainedness: tuple[tuple[str, int], ...] = ()  # a character's id and how far its likeness is turned up here
    motion: str = "auto"
    focus: tuple[int, int] | None = None  # percent from left and top that stays in the frame; None: found by itself
    transition: str = ""  # to the next scene; empty: the film's own
    chapter: str = ""  # a heading shown before the scene
    mood: str = ""  # of the music from here on; empty: as before
    ambience: str = "auto"  # "auto": what the words suggest; "none"


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A half-open character range (Python code points) inside one scene's text."""

    scene: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Outfit:
    """What a character looks like from one scene on, until the next outfit."""

    scene: str
    look: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """Who says the words in quotation marks [start, end) of a scene; None: nobody of the cast."""

    scene: str
    start: int
    end: int
    speaker: str | None


@dataclass(frozen=True, kw_only=True)
class Character:
    """An accepted coreference cluster: a name, a look, a voice, and its mentions in text order.

    A thing or place that the author gave a look is one too, by its `entity`.
    """

    id: str
    name: str
    look: str = ""
    entity: str = "person"
    gender: str = ""
    voice: str | None = None
    minor: bool = False
    colour: str = ""  # of its mentions on the screen; empty: one that is free
    mentions: tuple[Mention, ...] = ()
    outfits: tuple[Outfit, ...] = ()
    reference: Picture | None = None
    reference_percent: int = 60
    likeness: Likeness | None = None


@dataclass(frozen=True, kw_only=True)
class Style:
    """Prompt words appended to every scene: a preset by name, and the author's free words."""

    preset: str = "papercut"
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Sound:
    """Who speaks, what plays, how loud."""

    speech_model: str = "espeak"
    voice: str = ""  # empty: the engine's own choice for the story's language
    speed_percent: int = 100
    pitch_percent: int = 100
    narration_level_percent: int = 100
    music_model: str = "composer"
    mood: str = "calm"  # "none": no music
    music_seed: int = 1
    music_upload: UploadRecipe | None = None
    music_level_percent: int = 100
    ambience: str = "none"  # "auto": by the scenes' words; "none"
    ambience_level_percent: int = 60
    character_voices: bool = True  # what a character says is spoken by its own voice, where it has one
    pronunciations: tuple[tuple[str, str], ...] = ()  # a word of the story, and how it is said


@dataclass(frozen=True, kw_only=True)
class Cut:
    """How the film is put together."""

    format: Format = "9:16"
    captions: str = "plain"  # "none": no burnt-in captions
    caption_place: str = "auto"  # "auto": clear of what the apps draw, and of faces; "top", "middle", "bottom"
    caption_size_percent: int = 100
    font: UploadRecipe | None = None  # a font of the author's own, for captions and cards
    transition: str = "crossfade"
    title_card: str = ""  # its words; empty: none
    end_card: str = ""
    chapter_cards: bool = True  # a card before each scene that opens a chapter; players find chapters either way
    fps: int = 30


@dataclass(frozen=True, kw_only=True)
class Split:
    """How the text was split into scenes: by `sentences` a scene, about `count` scenes, at most `seconds`."""

    by: SplitBy = "sentences"
    n: int = 2


@dataclass(frozen=True, kw_only=True)
class Story:
    """The author's document."""

    schema: int = SCHEMA
    title: str = "Untitled story"
    language: str = "en"
    language_fixed: bool = False  # the author chose it: recognition leaves it alone
    scenes: tuple[Scene, ...] = ()
    characters: tuple[Character, ...] = ()
    rejected: tuple[Mention, ...] = ()  # ranges the author said are no character: a reader may not propose them again
    split: Split = field(default_factory=Split)
    style: Style = field(default_factory=Style)
    sound: Sound = field(default_factory=Sound)
    cut: Cut = field(default_factory=Cut)
    lines: tuple[Line, ...] = ()  # where the author said who speaks
    image_model: str = "storyboard"
    image_options: Options = ()  # the image model's own settings, sorted by name
    negative: str = ""
    reader: str = "embedded"
    takes: int = 15
    source_sha256: str = ""  # of the text that a file brought in last: the same file again changes nothing

    @property
    def text(self) -> str:
        """The source text: every scene's text with the white space that followed it."""
        return "".join(scene.text + scene.gap for scene in self.scenes)

    def scene(self, scene_id: str) -> Scene:
        """Raises BadInput when no scene has the id."""
        return _by_id(self.scenes, scene_id, "scene")

    def character(self, character_id: str) -> Character:
        """Raises BadInput when no character has the id."""
        return _by_id(self.characters, character_id, "character")


def to_json(story: Story) -> str:
    """The story as JSON text, keys in the order of the fields, two spaces deep."""
    return _adapter().dump_json(story, indent=2, exclude_defaults=False).decode()


def said_of(story: Story) -> str:
    """What a story says, as JSON without what is as it is by default: a field that comes later changes nothing."""
    return _adapter().dump_json(story, exclude_defaults=True).decode()


def from_json(text: str) -> Story:
    """The story that JSON text holds, older schemas brought up to date.

    Raises NewerProject when a newer storyvid wrote it, BadInput when it is not a story.
    """
    from pydantic import ValidationError

    try:
        held = json.loads(text)
    except ValueError as error:
        raise BadInput(f"story.json is not JSON ({error}). Restore one from history/.") from error
    if not isinstance(held, dict):
        raise BadInput("story.json is not a story. Restore one from history/.")
    if isinstance(held.get("schema"), int) and held["schema"] > SCHEMA:
        raise NewerProject(
            f"This project was written by a newer storyvid (schema {held['schema']}, this one reads {SCHEMA}). "
            "Update storyvid, then open it again."
        )
    try:
        return _adapter().validate_json(json.dumps({**held, "schema": SCHEMA}))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BadInput(f"story.json is not a story: {place}: {first['msg']}. Restore one from history/.") from error


def held(story: Story) -> Iterator[Picture]:
    """Every file that the story itself holds on to: picks, references, what takes start from, music, a font."""
    for scene in story.scenes:
        yield from (scene.picked,) if scene.picked else ()
        if scene.start:
            yield scene.start.picture
            yield from (scene.start.mask,) if scene.start.mask else ()
    yield from (character.reference for character in story.characters if character.reference)
    if story.sound.music_upload:
        yield story.sound.music_upload
    if story.cut.font:
        yield story.cut.font


def once(found: Callable[[Story], Found]) -> Callable[[Story], Found]:
    """A function of a story that is worked out once for each story: a page asks again and again, for every scene."""
    name = f" {found.__module__}.{found.__qualname__}"  # no field can have it

    @wraps(found)
    def known(story: Story) -> Found:
        held = vars(story)  # what is frozen stays true; a changed copy starts without it
        if name not in held:
            held[name] = found(story)
        return held[name]

    return known


@once
def places(story: Story) -> Mapping[str, int]:
    """The place of every scene in the story, from 0, by its id."""
    return {scene.id: at for at, scene in enumerate(story.scenes)}


@once
def begins(story: Story) -> Mapping[str, int]:
    """Where in `story.text` every scene begins, by its id."""
    found, offset = {}, 0
    for scene in story.scenes:
        found[scene.id] = offset
        offset += len(scene.text) + len(scene.gap)
    return found


@once
def mentions_by_scene(story: Story) -> Mapping[str, list[tuple[Character, Mention]]]:
    """Who is mentioned in each scene and where, in the order of the characters, by the scene's id."""
    by_scene: dict[str, list[tuple[Character, Mention]]] = {}
    for character in story.characters:
        for mention in character.mentions:
            by_scene.setdefault(mention.scene, []).append((character, mention))
    return by_scene


def scenes_with(story: Story, character: Character) -> tuple[Scene, ...]:
    """The scenes where the character is mentioned, in story order."""
    there = {mention.scene for mention in character.mentions}
    return tuple(scene for scene in story.scenes if scene.id in there)


def cast_of(story: Story, scene: Scene) -> tuple[Character, ...]:
    """The characters mentioned in the scene, in the order of their first mention there."""
    first: dict[str, int] = {}
    for character, mention in mentions_by_scene(story).get(scene.id, ()):
        first[character.id] = min(mention.start, first.get(character.id, mention.start))
    return tuple(story.character(one) for one in sorted(first, key=first.__getitem__))


def with_scene(story: Story, scene: Scene) -> Story:
    """The story with the scene of the same id replaced."""
    return replace(story, scenes=tuple(scene if old.id == scene.id else old for old in story.scenes))


def with_character(story: Story, character: Character) -> Story:
    """The story with the character of the same id replaced."""
    return replace(story, characters=tuple(character if old.id == character.id else old for old in story.characters))


@cache
def _adapter():
    from pydantic import TypeAdapter

    return TypeAdapter(Story)


def _by_id(among, wanted: str, noun: str):
    for one in among:
        if one.id == wanted:
            return one
    raise BadInput(f'No {noun} "{wanted}" in this story.')
