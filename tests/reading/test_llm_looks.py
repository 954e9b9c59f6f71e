"""Looks asked of a language model: what it is told, and what becomes of its answer."""

import json

import pytest

from storyvid.errors import ModelFailed, NeedsAnEdit
from storyvid.models import Cluster, Found
from storyvid.reading.coref.llm import Service
from storyvid.reading.llm_looks import about, asked_look
from storyvid.services.patience import Patience
from tests.reading.test_llm import KEY, completion, service  # noqa: F401  (the service is a fixture)

TALE = "A king had two sons. The elder was tall. It rained. He wore a green coat. The moon rose."


def found(word, kind="noun"):
    return Found(start=TALE.index(word), end=TALE.index(word) + len(word), kind=kind)


ELDER = Cluster(name="The elder", entity="person", mentions=(found("The elder"), found("He", "pronoun")))


def look_from(server, **changed):
    url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    held = Service(
        **{"key": KEY, "base_url": url, "model": "m", "timeout_s": 10, "patience": Patience(tries=1), **changed}
    )
    return asked_look(TALE, ELDER, language="en", service=held)


def test_the_model_is_told_the_sentences_about_the_character_and_no_others(service):  # noqa: F811
    service.replies = [completion(json.dumps({"look": " tall young man,\n green coat. "}))]
    assert look_from(service) == "tall young man, green coat"
    ((_, _, _, asked),) = service.asked
    told = asked["messages"][-1]["content"]
    assert "The elder was tall. He wore a green coat." in told and "rained" not in told
    assert asked["response_format"]["json_schema"]["schema"]["required"] == ["look"]


def test_a_malformed_answer_is_repaired_once(service):  # noqa: F811
    service.replies = [completion("tall"), completion(json.dumps({"look": "tall"}))]
    assert look_from(service) == "tall" and len(service.asked) == 2


@pytest.mark.parametrize("reply", [completion(json.dumps({"look": "  "})), completion("", finish="length")])
def test_nothing_to_suggest_is_said(service, reply):  # noqa: F811
    service.replies = [reply]
    with pytest.raises(ModelFailed, match="no look to suggest"):
        look_from(service)


def test_a_refusal_is_said(service):  # noqa: F811
    service.replies = [completion(None, refusal="No.")]
    with pytest.raises(NeedsAnEdit, match="refuses"):
        look_from(service)


def test_names_and_nouns_go_first_where_there_is_too_much():
    assert about(TALE, ELDER, most=25) == "The elder was tall."
