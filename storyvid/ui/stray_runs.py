"""Runs of a page that was left: Streamlit is kept from answering with them.

A fragment that a timer or a press has run again may be asked for while its page is being left already.  Streamlit
(1.67) runs it after the next page; the browser takes that for the way back, clears the screen, finds no place for the
fragment alone and stays white: "Cannot set a node at a delta path" (streamlit's issues 9617 and 15084 are its kin).
"""

from streamlit.runtime.scriptrunner import RerunData, ScriptRunner

from storyvid.ui.wrapping import Method, wrap


def kept_out() -> None:
    """Has Streamlit pass over runs of fragments whose page is not the one shown."""
    wrap(ScriptRunner, "_run_script", _unless_stray)


def _unless_stray(run: Method) -> Method:
    def run_unless_stray(runner: ScriptRunner, asked: RerunData) -> None:
        pages = getattr(runner, "_pages_manager", None)
        if not is_stray(asked, getattr(pages, "current_page_script_hash", "")):
            run(runner, asked)

    return run_unless_stray


def is_stray(asked: RerunData, shown: str) -> bool:
    """Whether only fragments of another page than the one shown are asked for; pages by their hashes, "" not known."""
    return bool(asked.fragment_id_queue and asked.page_script_hash and shown and asked.page_script_hash != shown)
