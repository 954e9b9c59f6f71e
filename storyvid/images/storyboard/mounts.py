"""What riders ride by the words: the horse or dragon that is there, one between two, a bicycle; in a bus they sit."""

from dataclasses import replace

from storyvid.images.storyboard.actors import Actor, Mount
from storyvid.images.storyboard.figures.words import being_of, singular
from storyvid.images.storyboard.mentioned import named_at, sentence_of
from storyvid.images.storyboard.wording import words_of

RIDING = frozenset("ride rode rides riding ridden mounted".split())
RIDDEN = frozenset(
    "horse pony unicorn donkey cow pig goat deer bear lion wolf tiger elephant camel zebra giraffe dragon eagle swan "
    "whale dolphin turtle".split()
)
WHEELS = {"bike": "bicycle", "bicycle": "bicycle", "motorcycle": "motorcycle", "motorbike": "motorcycle"}
WHEELS |= {"scooter": "motorcycle", "moped": "motorcycle"}
CARRIERS = frozenset(
    "bus train car taxi tram elevator lift boat ship subway wave cart wagon carriage sledge sleigh coach truck ferry "
    "plane carousel rollercoaster".split()
)
CARRYING = frozenset("carried carries carry bore took".split())
OWN = frozenset("his her its".split())
FLYING = frozenset("flew fly flying flown soared sky clouds air".split())
REACH = 8  # words after "rode" in which the mount is named


def with_mounts(words: list[str], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors with riders on what they ride, which is not drawn again beside them."""
    actors = _on_backs(words, actors)
    riders = [actor for actor in actors if actor.pose == "ride" and not _is_ridden(actor) and not actor.mount]
    if not riders:
        return actors
    kinds = _mounts_in(words)
    if len(kinds) == len(riders) > 1:  # "he rode a horse and she rode a donkey"
        for rider, kind in zip(riders, kinds, strict=True):
            actors = _mounted(words, actors, [rider], kind)
        return actors
    return _mounted(words, actors, riders, kinds[0] if kinds else "")


def _on_backs(words: list[str], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors with one on the other's back: "the stag carried the mouse on his back"."""
    for at, word in enumerate(words):
        after = words[at + 1 : at + 1 + REACH]
        if word not in CARRYING or not any(
            after[spot] == "back" and after[spot - 1] in OWN for spot in range(1, len(after))
        ):
            continue
        start, _ = sentence_of(words, at)
        before = [one for spot in range(start, at) if (one := named_at(words, spot, actors))]
        carried = [one for spot in range(at + 1, at + 1 + len(after)) if (one := named_at(words, spot, actors))]
        if before and carried and before[0] is not carried[0] and _is_ridden(before[0]) and not carried[0].number:
            mount = Mount(before[0].name, before[0].look)
            rest = (actor for actor in actors if actor is not before[0])
            return tuple(replace(one, pose="ride", mount=mount) if one is carried[0] else one for one in rest)
    return actors


def _mounted(words: list[str], actors: tuple[Actor, ...], riders: list[Actor], kind: str) -> tuple[Actor, ...]:
    """The actors with those riders on one mount, or each on wheels of its own."""
    if kind in CARRIERS:
        return tuple(replace(actor, pose="stand") if actor in riders else actor for actor in actors)
    if kind in WHEELS.values():
        return tuple(replace(actor, mount=Mount(kind)) if actor in riders else actor for actor in actors)
    beast = next((actor for actor in actors if kind and actor not in riders and _is_one(actor, kind)), None)
    flies = kind in ("dragon", "eagle", "swan") and bool(FLYING & set(words))
    mount = Mount(beast.name if beast else kind or "horse", beast.look if beast else "" if kind else "brown", flies)
    rest = tuple(actor for actor in actors if actor is not beast)
    if beast is None or len(riders) == 1:
        return tuple(replace(actor, mount=mount) if actor in riders else actor for actor in rest)
    first = replace(riders[0], mount=replace(mount, behind=tuple(riders[1:3])))
    return tuple(first if actor is riders[0] else actor for actor in rest if actor not in riders[1:3])


def _mounts_in(words: list[str]) -> list[str]:
    """The beings or wheels named soonest after each verb of riding: "rode on the dragon's back"."""
    found = []
    for at, word in enumerate(words):
        if word not in RIDING:
            continue
        for said in words[at + 1 : at + 1 + REACH]:
            if said in ".!?;" or said in RIDING:
                break
            noun = singular(said.removesuffix("'s").removesuffix("’s"))
            if noun in WHEELS or noun in CARRIERS:
                found.append(WHEELS.get(noun, noun))
                break
            if (being := being_of(noun)) in RIDDEN:
                found.append(str(being))
                break
    return found


def _is_one(actor: Actor, being: str) -> bool:
    return any(being_of(word) == being for word in words_of(f"{actor.name} {actor.look}") if word.isalpha())


def _is_ridden(actor: Actor) -> bool:
    return any(being_of(word) in RIDDEN for word in words_of(f"{actor.name} {actor.look}") if word.isalpha())
