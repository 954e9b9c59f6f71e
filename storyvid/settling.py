"""Python's garbage collector passes over what an app holds for good.

Streamlit has all of memory looked through after every run of a page or a part of one, and nothing else goes on
meanwhile: with the libraries that a page loads that took longer than the page, several times a second.
"""

import gc
import threading

_LOADED_AFTER_S = (4.0, 40.0)  # a page has been drawn by then, and on a busy machine by the second time
_begun = threading.Lock()


def settle_soon() -> None:
    """Soon, and not again in this process, sets aside what is held by then: only what is new is looked through.

    What is set aside and falls out of use later is freed as ever, unless it is in a ring of references.
    """
    if not _begun.acquire(blocking=False):
        return
    for seconds in _LOADED_AFTER_S:
        timer = threading.Timer(seconds, _settle)
        timer.daemon = True
        timer.start()


def _settle() -> None:
    gc.collect()  # what is of no use now is not kept for good
    gc.freeze()
