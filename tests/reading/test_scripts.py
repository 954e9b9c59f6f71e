"""Scripts: who speaks stands before the words, and is no part of them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.reading.coref.embedded import Embedded
from storyvid.reading.coref.embedded_words import words_of
from storyvid.reading.quotations import quotations
from storyvid.reading.quotes import attributed
from storyvid.reading.scripts import cues
from storyvid.speaking import voiced_parts
from storyvid.story import Character, Mention, Scene, Story

SCRIPT = """SCENE 1. A KITCHEN.

(ANNA is at the table. BEN enters, wet from the rain.)

ANNA: You're soaked! Where have you been?

BEN: Looking for the cat. (He shakes his umbrella.) She's not in the garden.

(A crash from upstairs.)

ANNA (whispering): What was that?

MRS. CHEN: (from the doorway) That was my washing machine.

ANNA: Mrs. Chen! You scared me.

NARRATOR: But Anna was not scared at all.

BEN: I give up.
"""
SCREENPLAY = "INT. KITCHEN - DAY\n\nANNA\nYou are soaked!\n\nBEN\n(wet)\nI know.\n\nANNA\nWhy?\n\nBEN\nIt rains.\n"


def spoken(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in quotations(text)]


def test_what_stands_behind_the_names_is_spoken_without_stage_directions():
    assert spoken(SCRIPT)[:4] == [
        "You're soaked! Where have you been?", "Looking for the cat.", "She's not in the garden.", "What was that?",
    ]  # fmt: skip
    assert "That was my washing machine." in spoken(SCRIPT)
    assert not any("not scared" in said for said in spoken(SCRIPT))


def test_names_may_stand_on_lines_of_their_own():
    assert spoken(SCREENPLAY) == ["You are soaked!", "I know.", "Why?", "It rains."]
    assert [cue.name for cue in cues(SCREENPLAY)] == ["ANNA", "BEN", "ANNA", "BEN"]


@pytest.mark.parametrize("text", [
    "Anna said: hello. Ben said: hello.\nAnna went home.\nBen went too.",
    "Title: The cat\nAuthor: me\n\nOnce there was a cat. It slept.\n\nMoral: sleep.",
    "Monday: rain.\nTuesday: rain.\nWednesday: rain.\nThursday: sun.",
    "Chapter 1: The Cat\n\nA cat sat.\n\nChapter 2: The Dog\n\nA dog sat.\n\nChapter 3: The Cat\n\nIt sat.",
])  # fmt: skip
def test_colons_alone_make_no_script(text):
    assert cues(text) == ()


def test_every_speech_is_its_speakers():
    reading = Embedded().read(SCRIPT, language="en")
    said = [reading.characters[quote.speaker].name for quote in attributed(SCRIPT, reading)]
    assert said == ["Anna", "Ben", "Ben", "Anna", "Mrs. Chen", "Anna", "Ben"]
    chen = next(cluster for cluster in reading.characters if cluster.name == "Mrs. Chen")
    assert "my" in {SCRIPT[found.start : found.end] for found in chen.mentions}


@given(st.text(alphabet="ABab :().\n", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_its_words_places(text):
    words = words_of(f"ANNA: Hi.\nBEN: Ho.\nANNA: Hi.\nBEN: Ho.\n\n{text}")
    assert all(a <= b for a, b in zip(words.starts[:-1], words.starts[1:], strict=True))
    assert all(start <= end for start, end in zip(words.starts, words.ends, strict=True))


def test_names_before_speeches_are_not_spoken_and_directions_are():
    scene = Scene(id="s1", text=SCRIPT)
    at = SCRIPT.index("ANNA: You")
    anna = Character(id="c1", name="Anna", mentions=(Mention(scene="s1", start=at, end=at + 4),))
    story = Story(scenes=(scene,), characters=(anna,))
    heard = [SCRIPT[start:end] for start, end, _ in voiced_parts(story, scene)]
    assert "ANNA:" not in " ".join(heard) and "NARRATOR" not in " ".join(heard)
    assert any("You're soaked!" in part for part in heard) and any("(A crash from upstairs.)" in part for part in heard)
    story = replace(story, characters=(replace(anna, voice="anna"),))
    voices = {SCRIPT[start:end]: voice for start, end, voice in voiced_parts(story, scene)}
    assert voices["You're soaked! Where have you been?"] == "anna"
