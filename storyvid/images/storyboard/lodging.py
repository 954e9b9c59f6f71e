"""Who is up in a tower by the words: who lives or is locked in one, who looks out of its window."""

from storyvid.images.storyboard import lexicon
from storyvid.images.storyboard.actors import Actor
from storyvid.images.storyboard.figures import is_beast, read_traits
from storyvid.images.storyboard.mentioned import named_at, sentence_of

MOST_LODGED = 2
TOWERS = frozenset("tower turret".split())
OTHERWISE = frozenset("church water office control cooling clock bell".split())  # nobody lives in these towers
BEING = frozenset(
    "lived live lives dwelt dwells sat sits sitting slept sleeps sleeping waited waits waiting wept weeps sang sings "
    "singing spun imprisoned kept keeps trapped held captive prisoner grew stayed lay stood woke was were is sewed "
    "read locked shut jailed confined hid walled looked leaned waved called dreamed danced worked".split()
)
PUT = frozenset("locked shut threw put imprisoned walled brought took jailed".split())
LOOKING = frozenset(
    "looked looks looking leaned called calls waved sang sings let shouted cried watched gazed saw heard".split()
)
PREPOSITIONS = frozenset(
    "in inside within atop into to from near before of by at around behind under towards toward below beside past "
    "round over".split()
)
WITHIN = frozenset("in inside within atop".split())
TOPS = frozenset("top window room chamber prison".split())
HER = frozenset("her him them".split())
SHE = frozenset("she he they".split())


def tower_spots(words: list[str]) -> list[int]:
    """Where the words say that somebody is in a tower: "lived in a high tower", "at the window of the tower"."""
    return [at for at, word in enumerate(words) if word in TOWERS and _is_within(words, at)]


def lodged_in(place: str, words: list[str], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of the actors who are up in the tower where the scene plays; beasts stay below."""
    if place != "tower":
        return ()
    people = tuple(actor for actor in actors if not is_beast(read_traits(actor.name, actor.look)) and not actor.mount)
    people = tuple(actor for actor in people if actor.pose not in ("climb", "fly", "ride", "fall", "swim"))
    spots = tower_spots(words) + [at for at, word in enumerate(words) if word == "window" and _is_looked_out(words, at)]
    found = dict.fromkeys(who for at in spots for who in _who(words, at, actors) if who in people)
    return tuple(found)[:MOST_LODGED]


def _before(words: list[str], at: int) -> int:
    """The preposition soonest before the word there; -1 for none within four words."""
    return next((spot for spot in range(at - 1, max(at - 5, -1), -1) if words[spot] in PREPOSITIONS), -1)


def _is_within(words: list[str], at: int) -> bool:
    spot, (start, end) = _before(words, at), sentence_of(words, at)
    if spot < start or OTHERWISE & set(words[spot:at]):
        return False
    said, before = set(words[start:end]), words[spot]
    if before == "of":
        return bool(TOPS & set(words[max(spot - 2, start) : spot])) and bool((BEING | LOOKING) & said)
    if before == "into":
        return bool(PUT & said)
    if before in ("from", "at"):
        return bool(LOOKING & said) or "window" in words[spot : at + 2]
    return before in WITHIN and bool(BEING & said)


def _is_looked_out(words: list[str], at: int) -> bool:
    spot = _before(words, at)
    return spot >= 0 and (words[spot] in ("at", "from") or "out" in words[max(spot - 1, 0) : at])


def _who(words: list[str], at: int, actors: tuple[Actor, ...]) -> list[Actor]:
    """The being named soonest before the tower in its sentence, with those joined to it; else the first after it."""
    start, end = sentence_of(words, at)
    spot = _before(words, at)
    before = [(place, one) for place in range(start, max(spot, start)) if (one := named_at(words, place, actors))]
    if words[spot - 1] in HER and before:  # "the witch kept her in a tower"
        subject = before[-1][1]
        return [actor for actor in actors if actor is not subject and actor.named][:1]
    if not before and SHE & set(words[start:end]) and len(actors) == 1:
        return list(actors)
    after = [(place, one) for place in range(at + 1, end) if (one := named_at(words, place, actors))]
    chosen = before[::-1] or after
    found = chosen[:1]
    for place, one in chosen[1:]:
        low, high = sorted((place, found[-1][0]))
        if all(word in lexicon.BETWEEN_SUBJECTS for word in words[low + 1 : high]):
            found.append((place, one))
        else:
            break
    return [one for _, one in found]
