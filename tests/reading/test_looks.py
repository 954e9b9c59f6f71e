"""Looks suggested from a story's own words."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.models import Cluster, Found
from storyvid.reading.coref.embedded import Embedded
from storyvid.reading.coref.rules import Rules
from storyvid.reading.looks import suggested_look


def look(text, name=None):
    """The look of the character called so, or of the first."""
    found = Rules().read(text, language="en").characters
    return suggested_look(text, next(cluster for cluster in found if name in (None, cluster.name)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There came a tall youth with fair hair and blue eyes.", "young man, tall, fair hair, blue eyes"),
        ("Anna wore a red cloak. Her golden hair shone.", "woman, golden hair, red cloak"),
        ("An old king had a long white beard. The king wept.", "old king, long white beard"),
        (
            "Once there was a girl. She was very small and pretty, and her eyes were blue.",
            "girl, small, pretty, blue eyes",
        ),
        (
            "The witch was dressed in a ragged black gown. She had a crooked nose.",
            "witch, crooked nose, ragged black gown",
        ),
        ("A great grey wolf ran by.", "wolf, grey"),
        ("His grandmother slept. The grandmother was ill.", "old woman"),
        ("Anna sang. Her hair was as black as ebony.", "woman, black hair"),
        ("Tom ran. He laughed.", "man"),
        ("Little Tomas ran. He laughed.", "little boy"),
        ("Old Tom ran. He laughed.", "old man"),
        ("Tom was a small boy. He laughed.", "boy, small"),
        ("Tom, a lad of nine, ran. He laughed.", "boy"),
        ("Tom ran. He said: if I were a king! He was not a boy. He laughed.", "man"),
        ("Tom, a girl and a dog ran. He was a beggar's friend.", "man"),
    ],
)
def test_the_storys_own_words_become_prompt_words(text, expected):
    names = {cluster.name: cluster for cluster in Rules().read(text, language="en").characters}
    assert expected in {suggested_look(text, cluster) for cluster in names.values()}


def test_a_name_that_is_a_garment_is_worn():
    text = "Little Red Riding Hood walked on. Little Red Riding Hood sang, and she picked flowers."
    assert look(text, "Little Red Riding Hood") == "little girl, red hood"


def test_a_moon_that_is_of_the_cast_is_a_moon():
    found = (Found(start=17, end=25, kind="noun"),)
    moon = Cluster(name="The moon", entity="person", mentions=found, gender="neuter")
    assert suggested_look("“Come,” said all the moon.", moon) == "moon"
    assert suggested_look("“Come,” said all the moon.", replace(moon, name="The one")) == ""


def test_what_is_said_of_another_is_left_alone():
    text = "The prince saw a lady in a green dress. The prince bowed to the lady. The prince smiled."
    assert look(text, "The prince") == "prince"
    assert "green dress" in look(text, "The lady")


def test_words_that_exclude_one_another_are_not_both_said():
    text = "The little man laughed. The little man danced. The big man wept, said the little man."
    assert "big" not in look(text, "The little man")


def test_nothing_said_gives_nothing():
    text = "Sam slept."
    nobody = Cluster(name="Sam", entity="person", mentions=(Found(start=0, end=3, kind="name"),))
    assert suggested_look(text, nobody) == ""


@given(st.text(max_size=120), st.integers(0, 60), st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_any_text_and_any_mention_give_a_line_of_words(text, start, length):
    cluster = Cluster(name="X", entity="person", mentions=(Found(start=start, end=start + length, kind="noun"),))
    found = suggested_look(text, cluster)
    assert found == found.strip() and "\n" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tomas was a small boy.", "boy, small"),
        ("Tomas, a lad of nine, ran.", "boy"),
        ("Tomas, a lad and a dog ran.", "man"),
        ("Tomas was a beggar's friend.", "man"),
        ("Tomas was a fox to them.", "man"),
        ("Tomas was a native of the town.", "man"),
    ],
)
def test_what_somebody_is_said_to_be_shows(text, expected):
    found = (Found(start=0, end=5, kind="name"),)
    assert suggested_look(text, Cluster(name="Tomas", entity="person", mentions=found, gender="male")) == expected


@pytest.mark.parametrize(("others", "expected"), [(0, "little boy"), (12, "little man")])
def test_little_said_once_of_many_times_makes_nobody_a_child(others, expected):
    text = "There was little Tomas." + " Tomas ran." * others
    spans = [(10, 22), *((24 + 11 * number, 29 + 11 * number) for number in range(others))]
    found = tuple(Found(start=start, end=end, kind="name") for start, end in spans)
    cluster = Cluster(name="Tomas", entity="person", mentions=found, gender="male")
    assert suggested_look(text, cluster) == expected


MODERN = [
    ("Mabel ran in. Mabel, who was six, held a snail. She smiled.", "Mabel", "little girl"),
    ("Leo laughed. He is only six.", "Leo", "little boy"),
    ("Robert frowned. He was fifteen years old.", "Robert", "teenage boy"),
    ("Robert frowned. He was three years in Leeds.", "Robert", "man"),
    ("Martha sighed. She had shimmering purple scales, big golden eyes, and a tiny silver tail.", "Martha",
     "woman, big golden eyes, shimmering purple scales, tiny silver tail"),
    ("Clara stood there in her red raincoat.", "Clara", "woman, red raincoat"),
    ("Clara was dressed all in black. She sat down.", "Clara", "woman, black clothes"),
    ("Peter pulled on his ripped jeans and his grey hoodie.", "Peter", "man, ripped jeans, grey hoodie"),
    ("Jordan Miller sat down. Jordan laughed. He coughed.", "Jordan Miller", "man"),
    ("Mum came in. Mum laughed. She sat down.", "Mum", "woman"),
    ("Clara was a detective. She sat down.", "Clara", "woman, detective"),
    ("In the cage sat a fat brown hamster called Albert. Albert slept.", "Albert", "hamster, fat, brown"),
    ("My little brother Max slept. Max snored. He is silly.", "Max", "little boy"),
    ("I walked Tobias, our dog. Tobias barked.", "Tobias", "dog"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "expected"), MODERN)
def test_what_stories_of_today_say_shows(text, name, expected):
    said = [(at, at + len(name)) for at in range(len(text)) if text.startswith(name, at)]
    begun = [(at, at + len(name.split()[0])) for at in range(len(text)) if text.startswith(name.split()[0] + " ", at)]
    pronouns = [(m.start(), m.end()) for m in re.finditer(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b", text)]
    female = any(text[start:end].lower() in ("she", "her") for start, end in pronouns)
    places = sorted({*(said or begun), *(begun if " " in name else ())})
    found = [Found(start=start, end=end, kind="name") for start, end in places]
    found += [Found(start=start, end=end, kind="pronoun") for start, end in pronouns]
    gender = "female" if female or name in ("Mum", "Clara", "Martha", "Mabel") else "male"
    assert suggested_look(text, Cluster(name=name, entity="person", mentions=tuple(found), gender=gender)) == expected


def test_what_is_anothers_is_not_shown_of_its_owner():
    text = (
        "Pip, the baker's small brown dog, ran. The baker's tall. He was a kind man with a grey beard and a red coat."
    )
    pip = Cluster(name="Pip", entity="person", gender="", mentions=(Found(start=0, end=3, kind="name"),))
    found = (
        Found(start=5, end=14, kind="noun"),
        Found(start=39, end=48, kind="noun"),
        Found(start=57, end=59, kind="pronoun"),
    )
    baker = Cluster(name="The baker", entity="person", gender="male", mentions=found)
    assert suggested_look(text, pip).startswith("dog")
    assert suggested_look(text, baker) == "baker, tall, grey beard, red coat"


def test_a_phrase_shows_its_parts_and_they_are_nobodys_build():
    text = "There sat a girl with short black hair and huge green headphones around her neck."
    cluster = Cluster(name="The girl", entity="person", gender="female",
                      mentions=(Found(start=10, end=80, kind="noun"),))  # fmt: skip
    assert suggested_look(text, cluster) == "girl, short black hair, huge green headphones"


@pytest.mark.parametrize(("name", "gender", "expected"), [
    ("The Teapot", "male", "teapot"), ("The Clockmaker", "male", "man, clockmaker"), ("The third", "male", "man"),
])  # fmt: skip
def test_a_thing_that_speaks_is_what_it_is_called(name, gender, expected):
    found = (Found(start=0, end=len(name), kind="name"),)
    cluster = Cluster(name=name, entity="person", mentions=found, gender=gender)
    assert suggested_look(f"{name} spoke.", cluster) == expected


def test_the_biggest_of_the_dragons_is_a_dragon():
    text = "The other dragons played. Blaze, the biggest of them all, roared."
    blaze = Cluster(name="Blaze", entity="person", gender="male", mentions=(Found(start=26, end=31, kind="name"),))
    assert suggested_look(text, blaze) == "dragon"


def test_a_name_that_no_reader_marked_shows_its_bearer_too():
    text = "Whiskers slept. She holds up WHISKERS, a fat ginger cat with a torn ear."
    cat = Cluster(name="Whiskers", entity="person", gender="female", mentions=(Found(start=0, end=8, kind="name"),))
    assert suggested_look(text, cat).startswith("cat")


def narrator(text):
    """The look of the "I" of a text, a woman."""
    found = tuple(Found(start=m.start(), end=m.end(), kind="pronoun") for m in re.finditer(r"\b(?:I|me|[Mm]y)\b", text))
    return suggested_look(text, Cluster(name="The narrator", entity="person", mentions=found, gender="female"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I sat in Mrs Lee's class. After school I went home.", "girl"),
        ("I was twelve the summer we moved.", "girl"),
        ("After school Dad came for me.", "girl"),
        ("I went to work. The office was cold.", "woman"),
        ("After school my son did his homework. I made tea.", "woman"),
    ],
)
def test_who_goes_to_school_is_a_child_and_whose_son_does_is_none(text, expected):
    assert narrator(text) == expected


def test_eyes_are_whose_look_it_is():
    text = "Tomas sat. The cat looked at him with green eyes."
    tomas = (
        Found(start=0, end=5, kind="name"),
        Found(start=text.index("him"), end=text.index("him") + 3, kind="pronoun"),
    )
    assert suggested_look(text, Cluster(name="Tomas", entity="person", mentions=tomas, gender="male")) == "man"
    cat = (Found(start=11, end=18, kind="noun"),)
    assert suggested_look(text, Cluster(name="The cat", entity="animal", mentions=cat)) == "cat, green eyes"


def people(text, names, lead=""):
    """The looks of those named in a text, the first the most important; "she" and "he" as the names are."""
    cast = []
    for name, gender in names.items():
        found = tuple(
            Found(start=m.start(), end=m.end(), kind="name") for m in re.finditer(rf"\b{re.escape(name)}\b", text)
        )
        cast.append(Cluster(name=name, entity="person", mentions=found, gender=gender))
    return [suggested_look(text, one, cast=cast) for one in cast]


TWO = {"Amara": "female", "Lina": "female"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amara ran to school. Her teacher smiled. Her friend Lina passed a note.", ["girl", "girl"]),
        ("Amara was late for school. Amara did her homework with Lina, her best friend.", ["girl", "girl"]),
        ("After school Amara and Lina met. Amara was late for school again. Lina slept.", ["girl", "girl"]),
        ("At recess Amara and Lina searched.", ["girl", "girl"]),
        ("Amara went to school, and her mum waved. Amara sang.", ["girl"]),
        ("Amara lived with her mother. “Mum, can we keep him?” said Amara.", ["girl"]),
        ("Amara had a little dog. “Mum, can we keep him?” said Amara to her little brother.", ["girl"]),
        ("Amara lived with her mother. “Can we keep him?” said Amara.", ["woman"]),
        ("Amara drove home. “Mum, I am late,” said Amara.", ["woman"]),
        ("Amara lived in a flat. Her friend Lina came. Amara and Lina laughed.", ["woman", "woman"]),
        ("Amara came from school. Her pupils did their homework. Her friend Lina sang.", ["woman", "woman"]),
        ("Amara was late for school. Amara did her homework. The woman called Lina came.", ["girl", "woman"]),
    ],
)
def test_friends_of_a_pupil_are_children_and_friends_of_a_teacher_are_not(text, expected):
    assert people(text, dict(list(TWO.items())[: len(expected)])) == expected


def test_a_teacher_who_leads_the_story_makes_nobody_a_pupil():
    text = "Ms. Green came to school. After school Ms. Green and Lina met. Her friend Lina laughed."
    assert people(text, {"Ms. Green": "female", "Lina": "female"})[1] == "woman"


def test_a_title_says_what_somebody_is_before_all_that_else_is_said():
    text = "Inspector Clara Voss ran. Inspector Clara Voss was a friend. Captain Rosa Bell sat. Dr. Lee fled."
    names = {"Inspector Clara Voss": "female", "Captain Rosa Bell": "male", "Dr. Lee": "male"}
    assert people(text, names) == ["woman, detective", "woman, captain", "man, doctor"]


def test_what_is_said_beside_a_noun_is_shown():
    text = "In came the director, a fat man with a grey beard, and sat down."
    director = Cluster(
        name="The director", entity="person", gender="male", mentions=(Found(start=8, end=20, kind="noun"),)
    )
    assert {"fat", "grey beard"} <= set(suggested_look(text, director).split(", "))
    assert people("Tom, a girl and a fat dog with a red coat ran.", {"Tom": "male"}) == ["man"]
    assert people("Tom, a boy from the fifth grade, sat.", {"Tom": "male"}) == ["boy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amara came from school. At recess Amara sat. The three friends met.", "children"),
        ("Amara came from work. At home Amara sat. The three friends met.", "friends"),
    ],
)
def test_friends_in_a_story_of_pupils_are_children(text, expected):
    amara = Cluster(name="Amara", entity="person", gender="female", mentions=(Found(start=0, end=5, kind="name"),))
    at = text.index("The three")
    friends = (Found(start=at, end=at + len("The three friends"), kind="noun"),)
    group = Cluster(name="The three friends", entity="group", gender="plural", mentions=friends)
    assert suggested_look(text, group, cast=[amara, group]) == expected


def test_names_after_a_colon_are_those_of_the_group_before_it():
    text = "Two girls came and sat with them: Mia and Zoe. Mia smiled."
    group = Cluster(name="Two girls", entity="group", gender="plural", mentions=(Found(start=0, end=9, kind="noun"),))
    zoe = Cluster(name="Zoe", entity="person", gender="female", mentions=(Found(start=42, end=45, kind="name"),))
    assert text[42:45] == "Zoe"
    assert suggested_look(text, zoe, cast=[group, zoe]) == "girl"
    other = text.replace(":", ".")
    assert suggested_look(other, zoe, cast=[group, zoe]) == "woman"


def test_mr_finch_looks_like_no_bird():
    text = "Mr. Finch taught the third class. The pupils liked Mr. Finch. He had a grey beard."
    reading = Embedded().read(text, language="en")
    looks = {one.name: suggested_look(text, one, cast=reading.characters) for one in reading.characters}
    assert "finch" not in looks["Mr. Finch"] and "grey beard" in looks["Mr. Finch"]
