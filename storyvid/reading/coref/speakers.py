"""Who says a quotation, and to whom: by the speech verb beside it, by name, or by turns."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.mentions import Mention
from storyvid.reading.coref.tokens import Tokens

Who = TypeVar("Who")
How = Literal["explicit", "pronoun", "implicit"]

_SAME_TALK = 60  # words of narration over which two people go on talking
CLOSING = ("”", '"', "'", "’", "»", "“", "」")
_LEADS = frozenset((",", ":", "-", "--", "—", "–"))
_CAST = ("person", "animal", "group", "thing")
_TELLING = ("told", "asked", "begged", "answered")
_TOLD = ("him", "her", "them", "me", "us")
_NEAR = 8  # words between a quotation and the name of who says it
_MY_NAME = (["my", "name", "is"], ["my", "name", "'s"])
_REPORTED = frozenset("that if whether how what why where when he she they i we it to about".split())
_TAG = 2  # words between a quotation and who says it, where no verb of speech says so


@dataclass
class Speech:
    """A quotation's tokens [first, last) and the mentions that say it and are told it, where the text names them."""

    first: int
    last: int
    speaker: Mention | None = None
    addressee: Mention | None = None
    continues: bool = False  # the same paragraph's quotation goes on: the same speaker
    how: How = "implicit"
    own: Mention | None = None  # “I'm Pip”: who says their own name


class Conversation(Generic[Who]):
    """Who says each quotation, who is told it and how that is known, settled one after the other."""

    def __init__(self, speeches: list[Speech], resolved: Callable[[Mention], Who | None]) -> None:
        self._speeches, self._resolved = speeches, resolved
        self.said_by: dict[int, Who | None] = {}
        self.told_to: dict[int, Who | None] = {}
        self.how: dict[int, How] = {}

    def settle(self, quote: int) -> None:
        """Works out a quotation before its own mentions are read."""
        if quote in self.said_by:
            return
        self.said_by[quote] = self.told_to[quote] = None
        speech = self._speeches[quote]
        near = quote > 0 and speech.first - self._speeches[quote - 1].last < _SAME_TALK
        said_by = self._resolved(speech.speaker) if speech.speaker else None
        self.how[quote] = speech.how if said_by is not None else "implicit"
        if said_by is None and near:
            said_by = self._next_to_speak(quote, speech)
        self.said_by[quote] = said_by
        told_to = self._resolved(speech.addressee) if speech.addressee else None
        if told_to is None and near:
            before = self.said_by.get(quote - 1)
            told_to = self.told_to.get(quote - 1) if before is said_by else before
        if told_to is None or told_to is said_by:
            told_to = self._answering(quote)
        self.told_to[quote] = told_to if told_to is not said_by else None

    def _answering(self, quote: int) -> Who | None:
        """Who is told it where nobody says so: the one who speaks next, when called by name or noun."""
        if quote + 1 >= len(self._speeches):
            return None
        answer = self._speeches[quote + 1]
        if answer.first - self._speeches[quote].last > _SAME_TALK or answer.speaker is None:
            return None
        return self._resolved(answer.speaker) if answer.speaker.kind != "pronoun" else None

    def _next_to_speak(self, quote: int, speech: Speech) -> Who | None:
        """The one who was speaking goes on, or the other one answers."""
        if speech.continues:
            return self.said_by.get(quote - 1)
        return self.told_to.get(quote - 1) or self.said_by.get(quote - 2)


def speeches(text: Tokens, mentions: list[Mention]) -> list[Speech]:
    """One Speech for each quotation, in order."""
    starts = [mention.first for mention in mentions]
    made: list[Speech] = []
    for first, last in _spans(text):
        speech = Speech(first, last)
        within = _narration(mentions[bisect_left(starts, last) : bisect_left(starts, last + _NEAR)], text)
        before = _narration(mentions[bisect_left(starts, first - 14) : bisect_left(starts, first)], text)
        speech.speaker = _after(text, speech, within) or _before(text, speech, before)
        if speech.speaker is not None:
            speech.how = "pronoun" if speech.speaker.kind == "pronoun" else "explicit"
        speech.addressee = _told(text, speech, within + before) or _called(text, speech, mentions, starts)
        speech.own = _self_named(text, speech, mentions, starts)
        speech.continues = bool(made) and _goes_on(text, made[-1], speech)
        if speech.speaker is None and not speech.continues:
            speech.speaker = _leading(text, speech, before)
        made.append(speech)
    return made


def _goes_on(text: Tokens, before: Speech, speech: Speech) -> bool:
    """The same paragraph's quotation after "said he", or a speech whose paragraphs close only at the end."""
    if speech.first == before.last:  # one right after the other: an answer, unless the first was left open
        return bool(before.last) and text.all[before.last - 1].text not in CLOSING
    return _same_paragraph(text, before.last, speech.first) and speech.first - before.last <= 40


def _spans(text: Tokens) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = [(-1, -1)] * len(text.quotes)
    for at, token in enumerate(text.all):
        if token.quote >= 0:
            first, _ = spans[token.quote]
            spans[token.quote] = (at if first < 0 else first, at + 1)
    return [(max(first, 0), max(last, 0)) for first, last in spans]


def _narration(mentions: list[Mention], text: Tokens) -> list[Mention]:
    return [mention for mention in mentions if text.all[mention.first].quote < 0]


def _may_speak(mention: Mention) -> bool:
    if mention.kind == "pronoun":
        return mention.head in lexicon.SUBJECT_PRONOUNS
    return mention.entity in _CAST


def _after(text: Tokens, speech: Speech, near: list[Mention]) -> Mention | None:
    """“...,” said the fox; “...,” the fox said."""
    for mention in near:
        if not _may_speak(mention) or not _same_paragraph(text, speech.last - 1, mention.first):
            continue
        between = [token.lower for token in text.all[speech.last : mention.first]]
        if any(mark in between for mark in ".!?;") or any(word == "and" for word in between):
            return None
        next_to_it = {*between, *(token.lower for token in text.all[mention.last : mention.last + 1])}
        if _is_stopped(text, speech) and (not next_to_it & lexicon.SAYING or _reports(text, mention)):
            return None
        if any(word in lexicon.SPEECH_VERBS for word in between):
            return mention
        follows = [token.lower for token in text.all[mention.last : mention.last + 3]]
        if not between and any(word in lexicon.SPEECH_VERBS for word in follows):
            return mention
        if _is_tag(text, speech) and len(between) <= _TAG and _does(text, mention, between):
            return mention
    return None


def _reports(text: Tokens, mention: Mention) -> bool:
    """“... all right.” Max said that he wants to come, too: no tag, another sentence of what was said."""
    after = [token.lower for token in text.all[mention.last : mention.last + 3]]
    return any(verb in lexicon.SPEECH_VERBS and word in _REPORTED for verb, word in pairwise(after))


def _is_stopped(text: Tokens, speech: Speech) -> bool:
    """“... here.” Lord Henry laughed: the quotation ended its sentence, and another begins."""
    if speech.last >= len(text.all) or speech.last - speech.first < 2:
        return False
    return text.all[speech.last - 2].text == "." and text.all[speech.last].capital


def _is_tag(text: Tokens, speech: Speech) -> bool:
    """Whether the sentence of the quotation goes on after it: “...,” he challenged; “...?” wondered Anna."""
    if speech.last >= len(text.all) or speech.last - speech.first < 2:
        return False
    closed = text.all[speech.last - 1].text in CLOSING
    mark = text.all[speech.last - 2].text if closed else text.all[speech.last - 1].text
    after = text.all[speech.last]
    return after.word and (mark == "," or (mark in ("!", "?", "—", "--") and not after.capital))


def _does(text: Tokens, mention: Mention, between: list[str]) -> bool:
    """The fox scoffed; scoffed the fox."""
    if between:
        return _is_past(between[0]) and mention.head not in _TOLD
    follows = [token.lower for token in text.all[mention.last : mention.last + 2]]
    return any(map(_is_past, follows)) and mention.head not in _TOLD


def _is_past(word: str) -> bool:
    return word in lexicon.VERBS or (len(word) > 3 and word.endswith("ed"))


def _before(text: Tokens, speech: Speech, near: list[Mention]) -> Mention | None:
    """The fox said: “...”; the fox looked up and said, “...”."""
    first = speech.first
    if not first or text.all[first - 1].text not in _LEADS or not _same_paragraph_or_next(text, first - 1, first):
        return None
    subjects = [mention for mention in near if _may_speak(mention) and mention.subject]
    between = {token.lower for token in text.all[max(0, first - 14) : first]}
    if not between & lexicon.SPEECH_VERBS and text.all[first - 1].text != ":":
        return None
    same = [
        m for m in subjects if text.all[m.first].sentence in (text.all[first - 1].sentence, text.all[first].sentence)
    ]
    for mention in reversed(same):
        if {token.lower for token in text.all[mention.last : mention.last + 2]} & lexicon.SPEECH_VERBS:
            return mention
    return same[0] if same else None


def _leading(text: Tokens, speech: Speech, near: list[Mention]) -> Mention | None:
    """The fox sat down. “...”: the subject of the sentence before, in the same paragraph."""
    for mention in near:
        if mention.subject and _may_speak(mention) and _same_paragraph(text, mention.first, speech.first):
            return mention
    return None


def _told(text: Tokens, speech: Speech, near: list[Mention]) -> Mention | None:
    """“...,” said the fox to the crow; “...,” he told me."""
    for mention in near:
        before = text.all[mention.first - 1].lower if mention.first else ""
        if mention is speech.speaker or not (mention.entity in _CAST or mention.head in _TOLD):
            continue
        verbs = {token.lower for token in text.all[max(0, mention.first - 5) : mention.first]}
        tag = mention.first > 1 and text.all[mention.first - 2].quote >= 0  # “...,” answered the wolf: who says it
        if (before in _TELLING and not tag) or (before == "to" and verbs & lexicon.SPEECH_VERBS):
            return mention
    return None


def _called(text: Tokens, speech: Speech, mentions: list[Mention], starts: list[int]) -> Mention | None:
    """“Come, Anna, ...”: a name between marks is who is spoken to."""
    for mention in mentions[bisect_left(starts, speech.first) : bisect_left(starts, speech.last)]:
        if mention.kind == "pronoun" or mention.entity not in _CAST:
            continue
        before = text.all[mention.first - 1] if mention.first else None
        after = text.all[mention.last] if mention.last < len(text.all) else None
        bare = mention.definite in ("bare", "owned")
        if bare and before is not None and after is not None and before.text in ",“‘\"'!" and after.text in ",!?.”’\"'":
            return mention
    return None


def _self_named(text: Tokens, speech: Speech, mentions: list[Mention], starts: list[int]) -> Mention | None:
    """The name in “I'm Captain Voss” and “my name is Pip”."""
    for mention in mentions[bisect_left(starts, speech.first) : bisect_left(starts, speech.last)]:
        before = [token.lower.replace("’", "'") for token in text.all[max(0, mention.first - 3) : mention.first]]
        if mention.kind == "name" and (before[-2:] in (["i", "'m"], ["i", "am"]) or before in _MY_NAME):
            return mention
    return None


def _same_paragraph(text: Tokens, one: int, other: int) -> bool:
    last = len(text.all) - 1
    return text.all[min(max(one, 0), last)].paragraph == text.all[min(other, last)].paragraph


def _same_paragraph_or_next(text: Tokens, one: int, other: int) -> bool:
    return text.all[other].paragraph - text.all[one].paragraph <= 1
