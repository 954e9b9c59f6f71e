"""What an author calls each of the cast: the proper name, else the clearest noun phrase."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from storyvid.models import MentionKind
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_traits import HE, ME, SHE, head_of, is_genitive
from storyvid.reading.coref.embedded_words import Words

_FEW_NOUNS = 3
_LOOSE = frozenset("some all many several any other various".split())
_SPEAKERS = frozenset("my our your thy".split())
_QUANTITIES = frozenset("one some each both all many several few most another others none any either neither".split())
_DROPPED = frozenset("the a an my our dear poor sweet oh o".split())
# "the second Sir Walter", "the late Lady Belmont": told apart from one of the same name
_ANOTHER = frozenset("a an another other second third such no every each late former elder younger".split())
_FEW_MENTIONS = 5
_TELLS_MORE = frozenset(", who whom whose which that".split())
_SAINTS = frozenset("st. st saint".split())
_HEIGHTS = frozenset("mount mt. lake loch cape".split())
_THERE = frozenset("at in near outside inside".split())
_REGNAL = re.compile(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True)
class Member:
    """A mention of a group: words from `start` to `end`, inclusive; `pronoun` is its class, -1 for what is none."""

    start: int
    end: int
    kind: MentionKind
    pronoun: int
    quoted: bool
    many: bool


def weight(group: Sequence[Member]) -> float:
    """How much a group matters: its mentions, names for half as much again."""
    return len(group) + 0.5 * sum(member.kind == "name" for member in group)


def names_of(words: Words, groups: Sequence[Sequence[Member]]) -> list[str]:
    """A name for every group, a number added where two would be called the same."""
    bearers = _bearers(words, groups)
    return _distinct(groups, [_name(words, group, bearers) for group in groups])


def one_by_name(words: Words, groups: Sequence[Sequence[Member]], genders: Sequence[str]) -> list[int]:
    """(groups,) the number of the group that each belongs to: a proper name heard again in passing is no second bearer.

    A group of few mentions joins the most important one called the same; "she" no "he", one no many, and not who is
    told apart as "another" or "the second".  `genders`: as in `Cluster`.
    """
    bearers = _bearers(words, groups)
    into: list[int] = list(range(len(groups)))
    first: dict[str, int] = {}
    for number in sorted(into, key=lambda number: -weight(groups[number])):
        group = groups[number]
        if not (own := _own_names(words, group, bearers)):
            continue
        known = first.setdefault(_proper(words, own), number)
        slight = len(group) <= _FEW_MENTIONS and len(group) * 2 <= max(len(groups[known]), 2)
        apart = _are_told_apart(words, own) or _are_told_apart(words, _own_names(words, groups[known], bearers))
        if known != number and slight and not apart and _fit(genders[known], genders[number]):
            into[number] = known
    return into


def _are_told_apart(words: Words, names: list[Member]) -> bool:
    return any({word.lower() for word in words.tokens[name.start : name.end + 1]} & _ANOTHER for name in names)


def _fit(one: str, other: str) -> bool:
    """No "he" with "she", no many with one."""
    return one == other or not ({one, other} >= {"male", "female"} or "plural" in (one, other))


def is_place(words: Words, group: Sequence[Member]) -> bool:
    """Whether a group's names are a place's: "Mount Fuji", and "St. Mary" who is only ever "at St. Mary's"."""
    if any(member.kind != "name" for member in group):
        return False
    firsts = {words.tokens[_core(words, member)[0]].lower() for member in group}
    if firsts <= _HEIGHTS:
        return True
    held = [_stands_for_place(words, member) for member in group]
    return firsts <= _SAINTS and None not in held and any(held)


def _stands_for_place(words: Words, name: Member) -> bool | None:
    """True for "at St. Mary" and "St. Mary's, ", False for "of St. Mary", which may be either; None for somebody."""
    start, end = _core(words, name)
    before = words.tokens[start - 1].lower() if start else ""
    after = end + 1
    if before in _THERE:
        return True
    if after < len(words) and is_genitive(words.tokens[after]):
        owned = words.tokens[after + 1] if after + 1 < len(words) else ""
        known = lexicon.noun(owned.lower())
        return True if not owned.islower() or owned in lexicon.FUNCTION or (known and known[1] == "place") else None
    return False if before == "of" else None


def _bearers(words: Words, groups: Sequence[Sequence[Member]]) -> dict[str, int]:
    """Who bears a name word most often: the number of the group, by the first of its mentions' words."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for group in groups:
        for member in group:
            for token in words.tokens[member.start : member.end + 1] if member.kind == "name" else ():
                counts[token][group[0].start] += 1
    return {word: count.most_common(1)[0][0] for word, count in counts.items()}


def _own_names(words: Words, group: Sequence[Member], bearers: dict[str, int]) -> list[Member]:
    """The names that a group goes by: not a noun's, nor one that another bears, nor that of one among many."""
    names = [member for member in group if member.kind == "name"]
    nouns = [member for member in group if member.kind == "noun"]
    if names and len(names) * 2 <= sum(member.many for member in nouns):
        return []
    heads = {words.tokens[_core(words, member)[1]].lower() for member in nouns}
    made = []
    for member in names:
        start, end = _core(words, member)
        is_noun = start == end and (word := words.tokens[end].lower()) in heads and lexicon.noun(word) is not None
        capitals = [word for word in words.tokens[member.start : member.end + 1] if word[0].isupper()]
        own = not capitals or any(bearers[word] == group[0].start for word in capitals)
        if not is_noun and (own or len(nouns) < _FEW_NOUNS):
            made.append(member)
    return made


def _name(words: Words, group: Sequence[Member], bearers: dict[str, int]) -> str:
    if names := _own_names(words, group, bearers):
        return _proper(words, names)
    nouns = [member for member in group if member.kind == "noun"]
    if sum(member.pronoun == ME and not member.quoted for member in group) * 2 > len(group):
        return "The narrator"
    if not nouns:
        return _unnamed(words, group)
    return _phrase(words, nouns)


def _proper(words: Words, names: list[Member]) -> str:
    """The fullest of the names said often enough; with "the" where it is mostly said so ("The Happy Prince")."""
    said: Counter[str] = Counter()
    articled: Counter[str] = Counter()
    for member in names:
        start, end = _core(words, member)
        name = _written([_cased(words.tokens[k], first=k == start) for k in range(start, end + 1)])
        said[name] += 1
        articled[name] += start > member.start and words.tokens[start - 1].lower() == "the"
    usual, most = said.most_common(1)[0]
    fuller = [
        name
        for name, count in said.items()
        if len(name.split()) <= 4
        and (count * 2 >= most or (count * 6 >= most and set(usual.split()) <= set(name.split())))
    ]
    name = max(fuller or said, key=lambda name: (len(name.split()), said[name]))
    return _capital(f"the {name}" if articled[name] * 2 > said[name] else name)


def _phrase(words: Words, nouns: list[Member]) -> str:
    """The clearest noun phrase: said often, short, not told by "my" or "his" where another is."""
    heads = Counter(words.tokens[_core(words, member)[1]].lower() for member in nouns)
    said = Counter(_spoken(words, member) for member in nouns)
    worth: dict[str, float] = {}
    for member in nouns:
        phrase, owned = _spoken(words, member)
        clear = heads[words.tokens[_core(words, member)[1]].lower()] + said[phrase, owned] - 2.0 * owned
        worth.setdefault(phrase, clear - 0.5 * abs(len(phrase.split()) - 2.5))
    return _capital(max(worth, key=lambda phrase: worth[phrase]))


def _spoken(words: Words, member: Member) -> tuple[str, bool]:
    """A noun phrase with "the" for whatever article or "my" it has, and whether it began with such a word or "his"."""
    start, end = _core(words, member)
    if end == start and words.tokens[end].lower() in _QUANTITIES:
        return _written([word.lower() if k == start else word for k, word in _within(words, member)]), False
    told = [
        token.lower() if token.istitle() and k == 0 else token for k, token in enumerate(words.tokens[start : end + 1])
    ]
    told = told[1:] if told[0].lower() == "such" and len(told) > 1 else told
    owned = told[0].lower() in lexicon.POSSESSIVES
    if told[0].lower() in _LOOSE and len(told) > 1:
        told = told[1:] if told[1] in lexicon.DETERMINERS else ["the", *told[1:]]
    if told[0].lower() in _SPEAKERS and len(told) > 1:
        told[0] = "the"  # "my wife" is whose? the wife
    if len(told) > 1 and told[0].lower() in ("the", "this", "that", "these", "those", "a", "an", "one", "another"):
        rest = told[1:]
        while len(rest) > 1 and rest[0].lower() in lexicon.NAMELESS:
            rest = rest[1:]
        told = ["the", *rest]
    return _written(told), owned


def _within(words: Words, member: Member) -> list[tuple[int, str]]:
    """ "one of the Afghans", whole but for a clause after it."""
    inside = range(member.start, member.end + 1)
    end = next((k for k in inside if words.tokens[k].lower() in _TELLS_MORE and k > member.start), inside.stop)
    return [(k, words.tokens[k]) for k in range(member.start, end)]


def _unnamed(words: Words, group: Sequence[Member]) -> str:
    said = Counter(member.pronoun for member in group)
    if said[SHE] != said[HE]:
        return "Unnamed woman" if said[SHE] > said[HE] else "Unnamed man"
    return _capital(words.tokens[group[0].start])


def _core(words: Words, member: Member) -> tuple[int, int]:
    """The mention without what follows its head; of a name, without a leading article or endearment."""
    tokens, start = words.tokens, member.start
    end = head_of(tokens, start, member.end)
    if member.kind == "noun":
        end = _noun_end(tokens, start, _listed_end(tokens, end, member.end))
    if member.kind == "name" and end + 2 <= member.end <= end + 3 and tokens[end + 1].lower() in ("of", "the"):
        end = member.end  # "Thomas of Ercildoune"
    while (
        member.kind == "name" and start < end and (not tokens[start][0].isupper() or tokens[start].lower() in _DROPPED)
    ):
        start += 1
    while end > start and is_genitive(tokens[end]):
        end -= 1
    return start, end


def _listed_end(tokens: tuple[str, ...], head: int, last: int) -> int:
    """The noun behind adjectives told one by one: "woman" of "an old, bent woman"; else the head itself."""
    listed = tokens[head].lower() in lexicon.ADJECTIVES and tokens[head + 1 : head + 2] in ((",",), ("and",))
    if not listed or head == last:
        return head
    return next((k for k in range(head + 2, min(head + 6, last + 1)) if lexicon.noun(tokens[k].lower())), head)


def _noun_end(tokens: tuple[str, ...], start: int, end: int) -> int:
    """The last noun known as one, where what follows is none: "the woman" of "the woman seated"."""
    known = [k for k in range(start, end + 1) if lexicon.noun(tokens[k].lower())]
    return known[-1] if known and tokens[end].lower().endswith(("ed", "ing")) else end


def _cased(token: str, *, first: bool) -> str:
    """No shouting; the number of a king keeps its capitals."""
    if not token.isupper() or len(token) < 3 or (not first and _REGNAL.fullmatch(token)):
        return token
    return token.capitalize()


def _written(tokens: list[str]) -> str:
    text = ""
    for token in tokens:
        text += token if token in (",", ".") or is_genitive(token) or not text else f" {token}"
    return text


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _distinct(groups: Sequence[Sequence[Member]], names: list[str]) -> list[str]:
    """The names, a number added to those said before; the more important entity keeps the plain one."""
    taken: Counter[str] = Counter()
    told = list(names)
    for k in sorted(range(len(names)), key=lambda k: -weight(groups[k])):
        taken[names[k]] += 1
        if taken[names[k]] > 1:
            told[k] = f"{names[k]} ({taken[names[k]]})"
    return told
