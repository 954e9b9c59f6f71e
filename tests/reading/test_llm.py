"""The LLM reader against a service on this machine that answers well, badly, late, in part or not at all."""

import json
import logging
import threading
import time
from difflib import SequenceMatcher
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid.errors import ModelFailed, ModelNotInstalled, NeedsAnEdit
from storyvid.reading.coref.llm import Llm, Service, from_environment, parts
from storyvid.reading.coref.llm_align import Aligner, folded
from storyvid.reading.coref.llm_schema import QuotedMention
from storyvid.services.patience import Patience

pytest.importorskip("openai")
KEY = "sk-very-secret"
ONCE = Patience(tries=1)
STORY = "“Come,” said the old  king.\nClara came. “I know you,” he told Clara, and she laughed at the king."


def mention(quote, before="", after="", kind="noun"):
    return {"quote": quote, "before": before, "after": after, "kind": kind}


def character(name, *mentions, entity="person", gender=""):
    return {"name": name, "entity": entity, "gender": gender, "mentions": list(mentions)}


CLARA = character(
    "Clara", mention("Clara", "", "came.", "name"), mention("you", "I know", "he told", "pronoun"),
    mention("Clara", "he told", "and she", "name"), mention("she", "Clara, and", "laughed", "pronoun"), gender="female",
)  # fmt: skip
KING = character(
    "the old king", mention("the old king", "\"Come,\" said", "Clara came"), mention("I", '"', "know you", "pronoun"),
    mention("he", "know you,\"", "told Clara", "pronoun"), mention("the king", "laughed at", ""),
    mention("the crowned dragon", "and then", "flew"), gender="male",
)  # fmt: skip
GOOD = json.dumps({"characters": [CLARA, KING]})


def completion(content, *, finish="stop", refusal=None):
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return (
        200,
        {},
        json.dumps({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}),
    )


@pytest.fixture
def service():
    """Answers with `replies` in turn (the last one again and again); a reply may be made from the request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.server.asked.append((time.monotonic(), self.path, self.headers["Authorization"], asked))
            reply = self.server.replies[min(len(self.server.asked), len(self.server.replies)) - 1]
            status, headers, body = reply(asked) if callable(reply) else reply
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.replies = [], [completion(GOOD)]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def reader(server, **changed):
    url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    return Llm(
        Service(
            **{
                "key": KEY,
                "base_url": url,
                "model": "m",
                "timeout_s": 10,
                "patience": Patience(tries=2, first_s=0.01),
                **changed,
            }
        )
    )


def said(text, cluster):
    return [text[found.start : found.end] for found in cluster.mentions]


def test_quotes_are_found_in_the_text_whatever_marks_and_spaces_they_come_with(service):
    reading = reader(service).read(STORY, language="en")
    clusters = {cluster.name: cluster for cluster in reading.characters}
    assert said(STORY, clusters["Clara"]) == ["Clara", "you", "Clara", "she"] and clusters["Clara"].gender == "female"
    assert said(STORY, clusters["The old king"]) == ["the old  king", "I", "he", "the king"]


def test_a_quote_that_is_not_in_the_text_is_left_out_and_counted(service, caplog):
    with caplog.at_level(logging.INFO):
        reading = reader(service).read(STORY, language="en")
    assert not any("dragon" in words for cluster in reading.characters for words in said(STORY, cluster))
    assert "1 mentions that m gave are not in the text" in caplog.text


def test_the_service_is_asked_with_a_strict_schema_and_the_key_only_in_its_header(service):
    reader(service).read(STORY, language="fr")
    ((_, path, key, asked),) = service.asked
    assert path == "/v1/chat/completions" and key == f"Bearer {KEY}" and KEY not in json.dumps(asked)
    held = asked["response_format"]["json_schema"]
    assert asked["response_format"]["type"] == "json_schema" and held["strict"] is True
    for shape in (held["schema"], *held["schema"]["$defs"].values()):  # what strict mode asks for
        assert shape["additionalProperties"] is False and set(shape["required"]) == set(shape["properties"])
    assert STORY in asked["messages"][1]["content"] and "language is fr" in asked["messages"][1]["content"]


@pytest.mark.parametrize("bad", ["{ not json", json.dumps({"characters": [{"name": "Clara"}]}), ""])
def test_an_answer_that_does_not_fit_is_repaired_once(service, bad):
    service.replies = [completion(bad), completion(GOOD)]
    assert {cluster.name for cluster in reader(service).read(STORY, language="en").characters} == {
        "Clara", "The old king"
    }  # fmt: skip
    assert len(service.asked) == 2 and "did not fit the JSON schema" in service.asked[1][3]["messages"][-1]["content"]


def test_an_answer_that_does_not_fit_twice_is_a_failure(service):
    service.replies = [completion("[]")]
    with pytest.raises(ModelFailed, match="answered twice"):
        reader(service).read(STORY, language="en")
    assert len(service.asked) == 2


@pytest.mark.parametrize("reply", [
    completion(None, refusal="I will not."), completion("", finish="content_filter"),
    (400, {}, json.dumps({"error": {"code": "content_filter", "message": KEY}})),
])  # fmt: skip
def test_a_refusal_asks_for_another_text_and_is_not_repeated(service, reply):
    service.replies = [reply]
    with pytest.raises(NeedsAnEdit, match="refuses"):
        reader(service).read(STORY, language="en")
    assert len(service.asked) == 1


def test_an_answer_cut_off_for_length_is_asked_again_in_smaller_parts(service):
    text = "The fox ran. " * 100

    def short(asked):
        part = asked["messages"][1]["content"]
        return completion("{", finish="length") if len(part) > 1000 else completion(
            json.dumps({"characters": [character("the fox", *[mention("The fox")] * part.count("The fox"))]})
        )  # fmt: skip

    service.replies = [short]
    (fox,) = reader(service).read(text, language="en").characters
    assert len(fox.mentions) == 100 and len(service.asked) > 2


def test_an_answer_that_is_always_cut_off_ends_as_a_failure(service):
    service.replies = [completion("{", finish="length")]
    with pytest.raises(ModelFailed, match="cannot finish"):
        reader(service).read("The fox ran. " * 100, language="en")


def test_a_long_story_is_read_in_parts_whose_characters_are_one(service):
    text = "Clara met the old fox. She ran home. " * 500

    def named(asked):
        part = asked["messages"][1]["content"].partition("<story>\n")[2]
        name = "the fox" if len(service.asked) % 2 else "the sly one"  # joined by the overlap, not by the name
        return completion(json.dumps({"characters": [
            character("Clara", *[mention("Clara", kind="name")] * part.count("Clara")),
            character(name, *[mention("the old fox")] * part.count("the old fox"), entity="animal"),
        ]}))  # fmt: skip

    service.replies = [named]
    clara, fox = reader(service).read(text, language="en").characters
    assert len(service.asked) > 2 and len(clara.mentions) == len(fox.mentions) == 500
    assert "Already known: Clara; the fox." in service.asked[1][3]["messages"][1]["content"]


def test_too_many_requests_are_waited_out_as_the_service_says(service):
    service.replies = [(429, {"Retry-After": "1"}, '{"error": {"message": "slow down"}}'), completion(GOOD)]
    assert reader(service).read(STORY, language="en").characters
    assert service.asked[1][0] - service.asked[0][0] >= 0.95


@pytest.mark.parametrize(("reply", "words"), [
    ((429, {}, json.dumps({"error": {"message": KEY}})), "rate limit"),
    ((401, {}, json.dumps({"error": {"message": f"bad key {KEY}"}})), "does not accept the key"),
    ((500, {}, "oops"), "error 500"),
    ((404, {}, "{}"), "Check the model and the address"),
    ((200, {}, "<html>Welcome</html>"), "no JSON"),
    ((200, {"Content-Type": "text/html"}, "<html>Welcome</html>"), "did not answer as"),
    ((200, {}, "{}"), "did not answer as"),
])  # fmt: skip
def test_a_service_that_is_of_no_use_is_said_without_the_key(service, reply, words, caplog):
    service.replies = [reply]
    with caplog.at_level(logging.INFO), pytest.raises(ModelFailed, match=words) as raised:
        reader(service, patience=ONCE).read(STORY, language="en")
    assert KEY not in str(raised.value) + caplog.text and raised.value.__suppress_context__ | (
        raised.value.__context__ is None
    )


def test_a_service_that_does_not_answer_in_time_is_given_up(service):
    def late(_):
        time.sleep(1.5)
        return completion(GOOD)

    service.replies = [late]
    began = time.monotonic()
    with pytest.raises(ModelFailed, match="did not answer in 0 seconds"):
        reader(service, timeout_s=0.3, patience=ONCE).read(STORY, language="en")
    assert time.monotonic() - began < 1.4


def test_a_service_that_is_not_there_is_said(service):
    address = f"http://127.0.0.1:{service.server_address[1]}/v1"
    service.server_close()
    with pytest.raises(ModelFailed, match="cannot be reached"):
        Llm(Service(key=KEY, base_url=address, model="m", patience=ONCE, timeout_s=0.5)).read(STORY, language="en")


def test_without_a_key_the_variable_to_set_is_named(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelNotInstalled, match="OPENAI_API_KEY"):
        Llm().read(STORY, language="en")


def test_the_environment_says_which_service_and_the_key_is_never_shown(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://one/v1")
    monkeypatch.setenv("STORYVID_LLM_MODEL", "llama")
    assert (from_environment().base_url, from_environment().model) == ("http://one/v1", "llama")
    monkeypatch.setenv("STORYVID_LLM_BASE_URL", "http://two/v1")
    assert from_environment().base_url == "http://two/v1" and KEY not in repr(from_environment())


def test_an_empty_story_asks_nobody(service):
    assert reader(service).read(" \n", language="en").characters == () and not service.asked


def test_the_context_says_which_of_equal_words_is_meant_and_words_end_where_words_end():
    text = "The man saw another man. He went to them. He sat."
    aligner = Aligner(text)
    second = QuotedMention(quote="man", before="saw another", after=". He", kind="noun")
    assert aligner.place(second, after=0, taken=set()) == (20, 23)
    he = QuotedMention(quote="He", before="", after="sat", kind="pronoun")
    assert aligner.place(he, after=0, taken=set()) == (42, 44)
    inside = QuotedMention(quote="he", before="T", after="m", kind="pronoun")
    assert aligner.place(inside, after=0, taken=set()) == (25, 27)  # "He", never the "he" of "The"
    slip = QuotedMention(quote="anothr man", before="saw", after="", kind="noun")
    assert aligner.place(slip, after=0, taken=set()) == (12, 23)


@given(st.text(min_size=1, max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_what_is_quoted_word_for_word_is_found_with_ranges_inside_the_text(text, start, length):
    quote = text[start : start + length]
    span = Aligner(text).place(QuotedMention(quote=quote, before="", after="", kind="noun"), after=0, taken=set())
    assert span is None or 0 <= span[0] < span[1] <= len(text)
    if span:
        alike = folded(text[slice(*span)]).text.strip(), folded(quote.strip()).text.strip()
        assert SequenceMatcher(None, *reversed(alike), autojunk=False).ratio() > 0.8


@given(st.text(alphabet="ab. \n「。", max_size=600), st.integers(20, 200))
def test_parts_cover_the_text_and_go_on(text, size):
    made = parts(text, size=size)
    reached = 0
    for start, end in made:
        assert start <= reached < end <= len(text) and end - start <= size
        reached = end
    assert not text[reached:].strip()
