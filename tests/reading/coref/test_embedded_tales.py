"""The embedded reader on tales: animals act and speak, names join who bears them, a fox is no wolf."""

import pytest

from storyvid import models
from storyvid.reading.coref.embedded import Embedded
from storyvid.reading.coref.embedded_beings import acting, spans_of
from storyvid.reading.coref.embedded_words import words_of

LANTERN = (
    "On the edge of the dark forest lived a girl named Mira, who kept a little lantern. Every night she lit it.\n\n"
    "One winter evening a red fox came to her door. “The snow has covered my path,” said the fox. “Will you walk "
    "with me?”\n\nMira put on her blue cloak and took her lantern. Together they walked into the forest."
)
TWO_BEASTS = (
    "A wolf met a fox on the road. The wolf said, “I am hungry.” The fox said, “I am hungry too.” The wolf ran to "
    "the farm, and the fox ran after the wolf. The fox laughed."
)


@pytest.fixture(scope="module")
def reader() -> Embedded:
    return Embedded()


def who(text: str, reading: models.Reading, phrase: str, word: str) -> models.Cluster | None:
    """The cluster that has the word inside the phrase."""
    start = text.index(phrase) + phrase.index(word)
    for cluster in (*reading.characters, *reading.others):
        if any((m.start, m.end) == (start, start + len(word)) for m in cluster.mentions):
            return cluster
    return None


def test_a_girl_named_mira_is_mira(reader):
    reading = reader.read(LANTERN, language="en")
    names = [cluster.name for cluster in reading.characters]
    assert "Mira" in names and "The girl" not in names
    assert who(LANTERN, reading, "she lit it", "she").name == "Mira"


def test_an_animal_that_speaks_is_a_character(reader):
    reading = reader.read(LANTERN, language="en")
    fox = next(cluster for cluster in reading.characters if "fox" in cluster.name.lower())
    assert fox.entity == "animal" and not fox.minor


@pytest.mark.parametrize(("phrase", "word"), [("covered my path", "my"), ("walk with me", "me")])
def test_what_the_fox_says_of_itself_is_the_foxs(reader, phrase, word):
    assert "fox" in who(LANTERN, reader.read(LANTERN, language="en"), phrase, word).name.lower()


def test_whom_the_fox_speaks_to_is_not_the_fox(reader):
    assert who(LANTERN, reader.read(LANTERN, language="en"), "Will you", "you").name == "Mira"


def test_a_fox_is_no_wolf(reader):
    reading = reader.read(TWO_BEASTS, language="en")
    wolf = who(TWO_BEASTS, reading, "The wolf ran", "The wolf")
    fox = who(TWO_BEASTS, reading, "The fox laughed", "The fox")
    assert wolf is not None and fox is not None and wolf is not fox
    assert who(TWO_BEASTS, reading, "“I am hungry too", "I") is fox


def test_they_alone_are_no_character(reader):
    assert "They" not in {cluster.name for cluster in reader.read(LANTERN, language="en").characters}


def test_beings_act_when_they_speak_or_do_twice():
    assert acting(words_of("“Come,” said the teapot. The dog slept by a fox.")) == {"teapot"}
    assert acting(words_of("The dog opened the door. Then the dog jumped.")) == {"dog"}


def test_a_beings_noun_phrase_reaches_back_to_its_article():
    words = words_of("A little red fox skin hung there. The old fox saw it.")
    assert [" ".join(words.tokens[s : e + 1]) for s, e in spans_of(words, frozenset({"fox"})).tolist()] == [
        "The old fox"
    ]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("“Where to?” asked the old tree. “Home,” said Anna.", {"tree"}),
        ("“I blow where I like,” the wind whispered.", {"wind"}),
        ("Then the star said, “Follow me.”", {"star"}),
        ("“O moon, tell me where he is!” she cried.", {"moon"}),
        ("“Come,” said the Sun Goddess.", set()),
        ("The wind sighed. The river murmured and the tree moaned all night.", set()),
        ("“The moon, you see, is full,” said Anna. The sun sang in her heart.", set()),
    ],
)
def test_the_moon_and_its_like_act_where_words_are_theirs(text, heard):
    assert acting(words_of(text)) == heard


def test_a_tree_and_a_star_that_speak_are_characters_and_those_that_stand_there_are_not(reader):
    text = (
        "A girl walked in the wood. “Where do you go?” asked the old tree. “Home,” said the girl. “Beware,” said the "
        "tree. “I see a wolf,” said the star, and the star winked. The river ran by. The river was deep."
    )
    found = {cluster.name: cluster.entity for cluster in reader.read(text, language="en").characters}
    assert found.get("The old tree") == found.get("The star") == "person"
    assert "The river" not in found
