"""The estimate of how long a text takes to speak, against the voice itself."""

import subprocess
import sys

import pytest

from storyvid.recipes import SpeechRecipe
from storyvid.speech.espeak import Espeak
from storyvid.speech.timing import speaking_ms

TALE = (
    "There was once upon a time a poor miller who had a very beautiful daughter. Now it happened one day that he had "
    "an audience with the King, and in order to appear a person of some importance he told him that he had a daughter "
    "who could spin straw into gold.\n\n“Now that’s a talent worth having,” said the King to the miller; “if your "
    "daughter is as clever as you say, bring her to my palace to-morrow, and I’ll put her to the test.” "
)


def heard_ms(text: str, language: str = "en", speed: int = 100) -> float:
    recipe = SpeechRecipe(model="espeak@1", voice="", language=language, text=text, speed_percent=speed)
    speech = Espeak().speak(recipe, progress=lambda share: None)
    return len(speech.samples) * 1000 / speech.rate


@pytest.mark.parametrize("speed", [70, 100, 150])
def test_a_tale_is_estimated_within_eight_percent(speed: int):
    assert speaking_ms(TALE, speed_percent=speed) == pytest.approx(heard_ms(TALE, speed=speed), rel=0.08)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il était une fois une petite fille de village, la plus jolie qu’on eût su voir."),
        ("de", "Es war einmal eine kleine süße Dirne, die hatte jedermann lieb, der sie nur ansah."),
        ("ru", "Жил-был старик со старухою. Просит старик: испеки, старуха, колобок."),
        ("zh", "从前有一个国王，他有三个女儿。最小的女儿非常美丽。"),
    ],
)
def test_other_languages_are_estimated_within_a_quarter(language: str, text: str):
    assert speaking_ms(text, language=language) == pytest.approx(heard_ms(text, language), rel=0.25)


def test_nothing_to_say_takes_no_time():
    assert speaking_ms("") == speaking_ms("… !\n\n😀") == 0


def test_longer_text_takes_longer():
    assert speaking_ms("One.") < speaking_ms("One two.") < speaking_ms("One, two.") < speaking_ms("One.\n\nTwo.")


def test_importing_it_loads_nothing_heavy():
    code = "import sys, storyvid.speech.timing; sys.exit(bool({'numpy', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
