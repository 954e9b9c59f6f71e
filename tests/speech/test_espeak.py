"""The embedded voice: what it says, when it says it, and that it says the same again."""

import _ctypes
import ctypes
import threading
from functools import cache
from itertools import pairwise

import espeakng_loader
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.errors import BadInput, UnknownName
from storyvid.models import Speech, SpeechModel
from storyvid.recipes import SpeechRecipe
from storyvid.speech.espeak import Espeak
from storyvid.speech.pauses import pause_ms

TALE = "Once upon a time, there was a king. He had three daughters… The youngest was kind.\n\nOne day a fox came."


@cache
def spoken(text: str, voice: str = "", language: str = "en", speed: int = 100, pitch: int = 100) -> Speech:
    recipe = SpeechRecipe(
        model="espeak@1", voice=voice, language=language, text=text, speed_percent=speed, pitch_percent=pitch
    )
    return Espeak().speak(recipe, progress=lambda share: None)


def words_of(text: str, speech: Speech) -> list[str]:
    return [text[word.start : word.end] for word in speech.words]


def loudness(speech: Speech, start_ms: float, end_ms: float) -> float:
    part = speech.samples[int(start_ms * speech.rate / 1000) : int(end_ms * speech.rate / 1000)]
    return float(np.sqrt(np.mean(np.square(part)))) if len(part) else 0.0


def median_pitch(speech: Speech) -> float:
    found = []
    for start in range(0, len(speech.samples) - 2048, 1024):
        part = speech.samples[start : start + 2048]
        if np.std(part) > 0.03:
            echo = np.fft.irfft(np.abs(np.fft.rfft(part - part.mean(), 4096)) ** 2)
            found.append(speech.rate / (55 + int(np.argmax(echo[55:400]))))
    return float(np.median(found))


def test_it_is_a_speech_model():
    assert isinstance(Espeak(), SpeechModel)


def test_every_word_is_timed_in_order():
    speech = spoken(TALE)
    assert words_of(TALE, speech) == TALE.replace(",", "").replace(".", "").replace("…", "").split()
    assert all(word.start_ms < word.end_ms for word in speech.words)
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(speech.words))


def test_words_are_heard_and_the_pauses_between_sentences_are_silent():
    speech = spoken(TALE)
    for word, following in pairwise(speech.words):
        assert loudness(speech, word.start_ms, word.end_ms) > 0.01
        if following.start_ms - word.end_ms > 100:
            assert loudness(speech, word.end_ms + 10, following.start_ms - 10) < 0.001


def test_pauses_grow_from_comma_to_sentence_to_paragraph():
    words = {TALE[word.start : word.end]: word for word in spoken(TALE).words}
    comma = words["there"].start_ms - words["time"].end_ms
    sentence = words["He"].start_ms - words["king"].end_ms
    paragraph = words["One"].start_ms - words["kind"].end_ms
    assert 100 < comma < sentence < paragraph < 1200


def test_a_word_begins_where_the_sound_does_after_a_pause():
    speech = spoken("Stop! Go! Talk! Back!")
    for word in speech.words:
        first = next(ms for ms in range(word.start_ms - 60, word.end_ms) if loudness(speech, ms, ms + 5) > 0.004)
        assert abs(first - word.start_ms) <= 20


def test_the_same_recipe_gives_the_same_samples_whatever_was_said_before():
    first = spoken(TALE).samples
    spoken("Something else entirely, in another voice.", voice="en-us+f3")
    spoken.cache_clear()
    assert np.array_equal(first, spoken(TALE).samples)


def test_another_package_that_holds_the_library_does_not_change_what_is_said():
    held = ctypes.CDLL(espeakng_loader.get_library_path())  # as phonemizers do
    try:
        first = spoken("Good night.").samples
        spoken("Something else entirely!")
        spoken.cache_clear()
        again = spoken("Good night.").samples
    finally:
        _ctypes.dlclose(held._handle)
    assert np.array_equal(first, again)


def test_threads_take_turns():
    wanted = [f"The number is {number}." for number in range(6)]
    alone = [spoken(text).samples for text in wanted]
    spoken.cache_clear()
    together: dict[str, np.ndarray] = {}
    threads = [
        threading.Thread(target=lambda text=text: together.update({text: spoken(text).samples})) for text in wanted
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(together[text], samples) for text, samples in zip(wanted, alone, strict=True))


def test_samples_are_safe_and_end_in_silence():
    speech = spoken(TALE)
    assert speech.samples.dtype == np.float32 and speech.rate == 22050
    assert 0.3 < np.abs(speech.samples).max() < 0.9
    assert speech.samples[0] == 0 and speech.samples[-1] == 0
    assert 30 <= speech.words[0].start_ms <= 60
    assert 100 <= len(speech.samples) / 22.05 - speech.words[-1].end_ms <= 150


@pytest.mark.parametrize("text", ["", " \n\n ", "😀", "…!?", "* * *", "\x00\x07", "👩‍👩‍👧 — ☃"])
def test_text_with_nothing_to_say_is_a_short_silence(text: str):
    speech = spoken(text)
    assert speech.words == () and not speech.samples.any() and 0 < len(speech.samples) < speech.rate


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("He was *very* _good_ and `kind`.", "He was very good and kind."),
        ("He 😀 was ☃ good \U0001f468\u200d\U0001f469\u200d\U0001f467.", "He   was   good  ."),
        ("STOP IT NOW, PETER!", "stop it now, Peter!"),
        ("<speak>Hello</speak>", " speak Hello  speak "),
        ("— Hello, said he.", "  Hello, said he."),
        ("it's [[hello]]", "it's   hello"),
    ],
)
def test_marks_are_not_read_aloud(written: str, plain: str):
    assert np.abs(len(spoken(written).samples) - len(spoken(plain).samples)) < 0.12 * 22050


def test_acronyms_are_spelt_and_shouts_are_not():
    assert len(spoken("The BBC said so.").samples) > len(spoken("The bob said so.").samples) + 4000
    assert abs(len(spoken("HELP ME NOW.").samples) - len(spoken("Help me now.").samples)) < 1500


def test_an_amount_of_money_is_one_word_of_the_text():
    text = "It cost £5 and 1,234 coins."
    assert words_of(text, spoken(text)) == ["It", "cost", "£5", "and", "1,234", "coins"]


def test_speed_and_pitch_change_what_they_name():
    slow, usual, fast = (len(spoken(TALE, speed=speed).samples) for speed in (60, 100, 160))
    assert slow > 1.4 * usual and fast < 0.75 * usual
    low, high = (median_pitch(spoken(TALE, pitch=pitch)) for pitch in (60, 140))
    assert high > 1.3 * low


def test_the_usual_pace_is_a_storytellers():
    minutes = len(spoken(TALE * 4).samples) / 22050 / 60
    assert 125 < 4 * len(TALE.split()) / minutes < 165


@pytest.mark.parametrize(
    ("language", "text", "least"),
    [
        ("fr", "Il était une fois un roi. Il avait une fille.", 10),
        ("de", "Es war einmal ein König.", 5),
        ("hi", "नमस्ते दुनिया, कैसे हो", 4),
        ("ar", "كان يا ما كان ملك عظيم", 6),
        ("zh", "他是国王。你好！", 5),
        ("ja", "むかしむかし、おじいさんがいました。", 2),
        ("th", "สวัสดีครับ ผมชื่อ", 2),
        ("ru", "Жил-был царь.", 2),
    ],
)
def test_other_languages_are_spoken_and_timed(language: str, text: str, least: int):
    speech = spoken(text, language=language)
    assert len(speech.words) >= least
    assert len(speech.samples) > 0.7 * speech.rate
    assert np.abs(speech.samples).max() > 0.2


def test_voices_cover_about_a_hundred_languages_in_both_genders():
    voices = Espeak().voices()
    assert len({voice.language for voice in voices}) > 95
    assert len({voice.name for voice in voices}) == len(voices) == len({voice.title for voice in voices})
    english = [voice for voice in voices if voice.language == "en"]
    assert {voice.gender for voice in english} == {"female", "male"}
    assert {"en-gb", "en-us", "en-gb+f3", "en-us+m3", "en-gb-scotland"} <= {voice.name for voice in english}


def test_every_offered_voice_speaks():
    for voice in Espeak().voices()[::9]:
        assert np.abs(spoken("One 2.", voice=voice.name, language=voice.language).samples).max() > 0.1, voice.name


def test_auto_is_the_default_of_the_language():
    assert np.array_equal(spoken("Hello.", voice="auto").samples, spoken("Hello.", voice="en-gb").samples)
    assert not np.array_equal(spoken("Hello.").samples, spoken("Hello.", language="en-US").samples)


def test_an_unknown_voice_names_those_that_are_like_it():
    with pytest.raises(UnknownName, match=r'^No voice "anna"\. Installed: en-us\+Annie, en-gb\+Annie'):
        spoken("Hello.", voice="anna")
    for name in ("en-gb+../../en_dict", "xx", "en-gb+", "+f3", "en-gb+nobody"):
        with pytest.raises(UnknownName):
            spoken("Hello.", voice=name)
    with pytest.raises(UnknownName, match="speaks"):
        spoken("Hello.", language="xx")


def test_a_speed_out_of_range_is_refused():
    with pytest.raises(BadInput, match="50 to 200"):
        spoken("Hello.", speed=300)


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]):
    spoken("Quietly now, said nobody in particular.", voice="en-us+m7")
    assert capfd.readouterr() == ("", "")


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_ordered_words_inside_it(text: str):
    check_words(text, spoken(text))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB é-'’.,!?…—–\n\"*_/£$5 0%&@SHx()😀", max_size=60), st.sampled_from(["en", "fr", "de"]))
def test_storylike_text_gives_ordered_words_inside_it(text: str, language: str):
    check_words(text, spoken(text, language=language))


def check_words(text: str, speech: Speech) -> None:
    length_ms = len(speech.samples) * 1000 / speech.rate
    assert np.isfinite(speech.samples).all() and np.abs(speech.samples).max(initial=0) < 0.9
    for word in speech.words:
        assert 0 <= word.start < word.end <= len(text)
        assert 0 <= word.start_ms < word.end_ms <= length_ms
    for one, other in pairwise(speech.words):
        assert one.end <= other.start and one.end_ms <= other.start_ms


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("So Mr. Brown met Capt. Hook at No. 10.", "en"),
        ("Da kam Dr. Faust mit Hr. Maier.", "de"),
        ("Puis M. Dupont vint avec Mme. Laval.", "fr"),
        ("Vino el Sr. Blanco con la Sra. Luna.", "es"),
    ],
)
def test_a_title_is_no_sentence_of_its_own(text: str, language: str):
    speech = spoken(text, language=language)
    rate = speech.rate
    heard = np.abs(speech.samples[rate // 10 : -rate // 5])
    loud = np.flatnonzero(heard > 0.02 * heard.max())
    assert np.diff(loud).max() < 0.25 * rate  # the pause after a sentence is half a second


def test_kings_and_years_are_said_as_people_say_them():
    def lasts(text: str) -> int:
        return len(spoken(text).samples)

    assert lasts("Henry VIII came in 1847.") == lasts("Henry the eighth came in eighteen forty-seven.")
    words = spoken("Henry VIII came in 1847.").words
    assert ["Henry VIII came in 1847."[word.start : word.end] for word in words] == ["Henry VIII", "came", "in", "1847"]


def test_a_cry_inside_a_sentence_rests_for_less_than_a_sentence():
    assert pause_ms("! ", "b") < pause_ms("! ", "B") and pause_ms(". ", "b") < pause_ms(", ", "b")
