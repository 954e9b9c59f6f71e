"""The rules reader."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid import models
from storyvid.errors import BadInput
from storyvid.reading.coref import read_story
from storyvid.reading.coref.rules import Rules

WOLF = """Little Red Riding Hood

Once upon a time there was a girl named Little Red Riding Hood. Her mother gave her a basket. "Take this to
your grandmother," said her mother. "I will, Mother," said Little Red Riding Hood.

In the forest she met a wolf. The wolf bowed to her. "Where are you going?" asked the wolf. "I am going to my
grandmother," she answered. He ran ahead. The wolf came to the cottage of the old woman and swallowed her.

Then a huntsman came by. The huntsman heard him snore, and he opened the wolf with his knife. The old woman
thanked him, and the wolf never troubled her again."""

GROUPS = """Hansel and Gretel lived by a wood. They were hungry. Seven dwarfs lived there too. The dwarfs worked in
the mountain, and they came home in the evening. Hansel saw them. "We are tired," said the dwarfs."""

NOVEL = """Mr. Darcy looked at Miss Bennet. Darcy bowed to her, and Fitzwilliam Darcy, as his aunt called him, never
bowed without reason. Mrs. Bennet saw it from the window. Mr. Bennet read his book in London."""

TELLER = """I was born in a small town by the sea. My father was a sailor, and I loved him. When I was ten my father
sailed away. "You must look after your mother," he told me. I promised."""


def cast(text):
    return {cluster.name: cluster for cluster in Rules().read(text, language="en").characters if not cluster.minor}


def said(text, cluster):
    return [text[mention.start : mention.end] for mention in cluster.mentions]


def cluster_at(text, phrase, word=None, nth=0):
    """The cluster that has a mention at the word inside the phrase."""
    place = -1
    for _ in range(nth + 1):
        place = text.index(phrase, place + 1)
    word = word or phrase
    start = place + phrase.index(word)
    reading = Rules().read(text, language="en")
    for cluster in (*reading.characters, *reading.others):
        if any(m.start == start and m.end == start + len(word) for m in cluster.mentions):
            return cluster.name
    return None


def test_a_tale_gives_its_cast_by_name_with_kind_and_gender():
    found = cast(WOLF)
    assert list(found)[:2] == ["Little Red Riding Hood", "The wolf"]
    assert found["Little Red Riding Hood"].gender == "female"
    assert (found["The wolf"].entity, found["The wolf"].gender) == ("animal", "male")
    assert found["The huntsman"].gender == "male"
    assert "Little Red Riding Hood’s mother" in found


@pytest.mark.parametrize(
    ("text", "phrase", "word", "name"),
    [
        (WOLF, "Her mother", "Her", "Little Red Riding Hood"),
        (WOLF, "a girl named", "a girl", "Little Red Riding Hood"),
        (WOLF, "I will,", "I", "Little Red Riding Hood"),
        (WOLF, "she met", "she", "Little Red Riding Hood"),
        (WOLF, "are you going", "you", "Little Red Riding Hood"),
        (WOLF, "he opened", "he", "The huntsman"),
        (WOLF, "He ran", "He", "The wolf"),
        (GROUPS, "They were", "They", "Hansel and Gretel"),
        (GROUPS, "they came", "they", "The seven dwarfs"),
        (GROUPS, "We are", "We", "The seven dwarfs"),
        (WOLF, "The old woman\nthanked", "The old woman", "Little Red Riding Hood’s grandmother"),
        (TELLER, "I loved", "I", "The narrator"),
        (TELLER, "loved him", "him", "The narrator’s father"),
        (TELLER, "You must", "You", "The narrator"),
    ],
)
def test_every_word_goes_to_whom_it_speaks_of(text, phrase, word, name):
    assert cluster_at(text, phrase, word) == name


def test_variants_of_a_name_are_one_character_and_other_titles_are_not():
    found = cast(NOVEL)
    darcy = next(cluster for name, cluster in found.items() if "Darcy" in name)
    assert {"Mr. Darcy", "Darcy", "Fitzwilliam Darcy"} <= set(said(NOVEL, darcy))
    assert {cluster_at(NOVEL, f"{title} Bennet") for title in ("Miss", "Mrs.", "Mr.")} == {
        "Miss Bennet",
        "Mrs. Bennet",
        "Mr. Bennet",
    }


def test_places_are_not_in_the_cast():
    reading = Rules().read(NOVEL, language="en")
    assert "London" in {cluster.name for cluster in reading.others}
    assert {cluster.entity for cluster in reading.others if cluster.name in ("London", "The window")} == {"place"}
    assert not {"London", "The cottage", "The forest"} & set(cast(NOVEL) | cast(WOLF))


def test_groups_are_characters_of_their_own():
    found = cast(GROUPS)
    assert (found["The seven dwarfs"].entity, found["The seven dwarfs"].gender) == ("group", "plural")


def test_the_first_word_of_a_sentence_is_no_name():
    text = "Suddenly a fox came. Never had Anna seen one. Presently it left. Perhaps Anna slept. Winter came."
    assert not {"Suddenly", "Never", "Presently", "Perhaps", "Winter"} & {
        cluster.name for cluster in Rules().read(text, language="en").characters
    }


def test_the_same_noun_twice_is_one_and_another_is_two():
    text = (
        "An old king had two sons. The eldest son was proud, and the youngest son was kind. One day the eldest son "
        "rode out. Another king met him. The youngest son stayed with the old king."
    )
    assert cluster_at(text, "the youngest son") == cluster_at(text, "The youngest son")
    assert cluster_at(text, "the eldest son") == cluster_at(text, "The eldest son")
    assert cluster_at(text, "the eldest son") != cluster_at(text, "the youngest son")
    assert cluster_at(text, "Another king") != cluster_at(text, "An old king") == cluster_at(text, "the old king")


def test_a_thing_that_speaks_is_a_character():
    text = 'The teapot stood on a shelf. "I am the queen here," said the teapot. The teapot was proud of its lid.'
    assert "The teapot" in cast(text)
    assert cluster_at(text, "I am", "I") == "The teapot"


def test_walk_ons_are_minor():
    text = WOLF + " A baker saw it."
    baker = next(c for c in Rules().read(text, language="en").characters if c.name == "The baker")
    assert baker.minor


def test_emoji_and_accents_keep_the_ranges_right():
    text = "😀 Émile met Zoë. 🐺 The wolf saw Zoë and followed her."
    for cluster in Rules().read(text, language="en").characters:
        for mention in cluster.mentions:
            assert text[mention.start : mention.end].strip(" 😀🐺.") == text[mention.start : mention.end] != ""


WORDS = st.lists(
    st.sampled_from(
        "the a king queen wolf Anna Mr. Fox said he she his her they it I you we my and of named , . ! ? \" “ ” ' \n\n "
        "old youngest sons England was saw him".split(" ")
    ),
    max_size=80,
).map(" ".join)


@given(st.one_of(st.text(max_size=200), WORDS))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_with_ranges_inside_it(text):
    reading = Rules().read(text, language="en")
    names = [cluster.name for cluster in (*reading.characters, *reading.others)]
    assert all(names) and len(set(names)) == len(names)
    spans = set()
    for cluster in (*reading.characters, *reading.others):
        assert cluster.mentions == tuple(sorted(cluster.mentions, key=lambda m: (m.start, m.end)))
        for mention in cluster.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert (mention.start, mention.end) not in spans
            spans.add((mention.start, mention.end))


def test_the_same_text_is_read_the_same():
    assert Rules().read(WOLF, language="en") == Rules().read(WOLF, language="en")


def test_three_thousand_words_are_read_at_once():
    text = (WOLF + "\n\n" + NOVEL + "\n\n") * 20
    Rules().read("Warm up.", language="en")
    started = time.process_time()
    Rules().read(text, language="en")
    assert len(text.split()) > 2500 and time.process_time() - started < 5


def test_a_language_it_does_not_know_says_what_would_help():
    with pytest.raises(BadInput, match="by hand"):
        Rules().read("Es war einmal.", language="de")
    with pytest.raises(BadInput, match="coreferee"):
        read_story("Es war einmal.", language="de")


def test_the_registered_reader_is_this_one():
    assert isinstance(models.find("readers", "rules"), models.Reader)
    assert read_story(WOLF, language="en") == Rules().read(WOLF, language="en")


def test_a_verb_that_is_also_a_name_is_no_character_before_a_pronoun():
    text = "A fox met a hen. “Will you walk with me?” said the fox. “May I ask why?” said the hen. The fox laughed."
    assert not {"Will", "May"} & {cluster.name for cluster in Rules().read(text, language="en").characters}


@pytest.mark.parametrize("number", ["I", "II", "XIV", "I.", "III. The Fox"])
def test_the_number_of_a_chapter_is_nobody(number):
    text = f"CHAPTER {number}\n\nTom went home. He was tired.\n\nChapter {number}\n\nTom slept."
    reading = Rules().read(text, language="en")
    spoken_of = {name for cluster in reading.characters for name in said(text, cluster)}
    assert {"Tom", "He"} <= spoken_of and not spoken_of & {"I", "II", "III", "XIV"}
    assert "The narrator" not in {cluster.name for cluster in reading.characters}
