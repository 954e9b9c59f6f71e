"""Pronunciations, numbers read out, texts cut for services, and words found in speech without timings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.models import SpokenWord
from storyvid.recipes import SpeechRecipe
from storyvid.speech.aligning import aligned
from storyvid.speech.espeak import Espeak
from storyvid.speech.pieces import full_pieces, sentence_pieces
from storyvid.speech.pronouncing import in_source, occurring, respelt, spoken
from storyvid.speech.read_out import read_out

TALE = (
    "Once upon a time there was a miller who had a daughter named Clara. “Where are you going?” asked the wolf; she "
    "did not answer him. The old king, tired of waiting, sent his huntsman out into the dark forest, and nobody heard "
    "from him again for seven long years."
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In 1812 Mr. Smith came.", "In eighteen twelve Mister Smith came."),
        ("Pay $5.50 or £1,000,000.", "Pay five dollars and fifty cents or one million pounds."),
        ("It cost $1.5 million.", "It cost one point five million dollars."),
        ("On the 21st, at 10:30 and 5:00.", "On the twenty-first, at ten thirty and five o'clock."),
        ("Main St. He waited. St. Nicholas came.", "Main Street. He waited. Saint Nicholas came."),
        ("Chapter IV. Henry VIII had 6 wives; I am I.", "Chapter four. Henry the eighth had six wives; I am I."),
        ("Pages 5–7 in the 1920s, 50% of it.", "Pages five to seven in the nineteen twenties, fifty percent of it."),
        ("Call 555-1234.", "Call five five five, one two three four."),
        ("R2D2, B2B and 3D.", "R2D2, B2B and 3D."),
        ("2,400 men and 3.5 miles.", "two thousand four hundred men and three point five miles."),
        ("e.g. this, i.e. that, etc., No. 7.", "for example this, that is that, et cetera, number seven."),
        ("3 1/2 miles, ¾ of 1/3, 24/7.", "three and a half miles, three quarters of one third, twenty-four/seven."),
        ("World War II, Louis XIV.", "World War two, Louis the fourteenth."),
        (
            "1 km, 5 km/h, -5°C, p. 3.",
            "one kilometre, five kilometres an hour, minus five degrees Celsius, page three.",
        ),
        ("J. R. Smith met Capt. A. Hook.", "J R Smith met Captain A Hook."),
        ("It is I. He said plan B.", "It is I. He said plan B."),
    ],
)
def test_numbers_and_abbreviations_are_read_as_people_read_them(text, said):
    assert read_out(text, language="en").text == said


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Er hatte 21 Schafe und 1.200 Euro.", "de", "Er hatte einundzwanzig Schafe und eintausendzweihundert Euro."),
        ("Il avait 80 moutons.", "fr", "Il avait quatre-vingts moutons."),
        ("Tenía 3,5 litros.", "es", "Tenía tres punto cinco litros."),
        ("他有3只羊。", "zh", "他有3只羊。"),
        ("Mr. X kam 1812.", "xx", "Mr. X kam 1812."),
        ("Dr. Faust, z. B. am 3. Mai 1805.", "de", "Doktor Faust, zum Beispiel am dritten Mai achtzehnhundertfünf."),
        ("M. Dupont vint avec Mme Laval.", "fr", "Monsieur Dupont vint avec Madame Laval."),
        ("El Sr. López, la Sra. Díaz, etc.", "es", "El señor López, la señora Díaz, etc."),
    ],
)
def test_other_languages_have_their_own_numbers_or_keep_the_digits(text, language, said):
    assert read_out(text, language=language).text == said


@given(st.text(alphabet="Mr. 0123456789,:$%–-IVXaSt\n", max_size=60), st.sampled_from(["en", "de", "zh", ""]))
def test_whatever_is_read_out_knows_where_it_came_from(text, language):
    wording = read_out(text, language=language)
    assert len(wording.text) == len(wording.starts) == len(wording.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(wording.starts, wording.ends, strict=True))
    assert list(wording.starts) == sorted(wording.starts)


def test_a_name_is_said_as_the_author_wrote_it_down_and_timed_where_it_stands():
    text = "Siobhan ran. SIOBHAN's fox, not Siobhanna's."
    said = respelt(text, [("Siobhan", "Shi vawn")])
    assert said.text == "Shi vawn ran. Shi vawn's fox, not Siobhanna's."
    recipe = SpeechRecipe(
        model="espeak@1", voice="", language="en", text=text, pronunciations=(("Siobhan", "Shi vawn"),)
    )
    speech = spoken(Espeak(), recipe, progress=lambda share: None)
    words = [text[word.start : word.end] for word in speech.words]
    assert words == ["Siobhan", "ran", "SIOBHAN's", "fox", "not", "Siobhanna's"]


def test_the_longest_word_of_the_list_counts_and_scripts_without_spaces_are_searched_too():
    assert respelt("New York is new.", [("New", "Noo"), ("New York", "Noo Yawk")]).text == "Noo Yawk is Noo."
    assert respelt("小明看见了狼。", [("小明", "Xiao Ming")]).text == "Xiao Ming看见了狼。"
    assert occurring((("Anna", "Ahna"), ("anna", "Enna"), ("Bob", "Bop"), ("", "x")), "Anna sat.") == (
        ("anna", "Enna"),
    )


words = st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=8)


@given(st.lists(words, min_size=1, max_size=8), st.lists(st.tuples(words, words), max_size=3))
def test_respelt_words_always_come_back_to_their_place(texts, pronunciations):
    text = " ".join(texts)
    said = respelt(text, pronunciations)
    heard = tuple(SpokenWord(start=at, end=at + 1, start_ms=at, end_ms=at + 1) for at in range(len(said.text)))
    found = in_source(heard, said)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@given(st.text(alphabet="ab. ,;!?”\n。、字" + "é", max_size=300), st.integers(5, 80))
def test_pieces_hold_every_letter_once_in_order_and_are_short_enough(text, most):
    for pieces in (sentence_pieces(text, most=most), full_pieces(text, most=most)):
        assert all(end - start <= most for start, end in pieces)
        assert all(one[1] <= other[0] for one, other in zip(pieces, pieces[1:], strict=False))
        covered = {at for start, end in pieces for at in range(start, end)}
        assert all(at in covered for at, char in enumerate(text) if not char.isspace())


def test_sentences_are_not_cut_after_a_title_or_inside_a_speech_that_goes_on():
    text = "Mr. Fox came. “Go!” he said. J. R. slept… and woke. 狼来了。他跑了。"
    assert [text[start:end] for start, end in sentence_pieces(text, most=200)] == [
        *("Mr. Fox came.", "“Go!” he said.", "J. R. slept… and woke.", "狼来了。", "他跑了。")
    ]


@pytest.mark.parametrize(
    ("voice", "speed", "pitch"), [("en-us+m3", 100, 100), ("en-us+f3", 75, 115), ("en-gb+grandpa", 140, 85)]
)
def test_words_are_found_in_another_voices_speech_of_another_pace(voice, speed, pitch):
    recipe = SpeechRecipe(
        model="espeak", voice=voice, language="en", text=TALE, speed_percent=speed, pitch_percent=pitch
    )
    speech = Espeak().speak(recipe, progress=lambda share: None)
    truth = {word.start: word for word in speech.words}
    found = aligned(speech.samples, speech.rate, TALE, language="en")
    assert [word.start for word in found] == sorted(truth)
    late_ms = np.abs([word.start_ms - truth[word.start].start_ms for word in found])
    assert np.median(late_ms) < 25 and np.percentile(late_ms, 95) < 80 and late_ms.max() < 200


def test_where_espeak_does_not_know_the_language_words_share_the_sound():
    rate = 16_000
    noise = np.random.default_rng(1).standard_normal(2 * rate) * 0.1
    samples = np.concatenate([np.zeros(rate), noise, np.zeros(rate)]).astype(np.float32)
    first, second = aligned(samples, rate, "ab abcdef", language="xx")
    assert first.start_ms == pytest.approx(1000, abs=60) and second.end_ms == pytest.approx(3000, abs=60)
    assert first.end_ms == second.start_ms == pytest.approx(1500, abs=60)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 30_000), st.text(alphabet="ab .", max_size=30))
def test_any_sound_can_be_aligned_with_any_text(count, text):
    samples = np.random.default_rng(count).standard_normal(count).astype(np.float32) * 0.1
    found = aligned(samples, 16_000, text, language="en")
    times = [time for word in found for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
