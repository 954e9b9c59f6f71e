"""How long a storyteller rests at punctuation."""

from storyvid.speech.wording import DASHES

SENTENCE_MS, PARAGRAPH_MS = 520, 950
_PAUSES_MS = {"sentence": SENTENCE_MS, "trail": 480, "break": 310, "line": 260, "aside": 210, "comma": 170, "none": 60}
_SENTENCE_ENDS = frozenset(".!?。！？।॥؟۔…։၊။።")
_BREAKS = frozenset(";:：；؛()") | frozenset(DASHES)
_COMMAS = frozenset(",，、،")
_CLOSERS = frozenset("\"'”’»）)」』")


def pause_ms(between: str, following: str) -> int:
    """How long a storyteller rests at the punctuation between two clauses, at 100 % speed."""
    marks = {mark for mark in between if not mark.isspace()}
    if "…" in marks or "..." in between:
        kind = "trail"
    elif marks & _SENTENCE_ENDS:
        kind = "sentence"
        if following[:1].islower():  # the sentence goes on: `"Hello!" he said`, `Ah! but why`, an unknown abbreviation
            kind = "aside" if marks & _CLOSERS else "break" if marks - {"."} else "none"
    elif marks & _BREAKS:
        kind = "break"
    elif marks & _COMMAS:
        kind = "comma"
    else:
        kind = "line" if "\n" in between else "none"
    return _PAUSES_MS[kind]
