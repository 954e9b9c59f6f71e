"""How old a character is by what a story says: in years, at school, or as whose Mom is simply Mom."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from storyvid.models import Cluster
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.tokens import Token
from storyvid.reading.looks_shown import LINKS, phrase_end

Place = tuple[int, int, str]

GENERAL = {"female": "woman", "male": "man"}
CHILD = {"female": "girl", "male": "boy"}
_NUMBERS = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split(), 1)} | {
    word: 10 * number for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}  # fmt: skip
_ABOUT = frozenset("only just about barely nearly almost already now still not quite around".split())
_LEAST_YEARS = 4  # "I was one the others liked" is no age
_AT_SCHOOL = frozenset(
    "recess homework schoolbag schoolbags lunchbox playground schoolyard schoolbus kindergarten preschool babysitter "
    "classmate classmates bedtime".split()
)
_SCHOOLED = frozenset("after at to from in before for of".split())  # "after school", "late for school"
_OWNERS = frozenset("my her his their our".split())
_GRADES = frozenset("first second third fourth fifth sixth seventh eighth".split())
_PARENTS = frozenset("mom mommy mum mummy dad daddy mama papa grandma grandpa granny".split())
_GRAND = frozenset("grandma grandpa granny papa mama".split())
_GROWN = frozenset(
    "son daughter wife husband kids children students pupils boss office job girlfriend boyfriend".split()
)
_TITLES = frozenset("mr mrs ms miss mr. mrs. ms.".split())
_FRIENDS = frozenset("friend friends classmate classmates".split())
_ELDERS = frozenset("mother father grandmother grandfather aunt uncle teacher".split()) | _PARENTS


def aged(words: list[Token], places: Sequence[Place], cluster: Cluster) -> str:
    """ "little girl" of one who is six, "teenage boy" of one of fifteen, "" where the story tells no age."""
    told = [age for first, last, _ in places if (age := _age(words, first, last)) is not None]
    if not told:
        return ""
    age, young = told[0], CHILD.get(cluster.gender, "child")
    grown = GENERAL.get(cluster.gender, "person")
    if age < 8:
        return f"little {young}"
    if age < 18:
        teenager = f"teenage {young}" if cluster.gender else "teenager"
        return young if age < 13 else teenager
    return f"young {grown}" if age < 30 else f"old {grown}" if age >= 60 else GENERAL.get(cluster.gender, "")


def child_by_life(words: list[Token], places: Sequence[Place], cluster: Cluster, cast: Sequence[Cluster]) -> str:
    """ "girl" of one who goes to school, or whose parents the story calls Mom and Dad; "" where nothing says so.

    `cast`: all characters of the story, the most important first.
    """
    if cluster.name.split()[:1] and cluster.name.split()[0].lower().rstrip(".") in lexicon.TITLES.keys() | _ELDERS:
        return ""
    own = {at for first, last, _ in places for at in range(first, last)}
    narrates = any(words[first].lower in ("i", "me", "my") and words[first].quote < 0 for first, _, _ in places)
    schooled = _at_school(words)
    parents = _named_parents(words)
    leads = narrates or (cast[:1] != () and list(cast)[:1] == [cluster] and not _is_told_by_me(words))
    child = CHILD.get(cluster.gender, "child")
    if leads and _has_grown_ups_life(words, narrates):
        return ""
    if leads and (len(schooled) > 1 or (parents and (schooled or not narrates))):
        return child
    if leads and _calls_parents(words) and _lives_at_home(words):
        return child
    here = {words[at].sentence for at in own if words[at].quote < 0}
    strong = {words[at].sentence for at in schooled if words[at].lower in _AT_SCHOOL}
    if here & strong and _acts_there(words, places, strong):
        return child
    if len(schooled) < 2 or not _is_of_pupils(words, cast):
        return child if len(schooled) > 1 and _is_friend(words, places, {"my"}) else ""
    return child if _is_friend(words, places, _OWNERS) or _goes_with(words, places, cast[0]) else ""


def many_by_life(words: list[Token], noun: str, cast: Sequence[Cluster]) -> str:
    """ "children" of the three friends in a story of pupils; "" of all others."""
    friends = noun in _FRIENDS and len(_at_school(words)) > 1
    return "children" if friends and _is_of_pupils(words, cast) else ""


def _calls_parents(words: list[Token]) -> bool:
    """Whether somebody speaks to a parent: "Mum, can we keep him?"."""
    return any(
        token.quote >= 0
        and token.lower in _PARENTS
        and token.text.istitle()
        and (words[at + 1].text in ",!?." or words[at - 1].text == ",")
        for at, token in enumerate(words[:-1])
    )


def _lives_at_home(words: list[Token]) -> bool:
    """ "Amara lived with her mother", "her little brother": the narration's own words."""
    for at, token in enumerate(words[:-3]):
        told = [one.lower for one in words[at : at + 4]]
        if token.quote >= 0 or not told[1:]:
            continue
        with_parent = told[0] == "with" and told[1] in _OWNERS and told[2] in _ELDERS - {"uncle", "aunt", "teacher"}
        sibling = told[0] in _OWNERS and told[1] in ("little", "big") and told[2] in ("brother", "sister")
        if with_parent or sibling:
            return True
    return False


def _is_of_pupils(words: list[Token], cast: Sequence[Cluster]) -> bool:
    """Whether it is the story of a child at school, not of a teacher: whom it tells of first has no title."""
    if not cast or _is_told_by_me(words) or _has_grown_ups_life(words, narrates=False):
        return False
    first = cast[0].name.split()[:1]
    return first != [] and first[0].lower().rstrip(".") not in lexicon.TITLES.keys() | _ELDERS | _TITLES


def _goes_with(words: list[Token], places: Sequence[Place], lead: Cluster) -> bool:
    """ "Amara and Lina", "Lina and Amara": whom the narration joins to the child whose story it is."""
    name = {word.lower() for word in lead.name.split()}
    for first, last, kind in places:
        before = [token.lower for token in words[max(0, first - 2) : first]]
        after = [token.lower for token in words[last : last + 2]]
        joined = (before[1:] == ["and"] and before[0] in name) or (after[:1] == ["and"] and {*after[1:]} & name)
        if kind == "name" and words[first].quote < 0 and joined:
            return True
    return False


def _has_grown_ups_life(words: list[Token], narrates: bool) -> bool:
    """ "My son had homework", "her husband": whose story it is is no pupil."""
    owners = {"my", "our"} if narrates else {"his", "her"}
    return any(
        token.lower in owners and token.quote < 0 and {one.lower for one in words[at + 1 : at + 3]} & _GROWN
        for at, token in enumerate(words)
    )


def _at_school(words: list[Token]) -> list[int]:
    """Where a narration speaks of a pupil's life: homework, after school, Mrs Lee's class, the fifth grade."""
    found = []
    for at, token in enumerate(words):
        before = [one.lower for one in words[max(0, at - 4) : at]]
        school = token.lower == "school" and before[-1:] != [] and before[-1] in _SCHOOLED
        owned = token.lower == "class" and (before[-1:] == ["'s"] or before[-1:] == ["my"]) and (
            before[-1:] == ["my"] or bool(_TITLES & set(before))
        )  # fmt: skip
        grade = token.lower == "grade" and before[-1:] != [] and before[-1] in _GRADES
        if (
            token.lower in _AT_SCHOOL
            or school
            or owned
            or grade
            or (token.lower == "teacher" and before[-1:] != [] and before[-1] in _OWNERS)
        ):
            found.append(at)
    return found


def _named_parents(words: list[Token]) -> bool:
    """Whether the narration says "Mom" as a name, or "her mum": of the one that it tells of."""
    return any(
        token.lower in _PARENTS and token.quote < 0 and (
            (token.text.istitle() and _stands_alone(words, at))
            or (at > 0 and words[at - 1].lower in _OWNERS and token.lower not in _GRAND)
        )
        for at, token in enumerate(words)
    )  # fmt: skip


def _stands_alone(words: list[Token], at: int) -> bool:
    """ "Mom", no "his Mom", "Papa Bear" or "Old Granny"."""
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    owned = before is not None and (before.lower in lexicon.POSSESSIVES | {"'s", "the", "a"} or before.text.istitle())
    opens = before is None or before.sentence != words[at].sentence
    return (opens or not owned) and not (after is not None and after.text.istitle())


def _is_told_by_me(words: list[Token]) -> bool:
    return any(token.lower in ("i", "my") and token.quote < 0 for token in words)


def _acts_there(words: list[Token], places: Sequence[Place], sentences: set[int]) -> bool:
    """Whether a mention is the first of such a sentence: "Nkechi came running with her schoolbag"."""
    opened: dict[int, int] = {}
    for at, token in enumerate(words):
        opened.setdefault(token.sentence, at)
    return any(
        words[first].sentence in sentences
        and words[first].quote < 0
        and _opens(words, opened[words[first].sentence], first)
        for first, _, _ in places
    )


def _opens(words: list[Token], start: int, first: int) -> bool:
    """Whether a mention is among the first words of its sentence, before any verb: "At recess Amara and Lina"."""
    between = {token.lower for token in words[start:first]}
    return first - start < 4 or (first - start < 7 and "and" in between and not between & lexicon.VERBS)


def _is_friend(words: list[Token], places: Sequence[Place], owners: AbstractSet[str]) -> bool:
    """ "Jonah, who is supposed to be my best friend" where a pupil tells the story; "her friend Lina" in a pupil's."""
    for first, last, _ in places:
        told = [token.lower for token in words[last : last + 9]]
        for k, word in enumerate(told):
            if word in _FRIENDS and owners & set(told[max(0, k - 2) : k]) and not {".", "!", "?"} & set(told[:k]):
                return True
        before = [token.lower for token in words[max(0, first - 4) : first]]
        if owners & set(before) and set(before) & _FRIENDS:
            return True
    return False


def _age(words: list[Token], first: int, last: int) -> int | None:
    """ "She was six", "Mabel, who was only six,", "He is nine years old", "a girl of nine", "Tim, seven, ran"."""
    end = phrase_end(words, first, last)
    for begin in {end, last}:
        told = [token.lower for token in words[begin : begin + 9]]
        told = told[told[:1] == [","] :]
        told = told[told[:1] == ["who"] :]
        linked = told[:1] == ["aged"] or (told[:1] != [] and told[0] in LINKS | {"turned"})
        told = told[1:] if linked or told[:1] == ["of"] else told
        while told[:1] and told[0] in _ABOUT | {"no", "older", "younger", "than", "more"}:
            told = told[1:]
        if told[:1] and (age := _number(told[0])) is not None and _is_age(told, age, linked):
            return age
    found = next((token.lower for token in words[first:last] if token.lower.endswith("-year-old")), "")
    return _number(found.partition("-")[0]) if found else None


def _is_age(told: list[str], age: int, linked: bool) -> bool:
    """Whether a number, the first of some words, is one of years."""
    after = told[1] if len(told) > 1 else "."
    if after == "years":
        return told[2:3] in (["old"], ["of"])
    if not after.isalpha() and after != "'s":
        return True
    return linked and (after in ("and", "when") or (after in ("the", "that") and age >= _LEAST_YEARS))


def _number(word: str) -> int | None:
    tens, _, ones = word.partition("-")
    if ones and tens in _NUMBERS and ones in _NUMBERS:
        return _NUMBERS[tens] + _NUMBERS[ones]
    return _NUMBERS.get(word) or (int(word) if word.isdigit() and 0 < int(word) < 120 else None)
