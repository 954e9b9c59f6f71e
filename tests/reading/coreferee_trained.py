"""A tiny spaCy pipeline and a tiny coreferee model, trained here in seconds and laid out as their installers do."""

import pickle
import random
from pathlib import Path
from typing import Any

import numpy as np

MODEL, VERSION, ENTRY = "en_core_web_md", "3.8.0", "md_3_8_0"
_PRONOUN = "Case={}|Gender={}|Number=Sing|Person=3|PronType=Prs"
# word: tag, part of speech, lemma, morphology
_WORDS = {
    **dict.fromkeys(["Clara", "Tom", "Anna", "Ben"], ("NNP", "PROPN", "", "Number=Sing")),
    **dict.fromkeys("king girl wolf mill castle".split(), ("NN", "NOUN", "", "Number=Sing")),
    **dict.fromkeys("sees likes loves".split(), ("VBZ", "VERB", "", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")),
    **dict.fromkeys("see like love".split(), ("VBP", "VERB", "", "Tense=Pres|VerbForm=Fin")),
    **dict.fromkeys("old little".split(), ("JJ", "ADJ", "", "Degree=Pos")),
    **dict.fromkeys("The the".split(), ("DT", "DET", "the", "Definite=Def|PronType=Art")),
    "who": ("WP", "PRON", "who", "PronType=Rel"),
    "of": ("IN", "ADP", "of", ""),
    "and": ("CC", "CCONJ", "and", "ConjType=Cmp"),
    "🦊": ("UH", "INTJ", "🦊", ""),
    ".": (".", "PUNCT", ".", "PunctType=Peri"),
    **dict.fromkeys(["She"], ("PRP", "PRON", "she", _PRONOUN.format("Nom", "Fem"))),
    **dict.fromkeys(["He"], ("PRP", "PRON", "he", _PRONOUN.format("Nom", "Masc"))),
    **dict.fromkeys(["her"], ("PRP", "PRON", "she", _PRONOUN.format("Acc", "Fem"))),
    **dict.fromkeys(["him"], ("PRP", "PRON", "he", _PRONOUN.format("Acc", "Masc"))),
    **dict.fromkeys(["They"], ("PRP", "PRON", "they", "Case=Nom|Number=Plur|Person=3|PronType=Prs")),
    **dict.fromkeys(["them"], ("PRP", "PRON", "they", "Case=Acc|Number=Plur|Person=3|PronType=Prs")),
}  # fmt: skip
# a sentence with the heads and the labels of its words
_FRAMES = [
    ("{n} {v}s {m} .", [1, 1, 1, 1], "nsubj ROOT dobj punct"),
    ("{P} {v}s {o} .", [1, 1, 1, 1], "nsubj ROOT dobj punct"),
    ("The {a} {c} {v}s {n} .", [2, 2, 3, 3, 3, 3], "det amod nsubj ROOT dobj punct"),
    ("The {c} {v}s the {a} {d} .", [1, 2, 2, 5, 5, 2, 2], "det nsubj ROOT det amod dobj punct"),
    ("The {a} {c} of the castle {v}s {n} .", [2, 2, 6, 2, 5, 3, 6, 6, 6],
     "det amod nsubj prep det pobj ROOT dobj punct"),
    ("The {c} who {v}s {n} {w}s {m} .", [1, 5, 3, 1, 3, 5, 5, 5], "det nsubj nsubj relcl dobj ROOT dobj punct"),
    ("{n} and {m} {v} the {c} .", [3, 0, 0, 3, 5, 3, 3], "nsubj cc conj ROOT det dobj punct"),
    ("{n} and {m} {v} {n} .", [3, 0, 0, 3, 3, 3], "nsubj cc conj ROOT dobj punct"),
    ("They {v} {o} .", [1, 1, 1, 1], "nsubj ROOT dobj punct"),
    ("They {v} {n} .", [1, 1, 1, 1], "nsubj ROOT dobj punct"),
    ("🦊 .", [0, 0], "ROOT punct"),
]  # fmt: skip


def installed(folder: Path) -> Path:
    """The folder of two packages, as `spacy download` and `coreferee install` would leave them in site-packages."""
    nlp = pipeline()
    home = _distribution(folder, MODEL, VERSION)
    nlp.to_disk(home / f"{MODEL}-{VERSION}")
    (home / "meta.json").write_bytes((home / f"{MODEL}-{VERSION}" / "meta.json").read_bytes())
    (home / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n",
        "utf-8",
    )
    features, model = chains(nlp)
    place = _distribution(folder, "coreferee_model_en", "1.5.0") / ENTRY
    place.mkdir()
    (place.parent / "__init__.py").touch()
    (place / "__init__.py").touch()
    (place / "feature_table.bin").write_bytes(pickle.dumps(features))
    model.to_disk(place / "model")
    return folder


def _distribution(folder: Path, package: str, version: str) -> Path:
    info = folder / f"{package}-{version}.dist-info"
    info.mkdir(parents=True)
    name = package.replace("_", "-")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
    (folder / package).mkdir()
    return folder / package


def pipeline() -> Any:
    """Tagger, morphologizer, lemmas, parser and names, trained on some of the sentences that the frames make."""
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed

    fix_random_seed(1)
    nlp = spacy.blank("en", meta={"lang": "en", "name": "core_web_md", "version": VERSION})
    for number, word in enumerate(sorted({lemma_of(word) for word in _WORDS})):
        nlp.vocab.set_vector(word, np.random.default_rng(number).normal(size=16).astype("float32"))
    for pipe in ("tagger", "morphologizer", "trainable_lemmatizer", "ner"):
        nlp.add_pipe(pipe)
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs(nlp, random.Random(1), 60)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(6):
        for at in range(0, len(examples), 8):
            nlp.update(examples[at : at + 8], sgd=optimizer, drop=0.1)
    return nlp


def lemma_of(word: str) -> str:
    return _WORDS[word][2] or (word[:-1] if _WORDS[word][0] == "VBZ" else word)


def docs(nlp: Any, chance: random.Random, count: int) -> list[Any]:
    """Gold docs of four sentences each."""
    return [_doc(nlp, [_filled(chance) for _ in range(4)]) for _ in range(count)]


def _filled(chance: random.Random) -> tuple[list[str], list[int], list[str]]:
    frame, heads, labels = chance.choice(_FRAMES)
    first, second = chance.sample(["Clara", "Tom", "Anna", "Ben"], 2)
    verbs, nouns = chance.sample(["see", "like", "love"], 2), chance.sample(["king", "girl", "wolf", "mill"], 2)
    text = frame.format(
        n=first, m=second, v=verbs[0], w=verbs[1], c=nouns[0], d=nouns[1], a=chance.choice(["old", "little"]),
        P=chance.choice(["She", "He"]), o=chance.choice(["her", "him", "them"]),
    )  # fmt: skip
    return text.split(), heads, labels.split()


def _doc(nlp: Any, sentences: list[tuple[list[str], list[int], list[str]]]) -> Any:
    from spacy.tokens import Doc

    words = [word for sentence, _, _ in sentences for word in sentence]
    starts = [sum(len(sentence) for sentence, _, _ in sentences[:number]) for number in range(len(sentences))]
    return Doc(
        nlp.vocab,
        words=words,
        spaces=[following != "." for following in [*words[1:], "."]],
        tags=[_WORDS[word][0] for word in words],
        pos=[_WORDS[word][1] for word in words],
        lemmas=[lemma_of(word) for word in words],
        morphs=[_WORDS[word][3] for word in words],
        heads=[start + head for start, (_, heads, _) in zip(starts, sentences, strict=True) for head in heads],
        deps=[label for _, _, labels in sentences for label in labels],
        ents=["B-PERSON" if _WORDS[word][0] == "NNP" else "O" for word in words],
        sent_starts=[place in starts for place in range(len(words))],
    )


def gold(words: str) -> Any:
    """A doc with the heads and labels of three of the frames."""
    import spacy

    sentences = [f"{sentence}.".split() for sentence in words.split(".") if sentence.strip()]
    shapes = [_FRAMES[4], _FRAMES[5], _FRAMES[6]]
    held = [(each, heads, labels.split()) for each, (_, heads, labels) in zip(sentences, shapes, strict=True)]
    return _doc(spacy.blank("en"), held)


def chains(nlp: Any) -> tuple[Any, Any]:
    """A feature table and a network that prefers the nearest antecedent, trained as its own trainer does."""
    from coreferee.rules import RulesAnalyzerFactory
    from coreferee.tendencies import (
        ENSEMBLE_SIZE,
        DocumentPairInfo,
        TendenciesAnalyzer,
        create_thinc_model,
        generate_feature_table,
    )  # fmt: skip
    from thinc.api import Adam, SequenceCategoricalCrossentropy

    rules = RulesAnalyzerFactory().get_rules_analyzer(nlp)
    read = [nlp(doc.text) for doc in docs(nlp, random.Random(2), 12)]
    for doc in read:
        rules.initialize(doc)
        _mark_the_nearest(doc)
    features = generate_feature_table(read, nlp)
    analyzer = TendenciesAnalyzer(rules, nlp, features)
    pairs = [DocumentPairInfo.from_doc(doc, analyzer, ENSEMBLE_SIZE, is_train=True) for doc in read]
    pairs = [pair for pair in pairs if len(pair.candidates.dataXd)]
    model, optimizer, loss = create_thinc_model(), Adam(0.001), SequenceCategoricalCrossentropy(normalize=True)
    model.initialize(X=pairs[:1], Y=pairs[0].training_outputs)
    for pair in pairs * 3:
        guesses, backprop = model.begin_update([pair])
        backprop(loss(guesses, pair.training_outputs)[0])
        model.finish_update(optimizer)
    return features, model


def _mark_the_nearest(doc: Any) -> None:
    for token in doc:
        for candidate in getattr(token._.coref_chains, "temp_potential_referreds", [])[:1]:
            candidate.true_in_training = True
