"""What the sound's page and the characters' page share: voices to choose from, and edits of the story's sound."""

from dataclasses import replace

from storyvid import models
from storyvid.models import Voice
from storyvid.plan import speech_of
from storyvid.reading.sentences import sentences
from storyvid.recipes import SpeechRecipe
from storyvid.story import Story
from storyvid.ui import desk, frame
from storyvid.ui.fields import value


def sounding(story: Story, **changes) -> Story:
    """The story with other sound settings."""
    return replace(story, sound=replace(story.sound, **changes))


def with_engine(story: Story, engine: str) -> Story:
    """The story told by another engine: the old one's voices are nobody's there."""
    cast = tuple(replace(character, voice=None) for character in story.characters)
    return replace(sounding(story, speech_model=engine, voice=""), characters=cast)


def voices_for(story: Story) -> list[Voice]:
    """The engine's voices, those of the story's language first. Raises what the engine raises."""
    voices = models.find("speech", story.sound.speech_model).voices()
    return sorted(voices, key=lambda voice: voice.language not in (story.language, ""))


def first_words(story: Story) -> SpeechRecipe:
    """The first sentence, spoken as the story is set."""
    scene = story.scenes[0]
    first = sentences(scene.text, language=story.language)[0]
    return speech_of(story, replace(scene, text=scene.text[first.start : first.end].strip()))


def keep(key: str, of: str, label: str) -> None:
    """Saves what a field shows as one of the sound's settings."""
    held = value(key)
    desk.edit(f"{label} {held}".strip(), lambda story: sounding(story, **{of: held}))


def titled(voice: Voice) -> str:
    """A voice's title as a plain choice."""
    return frame.plain(voice.title).replace("\\", "")
