"""Runs of a page that was left: Streamlit is kept from answering with them.

A fragment that a timer or a press has run again may be asked for while its page is being left already.  Streamlit
(1.67) runs it after the next page; the browser takes that for the way back, clears the screen, finds no place for the
fragment alone and stays white: "Cannot set a node at a delta path" (streamlit's issues 9617 and 15084 are its kin).
"""

from functools import wraps

from streamlit.runtime.scriptrunner import RerunData, ScriptRunner


def kept_out() -> None:
    """Has Streamlit pass over runs of fragments whose page is not the one shown; once is enough, twice does no harm.

    A later Streamlit that calls its parts otherwise is left as it is.
    """
    run = getattr(ScriptRunner, "_run_script", None)
    if run is None or hasattr(run, "__wrapped__"):
        return

    @wraps(run)
    def run_unless_stray(runner: ScriptRunner, asked: RerunData) -> None:
        pages = getattr(runner, "_pages_manager", None)
        if not is_stray(asked, getattr(pages, "current_page_script_hash", "")):
            run(runner, asked)

    ScriptRunner._run_script = run_unless_stray  # type: ignore[method-assign,assignment]


def is_stray(asked: RerunData, shown: str) -> bool:
    """Whether only fragments of another page than the one shown are asked for; pages by their hashes, "" not known."""
    return bool(asked.fragment_id_queue and asked.page_script_hash and shown and asked.page_script_hash != shown)
