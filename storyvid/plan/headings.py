"""The plan of headings: what the voice says while a card stands, and where the telling below it begins."""

from dataclasses import dataclass
from itertools import accumulate

from storyvid.reading.chapters import prose_start
from storyvid.story import Scene, Story


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What is said while the cards before a scene stand, and where in the scene's text the telling below them begins.

    Of a text that opens with its own headings those are said, word for word, and not once more by the scene.
    """

    title: str = ""
    chapter: str = ""
    told_from: int = 0


def opening_of(story: Story, scene: Scene) -> Opening:
    """What is said over the title's card where the text says it too, and over the chapter's in any case.

    A chapter whose words the scene begins with anyway, but not as a heading of its own, is left to the scene.
    """
    titled = story.cut.title_card.strip() and scene.id in [one.id for one in story.scenes[:1]]
    carded = scene.chapter.strip() and story.cut.chapter_cards
    if not (titled or carded):
        return Opening()
    text, below = scene.text, prose_start(scene.text)
    says = _says(text[:below], scene.chapter)
    before = below if says is None else says
    above = titled and _says(text[:before], story.cut.title_card.strip().splitlines()[0]) is not None
    title, told_from = (text[:before].strip(), before) if above else ("", 0)
    if not carded:
        return Opening(title=title, told_from=told_from)
    if says is not None:
        return Opening(title=title, chapter=text[told_from:below].strip(), told_from=below)
    begins = _letters(text[told_from:]).startswith(_letters(scene.chapter))
    return Opening(title=title, chapter="" if begins else scene.chapter.strip(), told_from=told_from)


def _says(headings: str, words: str) -> int | None:
    """Where the last of the lines begins that say the words, one below the other; None where they do not."""
    lines = headings.splitlines(keepends=True)
    starts = accumulate(map(len, lines), initial=0)
    wanted = _letters(words)
    found = [at for at in starts if wanted and wanted in _letters(headings[at:])]
    return found[-1] if found else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
