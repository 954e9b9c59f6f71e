"""What a run says last is heard before another thread is started, whoever asks for that, and whenever."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import RerunData

from storyvid.ui import last_words

ASKED = RerunData(fragment_id_queue=["frame"])


@pytest.fixture
def started(monkeypatch) -> list[RerunData]:
    """Streamlit's way to start a thread, wrapped; it only notes what is asked of the thread, and who runs by then."""
    noted: list[RerunData] = []

    def start(session, asked: RerunData) -> None:
        noted.append(asked)
        session.said.append("another")
        session._scriptrunner = Runner()

    monkeypatch.setattr(AppSession, "_create_scriptrunner", start)
    last_words.heard_out()
    return noted


class Runner:
    """A script thread that takes what is asked of it, or not."""

    def __init__(self, *, takes: bool = True) -> None:
        self.takes, self.asked = takes, []

    def request_rerun(self, asked: RerunData) -> bool:
        self.asked.append(asked)
        return self.takes


def session(runner: Runner | None):
    loop = asyncio.get_running_loop()
    return SimpleNamespace(_scriptrunner=runner, _event_loop=loop, _state=AppSessionState.APP_IS_RUNNING, said=[])


def run(part) -> None:
    async def whole():
        await part()
        await asyncio.sleep(0)

    with ThreadPoolExecutor(1) as thread:  # the browser tests have a loop of their own in this one
        thread.submit(asyncio.run, whole()).result()


def test_what_waits_to_be_heard_is_heard_first(started):
    async def a_run_ends():
        over = Runner(takes=False)
        here = session(over)
        asyncio.get_running_loop().call_soon_threadsafe(
            lambda: here.said.append("the foot of the page") if here._scriptrunner is over else None
        )
        AppSession._create_scriptrunner(here, ASKED)
        assert started == []
        await asyncio.sleep(0)
        assert here.said == ["the foot of the page", "another"] and started == [ASKED]

    run(a_run_ends)


def test_where_nobody_is_to_be_heard_it_starts_at_once(started):
    async def first():
        AppSession._create_scriptrunner(session(None), ASKED)
        assert started == [ASKED]

    run(first)


def test_who_was_started_in_between_is_asked_and_not_sent_away(started):
    async def two_ask():
        here, another = session(Runner(takes=False)), Runner()
        AppSession._create_scriptrunner(here, ASKED)
        here._scriptrunner = another
        await asyncio.sleep(0)
        assert another.asked == [ASKED] and started == [] and here._scriptrunner is another

    run(two_ask)


def test_a_session_that_is_closed_in_between_starts_nothing(started):
    async def closed():
        here = session(Runner(takes=False))
        AppSession._create_scriptrunner(here, ASKED)
        here._state = AppSessionState.SHUTDOWN_REQUESTED
        await asyncio.sleep(0)
        assert started == []

    run(closed)
