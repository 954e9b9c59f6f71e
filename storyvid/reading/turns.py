"""Turns of a conversation: the likeliest sequence of speakers, given who is named, who is near and who spoke before."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from storyvid.models import Cluster
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.kin import KIN, children
from storyvid.reading.coref.mentions import Mention
from storyvid.reading.coref.speakers import CLOSING, Speech
from storyvid.reading.coref.tokens import Tokens

# log-odds, fitted to LitBank's training books: as annotated, and forty as read by a model trained on the other forty
_NAMED, _SUBJECT_BEFORE, _SUBJECT_AFTER, _CALLED, _SPOKEN_OF, _SAYS_I = 6.5, 3.9, 1.2, -4.5, -1.6, 4.5
_SAYS_YOU = -2.0
_ANSWERS, _GOES_ON, _SAME_PARAGRAPH, _AFTER_TAG, _TURN_ABOUT, _NEW_SPEAKER = 3.5, 1.35, 0.5, 0.5, 0.6, -0.5
_ASKED, _TOLD_BEFORE, _CALLED_NEXT = 1.2, 0.7, 0.3

_OFTEN = 0.3  # for the logarithm of how often the text speaks of somebody: who matters speaks more
_CHILD, _HEARS = 4.0, -1.2  # “Yes, Papa” is said by who has one; who nods behind a quotation heard it
_NAMES_OWN = 5.0  # “I'm Captain Voss”
_ONE_PARAGRAPH, _NEW_PARAGRAPH, _IN_CHORUS = 5.0, 1.0, -1.5  # not in that corpus: by the conventions of print
_NOBODY, _FROM_AFAR = -1.5, -2.0
_LONG_TAG = 25  # words from a quotation to the rest of its sentence
_NEXT = 20  # words to a quotation that calls the one who speaks now
_REACH = 30  # words around a quotation in which its speaker is mentioned
_MOST = 6  # candidates for one quotation
_SCENE, _FADES = 400, 150  # words back over which people are on the scene, and by which they fade from it
_ON_SCENE = 2  # people of the scene who may speak though nobody speaks of them near by
_HEARING = frozenset(
    "nodded shook listened heard stared obeyed hesitated complied flushed blushed reddened winced".split()
)
_MUTE = frozenset(
    tuple(words.split())
    for words in "did not,did n't,could not,could n't,made no,gave no,said nothing,was silent,kept silent".split(",")
)
_ANSWERED = 0.1  # of the quotations: a text with more answers within a paragraph has lost its own
_LONG_PARAGRAPH = 150  # words: a text with longer ones on average has lost its paragraphs


@dataclass(frozen=True)
class Said:
    """Who says a quotation, and the mention that says so: the one that speaks most for them here, or where they last
    spoke."""

    who: Cluster
    through: Mention


@dataclass(frozen=True)
class Talk:
    """What all turns of a text are weighed by; clusters by their mention's id() or their own."""

    text: Tokens
    whose: Sequence[tuple[Mention, Cluster]]
    cast: Collection[int]
    often: Counter[int]
    clusters: Mapping[int, Cluster]
    children: Mapping[tuple[str, int], Mapping[int, Mention]]
    printed: bool  # with its paragraphs


@dataclass
class Turn:
    """What speaks for each candidate at one quotation, and how it is tied to the one before."""

    scores: dict[int, float] = field(default_factory=dict)  # by the cluster's id()
    through: dict[int, Mention] = field(default_factory=dict)  # the mention that speaks most for each
    same: float = 0.0  # for the same speaker as the last quotation's
    near: bool = False  # close enough to the last for turns to be taken


def speakers(
    text: Tokens,
    speeches: Sequence[Speech],
    whose: Sequence[tuple[Mention, Cluster]],
    cast: Collection[int],
) -> list[Said | None]:
    """Who says each quotation, None where nobody is near; `cast` holds the id() of who may say one unnamed.

    Viterbi over pairs of speakers, with the clues of He, Barbosa and Kondrak (2013): names, neighbours, vocatives,
    alternation.
    """
    by_id = {id(cluster): cluster for _, cluster in whose}
    talk = Talk(
        text,
        whose,
        cast,
        often=Counter(id(cluster) for _, cluster in whose),
        clusters={id(mention): cluster for mention, cluster in whose},
        children=children(text, whose),
        printed=bool(text.all) and _has_paragraphs(text),
    )
    turns = [_turn(talk, speeches, number) for number in range(len(speeches))]
    return _said(turns, [by_id.get(found) for found in _likeliest(turns)])


def _said(turns: list[Turn], found: list[Cluster | None]) -> list[Said | None]:
    made: list[Said | None] = []
    last: dict[int, Mention] = {}
    for turn, cluster in zip(turns, found, strict=True):
        through = turn.through.get(id(cluster), last.get(id(cluster)))
        if cluster is None or through is None:
            made.append(None)
        else:
            last[id(cluster)] = through
            made.append(Said(cluster, through))
    return made


def _turn(talk: Talk, speeches: Sequence[Speech], number: int) -> Turn:
    speech = speeches[number]
    turn = _near_by(talk, speech)
    if speech.speaker is not None and (speaker := talk.clusters.get(id(speech.speaker))) is not None:
        turn.through[id(speaker)] = speech.speaker
    _favour(turn, speech.speaker, talk, _SUBJECT_BEFORE if speech.how == "implicit" else _NAMED)
    _favour(turn, speech.addressee, talk, _CALLED)
    _favour(turn, speech.own, talk, _NAMES_OWN)
    for mention in _children_of(talk, speech.addressee):
        _favour(turn, mention, talk, _CHILD)
    if number:
        before = speeches[number - 1]
        _favour(turn, before.addressee, talk, _TOLD_BEFORE)
        turn.near = speech.first - before.last < 60
        turn.same = _tie(talk.text, before, speech, talk.printed)
    if number + 1 < len(speeches) and speeches[number + 1].first - speech.last < _NEXT:
        _favour(turn, speeches[number + 1].addressee, talk, _CALLED_NEXT)
    return turn


def _children_of(talk: Talk, called: Mention | None) -> Collection[Mention]:
    """Whose “Papa” the one called is, by the "her" of “her father”."""
    cluster = talk.clusters.get(id(called)) if called is not None else None
    if called is None or cluster is None:
        return ()
    kin = KIN.get(talk.text.all[called.last - 1].lower, "")
    return talk.children.get((kin, id(cluster)), {}).values()


def _favour(turn: Turn, mention: Mention | None, talk: Talk, weight: float) -> None:
    """Adds to what speaks for the one mentioned."""
    cluster = talk.clusters.get(id(mention)) if mention is not None else None
    if cluster is not None and mention is not None:
        turn.scores[id(cluster)] = turn.scores.get(id(cluster), 0.0) + weight
        turn.through.setdefault(id(cluster), mention)


def _near_by(talk: Talk, speech: Speech) -> Turn:
    """The people mentioned around and in a quotation, with what their mentions say."""
    text, whose, cast = talk.text, talk.whose, talk.cast
    scores: dict[int, float] = {}
    strongest: dict[int, tuple[float, Mention]] = {}
    first = bisect_left(whose, speech.first - _REACH, key=lambda pair: pair[0].first)
    last = bisect_left(whose, speech.last + _REACH // 2, key=lambda pair: pair[0].first)
    for mention, cluster in whose[first:last]:
        if id(cluster) not in cast:
            continue
        inside = speech.first <= mention.first < speech.last
        away = min(abs(mention.first - speech.first), abs(mention.first - speech.last))
        chorus = _IN_CHORUS if cluster.entity == "group" else 0.0
        score = (
            chorus + _said_inside(text, mention)
            if inside
            else chorus + _said_beside(text, speech, mention) - 0.01 * away
        )
        if id(cluster) not in strongest or score > strongest[id(cluster)][0]:
            strongest[id(cluster)] = score, mention
        known = scores.get(id(cluster))
        scores[id(cluster)] = score if known is None else _joined(known, score)
    for key in scores:
        scores[key] += _OFTEN * math.log(talk.often[key])
    best = sorted(scores, key=lambda key: -scores[key])[:_MOST]
    turn = Turn({key: scores[key] for key in best}, {key: strongest[key][1] for key in best})
    for mention, key in _on_scene(talk, speech):
        if key not in turn.scores:
            turn.scores[key], turn.through[key] = 0.0, mention
    return turn


def _on_scene(talk: Talk, speech: Speech) -> list[tuple[Mention, int]]:
    """Of whom the narration spoke most lately, with their last mention."""
    text, whose, cast = talk.text, talk.whose, talk.cast
    told: dict[int, float] = {}
    last: dict[int, Mention] = {}
    first = bisect_left(whose, speech.first - _SCENE, key=lambda pair: pair[0].first)
    for mention, cluster in whose[first : bisect_left(whose, speech.first, key=lambda pair: pair[0].first)]:
        if id(cluster) in cast and text.all[mention.first].quote < 0:
            told[id(cluster)] = told.get(id(cluster), 0.0) + math.exp((mention.first - speech.first) / _FADES)
            last[id(cluster)] = mention
    return [(last[key], key) for key in sorted(told, key=lambda key: -told[key])[:_ON_SCENE]]


def _joined(one: float, other: float) -> float:
    """Good and bad signs add up to the strongest of each."""
    return max(one, other) if one * other >= 0 and one >= 0 else one + other if one * other < 0 else min(one, other)


def _said_inside(text: Tokens, mention: Mention) -> float:
    kind = lexicon.PRONOUNS.get(text.all[mention.first].lower, "")
    if kind == "speaker":
        return _SAYS_I
    return 0.0 if kind == "speakers" else _SAYS_YOU if kind == "addressee" else _SPOKEN_OF


def _said_beside(text: Tokens, speech: Speech, mention: Mention) -> float:
    """Narration: the subject of the sentence right before or after the quotation most likely speaks."""
    token = text.all[mention.first]
    if token.quote >= 0 or not mention.subject:
        return 0.0
    if mention.first < speech.first:
        between = text.all[mention.last : speech.first]
        one_sentence = (
            all(other.quote < 0 for other in between) and token.sentence >= text.all[speech.first].sentence - 1
        )
        return _SUBJECT_BEFORE if one_sentence and _one_paragraph(text, mention.first, speech.first) else 0.0
    between = text.all[speech.last : mention.first]
    at_once = len(between) <= 3 and all(other.quote < 0 for other in between)
    if at_once and _hears(text, mention):
        return _HEARS
    return _SUBJECT_AFTER if at_once and _one_paragraph(text, speech.last - 1, mention.first) else 0.0


def _hears(text: Tokens, mention: Mention) -> bool:
    """The fox nodded; the fox did not answer: in a sentence of its own."""
    if not text.all[mention.first].capital:
        return False  # “Because —” he hesitated
    after = tuple(token.lower for token in text.all[mention.last : mention.last + 2])
    return after in _MUTE or bool(_HEARING & set(after[:1]))


def _tie(text: Tokens, before: Speech, speech: Speech, printed: bool) -> float:
    """For the same speaker (above 0) or another (below)."""
    gap = speech.first - before.last
    if gap == 0:
        return _GOES_ON if speech.continues else -_ANSWERS
    between = text.all[before.last : speech.first]
    if gap <= 12 and between[-1].text in ",;:—-" and not any(token.text in ".!?" for token in between):
        return _GOES_ON  # “...,” said he, “...”
    if gap <= _LONG_TAG and between[-1].text in ",;" and _opens_small(text, speech):
        return _GOES_ON  # “...,” said he, looking up and laughing, “and ...”
    if not printed:
        asked = _ASKED if _asks(text, before) else 0.0
        tagged = before.speaker is not None and before.speaker.first >= before.last
        return ((_AFTER_TAG if tagged else _SAME_PARAGRAPH) if gap <= 8 else 0.0) - asked
    return _ONE_PARAGRAPH if _one_paragraph(text, before.last - 1, speech.first) else -_NEW_PARAGRAPH


def _opens_small(text: Tokens, speech: Speech) -> bool:
    return text.all[min(speech.first + 1, speech.last - 1)].text[:1].islower()


def _asks(text: Tokens, speech: Speech) -> bool:
    return "?" in [token.text for token in text.all[max(speech.first, speech.last - 2) : speech.last]]


def _has_paragraphs(text: Tokens) -> bool:
    """Whether the text kept its paragraphs: short ones, some begun by narration, and answers in new ones."""
    paragraphs = text.all[-1].paragraph + 1
    told, answers = set(), 0
    for before, after in pairwise(text.all):
        if after.paragraph > before.paragraph:
            told |= {after.paragraph} if after.quote < 0 else set()
        else:
            answers += 0 <= before.quote < after.quote and before.text in CLOSING
    if answers > _ANSWERED * len(text.quotes):
        return False
    return len(text.all) < _LONG_PARAGRAPH * paragraphs and len(told) >= 0.15 * (paragraphs - 1)


def _one_paragraph(text: Tokens, one: int, other: int) -> bool:
    return text.all[one].paragraph == text.all[min(other, len(text.all) - 1)].paragraph


def _likeliest(turns: list[Turn]) -> list[int]:
    """The best path; a state is the last two speakers, 0 for nobody known."""
    paths: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}
    for turn in turns:
        grown: dict[tuple[int, int], tuple[float, list[int]]] = {}
        for (earlier, last), (score, path) in paths.items():
            # in the order of the text, so that even chances fall the same way in every process
            for who in dict.fromkeys((*turn.scores, 0, *((last, earlier) if turn.near else ()))):
                total = score + _step(turn, earlier, last, who)
                if total > grown.get((last, who), (float("-inf"), []))[0]:
                    grown[last, who] = (total, [*path, who])
        best = sorted(grown.items(), key=lambda pair: -pair[1][0])[:40]
        paths = dict(best)
    return max(paths.values(), key=lambda pair: pair[0])[1]


def _step(turn: Turn, earlier: int, last: int, who: int) -> float:
    if who == 0:
        return _NOBODY
    score = turn.scores.get(who, 0.0 if turn.near else _FROM_AFAR)
    if not turn.near or not last:
        return score
    score += turn.same if who == last else -turn.same
    if who != last:
        score += _TURN_ABOUT if who == earlier else _NEW_SPEAKER
    return score
