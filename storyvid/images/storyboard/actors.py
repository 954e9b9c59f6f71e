"""Who is in a picture and what they do: the author's characters, then those whom the words bring in."""

import re
from dataclasses import dataclass, replace

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.figures import BEINGS, being_of
from storyvid.images.storyboard.figures.words import ANIMALS, singular
from storyvid.images.storyboard.figures.young import AT_A_TIME, parent_of, young_at
from storyvid.images.storyboard.naming import SAME_KIN, cast_there, is_attributive, is_owner, spots_of_nouns
from storyvid.images.storyboard.presence import is_absent, is_denied
from storyvid.images.storyboard.things import THINGS, is_held
from storyvid.images.storyboard.wording import in_sense, look_up, meant_in, noun_at, stems, words_of
from storyvid.recipes import Part

MAX_ACTORS = 6
MOST_MENTIONS = 4  # of one actor, looked at for what it does


@dataclass(frozen=True)
class Mount:
    """What somebody rides: a being with its look, or wheels; `behind` are those who sit behind the rider."""

    name: str
    look: str = ""
    flies: bool = False
    behind: tuple["Actor", ...] = ()


@dataclass(frozen=True)
class Actor:
    """Someone in the picture; `named` are the author's characters, the rest are found in the scene's words."""

    name: str
    look: str = ""
    pose: str = "stand"
    holding: str = ""
    expression: str = "calm"
    named: bool = False
    number: int = 0  # which of several alike
    from_behind: bool = False
    mount: Mount | None = None
    embraces: "Actor | None" = None  # whom it hugs or has in its arms, drawn with it


def actors_of(words: list[str], spoken: list[bool], cast: tuple[Part, ...]) -> tuple[Actor, ...]:
    spots: list[tuple[int, Actor]] = []
    taken = set()
    cast = cast_there(words, spoken, cast)
    meant = spots_of_nouns(words, spoken, cast)
    for part in cast:
        name_words = [word for word in words_of(part.name) if word.isalpha()]
        taken |= {stem for word in name_words for stem in stems(word)}
        taken |= {word for word, kin in SAME_KIN.items() if kin in {SAME_KIN.get(name) for name in name_words}}
        at = _mention(words, name_words)
        at = at if at >= 0 else min((spot for spot, name in meant.items() if name == part.name), default=-1)
        many = _are_many(name_words)
        looked = words_of(part.text)
        sense = meant_in({*words, *looked})
        look = part.text.strip() if not sense.keys() & set(looked) else in_sense(part.text.strip(), sense)
        spots += [(at, Actor(part.name.strip(), look, named=True, number=number)) for number in range(many)]
    spots.sort(key=lambda spot: (spot[1].number > 0, spot[0] < 0, spot[0]))
    spots += _unnamed(words, spoken, taken, set(meant), room=MAX_ACTORS - len(spots))
    if not spots:  # those only spoken of are better than no one
        spots += _unnamed(words, [False] * len(words), taken, set(meant), room=MAX_ACTORS)
    if not spots:
        spots += _unseen(words, spoken, lexicon.UNSEEN)
    elif all(being_of(actor.name) in ANIMALS for _, actor in spots):  # "I walked with my dog", "they rode a horse"
        spots += _unseen(words, spoken, lexicon.UNSEEN if lexicon.ON_HORSEBACK & set(words) else lexicon.WHO_TELLS)
    starts = sorted({*(at for at, _ in spots if at >= 0), *meant})
    actors = []
    for at, actor in spots[:MAX_ACTORS]:
        again = [spot for spot, name in meant.items() if name == actor.name and spot != at and not spoken[spot]]
        mentions = [*_mentions(words, spoken, at, actor), *again][:MOST_MENTIONS]
        doings = [_acting(actor, _said_of(words, spot, starts)) for spot in mentions]
        telling = (doing for doing in doings if doing.pose not in ("stand", "walk"))
        actors.append(next(telling, next((doing for doing in doings if doing.pose == "walk"), doings[0])))
    return tuple(actors)


def _unseen(words: list[str], spoken: list[bool], pronouns: dict[str, tuple[str, ...]]) -> list[tuple[int, Actor]]:
    """Those who are only "she" or "they" to a scene, seen from behind: the picture cannot know their faces."""
    for at, word in enumerate(words):
        if word in pronouns and not spoken[at]:
            return [(at, Actor(name, from_behind=True)) for name in pronouns[word]]
    return []


def _mentions(words: list[str], spoken: list[bool], at: int, actor: Actor) -> list[int]:
    """Where the actor is named, the first mention first; the rest only for those who have a name."""
    if at < 0 or not actor.named:
        return [at]
    again = {word for word in words_of(actor.name) if word not in lexicon.SAYING_NOTHING and word.isalpha()}
    before = range(at) if len(again) > 1 else ()  # "Clara knelt" before "Inspector Clara Voss"
    others = (*range(at + 3, len(words)), *before)
    return [at, *(spot for spot in others if words[spot] in again and not spoken[spot])][:MOST_MENTIONS]


def _are_many(name_words: list[str]) -> int:
    """How many are drawn of those with a name: three of "The villagers"."""
    last = name_words[-1] if name_words else ""
    plural = being_of(last) and singular(last) != last and last not in lexicon.ALIKE_IN_PLURAL
    counted = next((lexicon.NUMBERS[word] for word in name_words if word in lexicon.NUMBERS), AT_A_TIME)
    return counted if plural and not lexicon.ONE_OF & set(name_words) else 1


def _mention(words: list[str], name_words: list[str]) -> int:
    """Where the name stands: the whole of it, else its last telling word; -1 when it is not said."""
    length = len(name_words)
    for at in range(len(words) - length + 1):
        if length and words[at : at + length] == name_words:
            return at
    telling = [word for word in name_words if word not in lexicon.SAYING_NOTHING]
    return next((words.index(word) for word in reversed(telling) if word in words), -1)


def _unnamed(
    words: list[str], spoken: list[bool], taken: set[str], known: set[int], *, room: int
) -> list[tuple[int, Actor]]:
    found: list[tuple[int, Actor]] = []
    seen: set[str] = set(taken)
    known = known | _apposed(words, taken)
    for at, word in enumerate(words):
        if len(found) >= room:
            break
        if word.endswith(("'s", "’s", "s'", "s’")) and not _is_touched(words, at):
            continue  # "the king's daughter": the king himself is elsewhere
        if (spoken[at] and not _addressed(words, spoken, at)) or is_absent(words, at) or at in known:
            continue
        young = young_at(words, at)
        hit = None if young else noun_at(words, at, BEINGS)
        if hit and (is_attributive(words, at, THINGS) or _is_eaten(words, at) or _is_deed(words, at)):
            continue
        if (taken and _is_predicate(words, at)) or is_owner(words, at):
            continue
        if spoken[at] and _is_told(words, spoken, word):
            continue  # what is told of a being says more than calling it
        name = f"young {parent_of(words, at, young)}" if young else hit[0] if hit else ""
        if at and words[at - 1] in lexicon.ROYAL_PARENTS and name in lexicon.ROYAL_CHILDREN:
            name = lexicon.ROYAL_CHILDREN[name]
        if not name or name in seen or SAME_KIN.get(name, name) in seen or (young and word in seen):
            continue
        seen |= {name, SAME_KIN.get(name, name)}
        described = [each for each in words[max(at - 2, 0) : at] if each.isalpha()]
        if described and being_of(described[0]):  # "a king, a queen": the one before is another
            described = described[1:]
        one = re.sub(r"['’]s$", "", word)
        many = word.endswith("s") if young else hit is not None and one != hit[0] and not word.endswith(("ing", "ed"))
        many = many or word in lexicon.GROUPS | lexicon.IRREGULAR_PLURALS
        many = many or (word in lexicon.ALIKE_IN_PLURAL and not lexicon.ONE & set(described))
        count = next((lexicon.NUMBERS[each] for each in described if each in lexicon.NUMBERS), AT_A_TIME if many else 1)
        look = "" if young else " ".join(each for each in described if each not in lexicon.NUMBERS)
        for number in range(min(count, room - len(found))):
            found.append((at, Actor(name, look, number=number)))
    return found


def _is_touched(words: list[str], at: int) -> bool:
    """Whether a part of the body says that its owner is there: "held her father's hand"."""
    return bool(lexicon.TOUCHED & set(words[at + 1 : at + 3]))


def _is_eaten(words: list[str], at: int) -> bool:
    """Whether the animal there is a dish: "roasted a fish"."""
    return words[at] in lexicon.EDIBLE and bool(lexicon.COOKED & set(words[max(at - 4, 0) : at]))


def _is_deed(words: list[str], at: int) -> bool:
    """Whether the word there is a verb: "to guard his wife", "put to sea to fish"."""
    return bool(at) and words[at] in lexicon.VERBAL and words[at - 1] == "to"


def _is_water(words: list[str], at: int) -> bool:
    """Whether the wave there is one of the sea: "a wave took him"."""
    return words[at] in ("wave", "waves") and (
        not at or words[at - 1] in lexicon.BEFORE_NOUNS | {"of", "high", "green"}
    )


def _is_predicate(words: list[str], at: int) -> bool:
    """Whether the noun there only says what one already named is: "the latter was a rich man"."""
    before = words[max(at - 5, 0) : at]
    verb = next((spot for spot, word in enumerate(before) if word in ("was", "is", "became")), -1)
    return verb > 0 and before[verb - 1] in lexicon.SUBJECTS and before[verb + 1 : verb + 2] in (["a"], ["an"])


def _is_told(words: list[str], spoken: list[bool], word: str) -> bool:
    return any(other == word and not spoken[at] for at, other in enumerate(words))


def _apposed(words: list[str], taken: set[str]) -> set[int]:
    """Where a noun only says who one with a name is: "her brother Ben", "the teacher, Mrs Green", and such."""
    places: set[int] = set()
    for at, word in enumerate(words):
        if word not in taken or word in lexicon.SAYING_NOTHING:
            continue
        before = at - 1
        while before >= 0 and words[before] in lexicon.TITLES:
            before -= 1
        if before >= 0:
            places.add(before)
        if before >= 1 and words[before] in ("named", "called"):
            places.add(before - 1)
        after = words[at + 1 : at + 6] if not at or words[at - 1] not in ("a", "an") else []  # "a cow, a pig" are two
        if after and after[0] in ("a", "an", "the", "was"):  # "Doctor Patel, a kind woman with glasses"
            noun = next((spot for spot, said in enumerate(after) if noun_at(after, spot, BEINGS)), None)
            if noun is not None and not {"and", "to", "of", ".", "with"} & set(after[:noun]):
                places.add(at + 1 + noun)
    return places


def _addressed(words: list[str], spoken: list[bool], at: int) -> bool:
    """Whether the word opens a speech: "Swallow, little Swallow," said the Prince."""
    return at == 0 or not spoken[at - 1] or words[at - 1] in ("dear", "o", "oh", "little")


def _said_of(words: list[str], at: int, starts: list[int]) -> list[str]:
    """The words from a mention to the next being's mention after a verb may have come, or the sentence's end."""
    if at < 0 or any(word.endswith(("'s", "’s", "s’")) for word in words[at : at + 2]):
        return []  # what is said of "Grandpa's farm" is not said of him
    before = _opening(words, at, starts)
    end = next((spot for spot, word in enumerate(words[at:], at) if word in ".!?;"), len(words))
    end = next((spot for spot in range(at + 1, end - 1) if _is_of_others(words, spot)), end)
    later = [spot for spot in starts if at < spot < end]
    while later and all(word in lexicon.BETWEEN_SUBJECTS for word in words[at + 1 : later[0]]):  # "a king and a queen"
        at_last = later.pop(0)
        words = [*words[:at], *words[at_last:]]
        taken_out = at_last - at
        end, later = end - taken_out, [spot - taken_out for spot in later]
    following = next((spot for spot in later if spot > at + 3), end)
    return [*words[at : min(end, following + 1)], *before]


def _is_of_others(words: list[str], at: int) -> bool:
    """Whether a clause with a subject of its own begins there: "the cubs danced around her until they slept"."""
    return words[at] in lexicon.CLAUSES and words[at + 1] in ("he", "she", "it", "they", "we")


def _opening(words: list[str], at: int, starts: list[int]) -> list[str]:
    """The words before the first being of a sentence: some tongues put the verb there ("In the castle slept...")."""
    start = next((spot + 1 for spot in range(at - 1, -1, -1) if words[spot] in ".!?;"), 0)
    before = words[start:at]
    joint = next((spot for spot in range(len(before) - 1, -1, -1) if before[spot] in ("and", "but")), -1)
    before = before[joint + 1 :]  # "sparks flew, and the captain..."
    if (
        len(before) > 9
        or any(start <= spot < at for spot in starts)
        or any(word in lexicon.PRONOUNS or noun_at(before, spot, BEINGS) for spot, word in enumerate(before))
    ):
        return []
    return before


def _acting(actor: Actor, said: list[str]) -> Actor:
    pose, calm = "stand", ""
    for at, word in enumerate(said):
        hit = None if is_denied(said, at) or _is_water(said, at) else look_up(word, lexicon.POSES)
        if hit and hit[0] not in lexicon.CALM_VERBS:
            pose = str(hit[1])
            break
        if hit and not calm:
            calm = str(hit[1])
    else:
        pose = calm or pose
    if pose in ("stand", "walk") and lexicon.near(said, lexicon.PLAYING, lexicon.BALL_GAMES, 3):
        pose = "kick"
    held = ""
    if pose in ("hold", "walk", "run", "stand", "kneel", "fight"):
        after = {
            "with",
            "holding",
            "held",
            "hold",
            "carrying",
            "carried",
            "took",
            "brought",
            "gave",
            "lifted",
            "bearing",
            "under",
        }
        for at in range(len(said)):
            hit = noun_at(said, at, THINGS)
            if hit and pose == "run" and hit[1] != "umbrella":
                continue
            if hit and is_held(str(hit[1])) and after & set(said[max(at - 4, 0) : at]):
                held = str(hit[1])
                break
    moods = [str(hit[1]) for word in said if (hit := look_up(word, lexicon.EXPRESSIONS))]
    return replace(actor, pose=pose, holding=held, expression=moods[0] if moods else "calm")
