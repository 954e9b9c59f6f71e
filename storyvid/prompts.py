"""The prompt of a scene: parts that know their source (scene, character, style)."""

import re

from storyvid.reading.chapters import prose_start
from storyvid.recipes import Part
from storyvid.story import THINGS, Character, Scene, Story, cast_of, mentions_by_scene, once, places
from storyvid.styles import preset

_PRONOUNS = {
    "he": "{}",
    "she": "{}",
    "it": "{}",
    "they": "{}",
    "him": "{}",
    "them": "{}",
    "himself": "{}",
    "herself": "{}",
    "itself": "{}",
    "themselves": "{}",
    "his": "{}’s",
    "their": "{}’s",
    "its": "{}’s",
}
# after "her", these words do not start a noun phrase: she gave her to him, he saw her in the wood
_NOT_OWNED = frozenset(
    "a an the to in on at with and but or as for from by of off up down out away back into over under after before "
    "when while that if so then again too very now there here because until where who which is was were had has "
    "about how why what everything something anything nothing once twice like than through across along around behind "
    "beside between near since though without against yesterday tomorrow today soon again gently softly quietly "
    "slowly quickly together alone inside outside".split()
)
_SENTENCE_END = re.compile(r"(?<!\bM[rs])(?<!\bMrs)(?<!\b[DS][rt])(?<!\bProf)(?:[.!?…]+[\"'”’)]*\s+)")
_CLIP_PIECE = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|[^\s\w]+|_", re.IGNORECASE)


def compose(story: Story, scene: Scene) -> tuple[Part, ...]:
    """The parts of the scene's prompt, in order: what happens, each character there once, dressed as in this scene,
    the style.  A place or thing with a look is part of what happens.

    The author's own prompt stands for what happens where there is one; otherwise the scene's words do, with
    the pronouns of known characters replaced by their names where that reads well.
    """
    known = _composed(story)
    if scene.id not in known or known[scene.id][0] is not scene:
        known[scene.id] = (scene, _compose(story, scene))
    return known[scene.id][1]


@once
def _composed(story: Story) -> dict[str, tuple[Scene, tuple[Part, ...]]]:
    """What is composed already of a story, by the scene's id."""
    return {}


def _compose(story: Story, scene: Scene) -> tuple[Part, ...]:
    cast = present(story, scene)
    happens = scene.prompt if scene.prompt is not None else named(story, scene)
    parts = [Part(source="scene", text=_one_line(happens))]
    parts += [part for character in cast if (part := _part_of(story, character, scene))]
    if chosen := preset(story.style.preset):
        parts.append(Part(source="style", name=chosen.name, text=chosen.words))
    if story.style.words.strip():
        parts.append(Part(source="style", text=_one_line(story.style.words)))
    return tuple(parts)


def worn(story: Story, character: Character, scene: Scene) -> str:
    """The character's look in the scene: what never changes, and the outfit last put on in this scene or before."""
    rank = places(story)
    here = rank.get(scene.id, len(rank))
    so_far = [outfit for outfit in character.outfits if rank.get(outfit.scene, here + 1) <= here]
    look, outfit = _one_line(character.look), max(so_far, key=lambda one: rank[one.scene]).look if so_far else ""
    return f"{look.rstrip(' ,.')}, {_one_line(outfit)}".lstrip(" ,") if outfit else look


def present(story: Story, scene: Scene) -> tuple[Character, ...]:
    """The characters of the scene: those mentioned in its text, then those that its own prompt names."""
    cast = cast_of(story, scene)
    words = scene.prompt or ""
    if not words:
        return cast
    added = [
        character
        for character in story.characters
        if character not in cast and character.name and _names(words, character.name)
    ]
    return (*cast, *added)


def named(story: Story, scene: Scene) -> str:
    """The scene's prose with a character's first pronoun of a sentence replaced by the name, outside quotes."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(scene.text)), len(scene.text) + 1]
    mentions = sorted(
        (mention.start, mention.end, character.name)
        for character, mention in mentions_by_scene(story).get(scene.id, ())
    )
    out, at = "", prose_start(scene.text)
    for begin, end in zip(starts, starts[1:], strict=False):
        known: set[str] = set()
        for start, stop, name in mentions:
            if not begin <= start < end or start < at:
                continue
            said = _name_for(scene.text, start, stop, name)
            if said.startswith("The ") and scene.text[start].islower():
                said = f"t{said[1:]}"
            if said and name not in known and not _quoted(scene.text, start):
                out, at = out + scene.text[at:start] + said, stop
            known.add(name)
    return out + scene.text[at:]


def token_count(text: str) -> int:
    """About how many CLIP tokens the text takes, start and end marks included.

    CLIP splits words into byte pairs; its vocabulary is not at hand offline, so a word is counted as one token
    and one more for every six letters past the eighth (Radford et al. 2021, section 2.4, for the tokenizer).
    """
    pieces = _CLIP_PIECE.findall(text)
    return 2 + sum(1 + max(0, len(piece) - 3) // 6 if len(piece) > 8 else 1 for piece in pieces)


def cut_off(parts: tuple[Part, ...], limit: int | None) -> tuple[Part, ...]:
    """The parts of which words would fall past the model's token limit; empty where there is no limit."""
    if limit is None:
        return ()
    lost, used = [], 2
    for part in parts:
        used += token_count(f"{part.name if part.source == 'character' else ''} {part.text},") - 2
        if used > limit:
            lost.append(part)
    return tuple(lost)


def _part_of(story: Story, character: Character, scene: Scene) -> Part | None:
    look = worn(story, character, scene)
    if character.entity not in THINGS:
        return Part(source="character", name=character.name, text=look)
    return Part(source="scene", name=character.name, text=f"{character.name}, {look}") if look else None


def _name_for(text: str, start: int, end: int, name: str) -> str:
    word = text[start:end].lower()
    if word == "her":
        after = re.match(r"\s+([^\W\d_]+)", text[end:])
        owned = after is not None and after.group(1).lower() not in _NOT_OWNED
        return f"{name}’s" if owned else name
    form = _PRONOUNS.get(word, "")
    return form.format(name) if form else ""


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.count("«") > before.count("»")


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _one_line(text: str) -> str:
    return " ".join(text.split())
