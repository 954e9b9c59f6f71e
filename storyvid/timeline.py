"""The timeline: when each scene is seen and each word is heard, in whole frames and milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from storyvid.captioning import Spoken, captions_of
from storyvid.recipes import Caption, Heading, Picture

JOIN_MS = 500  # how long two pictures overlap
LEAD_MS = 350  # picture before its first word
TAIL_MS = 600  # picture after its last word
FIRST_LEAD_MS = 700
LAST_TAIL_MS = 1600  # for music and places to fade in
QUIET_TAIL_MS = 350  # where nothing is heard after the last word: nobody wonders whether the film has stopped
LEAST_MS = 2400  # the shortest time a picture is seen, words or none
CARD_MS = {"title": 2400, "chapter": 1800, "end": 2600}  # how long a card is seen, besides reading it
CARD_LETTER_MS = 45
LONGEST_CARD_MS = 7000  # of a card in silence
CARD_LEAD_MS = 500  # until a card's words are there
BREATH_MS = 900  # a card after what is said over it: with the scene's own lead, a storyteller's rest after a heading


@dataclass(frozen=True, kw_only=True)
class Cue:
    """One scene's words placed in the film's time."""

    scene: str
    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, kw_only=True)
class Clip:
    """One scene's picture placed in the film: frames [start_frame, start_frame + frames).

    With a `heading` it is a card: it has no captions, and `scene` is the one whose picture lies behind.
    """

    scene: str
    picture: Picture
    motion: str
    start_frame: int
    frames: int
    speech_ms: int  # from the clip's first frame
    captions: tuple[Caption, ...]
    focus: tuple[int, int] | None = None
    heading: Heading | None = None


@dataclass(frozen=True, kw_only=True)
class Transition:
    """The overlap of a clip with the one before it."""

    kind: str
    frames: int


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """All that is seen in order, cards included; `transitions[i]` is between shot i and shot i + 1."""

    fps: int
    shots: tuple[Clip, ...]
    transitions: tuple[Transition, ...]

    @property
    def clips(self) -> tuple[Clip, ...]:
        """The clips of the scenes, one a scene: the shots that are no cards."""
        return tuple(shot for shot in self.shots if shot.heading is None)

    @property
    def frames(self) -> int:
        """The film's length in frames."""
        return self.shots[-1].start_frame + self.shots[-1].frames if self.shots else 0

    @property
    def duration_ms(self) -> int:
        return ms_of(self.frames, self.fps)

    @property
    def captions(self) -> tuple[Caption, ...]:
        """Every caption in the film's time."""
        return tuple(
            _shifted(caption, ms_of(clip.start_frame, self.fps)) for clip in self.clips for caption in clip.captions
        )


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What goes into the timeline for one scene, or for one card (it has a heading, and is seen for `spoken`)."""

    scene: str
    picture: Picture
    motion: str
    spoken: Spoken
    focus: tuple[int, int] | None = None
    heading: Heading | None = None
    transition: str = ""  # to what comes next; empty: the film's own


def card(heading: Heading, *, scene: str, picture: Picture, transition: str = "", said_ms: int = 0) -> Shown:
    """A card before or after a scene, whose picture lies behind the words; seen for as long as they need.

    `said_ms`: how long somebody says what is on it.
    """
    letters = len("".join(heading.text.split()))
    read_ms = min(CARD_MS[heading.form] + CARD_LETTER_MS * letters, LONGEST_CARD_MS)
    seen_ms = max(read_ms, CARD_LEAD_MS + said_ms + BREATH_MS) if said_ms else read_ms
    spoken = Spoken(text="", duration_ms=seen_ms)
    return Shown(scene=scene, picture=picture, motion="push-in", spoken=spoken, heading=heading, transition=transition)


def ms_of(frames: int, fps: int) -> int:
    """The time at which frame number `frames` begins, in ms, rounded to nearest."""
    return (frames * 2000 + fps) // (2 * fps)


def frames_of(duration_ms: int, fps: int) -> int:
    """The fewest whole frames that last at least `duration_ms`."""
    return -(-duration_ms * fps // 1000)


def laid_out(
    shown: Sequence[Shown], *, fps: int, transition: str, line_width: int, last_tail_ms: int = LAST_TAIL_MS
) -> Timeline:
    """Shots put one after another, each overlapping the one before by the frames of the transition between them.

    The last picture is seen for `last_tail_ms` after its words.
    """
    kinds = [one.transition or transition for one in shown[:-1]]
    joins = tuple(Transition(kind=kind, frames=0 if kind == "cut" else frames_of(JOIN_MS, fps)) for kind in kinds)
    tails_ms = [*[TAIL_MS] * (len(shown) - 1), last_tail_ms]
    lengths = [
        _length(one, at, tail_ms, fps=fps) for at, (one, tail_ms) in enumerate(zip(shown, tails_ms, strict=False))
    ]
    steps = [length - join.frames for length, join in zip(lengths, joins, strict=False)]
    shots = tuple(
        Clip(
            scene=one.scene,
            picture=one.picture,
            motion=one.motion,
            start_frame=start,
            frames=length,
            speech_ms=CARD_LEAD_MS if one.heading else _lead_ms(at),
            captions=tuple(_shifted(c, _lead_ms(at)) for c in captions_of(one.spoken, line_width=line_width)),
            focus=one.focus,
            heading=one.heading,
        )
        for at, (one, start, length) in enumerate(zip(shown, accumulate(steps, initial=0), lengths, strict=False))
    )
    return Timeline(fps=fps, shots=shots, transitions=joins)


def cues(timeline: Timeline, spoken: Sequence[Spoken]) -> tuple[Cue, ...]:
    """Where each scene's speech lies in the film."""
    placed = []
    for clip, words in zip(timeline.clips, spoken, strict=True):
        start_ms = ms_of(clip.start_frame, timeline.fps) + clip.speech_ms
        placed.append(Cue(scene=clip.scene, text=words.text, start_ms=start_ms, end_ms=start_ms + words.duration_ms))
    return tuple(placed)


def _length(one: Shown, at: int, tail_ms: int, *, fps: int) -> int:
    if one.heading:
        return frames_of(one.spoken.duration_ms, fps)
    return frames_of(max(LEAST_MS, _lead_ms(at) + one.spoken.duration_ms + tail_ms), fps)


def _lead_ms(at: int) -> int:
    return LEAD_MS if at else FIRST_LEAD_MS


def _shifted(caption: Caption, by_ms: int) -> Caption:
    return replace(
        caption,
        start_ms=caption.start_ms + by_ms,
        end_ms=caption.end_ms + by_ms,
        words=tuple(
            replace(word, start_ms=word.start_ms + by_ms, end_ms=word.end_ms + by_ms) for word in caption.words
        ),
    )
