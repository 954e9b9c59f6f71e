"""The coreferee reader on the real libraries, with a spaCy pipeline and a coreferee model trained by the test."""

import importlib
import sys

import pytest

from storyvid.errors import BadInput, ModelFailed, ModelNotInstalled
from storyvid.reading.coref import coreferee_models, coreferee_reader
from storyvid.reading.coref.coreferee_phrases import phrase
from storyvid.reading.coref.coreferee_reader import Coreferee
from tests.reading.coreferee_trained import MODEL, gold, installed

pytest.importorskip("coreferee")
STORY = (
    "Clara sees Tom. She likes him. The old king of the castle sees Anna. He loves her. "
    "The king who likes Anna sees Ben. Tom and Ben see the mill. They like her."
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    return installed(tmp_path_factory.mktemp("site-packages"))


@pytest.fixture
def reader(packages, monkeypatch):
    monkeypatch.syspath_prepend(str(packages))
    monkeypatch.delenv(coreferee_models.SPACY_MODEL, raising=False)
    yield Coreferee()
    for name in [name for name in sys.modules if name.startswith((MODEL, "coreferee_model_"))]:
        del sys.modules[name]
    coreferee_reader._pipeline.cache_clear()
    importlib.invalidate_caches()


def said(text, cluster):
    return [text[mention.start : mention.end] for mention in cluster.mentions]


def test_names_and_the_pronouns_for_them_are_one_character(reader):
    clusters = {cluster.name: cluster for cluster in reader.read(STORY, language="en").characters}
    assert said(STORY, clusters["Clara"])[:2] == ["Clara", "She"]
    assert clusters["Clara"].gender == "female" and clusters["Clara"].entity == "person"
    assert [mention.kind for mention in clusters["Clara"].mentions][:2] == ["name", "pronoun"]


def test_a_noun_and_the_pronouns_for_it_are_one_character_named_by_the_noun(reader):
    reading = reader.read("The old king sees Anna. He loves her.", language="en")
    king = next(cluster for cluster in reading.characters if "king" in cluster.name)
    assert said("The old king sees Anna. He loves her.", king) == ["The old king", "He"]
    assert king.name in ("The old king", "The king") and king.gender == "male" and king.entity == "person"


def test_a_mention_is_the_noun_phrase_without_its_relative_clause():
    words = "The old king of the castle sees Anna . The king who likes Anna sees Ben . Tom and Ben see the mill ."
    doc = gold(words)
    roots = {token.i: doc[slice(*phrase(token))].text for token in doc if token.pos_ in ("NOUN", "PROPN")}
    assert list(roots.values()) == [
        "The old king of the castle", "the castle", "Anna", "The king", "Anna", "Ben", "Tom", "Ben", "the mill"
    ]  # fmt: skip


def test_two_named_together_are_a_group_of_their_own(reader):
    text = "Tom and Ben see the mill. They like Anna."
    reading = reader.read(text, language="en")
    pair = next(cluster for cluster in reading.characters if cluster.entity == "group")
    assert pair.name == "Tom and Ben" and said(text, pair) == ["Tom and Ben", "They"] and pair.gender == "plural"


def test_ranges_count_code_points_whatever_stands_before(reader):
    text = f"🦊. 🦊. {STORY}"
    clusters = {cluster.name: cluster for cluster in reader.read(text, language="en").characters}
    assert said(text, clusters["Clara"])[:2] == ["Clara", "She"]


def test_a_text_without_chains_has_no_characters(reader):
    assert reader.read("Clara sees Tom.", language="en").characters == ()
    assert reader.read(" \n ", language="en").characters == ()


def test_the_same_text_is_read_the_same(reader):
    assert reader.read(STORY, language="en") == reader.read(STORY, language="en")


def test_an_error_that_coreferee_only_prints_is_raised(reader, packages, capsys):
    nlp = coreferee_reader._pipeline(MODEL)
    nlp.get_pipe("coreferee").annotator.tendencies_analyzer.feature_table.tags = None  # as a damaged model would be
    with pytest.raises(ModelFailed, match="coreferee could not read this text .*NoneType"):
        reader.read(STORY, language="en")
    assert "NoneType" not in capsys.readouterr().out


def test_another_language_is_refused(reader):
    with pytest.raises(BadInput, match="en, de, fr, pl, not “ja”"):
        reader.read("こんにちは", language="ja")


def test_a_missing_spacy_model_is_said_with_the_one_command(reader):
    with pytest.raises(ModelNotInstalled, match="storyvid models install coreferee de"):
        reader.read("Der König schläft.", language="de")


def test_the_model_named_in_the_environment_is_taken_or_missed(reader, monkeypatch):
    monkeypatch.setenv(coreferee_models.SPACY_MODEL, "en_core_web_trf")
    with pytest.raises(ModelNotInstalled, match="en_core_web_trf. .*install coreferee en"):
        reader.read(STORY, language="en")
    monkeypatch.setenv(coreferee_models.SPACY_MODEL, "en_other")
    with pytest.raises(ModelNotInstalled, match="en_other, with which coreferee does not read"):
        reader.read(STORY, language="en")
    monkeypatch.setenv(coreferee_models.SPACY_MODEL, "de_core_news_md")  # says nothing about English
    assert coreferee_models.model_for("en") == MODEL


def test_a_version_outside_the_table_is_said_with_the_versions_that_fit(reader, packages):
    metadata = packages / f"{MODEL}-3.8.0.dist-info" / "METADATA"
    kept = metadata.read_text("utf-8")
    metadata.write_text(kept.replace("3.8.0", "3.99.0"), "utf-8")
    try:
        with pytest.raises(ModelNotInstalled, match=r"en_core_web_md 3\.8\.0 to 3\.8\.\d+, and here is 3\.99\.0"):
            reader.read(STORY, language="en")
    finally:
        metadata.write_text(kept, "utf-8")


def test_a_folder_of_the_right_name_that_nobody_installed_is_never_loaded(reader, packages, tmp_path, monkeypatch):
    place = tmp_path / "coreferee_model_en" / "md_3_8_0"
    place.mkdir(parents=True)
    (place.parent / "__init__.py").write_text("raise AssertionError('loaded')", "utf-8")
    (place / "model").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModelNotInstalled, match="own model for “en” is not installed"):
        reader.read(STORY, language="en")


def test_a_damaged_model_is_said_with_the_command_that_installs_it_again(reader, packages):
    table = packages / "coreferee_model_en" / "md_3_8_0" / "feature_table.bin"
    kept = table.read_bytes()
    table.write_bytes(b"")
    try:
        with pytest.raises(ModelNotInstalled, match="Install them again with: storyvid models install coreferee en"):
            reader.read(STORY, language="en")
    finally:
        table.write_bytes(kept)


@pytest.mark.parametrize("language", coreferee_models.LANGUAGES)
def test_the_table_of_every_language_is_read_with_the_large_model_first(language):
    entries = coreferee_models.table(language)
    assert entries[0].model.startswith(f"{language}_core_") and entries[0].model.endswith("_lg")
    assert entries[0].fits(entries[0].from_version) and not entries[0].fits("99.0.0")
