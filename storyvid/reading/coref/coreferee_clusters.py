"""coreferee's chains as an author wants to see them: typed, gendered, and named as the rules reader names."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from storyvid.models import Cluster, Reading
from storyvid.reading.coref import lexicon
from storyvid.reading.coref.coreferee_phrases import kind_of, phrase
from storyvid.reading.coref.entities import Entity
from storyvid.reading.coref.mentions import Mention
from storyvid.reading.coref.naming import reading
from storyvid.reading.coref.tokens import Tokens, tokens

_LABELS = {
    **dict.fromkeys("PERSON PER persName".split(), "person"),
    **dict.fromkeys("GPE LOC FAC placeName geogName".split(), "place"),
    **dict.fromkeys("NORP ORG orgName".split(), "group"),
}
_SUBJECTS = {"nsubj", "nsubjpass", "nsubj:pass", "sb"}


def clusters(text: str, doc: Any, *, language: str) -> Reading:
    """The chains of a spaCy doc that coreferee annotated, over code points of its text."""
    words = tokens(text)
    entities: list[Entity] = []
    told: dict[int, str] = {}  # by where the first mention begins: names that the English rules cannot make
    for chain in doc._.coref_chains:
        roots = [[doc[index] for index in sorted(mention.token_indexes)] for mention in chain]
        entity = _entity(words, len(entities), roots, language)
        entities.append(entity)
        if language != "en" or any(len(root) > 1 for root in roots):
            told[words.all[entity.mentions[0].first].start] = _said(roots)
    found = reading(words, entities)
    cast = [cluster for cluster in found.characters if cluster.entity != "thing"]
    rest = [*found.others, *(cluster for cluster in found.characters if cluster.entity == "thing")]
    named = _renamed([*cast, *rest], told)
    return Reading(characters=tuple(named[: len(cast)]), others=tuple(named[len(cast) :]))


def _entity(words: Tokens, number: int, roots: list[list[Any]], language: str) -> Entity:
    heads = [token for root in roots for token in root]
    plural = _is_plural(roots)
    entity = Entity(number=number, entity=_kind(heads, language), gender=_gender(heads), plural=plural)
    for mention in sorted((_mention(words, root, entity) for root in roots), key=lambda m: (m.first, m.last)):
        entity.take(mention)
    return entity


def _mention(words: Tokens, root: list[Any], entity: Entity) -> Mention:
    """The phrase of a mention, or of several coordinated ones from the first to the last, over the rules' tokens."""
    doc = root[0].doc
    ranges = [phrase(token) for token in root]
    span = doc[min(first for first, _ in ranges) : max(last for _, last in ranges)]
    first = bisect_right([token.start for token in words.all], span.start_char) - 1
    last = bisect_left([token.start for token in words.all], span.end_char)
    held = words.all[max(first, 0) : last]
    kind = kind_of(root[0]) if len(root) == 1 else "noun"
    capital = tuple(token.text for token in held if token.capital and token.lower != "the")
    if kind == "name" and not capital:
        kind = "noun"
    title = capital[0].lower().rstrip(".") if kind == "name" and capital[0].lower() in lexicon.TITLES else ""
    lemma = lexicon.noun(root[0].lower_)
    return Mention(
        max(first, 0), last, kind, root[0].lower_ if lemma is None else lemma[0], entity.entity, entity.gender,
        entity.plural, _definite(held[0].lower), frozenset(t.lower for t in held[:-1] if t.lower in lexicon.ADJECTIVES),
        names=capital if kind == "name" else (), title=title,
    )  # fmt: skip


def _definite(first: str) -> str:
    if first in ("a", "an", "one"):
        return "a"
    return "owned" if first in lexicon.POSSESSIVES else "the" if first in lexicon.DETERMINERS else "bare"


def _is_plural(roots: list[list[Any]]) -> bool:
    many = [len(root) > 1 or "Plur" in root[0].morph.get("Number") for root in roots]
    return sum(many) * 2 > len(many)


def _gender(heads: list[Any]) -> str:
    said: Counter[str] = Counter()
    for token in heads:
        known = lexicon.noun(token.lower_)
        if kind_of(token) == "pronoun":
            said.update(token.morph.get("Gender"))
        elif token.doc.lang_ == "en" and known is not None and known[2] in ("male", "female"):
            said["Masc" if known[2] == "male" else "Fem"] += 1
    if said["Masc"] == said["Fem"]:
        return ""
    return "male" if said["Masc"] > said["Fem"] else "female"


def _kind(heads: list[Any], language: str) -> str:
    """What sort of entity it is: NER first, then the nouns, the pronouns, and whether it does what people do."""
    labels = Counter(_LABELS[token.ent_type_] for token in heads if token.ent_type_ in _LABELS)
    if labels:
        return labels.most_common(1)[0][0]
    nouns = [token for token in heads if kind_of(token) != "pronoun"]
    for token in nouns:
        lemma = {token.lower_, token.lemma_.lower()}
        if language == "en" and (known := lexicon.noun(token.lower_)) is not None:
            return known[1]
        if lemma & _list(language, "animal_words"):
            return "animal"
        if lemma & (_list(language, "person_words") | _list(language, "person_roles")):
            return "person"
    pronouns = {gender for token in heads if kind_of(token) == "pronoun" for gender in token.morph.get("Gender")}
    if language == "en" and pronouns & {"Masc", "Fem"}:
        return "person"
    personal = _list(language, "verbs_with_personal_subject")
    acts = any(token.dep_ in _SUBJECTS and token.head.lemma_.lower() in personal for token in heads)
    return "person" if acts or any(token.pos_ == "PROPN" for token in heads) else "thing"


@cache
def _list(language: str, name: str) -> frozenset[str]:
    """A word list of coreferee's own; empty where it has none for the language."""
    words: set[str] = set()
    for stem in {"person_words": ("person_words", "exclusively_person_words", "neuter_person_words")}.get(
        name, (name,)
    ):
        place = files("coreferee") / "lang" / language / "data" / f"{stem}.dat"
        if place.is_file():
            lines = (line.strip().lower() for line in place.read_text("utf-8").splitlines())
            words.update(line for line in lines if line and not line.startswith("#"))
    return frozenset(words)


def _said(roots: list[list[Any]]) -> str:
    """The words of the text that tell most: several together, else the commonest name, else the commonest phrase."""
    ranges = {id(root): (phrase(root[0])[0], phrase(root[-1])[1]) for root in roots}
    shown = [(root, root[0].doc[slice(*ranges[id(root)])].text) for root in roots]
    together = [text for root, text in shown if len(root) > 1]
    names = [text for root, text in shown if kind_of(root[0]) == "name"]
    nouns = [text for root, text in shown if kind_of(root[0]) == "noun"]
    best = Counter(together or names or nouns or [shown[0][1]]).most_common(1)[0][0]
    return " ".join((best[:1].upper() + best[1:]).split())


def _renamed(found: list[Cluster], told: dict[int, str]) -> list[Cluster]:
    taken: Counter[str] = Counter()
    made = []
    for cluster in found:
        name = told.get(cluster.mentions[0].start, cluster.name)
        taken[name] += 1
        made.append(replace(cluster, name=name if taken[name] == 1 else f"{name} ({taken[name]})"))
    return made
