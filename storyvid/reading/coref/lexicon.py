"""English words a rules reader knows, from lexicon.txt: people, animals, places with gender; verbs; function words."""

from importlib.resources import files
from typing import Literal

from storyvid.reading.wordlists import word_lists

Gender = Literal["female", "male", "neuter", "plural", ""]


_WORDS = word_lists(files(__package__) / "lexicon.txt")


def _pairs(section: str) -> dict[str, str]:
    return dict(word.split("=") for word in _WORDS[section])  # type: ignore[misc]


FEMALE_NAMES, MALE_NAMES = set(_WORDS["female-names"]), set(_WORDS["male-names"])
NOT_NAMES, PLACE_NAMES, PLACE_HEADS = (set(_WORDS[name]) for name in ("not-names", "place-names", "place-heads"))
TITLES = _pairs("titles")  # with gender
KIN = set(_WORDS["kin"])
GENERAL = set(_WORDS["general"])  # nouns that take up whoever was last spoken of
YOUNG, GROWN = set(_WORDS["young"]), set(_WORDS["grown"])
BIRDS = set(_WORDS["birds"])
PLURALS = _pairs("plurals")  # irregular ones
KINDS = _pairs("kinds")  # a kitten is a cat
VERBS_TOO = set(_WORDS["verbs-too"])  # plurals that are verbs more often: they need an article or an adjective
NOT_AFTER_HEAD = set(_WORDS["not-after-head"])  # "the wolf skin" is no wolf
STAND_ALONE = set(_WORDS["stand-alone"])  # people without an article
QUANTIFIED = set(_WORDS["quantified"])  # "nobody", "every man": no one in particular
NAMELESS = set(_WORDS["nameless"])  # adjectives that a name on the screen does without
ADJECTIVES, NUMBERS, FUNCTION = (set(_WORDS[name]) for name in ("adjectives", "numbers", "function"))
DETERMINERS = set(_WORDS["determiners"])
POSSESSIVES = {"his", "her", "my", "your", "their", "our", "its", "thy", "whose", "thine"}
SPEECH_VERBS = set(_WORDS["speech-verbs"])
SAYING = SPEECH_VERBS - set(_WORDS["not-saying"])  # verbs that a thing must do to be somebody
NO_SPEAKERS = set(_WORDS["no-speakers"])  # what "says" only in a manner of speaking
FIGURES = set(_WORDS["figures"])  # what a tale lets speak: it must do so by a quotation, "the wind sighed" says nothing
VERBS = SPEECH_VERBS | set(_WORDS["verbs"])
AGENT_VERBS = VERBS - set(
    "was were is had has did would could should might must can will lay fell stood came went got seemed became made "
    "broke began rose cut led".split()
)
PRONOUNS = {
    **dict.fromkeys("he him his himself".split(), "male"),
    **dict.fromkeys("she her hers herself".split(), "female"),
    **dict.fromkeys("it its itself".split(), "neuter"),
    **dict.fromkeys("they them their theirs themselves".split(), "plural"),
    **dict.fromkeys("i me my mine myself".split(), "speaker"),
    **dict.fromkeys("we us our ours ourselves".split(), "speakers"),
    **dict.fromkeys("you your yours yourself yourselves thou thee thy thine thyself ye".split(), "addressee"),
}
SUBJECT_PRONOUNS = {"he", "she", "it", "they", "i", "we", "you", "thou"}
OBJECT_PRONOUNS = {"him", "them", "me", "us", "thee"}


def _nouns() -> dict[str, tuple[str, Gender]]:
    known: dict[str, tuple[str, Gender]] = {}
    for section, entity, gender in (
        ("vehicles", "vehicle", "neuter"),
        ("places", "place", "neuter"),
        ("groups", "group", "plural"),
        ("animals", "animal", ""),
        ("person", "person", ""),
        ("male", "person", "male"),
        ("female", "person", "female"),
    ):
        known |= {word: (entity, gender) for word in _WORDS[section]}  # type: ignore[misc]
    known |= {word: ("animal", "male") for word in _WORDS["male-animals"]}
    known |= {word: ("animal", "female") for word in _WORDS["female-animals"]}
    return known


NOUNS = _nouns()


def noun(word: str) -> tuple[str, str, Gender, bool] | None:
    """The singular, entity, gender and whether it is plural of a noun the reader knows, else None."""
    if word == "does":
        return None
    if word in NOUNS:
        entity, gender = NOUNS[word]
        return word, entity, gender, entity == "group"
    single = PLURALS.get(word) or _singular(word)
    if single not in NOUNS:
        return None
    return single, NOUNS[single][0], "plural", True


def _singular(word: str) -> str:
    """The singular of a regular plural; the word itself where it is none."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
