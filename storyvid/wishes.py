"""What a person asks of a film on the command line, and the story with it."""

from dataclasses import dataclass, replace
from typing import get_args

from storyvid import models, settings
from storyvid.errors import BadInput, UnknownName
from storyvid.recipes import Options
from storyvid.story import Format, Sound, Split, Story
from storyvid.styles import PRESETS, preset


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person asked for; None leaves the project's own setting (a new project's default)."""

    format: str | None = None
    takes: int | None = None
    images: str | None = None
    reader: str | None = None
    voice: str | None = None
    speed_percent: int | None = None
    music: str | None = None
    style: str | None = None
    captions: str | None = None
    language: str | None = None
    split: Split | None = None


def wished(story: Story, wishes: Wishes) -> Story:
    """The story with the wishes that were made.  Raises BadInput or UnknownName for one that cannot be."""
    for kind, name in (("images", wishes.images), ("readers", wishes.reader)):
        if name is not None:
            models.find(kind, name)  # type: ignore[arg-type]
    if wishes.format is not None and wishes.format not in get_args(Format):
        raise BadInput(f'No format "{wishes.format}". There are: {", ".join(get_args(Format))}.')
    if wishes.style is not None and preset(wishes.style) is None:
        raise UnknownName(f'No style "{wishes.style}". There are: {", ".join(style.name for style in PRESETS)}.')
    if wishes.takes is not None and not 1 <= wishes.takes <= 100:
        raise BadInput(f"{wishes.takes} takes a scene cannot be painted: choose 1 to 100.")
    if wishes.captions is not None:
        _check_caption_style(wishes.captions)
    return replace(
        story,
        takes=wishes.takes or story.takes,
        image_model=wishes.images or story.image_model,
        image_options=_options(story, wishes),
        reader=wishes.reader or story.reader,
        split=wishes.split or story.split,
        language=wishes.language or story.language,
        language_fixed=story.language_fixed or wishes.language is not None,
        style=replace(story.style, preset=wishes.style or story.style.preset),
        cut=replace(
            story.cut,
            format=wishes.format or story.cut.format,  # type: ignore[arg-type]
            captions=wishes.captions or story.cut.captions,
        ),
        sound=_sound_of(story.sound, wishes),
    )


def _sound_of(sound: Sound, wishes: Wishes) -> Sound:
    sound = replace(
        sound,
        voice=sound.voice if wishes.voice is None else wishes.voice,
        speed_percent=wishes.speed_percent or sound.speed_percent,
        mood=wishes.music or sound.mood,
    )
    voices = {voice.name for voice in models.find("speech", sound.speech_model).voices()}
    if sound.voice and sound.voice not in voices:
        raise UnknownName(_no_voice(sound.voice, voices))
    if wishes.language and not sound.voice:
        _check_language(wishes.language, sound.speech_model)
    moods = models.find("music", sound.music_model).moods
    if sound.mood not in (*moods, "none"):
        raise UnknownName(f'No music mood "{sound.mood}". There are: {", ".join((*moods, "none"))}.')
    return sound


def _check_caption_style(name: str) -> None:
    from storyvid.film.captions import STYLES

    if name not in STYLES:
        raise UnknownName(f'No caption style "{name}". There are: {", ".join(STYLES)}.')


def _check_language(language: str, speech_model: str) -> None:
    spoken = {voice.language for voice in models.find("speech", speech_model).voices()}
    if spoken and language not in spoken:
        raise UnknownName(
            f'No voice speaks "{language}". A language is named by its code, as en, de or fr: '
            "storyvid models voices lists them, and --voice takes any of them."
        )


def _no_voice(wanted: str, voices: set[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted, voices, 5, 0.3) or sorted(voices)[:5]
    return f'No voice "{wanted}". Near it: {", ".join(near)}. Of {len(voices)}, storyvid models voices lists all.'


def _options(story: Story, wishes: Wishes) -> Options:
    """What is asked of the image model: the story's own wishes, or this machine's for another model than it had."""
    if wishes.images is None or wishes.images.partition("@")[0] == story.image_model.partition("@")[0]:
        return story.image_options
    return settings.default_options(wishes.images)
