"""From coreferee's single tokens to the noun phrases around them, by spaCy's dependencies."""

from typing import Any

from storyvid.models import MentionKind

# what belongs to a noun's phrase, in the labels of spaCy's English (ClearNLP), German (TIGER) and other (UD) models;
# relative clauses, appositions and conjuncts are left out
_OWN = set(
    "det predet amod nmod poss compound nummod quantmod advmod case prep pobj neg nn num "
    "det:poss nmod:poss det:numgov det:nummod flat flat:name flat:foreign fixed nummod:gov amod:flat "
    "nk ag pnc mnr nmc adc".split()
)
_PREPOSITIONS = set("of from with von aus mit".split())


def phrase(token: Any) -> tuple[int, int]:
    """The tokens [first, last) of the noun phrase around a token, of the token alone for a pronoun."""
    if kind_of(token) == "pronoun":
        return token.i, token.i + 1
    held = {token.i} | {inner for child in token.children if child.dep_ != "case" for inner in _held(child)}
    held |= _named(token)
    first = last = token.i
    while first - 1 in held:
        first -= 1
    while last + 1 in held:
        last += 1
    return _trimmed(token.doc, token.i, first, last)


def kind_of(token: Any) -> MentionKind:
    """Name, noun or pronoun; a possessive determiner ("sein", "son") is a pronoun."""
    if token.pos_ == "PRON" or "Yes" in token.morph.get("Poss") or token.pos_ == "DET":
        return "pronoun"
    capital = token.text[:1].isupper()
    return "name" if capital and (token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "PER")) else "noun"


def _held(token: Any) -> set[int]:
    if token.dep_ not in _OWN or (token.dep_ in ("prep", "mnr") and token.lower_ not in _PREPOSITIONS):
        return set()
    return {token.i} | {inner for child in token.children for inner in _held(child)}


def _named(token: Any) -> set[int]:
    """The rest of a name that NER found around the token."""
    if token.ent_type_ not in ("PERSON", "PER", "persName"):
        return set()
    return next(
        (set(range(span.start, span.end)) for span in token.doc.ents if span.start <= token.i < span.end), set()
    )


def _trimmed(doc: Any, root: int, first: int, last: int) -> tuple[int, int]:
    while first < root and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > root and (doc[last].is_punct or doc[last].is_space or doc[last].tag_ == "POS"):
        last -= 1
    return first, last + 1
