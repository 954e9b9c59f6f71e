"""The embedded reader on stories of today: who says their own name, who is introduced, who is one and who two."""

import pytest

from storyvid import models
from storyvid.reading.coref.embedded import Embedded

BUNNY = (
    "Luna the little dragon flew to the lake. A fluffy white bunny hopped out of the bushes.\n\n"
    '"Why are you crying?" the bunny asked.\n\n"Because I\'m not a real dragon," Luna said.\n\n'
    '"I\'m Pip," said the bunny, "and I think bubbles are wonderful!"\n\nLuna blew a bubble. Pip clapped his paws.'
)
FAMILY = (
    'My brother Leo and I sat in the car, and we didn\'t say a word.\n\n"It was next to the fridge," said Dad.\n\n'
    '"Then it\'s still there," said Mum.\n\nMy aunt Rosie came in the evening. She had brought a guitar. Leo burned '
    "his fingers. My aunt laughed, and Mum stopped being cross."
)
TWINS = (
    'The twins were not allowed in the attic.\n\n"It smells like old socks," said Mia.\n\n"It smells like treasure," '
    'said Theo.\n\nThe door opened. A tiny woman with wings stood there, her hands on her hips.\n\n"Do you have any '
    'idea what time it is?" said the fairy.\n\nThe fairy\'s face went soft. "I am real," she said. "My name is '
    'Thistle. And you have woken me up."\n\nThistle sighed. "Mia," she said, "come here."'
)
DUCKS = (
    'By the stream the frog sang so loudly that the ducks woke up.\n\n"Some of us are trying to rest!" said the mother '
    'duck. Her ducklings peeped under her wings.\n\n"How do you do it?" asked the frog.\n\n"We snuggle," said the '
    "mother duck."
)
OWL = (
    'A small hedgehog could not sleep. "Oh dear," said the hedgehog. So he put on his slippers and walked to the old '
    'oak. The owl was sitting on the highest branch, polishing her glasses.\n\n"I can\'t sleep," said the hedgehog.'
    '\n\n"At night? I never do," said the owl.'
)
CAPTAIN = (
    "On the bridge, Captain Mara Voss stared at the red light on her console. She was a tall woman with cropped grey "
    'hair and a scar.\n\n"Report," she said.\n\n"Could be pirates," muttered Dex Okafor, the pilot.\n\n'
    '"Could be people," said Voss.'
)

ROBOT = (
    '"You\'re early," said Mr. Osei, the baker. He slid a tray of bread into the oven.\n\n"I can\'t sleep," Amara '
    'said. "My robot ran away."\n\nUnder the bridge sat the robot. It was holding a wet kitten.\n\n"I heard it '
    'crying," the robot said. "I did not want it to be alone."\n\nMr. Osei laughed until the canal rang with it.'
)


@pytest.fixture(scope="module")
def reader() -> Embedded:
    return Embedded()


def who(text: str, reading: models.Reading, phrase: str, word: str) -> models.Cluster:
    """The cluster that has the word inside the phrase."""
    start = text.index(phrase) + phrase.index(word)
    every = (*reading.characters, *reading.others)
    return next(c for c in every if any((m.start, m.end) == (start, start + len(word)) for m in c.mentions))


def test_who_says_a_name_of_their_own_bears_it(reader):
    reading = reader.read(BUNNY, language="en")
    assert who(BUNNY, reading, "the bunny asked", "the bunny") is who(BUNNY, reading, "Pip clapped", "Pip")
    assert who(BUNNY, reading, "Luna said", "Luna") is not who(BUNNY, reading, "Pip clapped", "Pip")


def test_she_who_says_her_name_is_not_who_was_named_before(reader):
    reading = reader.read(TWINS, language="en")
    thistle = who(TWINS, reading, "Thistle sighed", "Thistle")
    assert who(TWINS, reading, "The fairy's face", "The fairy") is thistle
    assert who(TWINS, reading, "said Mia", "Mia") is not thistle


def test_an_aunt_with_her_name_is_one_and_not_mum(reader):
    reading = reader.read(FAMILY, language="en")
    rosie = who(FAMILY, reading, "My aunt laughed", "My aunt")
    assert rosie is who(FAMILY, reading, "aunt Rosie came", "Rosie")
    assert rosie is not who(FAMILY, reading, "and Mum stopped", "Mum")


def test_the_mother_of_a_mother_duck_is_no_other(reader):
    reading = reader.read(DUCKS, language="en")
    names = [cluster.name for cluster in reading.characters]
    assert "The mother duck" in names and "The mother" not in names


def test_an_owl_with_her_glasses_is_she(reader):
    reading = reader.read(OWL, language="en")
    assert who(OWL, reading, "her glasses", "her") is who(OWL, reading, "said the owl", "the owl")


def test_what_she_is_said_to_be_is_no_other_woman(reader):
    reading = reader.read(CAPTAIN, language="en")
    assert [cluster.name for cluster in reading.characters if cluster.gender == "female"] == ["Captain Mara Voss"]


DIARY = (
    "Dear Diary,\n\nToday was the worst first day of school. Mum dropped me off late. When I walked in, Mr. Patel was "
    'taking the register.\n\n"Ah, Ellie Harris, I presume," he said. "Nice of you to join us."\n\nI went bright red. I '
    'got out my pencil case and dropped it.\n\n"Nice one, Harris!" said Jordan Miller.\n\nI told Mum everything. She '
    "laughed.\n\nLove, Ellie x"
)
YOU = (
    'You wake up in a room without doors. In the corner sits a cat, and the cat is looking at you.\n\n"Finally," says '
    'the cat. "I thought you would sleep forever."\n\nYou rub your eyes. You follow the cat down the stairs. A man is '
    'bent over a workbench. He looks at you, and you look at him.\n\n"Which way?" you said.'
)


def test_who_is_called_by_name_and_signs_a_diary_tells_it(reader):
    reading = reader.read(DIARY, language="en")
    names = [cluster.name for cluster in reading.characters]
    assert who(DIARY, reading, "I walked in", "I").name == "Ellie Harris"
    assert "The narrator" not in names and "Diary" not in names


def test_you_are_one_of_a_story_told_to_you(reader):
    reading = reader.read(YOU, language="en")
    you = who(YOU, reading, "You wake up", "You")
    assert you in reading.characters and you.name == "You"
    assert who(YOU, reading, "You follow", "You") is you and who(YOU, reading, "at him", "him") is not you


@pytest.mark.parametrize(("name", "gender"), [("Aoife", "female"), ("Yusuf", "male"), ("Dr. Elise Moreau", "female")])
def test_given_names_of_today_say_he_or_she(reader, name, gender):
    text = f'{name} came in and sat down. "Good," said {name}.'
    assert reader.read(text, language="en").characters[0].gender == gender


THEY = (
    "Robin had never liked the sea, which was awkward, because they lived on a boat. They were sixteen, with a shaved "
    'head and a silver ring in their nose.\n\n"That is no comfort," Robin said. They sat down on a crate and put their '
    'head in their hands.\n\nKit knelt down next to Robin. "See?" he said.\n\nRobin tried. They got it wrong. They '
    "grinned."
)


def test_robin_who_put_their_head_in_their_hands_is_one_person(reader):
    reading = reader.read(THEY, language="en")
    robin = who(THEY, reading, "Robin tried", "Robin")
    assert who(THEY, reading, "They grinned", "They") is robin
    assert (robin.entity, robin.gender) == ("person", "")


def test_many_who_put_their_heads_together_are_not_who_was_named_last(reader):
    text = THEY.replace("their head in their hands", "their heads together").replace("their nose", "their noses")
    reading = reader.read(text, language="en")
    assert who(text, reading, "They grinned", "They") is not who(text, reading, "Robin tried", "Robin")


def test_jones_is_peter_quill_jones(reader):
    text = (
        'By day, Peter Quill-Jones was the worst waiter in the city. "Jones!" yelled Mr. Grimaldi. "Table five!"\n\n'
        '"Yes, Mr. Grimaldi," said Peter. He pushed up his glasses.'
    )
    reading = reader.read(text, language="en")
    assert who(text, reading, "Jones!", "Jones") is who(text, reading, "said Peter", "Peter")


def test_a_robot_is_somebody_and_no_mister(reader):
    reading = reader.read(ROBOT, language="en")
    robot, baker = who(ROBOT, reading, "the robot", "the robot"), who(ROBOT, reading, "said Mr. Osei", "Mr. Osei")
    assert robot is not baker and robot in reading.characters and baker in reading.characters
    assert robot is who(ROBOT, reading, "I heard it", "I")


JOSIE = (
    "A woman with a red umbrella stood at the bus stop. She looked at her watch. Tom ran across the street, waving.\n\n"
    "“I am so sorry,” said Tom.\n\n“You are always sorry,” said the woman.\n\n“Listen, Josie, I lost my key,” said Tom."
    "\n\nShe laughed. “Again?” Josie took his arm, and they walked home."
)


def test_a_name_first_heard_in_a_call_is_that_of_whom_nobody_has_named(reader):
    reading = reader.read(JOSIE, language="en")
    josie = who(JOSIE, reading, "Listen, Josie", "Josie")
    assert josie is who(JOSIE, reading, "said the woman", "the woman")
    assert josie is who(JOSIE, reading, "Josie took", "Josie") and josie is not who(JOSIE, reading, "Tom ran", "Tom")


GREETED = (
    "A boy sat in the hall. The nurse came in and shook out the cushions. She put them back in their places.\n\n"
    "The next day the boy played in the drawing-room. “Hello, Emma!” he cried. The nurse bent down and kissed him."
)


def test_who_is_greeted_by_a_new_name_is_whom_the_story_turns_to(reader):
    reading = reader.read(GREETED, language="en")
    assert who(GREETED, reading, "Emma", "Emma") is who(GREETED, reading, "The nurse bent", "The nurse")
    barked = GREETED.replace("nurse", "dog").replace("She put", "He put").replace("bent down and kissed", "barked at")
    reading = reader.read(barked, language="en")
    assert who(barked, reading, "Emma", "Emma") is not who(barked, reading, "The dog barked", "The dog")


def test_the_princess_is_princess_elin_whoever_is_he_to_her(reader):
    text = (
        "Sir Roland was looking for the dragon that had stolen the princess.\n\nPrincess Elin sat in a high tower and "
        "combed her red hair. Below her the dragon slept.\n\n“Stop!” cried the princess from the stairs. “He is not "
        "wicked. He is only lonely.”\n\nRoland put away his sword, and Elin smiled."
    )
    reading = reader.read(text, language="en")
    assert who(text, reading, "Princess Elin", "Princess Elin") is who(
        text, reading, "cried the princess", "the princess"
    )


def test_a_captain_may_be_a_woman():
    text = (
        "Captain Rosa stood at the helm of her ship. The storm was near. “Hold on!” cried Rosa to the boy Tom.\n\n"
        "Tom held the rope. “We shall reach the island,” said Captain Rosa. Captain Hook was behind them."
    )
    found = {one.name: (one.gender, len(one.mentions)) for one in Embedded().read(text, language="en").characters}
    assert found["Captain Rosa"][0] == "female" and found["Captain Rosa"][1] >= 4 and "Rosa" not in found
    assert found["Captain Hook"][0] == "male"
