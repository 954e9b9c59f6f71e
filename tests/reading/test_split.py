"""Splitting a text into sentences and scenes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.errors import BadInput
from storyvid.reading.sentences import sentences
from storyvid.reading.split import MAX_SCENES, MAX_TEXT_BYTES, clean, split
from storyvid.speech.timing import speaking_ms

TALE = """The Fox and the Crow

Once upon a time a crow sat in a tree. She had a piece of cheese. "How fine it smells!" thought the fox.

"Good morning," said he. "What a voice you must have! Will you sing?"

The crow opened her beak... and the cheese fell down.

The fox ran off. He laughed. Mr. Fox, as they called him ever after, lived at No. 7, St. Mary's Lane, to the end."""


def texts(found):
    return [piece.text for piece in found]


def said(text, language="en"):
    return [text[sentence.start : sentence.end] for sentence in sentences(text, language=language)]


@pytest.mark.parametrize(
    ("language", "parted"),
    [
        ("en", '"Yes," said he. | "I go." | "No!" cried she. | Off he ran.'),
        ("en", "“Who is it?” the old king asked. | “It is I.”"),
        ("en", "“I am here.” | So he said. | All wept."),
        ("en", "Mr. Fox met Dr. J. R. Smith at 3 p.m. on Friday. | He bowed."),
        ("en", "He went . . . and came. | Wait... no. | So it is."),
        ("en", "Ha! ha! ha! laughed he. | It cost $3.50. | So?"),
        ("en", "It was I. | The others slept."),
        ("en", "He said:\n\n“Come in.” | They came."),
        ("de", "»Ja«, sagte er. | „Ich komme am 3. Mai. | Und du?“ | Dr. Müller ging z.B. heim."),
        ("fr", "« Qui est là ? » | M. Dupont arriva. | « Oui ! » dit-il."),
        ("es", "¿Quién es? | ¡Yo! —dijo el lobo—. | El Sr. Pérez vino."),
        ("ar", "كان ملك. | من أنت؟ | قال أنا."),
        ("ru", "Он жил на ул. Ленина. | — Кто там? — спросил волк."),
        ("hi", "एक राजा था। | वह खुश था। | क्या?"),
        ("zh", "从前有一个国王。|他有三个女儿！|“你是谁？”他问。|“我是狼。”"),
        ("ja", "昔々、王様がいました。|「誰だ？」と彼は言った。|「私です。」"),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(language, parted):
    text = parted.replace(" | ", " ").replace("|", "")
    assert said(text, language) == [sentence.strip() for sentence in parted.split("|")]


def test_a_heading_opens_the_scene_that_follows_it():
    assert texts(split("CHAPTER I\n\nThe Wolf\n\nA wolf came. He ate.\n\n* * *\n\nHe slept.", by="sentences", n=1)) == [
        "CHAPTER I\n\nThe Wolf\n\nA wolf came.",
        "He ate.",
        "* * *\n\nHe slept.",
    ]


def test_a_stanza_stays_together():
    stanza = "Twinkle, twinkle, little star,\nHow I wonder what you are!\nUp above the world so high,\nLike a diamond"
    assert texts(split(f"{stanza}.\n\n{stanza}.", by="sentences", n=1)) == [f"{stanza}.", f"{stanza}."]


def test_lines_wrapped_at_a_column_are_one_paragraph():
    wrapped = (
        "There was once a very old woman who lived with her cat in a\nhouse beside the sea and never "
        "went out. She had a garden which\nwas full of roses. The cat slept."
    )
    assert said(wrapped)[0].endswith("never went out.")
    assert len(said(wrapped)) == 3


def test_list_entries_and_dialogue_lines_are_sentences():
    assert said("1. One egg.\n2. Two eggs.\n3. Milk") == ["1. One egg.", "2. Two eggs.", "3. Milk"]
    assert said("— Who is there?\n— It is I.\n— Come in!") == ["— Who is there?", "— It is I.", "— Come in!"]


def test_a_short_paragraph_joins_the_next_and_a_long_one_does_not():
    short = "He came.\n\nShe saw him at once from the window of the tower and waved to him with her handkerchief."
    assert len(split(short, by="sentences", n=2)) == 1
    long = short.replace("He came.", "He came along the road with his seven brothers and all their heavy carts.")
    assert len(split(long, by="sentences", n=2)) == 2


def test_a_quotation_is_not_cut_when_it_soon_ends():
    text = 'He sat. "I am tired. I will sleep," said he. Night fell on all the hills. All slept but one.'
    assert texts(split(text, by="sentences", n=2))[0].endswith("said he.")


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_by_count_gives_exactly_that_many_scenes(count):
    assert len(split(TALE, by="count", n=count)) == count


def test_by_count_prefers_the_ends_of_paragraphs():
    paragraph = "The fox ran over the hill. He saw a crow. She sat in a tree."
    assert texts(split("\n\n".join([paragraph] * 4), by="count", n=4)) == [paragraph] * 4


def test_by_count_gives_every_sentence_its_scene_when_there_are_fewer():
    assert texts(split("One came. Two came.", by="count", n=9)) == ["One came.", "Two came."]


@pytest.mark.parametrize(
    ("text", "by", "n", "said"),
    [
        ("", "count", 3, "no words"),
        ("... \n —", "count", 3, "no words"),
        ("A. " * (MAX_TEXT_BYTES // 2), "count", 3, "at most 1,000,000"),
        ("He came. " * 2000, "sentences", 1, "From 4 sentences a scene"),
        ("He came. " * 2000, "count", 600, f"at most {MAX_SCENES}"),
        ("He came.", "count", 0, "at least 1"),
    ],
)
def test_what_cannot_be_split_says_what_would_fit(text, by, n, said):
    with pytest.raises(BadInput, match=said):
        split(text, by=by, n=n)


def test_the_number_that_would_fit_does_fit():
    assert len(split("He came. " * 2000, by="sentences", n=4)) <= MAX_SCENES


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Once a fox came.",
            '"Who is there?" asked the wolf.',
            "“I am hungry. Give me bread,” said he.",
            "The old king, who had three daughters and no son, sat on his throne and wept.",
            "Hurrah!",
            "Then... nothing.",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(st.lists(SENTENCES, min_size=1, max_size=8), st.integers(1, 6))
@settings(max_examples=80, deadline=None)
def test_a_scene_split_again_is_the_same_scene(paragraphs, n):
    text = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    for piece in split(text, by="sentences", n=n):
        assert texts(split(piece.text, by="sentences", n=n)) == [piece.text]


MARKS = st.text(st.sampled_from("ab C.!?…。！？।\"'“”„«»「」():,;—-*# \n\n\t\u00a0I1é狼ا"), max_size=300)


@given(st.one_of(st.text(max_size=200), MARKS), st.sampled_from(["sentences", "count"]), st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_word_for_word(text, by, n):
    try:
        found = split(text, by=by, n=n)
    except BadInput:
        assert not any(c.isalnum() for c in text)
        return
    assert "".join(piece.text + piece.gap for piece in found) == text.lstrip()
    assert all(any(c.isalnum() for c in piece.text) and not piece.gap.strip() for piece in found)


@given(st.text(max_size=200))
def test_clean_is_done_once_and_for_all(text):
    assert clean(clean(text)) == clean(text)


def test_clean_keeps_the_words_and_one_kind_of_newline():
    assert clean("\ufeffA\r\nB\rC\0\x07 “d”\té\u2028f") == "A\nB\nC “d”\té\nf"


@pytest.mark.parametrize("seconds", [4, 8, 20])
def test_by_seconds_no_scene_is_longer_unless_it_is_one_sentence(seconds):
    for piece in split(TALE, by="seconds", n=seconds):
        too_long = speaking_ms(piece.text, language="en", speed_percent=100) > seconds * 1000
        assert not too_long or len(said(piece.text)) == 1


def test_slow_speech_makes_more_scenes():
    assert len(split(TALE, by="seconds", n=8, speed_percent=50)) > len(split(TALE, by="seconds", n=8))
