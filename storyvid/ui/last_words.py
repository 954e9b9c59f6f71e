"""What a run of a page says last: Streamlit is kept from dropping it.

A timer that asks for a fragment just as a run has ended finds a script thread that takes nothing more, and Streamlit
(1.67) starts another.  From then on it passes over whatever the first one has said and nobody has heard yet: the foot
of the page, which then stays away until the whole page is drawn again.  A busy machine is slow to hear, and loses more.
"""

import asyncio

from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner

from storyvid.ui.wrapping import Method, wrap


def heard_out() -> None:
    """Has Streamlit hear a script thread out before it starts another."""
    wrap(AppSession, "_create_scriptrunner", _when_heard)


def _when_heard(start: Method) -> Method:
    def start_when_heard(session: AppSession, asked: RerunData) -> None:
        over: ScriptRunner | None = getattr(session, "_scriptrunner", None)
        loop: asyncio.AbstractEventLoop | None = getattr(session, "_event_loop", None)
        if over is None or loop is None:  # nobody is to be heard: a whole page sends the thread before it away itself
            start(session, asked)
        else:  # it takes nothing more, so all that it had to say waits in the loop, before what is put there now
            loop.call_soon_threadsafe(go_on, session, asked, over)

    def go_on(session: AppSession, asked: RerunData, over: ScriptRunner) -> None:
        if session._state == AppSessionState.SHUTDOWN_REQUESTED:
            return
        now = session._scriptrunner
        if now is None or now is over or not now.request_rerun(asked):
            start(session, asked)

    return start_when_heard
