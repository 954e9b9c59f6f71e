"""Which of an engine's voices a recipe means, and its speed and pitch within bounds."""

from collections.abc import Sequence

import numpy as np

from storyvid.errors import BadInput, UnknownName
from storyvid.models import Voice
from storyvid.recipes import SpeechRecipe

_MOST_NAMED = 8


def voice_for(recipe: SpeechRecipe, voices: Sequence[Voice], *, preferred: Sequence[str] = ()) -> Voice:
    """The voice that the recipe names; without a name, one of its language: a preferred one if there is one.

    Raises UnknownName for a name that no voice has, BadInput where no voice speaks the language.
    """
    for voice in voices:
        if voice.name == recipe.voice:
            return voice
    named = ", ".join(voice.name for voice in voices[:_MOST_NAMED]) + (", …" if len(voices) > _MOST_NAMED else "")
    if recipe.voice:
        raise UnknownName(f'No voice "{recipe.voice}". Installed: {named or "none"}.')
    language = recipe.language.lower()[:2]
    fitting = [voice for voice in voices if voice.language in (language, "")]
    if not fitting:
        raise BadInput(f'None of these voices speaks "{recipe.language}": {named or "none is installed"}.')
    return min(fitting, key=lambda voice: preferred.index(voice.name) if voice.name in preferred else len(preferred))


def speed_of(recipe: SpeechRecipe, *, slowest: float, fastest: float) -> float:
    """How fast the engine shall speak, 1.0 its usual, so that after `pitched` it is the recipe's speed.

    Raises BadInput for a speed or pitch out of range.
    """
    for what, percent, low, high in (
        ("Speed", recipe.speed_percent, 50, 200),
        ("Pitch", recipe.pitch_percent, 50, 150),
    ):
        if not low <= percent <= high:
            raise BadInput(f"{what} must be {low} to {high} percent, not {percent}.")
    return float(np.clip(recipe.speed_percent / recipe.pitch_percent, slowest, fastest))


def pitched(samples: np.ndarray, recipe: SpeechRecipe) -> np.ndarray:
    """Speech (n,) at the recipe's pitch: played faster or slower, which the engine's speed makes up for."""
    if recipe.pitch_percent == 100:
        return samples
    # brings scipy.signal, which takes a second or two to import: not for a list of voices
    from scipy.signal import resample_poly

    return resample_poly(samples, 100, recipe.pitch_percent).astype(np.float32)
