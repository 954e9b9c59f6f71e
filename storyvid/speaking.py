"""Who speaks which stretch of a scene: the narrator, and the characters what they say."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from storyvid.cast_reading import Said, labels_of, quotes_of
from storyvid.story import Scene, Story


class SpeakingPart(NamedTuple):
    """[start, end) of a scene's text, spoken by one character, or by the narrator (None)."""

    start: int
    end: int
    character: str | None


def speaking_parts(story: Story, scene: Scene) -> list[SpeakingPart]:
    """The scene's whole text in parts, in order: its quotations with who says them, and the narration around them.

    The author's word about a line goes before what the text suggests; without quotations it is one part.
    """
    parts: list[SpeakingPart] = []
    at = 0
    for start, end, speaker in sorted(_lines(story, scene), key=lambda line: line[:2]):
        start = max(start, at)
        if end <= start:
            continue
        _add(parts, at, start, None)
        _add(parts, start, end, speaker)
        at = end
    _add(parts, at, len(scene.text), None)
    return parts or [SpeakingPart(0, 0, None)]


def voiced_parts(story: Story, scene: Scene) -> list[tuple[int, int, str]]:
    """The scene's text in parts of one voice each: the range without white space around it, and the voice's name.

    One part, the whole text, where nobody in the scene has a voice of its own.  What holds no letter (a closing
    mark, a dash) goes with the part before it.  The names before a script's speeches are read, not spoken.
    """
    parts = _voiced(story, scene)
    silent = labels_of(story).get(scene.id, ())
    heard = [
        (*_stripped(scene.text, first, last), voice)
        for start, end, voice in parts
        for first, last in _without(start, end, silent)
        if any(char.isalnum() for char in scene.text[first:last])
    ]
    return heard if silent and heard else parts


def _voiced(story: Story, scene: Scene) -> list[tuple[int, int, str]]:
    voices = {character.id: character.voice for character in story.characters if character.voice}
    if not (voices and story.sound.character_voices):
        return [(0, len(scene.text), story.sound.voice)]
    merged: list[tuple[int, int, str]] = []
    for part in speaking_parts(story, scene):
        voice = voices.get(part.character or "") or story.sound.voice
        sounds = any(char.isalnum() for char in scene.text[part.start : part.end])
        if merged and (voice == merged[-1][2] or not sounds):
            merged[-1] = (merged[-1][0], part.end, merged[-1][2])
        elif merged and not any(char.isalnum() for char in scene.text[: merged[-1][1]]):
            merged[-1] = (merged[-1][0], part.end, voice)  # opening marks go with the first words
        else:
            merged.append((part.start, part.end, voice))
    if len(merged) == 1:
        return [(0, len(scene.text), merged[0][2])]
    return [(*_stripped(scene.text, start, end), voice) for start, end, voice in merged]


def _without(start: int, end: int, silent: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of [start, end) is left between the silent ranges."""
    left = []
    for first, last in silent:
        if start < last and first < end:
            left.append((start, first))
            start = last
    return [(a, b) for a, b in (*left, (start, end)) if a < b]


def _lines(story: Story, scene: Scene) -> list[tuple[int, int, str | None]]:
    """The scene's quotations, and the lines that the author marked where none were found."""
    here = {character.id for character in story.characters}
    found = [(said.start, said.end, said.speaker) for said in _quotes(story) if said.scene == scene.id]
    marked = [(line.start, line.end, line.speaker) for line in story.lines if line.scene == scene.id]
    found += [line for line in marked if not any(line[0] < end and start < line[1] for start, end, _ in found)]
    most = len(scene.text)
    return [(min(start, most), min(end, most), who if who in here else None) for start, end, who in found]


def _quotes(story: Story) -> tuple[Said, ...]:
    return _quotes_read(
        Story(language=story.language, scenes=_bare(story), characters=story.characters, lines=story.lines)
    )


def _bare(story: Story) -> tuple[Scene, ...]:
    return tuple(Scene(id=scene.id, text=scene.text, gap=scene.gap) for scene in story.scenes)


@lru_cache(maxsize=8)
def _quotes_read(story: Story) -> tuple[Said, ...]:
    # a page asks for every scene of the same story, again and again
    return quotes_of(story)


def _add(parts: list[SpeakingPart], start: int, end: int, character: str | None) -> None:
    if end <= start:
        return
    if parts and parts[-1].character == character:
        parts[-1] = SpeakingPart(parts[-1].start, end, character)
    else:
        parts.append(SpeakingPart(start, end, character))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - (len(said) - len(said.rstrip()))
