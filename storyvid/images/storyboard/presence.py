"""What is there and what is only spoken of: speech, similes, what is denied, idioms."""

import re

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[.!?;]")
SPEECH = re.compile(r"“[^”]{1,900}”|\"[^\"]{1,900}\"|(?<![\w])[‘'](?=[\w“])[^‘“]{1,900}?[’'](?!\w)")
COMPARING = frozenset("like as than".split())
BETWEEN = frozenset("a an the any some some another of were was it if though".split())
GONE = frozenset("gone lost vanished disappeared stolen missing".split())
NOT = frozenset("not never cannot unable hardly refused refuses refusing forgot failed".split())
ENDING = frozenset("and but who that which with when".split())
_TOLD = "book story stories tale tales tell told tells telling talk talked talking read song sang film movie dream"
SEEKING = {
    "about": frozenset(f"{_TOLD} dreamed dreamt think thinking thought know knew learned".split()),
    "of": frozenset(
        "dream dreamed dreamt dreams think thinking thought heard picture drawing photo painting story drew".split()
    ),
    "for": frozenset("look looked looking search searched searching hunt hunting sent longed longing".split()),
}
COMING = frozenset("come came return returned there home back".split())
STOLEN = frozenset("stolen kidnapped captured robbed".split())
DENYING = frozenset("no nor without neither never".split())
# Words that name a place or a being elsewhere, and none in these turns of speech.
IDIOMS = re.compile(
    r"\b(?:(?:for|in|good|thank|by) (?:heaven|heavens|god|goodness)(?:['’]s)?(?: (?:sake|name))?|"
    r"(?:what|how|why|where|who) (?:on|in) (?:earth|the world)|all the world|in the world|dear me|my dears?|"
    r"on the other hand|at (?:first|last|any) (?:hand|rate)|in the end|by the way|on (?:his|her|their|my|your) way|"
    r"(?:no|in no|any|this|that|either|what|a|in a|such a) way|a good deal|great deal|of course|"
    r"(?:fell|fall|sank|went|burst) (?:in|into|to) (?:a rage|tears|love|pieces)|beside (?:him|her|them|it)self|"
    r"heart of (?:gold|stone)|from time to time|the house of|man of (?:his|her) word|son of a|"
    r"(?:in|by) the name of|(?:sea|mountain|river|ocean|forest|stream)s? of (?:tears|trouble|gold|people|joy|grief))\b",
    re.IGNORECASE,
)


def told(text: str) -> str:
    """The text with its idioms left out."""
    return IDIOMS.sub(" , ", text)


def words_with_speech(text: str) -> tuple[list[str], list[bool]]:
    """The text's words in lower case ("." and such for ends of sentences), and which of them are said by someone."""
    said = [match.span() for match in SPEECH.finditer(text)]
    words, spoken = [], []
    at = 0
    for match in WORD.finditer(text):
        while at < len(said) and said[at][1] <= match.start():
            at += 1
        words.append(match[0].casefold())
        spoken.append(at < len(said) and said[at][0] <= match.start())
    return words, spoken


def is_denied(words: list[str], at: int) -> bool:
    """Whether what the verb there says is not done: "could not sleep", "didn't even run"."""
    return any(word in NOT or word.endswith(("n't", "n’t")) for word in words[max(at - 2, 0) : at])


def is_sought(words: list[str], at: int) -> bool:
    """Whether the noun there is only looked for, thought of or told about: "a book about dinosaurs"."""
    if STOLEN & set(words[max(at - 3, 0) : at]) and "had" in words[max(at - 6, 0) : at]:
        return True  # "the dragon that had stolen the princess"
    for spot in range(at - 1, max(at - 5, -1), -1):
        if words[spot] in ".!?;" or words[spot] in ENDING:
            return False
        if words[spot] in ("for", "of", "about"):
            return bool(SEEKING[words[spot]] & set(words[max(spot - 3, 0) : spot]))
    return False


def is_missing(words: list[str], at: int) -> bool:
    """Whether the words say that the being there does not come: "the fisherman did not come home"."""
    after = words[at + 1 : at + 5]
    after = after[: next((spot for spot, word in enumerate(after) if word in ".!?;"), len(after))]
    denied = any(word in ("not", "never") or word.endswith(("n't", "n’t")) for word in after[:2])
    return denied and bool(COMING & set(after[1:]))


def is_absent(words: list[str], at: int) -> bool:
    """Whether the noun there is compared with ("like a lion"), denied ("never a bird"), sought or gone."""
    if (
        is_sought(words, at)
        or is_missing(words, at)
        or "such" in words[max(at - 3, 0) : at]
        or (words[at - 1] == "as" and "as" in words[max(at - 3, 0) : max(at - 1, 0)])
    ):
        return True
    after = words[at + 1 : at + 4]
    if GONE & set(after) and after[0] in ("was", "is", "were", "had", "has", "are"):
        return True
    spot = at - 1
    steps = 0
    while spot >= 0 and steps < 3:
        if words[spot] in COMPARING:
            return words[spot] != "as" or words[at - 1] in BETWEEN
        if words[spot] in DENYING:
            return True
        if words[spot] not in BETWEEN and steps:
            return False
        spot, steps = spot - 1, steps + 1
    return False
