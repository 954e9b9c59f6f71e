"""The mention editor: the whole story with who is who, or who speaks, in colours; corrected by mouse, touch or keys."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from storyvid.cast_reading import Said
from storyvid.casting import Proposal
from storyvid.story import THINGS, Character, Story
from storyvid.ui import telling
from storyvid.ui.browser import component
from storyvid.ui.colours import hues

_mount = component("mention_view", "mention_deeds", "mention_keys", "mention_menu", "roving", tells=True)


@dataclass(frozen=True, kw_only=True)
class Person:
    """One chip above the text; `bare`: without a look; `minor`: folded away among the walk-ons."""

    id: str
    name: str
    hue: int
    count: int
    proposed: bool = False
    minor: bool = False
    thing: bool = False
    bare: bool = False


@dataclass(frozen=True, kw_only=True)
class Span:
    """A marked range [start, end) of a scene's text in code points, and whose it is.

    `how`: of a quotation, how its speaker is known.
    """

    start: int
    end: int
    of: str | None
    proposed: bool = False
    how: str | None = None


@dataclass(frozen=True, kw_only=True)
class MarkedScene:
    """One scene with what is marked in it."""

    id: str
    text: str
    mentions: list[Span] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)


def mention_editor(
    story: Story,
    proposed: Proposal,
    said: Sequence[Said],
    *,
    selected: str | None,
    key: str,
    height_px: int,
    on_deed: Callable[[telling.Deed], None],
) -> None:
    """Draw the editor; `on_deed` gets what the author did, in order, before the page runs again.

    A deed's `act`: "give" (`places` of {scene, start, end, text}, `to` a character's id, "new" with `name`, or None for
    nobody), "adjust" (a mention at `from` to [start, end)), "say" (a quotation's speaker: `to` an id, None, or
    "as read"), "merge" (`other` is really `into`), "select" (`id`), "undo".

    `height_px` is its room until the page's own rules give it one.
    """
    telling.catch_up(key, on_deed)
    data = {
        "scenes": [asdict(scene) for scene in marked_scenes(story, proposed, said)],
        "cast": [asdict(person) for person in people(story, proposed)],
        "selected": selected,
        "language": story.language,
        **telling.answer(key),
    }
    _mount(key=key, data=data, height=height_px, on_told_change=lambda: telling.hear(key, on_deed))


def people(story: Story, proposed: Proposal) -> list[Person]:
    """Everybody that has a colour in the text: the cast, then who is proposed; walk-ons last, things after beings."""
    hue = hues((*story.characters, *proposed.characters))
    known = [_person(character, hue, proposed=False) for character in story.characters]
    new = [_person(character, hue, proposed=True) for character in proposed.characters]
    return sorted((*known, *new), key=lambda one: (one.minor, one.proposed, one.thing))


def marked_scenes(story: Story, proposed: Proposal, said: Sequence[Said]) -> list[MarkedScene]:
    """The scenes with their mentions, kept and proposed, and their quotations."""
    scenes = {scene.id: MarkedScene(id=scene.id, text=scene.text) for scene in story.scenes}
    kept = [(character.id, mention, False) for character in story.characters for mention in character.mentions]
    new = [(character.id, mention, False) for character in proposed.characters for mention in character.mentions]
    more = [(owner, mention, True) for owner, mention in proposed.mentions]
    for owner, mention, is_new in (*kept, *new, *more):
        scenes[mention.scene].mentions.append(
            Span(start=mention.start, end=mention.end, of=owner, proposed=is_new),
        )
    for one in said:
        scenes[one.scene].quotes.append(Span(start=one.start, end=one.end, of=one.speaker, how=one.how))
    return list(scenes.values())


def _person(character: Character, hue: dict[str, int], *, proposed: bool) -> Person:
    return Person(
        id=character.id,
        name=character.name,
        hue=hue[character.id],
        count=len(character.mentions),
        proposed=proposed,
        minor=character.minor,
        thing=character.entity in THINGS,
        bare=not character.look and not character.minor and not proposed,
    )
