"""Who has whom in the arms by the words: a puppy that is hugged, a hamster held in the hands, a daughter embraced."""

from dataclasses import replace

from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.figures import is_beast, read_traits
from storyvid.images.storyboard.mentioned import ENDS, named_at
from storyvid.images.storyboard.presence import is_denied

HUGGING = frozenset("hug hugs hugged hugging embrace embraced embraces cuddle cuddled cuddling cradled kissed".split())
TAKING = frozenset(
    "held holds hold holding took takes take picked lifted carried carries carrying scooped pressed caught".split()
)
ARMS = frozenset("arm arms hand hands lap heart chest breast palm up".split())
SHE = frozenset("she he i".split())
HIM = frozenset("him her it them".split())
POSES = frozenset("stand walk hug hold kneel cry".split())
REACH = 7  # words after the verb in which the other is named


def with_embraces(words: list[str], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors with one in another's arms where the words say so; who is held is not drawn again beside."""
    for at, word in enumerate(words):
        if word not in HUGGING | TAKING or is_denied(words, at) or (word in TAKING and not _into_arms(words, at)):
            continue
        free = tuple(actor for actor in actors if not actor.mount and not actor.embraces)
        who = _subject(words, at, free)
        whom = _object(words, at, tuple(actor for actor in free if actor is not who)) if who else None
        if who and is_beast(read_traits(who.name, who.look)):
            continue
        if who and whom and who.pose in POSES and whom.pose != "sleep" and (word in HUGGING or whom.number == 0):
            rest = tuple(actor for actor in actors if actor is not whom)
            return tuple(replace(one, pose="hug", embraces=whom) if one is who else one for one in rest)
    return actors


def _into_arms(words: list[str], at: int) -> bool:
    """Whether one is taken or held in the arms, not led by the hand: "took the frog in her arms", "picked it up"."""
    end = next((spot for spot in range(at, len(words)) if words[spot] in ENDS), len(words))
    said = words[at + 1 : min(end, at + REACH + 2)]
    return any(
        word in ARMS and (word == "up" or {"in", "into", "to", "on"} & set(said[:spot]))
        for spot, word in enumerate(said)
    )


def _subject(words: list[str], at: int, actors: tuple[Actor, ...]) -> Actor | None:
    """The first who is named in the sentence up to the verb; "she" is the one before, if she is the only other."""
    start = next((spot + 1 for spot in range(at - 1, -1, -1) if words[spot] in ENDS), 0)
    named = [one for spot in range(start, at) if (one := named_at(words, spot, actors)) and not _owns(words, spot)]
    if named:
        return named[0]
    if SHE & set(words[start:at]):
        people = [actor for actor in actors if actor.named and not is_beast(read_traits(actor.name, actor.look))]
        return people[0] if len(people) == 1 else _last_before(words, start, actors)
    return None


def _last_before(words: list[str], end: int, actors: tuple[Actor, ...]) -> Actor | None:
    """The first whom the sentence before names."""
    start = next((spot + 1 for spot in range(end - 2, -1, -1) if words[spot] in ENDS), 0)
    return next((one for spot in range(start, end) if (one := named_at(words, spot, actors))), None)


def _object(words: list[str], at: int, actors: tuple[Actor, ...]) -> Actor | None:
    """The first named after the verb; where it is "him", who was named last before."""
    for spot in range(at + 1, min(at + 1 + REACH, len(words))):
        if words[spot] in ENDS:
            break
        if (one := named_at(words, spot, actors)) and not _owns(words, spot):
            return one
    if HIM & set(words[at + 1 : at + 2]):
        before = (one for spot in range(at - 1, -1, -1) if (one := named_at(words, spot, actors)))
        return next(before, None)
    return None


def _owns(words: list[str], at: int) -> bool:
    return words[at].endswith(("'s", "’s", "s'", "s’"))
