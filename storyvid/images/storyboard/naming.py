"""One being under several words: groups that are then listed, kin by other names, "the knight" for Sir Roland."""

import re
from dataclasses import replace

from storyvid.images.storyboard.figures import BEINGS, is_beast, read_traits
from storyvid.images.storyboard.figures.words import ANIMALS, being_of, singular
from storyvid.images.storyboard.presence import is_missing, is_sought
from storyvid.images.storyboard.wording import words_of
from storyvid.recipes import Part

_NUMBER = "two|three|four|five|six|seven|eight|both|all|couple|pair"
_MEMBER = r"(?:(?:an?|the|one|his|her|its|my|our|old|little)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+|[A-Z][\w’'-]+)"
# "four friends ate bread: a girl, a baker and a dog", "Two girls came and sat with them: Mia and Zoe"
_GROUP = (
    rf"(?:(?:the|these|those|his|her|their|our)\s+)?(?:{_NUMBER})\s+(?:of\s+)?(?:[\w’'-]+\s+){{0,2}}?"
    r"([A-Za-z]+s|children|men|women|people|mice|geese)|(?:the|a|whole|this)\s+(family|gang|crew|team|group|party|band)"
)
_LISTED = re.compile(
    rf"\b(?:{_GROUP})\b([^.!?:;“”\"—–]{{0,90}}?)(?::| [—–-] )\s*"
    rf"({_MEMBER}(?:\s*,\s*(?:and\s+)?{_MEMBER})*?,?\s+and\s+{_MEMBER})",
    re.IGNORECASE,
)
_FRIENDS = re.compile(
    rf"\b(?:the|these|those|all|both|{_NUMBER})\s+(?:of\s+)?(?:the\s+)?(?:(?:{_NUMBER}|good|best|new|old|little)\s+)*"
    r"(friends|companions|comrades|pals|mates|buddies|travellers|travelers|adventurers)\b",
    re.IGNORECASE,
)
_KIN = (
    "mother mum mom mummy mommy mama mamma",
    "father dad daddy papa",
    "grandmother grandma granny gran nana grandmama",
    "grandfather grandpa grandad granddad",
)
SAME_KIN: dict[str, str] = {word: words.split()[0] for words in _KIN for word in words.split()}
_ANOTHER = frozenset("a an another other one two three second".split())
_THIS = frozenset("the this that old young little brave poor good big great".split())
_OWNED_PLACES = frozenset(
    "castle palace house cottage hut farm mill tower kingdom land garden field shop office village room gate".split()
)
_VESSELS = frozenset(
    "ship starship spaceship spacecraft boat rocket vessel yacht train submarine frigate schooner galleon".split()
)
_ATTRIBUTED = ANIMALS | {"giant", "baby", "fairy", "witch", "ogre"}


def without_groups(text: str, cast: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """The text with a group's members where the group was, "they" for one that the cast holds; the cast without it."""
    gone: set[str] = set()

    def members(match: re.Match[str]) -> str:
        noun = (match[1] or match[2]).casefold()
        if not being_of(noun) and not match[2]:
            return match[0]
        gone.add(noun)
        return f"{match[4]}{match[3]}"  # "a girl, a baker and a dog ate bread"

    text = _LISTED.sub(members, text)
    if len([part for part in cast if not _is_many(part)]) > 1:
        gone |= {match[1].casefold() for match in _FRIENDS.finditer(text)}
        text = _FRIENDS.sub("they", text)
    return text, tuple(part for part in cast if _last_word(part.name) not in gone or not _is_group(part))


def cast_there(words: list[str], spoken: list[bool], cast: tuple[Part, ...]) -> tuple[Part, ...]:
    """The cast without those who are only looked for or spoken about, and nobody twice ("the robot" Tik)."""
    cast = tuple(part for part in cast if not _is_vessel(words, part))
    there = [part for part in cast if not _is_elsewhere(words, spoken, part)] or list(cast)
    for part in tuple(there):
        noun = _only_noun(part)
        other = next((one for one in there if noun and one is not part and _is_called(words, noun, one)), None)
        if other:
            there.remove(part)
            if not other.text.strip():
                there[there.index(other)] = replace(other, text=part.text)
    return tuple(there)


def _is_vessel(words: list[str], part: Part) -> bool:
    """Whether the name is a ship's: "the starship Halcyon", "the Halcyon" of one of whom no look is known."""
    name = words_of(part.name)
    spots = [at for at in range(1, len(words)) if words[at] == name[0]] if len(name) == 1 and name[0].isalpha() else []
    if not spots or any(being_of(word) for word in words_of(part.text)) or being_of(name[0]):
        return False
    return all(words[at - 1] in _VESSELS or words[at - 1] == "the" for at in spots)


def spots_of_nouns(words: list[str], spoken: list[bool], cast: tuple[Part, ...]) -> dict[int, str]:
    """Where a noun of the look stands for one with a name: "the knight" is Sir Roland; by place, the name."""
    nouns: dict[str, list[str]] = {}
    for part in cast:
        if not _is_many(part):
            for word in {word for word in words_of(part.text) if word in BEINGS}:
                nouns.setdefault(word, []).append(part.name)
    found: dict[int, str] = {}
    for at, word in enumerate(words):
        if word in nouns and len(nouns[word]) == 1 and not _ANOTHER & set(words[max(at - 2, 0) : at]):
            before = words[at - 1] if at else "."
            if before in _THIS or (spoken[at] and before not in ("his", "her", "my")):
                found[at] = nouns[word][0]
        elif word in ("man", "woman") and words[max(at - 2, 0) : at] in (["the", "old"], ["that", "old"]):
            old = [part.name for part in cast if _is_old(part, word)]
            found |= {at: old[0]} if len(old) == 1 else {}
    return found


def _is_old(part: Part, noun: str) -> bool:
    """Whether "the old man" may be the one with that look: "old sailor"."""
    traits = read_traits(part.name, part.text)
    same = traits.gender == ("male" if noun == "man" else "female")
    return "old" in words_of(part.text) and not is_beast(traits) and same


def is_attributive(words: list[str], at: int, things: dict[str, str]) -> bool:
    """Whether the noun there only describes the thing named next: "a giant beanstalk", "the chicken soup"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    return being_of(words[at]) in _ATTRIBUTED and (following in things or singular(following) in things)


def is_owner(words: list[str], at: int) -> bool:
    """Whether the noun there only says whose a place is: "to the castle of the king"."""
    return at > 2 and words[at - 2] == "of" and words[at - 3] in _OWNED_PLACES


def _is_many(part: Part) -> bool:
    last = _last_word(part.name)
    return bool(being_of(last)) and singular(last) != last


def _is_group(part: Part) -> bool:
    return _is_many(part) or not being_of(_last_word(part.name))


def _last_word(name: str) -> str:
    return name.split()[-1].casefold() if name.split() else ""


def _only_noun(part: Part) -> str:
    """The noun of a character that is called by nothing else: "The robot"."""
    said = part.name.split()
    noun = _last_word(part.name)
    return noun if said and said[0].casefold() == "the" and being_of(noun) and not _is_many(part) else ""


def _is_called(words: list[str], noun: str, other: Part) -> bool:
    """Whether the words say that the noun is the other: "the robot Tik", "the alien, whose name was Oomi"."""
    name = next((word for word in words_of(other.name) if word not in BEINGS and word != "the"), "")
    for at, word in enumerate(words):
        if name and word == noun and words[max(at - 2, 0) : at] == [name, "the"]:  # "it was Biscuit, the hamster"
            return True
        if not name or word != noun or _ANOTHER & set(words[max(at - 2, 0) : at]):
            continue
        after = words[at + 1 : at + 5]
        if after[:1] == [name] or (name in after and {"named", "called", "name"} & set(after)):
            return True
    return False


def _is_elsewhere(words: list[str], spoken: list[bool], part: Part) -> bool:
    said = {word for word in words_of(part.name) if word not in ("the", "a", "old", "little", "sir", "mr", "mrs")}
    said = {word for word in said if len(word) > 1}
    spots = [at for at, word in enumerate(words) if re.sub(r"['’]s?$", "", word) in said]
    return bool(spots) and all(
        is_sought(words, at) or is_missing(words, at) or _owns_place(words, at) or (spoken[at] and _owns(words, at))
        for at in spots
    )


def _owns_place(words: list[str], at: int) -> bool:
    """Whether only somebody's place is named: "to the king's castle"."""
    return _owns(words, at) and bool(_OWNED_PLACES & set(words[at + 1 : at + 3]))


def _owns(words: list[str], at: int) -> bool:
    return words[at].endswith(("'s", "’s", "s'", "s’"))
