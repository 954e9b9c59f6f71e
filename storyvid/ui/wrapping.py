"""A method of Streamlit's own, wrapped: once, and only where it is called as it is here."""

from collections.abc import Callable
from functools import wraps

Method = Callable[..., None]


def wrap(owner: type, name: str, around: Callable[[Method], Method]) -> None:
    """Puts what `around` makes of the method in its place; twice does no harm, and a later Streamlit that calls it
    otherwise is left as it is."""
    method = getattr(owner, name, None)
    if method is not None and not hasattr(method, "__wrapped__"):
        setattr(owner, name, wraps(method)(around(method)))
