"""Quotations found and given to their speakers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.reading.coref.embedded import Embedded
from storyvid.reading.coref.mentions import Mention
from storyvid.reading.coref.speakers import speeches
from storyvid.reading.coref.tokens import tokens
from storyvid.reading.quotations import quotations
from storyvid.reading.quotes import attributed
from storyvid.reading.turns import Turn, _hears, _likeliest


def spoken(text):
    return [text[quotation.start : quotation.end].strip() for quotation in quotations(text)]


def who(text):
    """Every quotation's first word, its speaker's name and how it is known."""
    reading = Embedded().read(text, language="en")
    found = attributed(text, reading)
    names = [reading.characters[quote.speaker].name if quote.speaker is not None else None for quote in found]
    return list(zip([text[q.start + 1 : q.end].split()[0].strip(".,!?”\"'") for q in found], names, strict=True)), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “I ‘know’ it.”", ["“Yes,”", "“I ‘know’ it.”"]),
        ('"Yes," he said. "No"', ['"Yes,"', '"No"']),
        ("'It's the dogs' house,' said he. 'Come!'", ["'It's the dogs' house,'", "'Come!'"]),
        ("« Oui », dit-il. « Non. »", ["« Oui »", "« Non. »"]),
        ("„Ja“, sagte er. „Nein.“", ["„Ja“", "„Nein.“"]),
        ("»Ja«, sagte er. »Nein.«", ["»Ja«", "»Nein.«"]),
        ("「誰だ？」と彼は言った。", ["「誰だ？」"]),
        (
            "— Да, — сказал он. — Иди.\n— Нет!\n— Кто там?\nОн ушёл.",
            ["— Да,", "Иди.", "— Нет!", "— Кто там?\nОн ушёл."],
        ),
        ("“One paragraph.\n\n“And the next.”", ["“One paragraph.", "“And the next.”"]),
        ("The boys' dog and John's cat.", []),
    ],
)
def test_quotations_are_found_in_any_marks(text, expected):
    assert spoken(text) == expected


TALK = """The fox met the crow in a tree. “Good morning,” said the fox. “What a voice you have!”

“Thank you,” she answered.

“Will you sing for me?”

“I will not.”

The fox sat down. “Then I must go.”

“Goodbye, Fox,” the crow called after him."""


def test_every_quotation_goes_to_its_speaker():
    found, quotes = who(TALK)
    assert found == [
        ("Good", "The fox"),
        ("What", "The fox"),
        ("Thank", "The crow"),
        ("Will", "The fox"),
        ("I", "The crow"),
        ("Then", "The fox"),
        ("Goodbye", "The crow"),
    ]
    assert [quote.how for quote in quotes][:3] == ["explicit", "implicit", "pronoun"]
    assert quotes[-1].how == "explicit"


def test_long_talk_keeps_its_turns_from_an_anchor_at_either_end():
    lines = ["“Have you bread?”", "“No.”", "“Have you milk?”", "“None.”", "“Have you eggs, then?” asked Anna."]
    text = "Anna came to the baker. The baker was old.\n\n" + "\n\n".join(lines)
    assert [name for _, name in who(text)[0]] == ["Anna", "The baker", "Anna", "The baker", "Anna"]


def test_who_is_called_does_not_speak():
    text = "Hansel and Gretel walked on. Hansel was tired.\n\n“Hansel, I see a house!”\n\nThey ran to it."
    assert who(text)[0] == [("Hansel", "Gretel")]


@pytest.mark.parametrize("tag", ["she challenged", "challenged Anna", "Anna scoffed"])
def test_a_sentence_that_goes_on_after_a_quotation_says_who_spoke(tag):
    """Whatever the verb: no list has them all."""
    text = f"Anna met Tom in the wood. Tom looked at the tree.\n\n“You were afraid,” {tag} sturdily."
    names, quotes = who(text)
    assert names == [("You", "Anna")] and quotes[0].how in ("explicit", "pronoun")


def test_nobody_speaks_where_nobody_is():
    assert [quote.speaker for quote in attributed("“Hush!”", Embedded().read("“Hush!”", language="en"))] == [None]


WORDS = "the fox Anna said he she asked “ ” \" ' — I you Yes . , ? ! \n\n and".split(" ")


@given(st.one_of(st.text(max_size=150), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_quotations_in_order_and_speakers_of_the_cast(text):
    reading = Embedded().read(text, language="en")
    quotes = attributed(text, reading)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    assert all(one.end <= other.start for one, other in zip(quotes, quotes[1:], strict=False))
    for quote in quotes:
        assert (quote.how == "unknown") == (quote.speaker is None)
        assert quote.speaker is None or 0 <= quote.speaker < len(reading.characters)


def test_a_sentence_after_a_full_stop_says_nothing_of_who_spoke():
    """Unless its verb can only be one of speech."""
    text = "Anna met Tom in the wood. “Come home, Tom.” Tom laughed."
    assert who(text)[0] == [("Come", "Anna")]
    assert who(text.replace("Tom laughed", "Tom answered").replace("home, Tom", "home"))[0] == [("Come", "Tom")]


def test_a_quotation_names_the_mention_that_gives_its_speaker():
    """The subject of the verb of speech; by turns, where the same speaker last spoke."""
    _, quotes = who(TALK)
    through = [TALK[slice(*quote.through)] for quote in quotes]
    assert through == ["the fox", "the fox", "she", "me", "I", "I", "the crow"]
    assert quotes[-1].through[0] == TALK.index("the crow called")


def test_whom_the_next_quotation_calls_speaks():
    text = "Anna and Tom sat by the fire, and Ben lay near it.\n\n“Who is there?”\n\n“Only the rain, Tom.”"
    assert who(text)[0][0] == ("Who", "Tom")


def test_who_is_much_spoken_of_answers_from_afar():
    long = " ".join(["It was a long and weary road over the hills, and the rain went on and on."] * 6)
    text = (
        f"Emma walked with her father. Emma had taken her father home. {long}\n\n“I cannot go so far,” her father said."
        f" “{long}”\n\n“No, papa, nobody thought of your walking.”"
    )
    assert who(text)[0][-1] == ("No", "Emma")


def test_who_answered_is_not_told_it():
    """“...,” answered the wolf: the next quotation may be the wolf's."""
    text = (
        "The wolf met the fox. “Who is it?” asked the fox.\n\n“It is me,” answered the wolf.\n\n“Good,” said the fox."
    )
    assert [name for _, name in who(text)[0]] == ["The fox", "The wolf", "The fox"]
    words = tokens(text)
    mentions = [Mention(first, first + 2, "noun", "it", "animal", "") for first, token in enumerate(words.all)
                if token.lower == "the" and words.all[first + 1].lower in ("wolf", "fox")]  # fmt: skip
    assert [speech.addressee for speech in speeches(words, mentions)] == [None, None, None]


def test_who_matters_speaks_rather_than_a_walk_on():
    text = "Anna sat down by Ben in the early morning. It had begun to rain. “What a day!” Both laughed."
    assert who(f"Anna walked. Anna sang. Anna rested. Anna ate. {text}")[0] == [("What", "Anna")]
    assert who(f"Ben walked. Ben sang. Ben rested. Ben ate. {text}")[0] == [("What", "Ben")]


def test_what_is_reported_after_a_quotation_is_no_tag():
    text = (
        "Anna had sauce in her hair. “See?” Anna said. “I told you it would be all right.” Max said that he wants to "
        "come, too. Max laughed."
    )
    assert [name for _, name in who(text)[0]] == ["Anna", "Anna"]


def test_who_says_a_name_of_their_own_speaks():
    text = (
        "Mara Voss stood before the girl called Lily. Mara Voss looked down.\n\n“Who are you?” asked Lily.\n\n"
        "“I'm Mara Voss. You are safe.”\n\nLily sat up."
    )
    assert [name for _, name in who(text)[0]] == ["Lily", "Mara Voss"]


def test_of_two_as_likely_the_one_mentioned_first_speaks_in_every_process():
    assert _likeliest([Turn({4: 1.0, 9: 1.0})]) == [4]
    assert _likeliest([Turn({9: 1.0, 4: 1.0})]) == [9]


def test_who_is_called_sir_is_settled_by_the_turns():
    text = (
        "The captain called the boy Tom to his cabin. The old sailor Jonas stood at the door with Tom.\n\n"
        "“Have you fed the goats?” asked the captain.\n\n“Yes, sir.”\n\n“Both of them?”\n\n“Yes, sir, both of them.”"
        "\n\n“And who milks them?”\n\n“Jonas does, sir.”\n\nThe captain shook his head."
    )
    assert [speaker for _, speaker in who(text)[0]] == ["The captain", "Tom"] * 3


def test_answers_keep_their_turns_where_the_paragraphs_are_lost():
    text = (
        "The captain called the boy Tom to his cabin. The old sailor Jonas stood at the door with Tom. “Have you fed "
        "the goats?” asked the captain. “Yes, sir.” “Both of them?” “Yes, sir, both of them.” The captain shook his "
        "head."
    )
    assert [speaker for _, speaker in who(text)[0]] == ["The captain", "Tom"] * 2


def test_a_mother_is_called_mum_by_her_child():
    text = (
        "Zoe and Max waited for their mother by the gate. Max had lost his shoe. Zoe held her mother's bag.\n\n"
        "“Mum, can we go home now?”\n\n“Not without the shoe.”"
    )
    assert who(text)[0] == [("Mum", "Zoe"), ("Not", "Mum")]


def test_who_nods_or_does_not_answer_heard_it():
    text = (
        "Anna and Ben met at the well. Anna was angry with Ben. “Where have you been all day?” Ben did not answer. “I "
        "waited for you at the mill. I waited for hours.” Ben shook his head. “And the goat ran away.” Ben listened."
    )
    assert [speaker for _, speaker in who(text)[0]] == ["Anna"] * 3


@pytest.mark.parametrize(
    ("text", "who", "heard"),
    [
        ("“I waited.” Ben hesitated.", "Ben", True),
        ("“Because —” he hesitated.", "he", False),
        ("“Where?” Ben did not answer.", "Ben", True),
        ("“Where?” Ben did it.", "Ben", False),
    ],
)
def test_who_hesitates_in_a_sentence_of_their_own_heard_it(text, who, heard):
    words = tokens(text)
    at = next(number for number, token in enumerate(words.all) if token.text == who)
    assert _hears(words, Mention(at, at + 1, "pronoun", who.lower(), "person", "")) is heard
