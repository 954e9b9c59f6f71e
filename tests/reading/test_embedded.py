"""The embedded reader: what the trained model must get right, exact places, a named cast, any text, long text."""

import json
import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid import models
from storyvid.errors import BadInput
from storyvid.reading.coref.embedded import Embedded
from storyvid.reading.coref.embedded_clusters import Choice
from storyvid.reading.coref.embedded_model import WEIGHTS
from storyvid.reading.coref.embedded_words import words_of

TALE = (
    "Once upon a time there was a miller who had a daughter named Clara. She was clever, and the old king "
    "heard of her.\n\n“Bring the girl to me,” said the king to his huntsman. The huntsman rode to the mill. "
    "Clara gave him bread, and he liked her.\n\nThe wolf saw them. It followed Clara and the huntsman "
    "through the forest."
)


@pytest.fixture(scope="module")
def reader() -> Embedded:
    return Embedded()


def cluster_with(text: str, reading: models.Reading, *phrases: str) -> models.Cluster | None:
    """The cluster that has all the phrases among its mentions ("phrase@n": its nth place in whole words, from 0)."""
    places = set()
    for phrase in phrases:
        words, _, number = phrase.partition("@")
        found = [m.span() for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
        places.add(found[int(number or 0)])
    for cluster in (*reading.characters, *reading.others):
        if places <= {(mention.start, mention.end) for mention in cluster.mentions}:
            return cluster
    return None


def test_it_keeps_the_readers_contract(reader):
    assert isinstance(reader, models.Reader)
    assert reader.card.name == "embedded" and reader.card.languages == ("en",) and not reader.card.missing


def test_it_says_no_to_a_language_it_was_not_trained_on(reader):
    with pytest.raises(BadInput, match="English only"):
        reader.read("Es war einmal ein König.", language="de")


@pytest.mark.parametrize("text", ["", "   \n\n ", "\u200b", "…", "🐉", "I"])
def test_next_to_no_text_is_read_without_fuss(reader, text):
    assert isinstance(reader.read(text, language="en"), models.Reading)


def test_the_cast_of_a_tale_is_found_and_named(reader):
    reading = reader.read(TALE, language="en")
    names = {cluster.name for cluster in reading.characters}
    assert "Clara" in names and any("king" in name.lower() for name in names)
    clara = next(cluster for cluster in reading.characters if cluster.name == "Clara")
    assert clara.gender == "female" and clara.entity == "person" and not clara.minor


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Quilla loved Zorblat the tinker, and when he left the valley she wept for him.", ("Quilla", "she")),
        ("Quilla loved Zorblat the tinker, and when he left the valley she wept for him.", ("Zorblat", "he", "him")),
        (
            "The duchess had a parrot which her nephew had brought from Brazil. It spoke French, and he had taught it.",
            ("her nephew", "he"),
        ),
        (
            "Lady Ashby rang for the footman. The man came slowly, for he was old, and she looked at him with "
            "impatience.",
            ("the footman", "The man", "him"),
        ),
        (
            "The surgeon bent over the wounded officer. “Will I live?” the latter whispered, and the surgeon "
            "told him so.",
            ("the wounded officer", "I", "the latter", "him"),
        ),
    ],
)
def test_the_model_knows_what_word_lists_do_not(reader, text, together):
    """The rules reader fails every one of these."""
    assert cluster_with(text, reader.read(text, language="en"), *together)


def test_places_are_left_out_of_the_cast_but_kept(reader):
    reading = reader.read(TALE, language="en")
    assert any(cluster.entity == "place" for cluster in reading.others)
    assert not any(cluster.entity in ("place", "vehicle", "thing") for cluster in reading.characters)


def test_mentions_are_exact_also_after_emoji_and_accents(reader):
    text = "🐉🐉 Élodie met Zoë. “Où est-il?” she asked 😀 the naïve old man, and he smiled at her."
    reading = reader.read(text, language="en")
    found = {text[m.start : m.end] for cluster in (*reading.characters, *reading.others) for m in cluster.mentions}
    assert {"Élodie", "Zoë", "she", "he", "her"} <= found


def test_the_narrator_is_a_character(reader):
    text = "I was born in a small village. My mother died when I was six, and I went to live with my aunt. I hated it."
    reading = reader.read(text, language="en")
    assert "The narrator" in {cluster.name for cluster in reading.characters}


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=300) | st.lists(st.sampled_from([*TALE.split(), "\n\n", "’", '"', "…"]), max_size=80).map(" ".join)
)
def test_any_text_gives_clusters_of_places_inside_it(text):
    reading = _SHARED.read(text, language="en")
    seen = set()
    for cluster in (*reading.characters, *reading.others):
        assert cluster.name and cluster.mentions
        places = [(mention.start, mention.end) for mention in cluster.mentions]
        assert places == sorted(places, key=lambda place: (place[0], -place[1]))
        assert all(
            0 <= start < end <= len(text) and text[start:end].strip() == text[start:end] for start, end in places
        )
        assert not seen & set(places)
        seen |= set(places)


_SHARED = Embedded()


@given(st.text(max_size=400))
def test_words_are_in_order_and_cover_everything_but_space(text):
    words = words_of(text)
    covered = "".join(text[a:b] for a, b in zip(words.starts, words.ends, strict=True))
    assert covered == "".join(text.split())
    assert all(words.ends[:-1] <= words.starts[1:])


def test_a_long_text_costs_time_in_proportion(reader):
    reader.read(TALE, language="en")
    began = time.process_time()
    reading = reader.read("\n\n".join([TALE] * 60), language="en")
    assert time.process_time() - began < 15  # 4000 words: 2 seconds on a quiet core
    assert len(reading.characters) > 3


def test_memory_stays_flat_with_the_text():
    code = (
        "import resource, sys; from storyvid.reading.coref.embedded import Embedded; reader = Embedded();"
        "text = sys.stdin.read(); reader.read(text, language='en');"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    peaks = [
        int(subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True).stdout)
        for text in (TALE, "\n\n".join([TALE] * 90))
    ]
    assert peaks[1] - peaks[0] < 160  # MB, for 6000 words more


def test_the_shipped_weights_are_those_of_the_record():
    import hashlib

    record = json.loads((WEIGHTS / "record.json").read_text("utf-8"))
    for name, digest in record["sha256"].items():
        assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() == digest
    assert Choice(**record["choice"]) and sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 35e6
