"""A client of OpenAI's SDK that asks once, and what goes wrong in a call through it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import openai

from storyvid.services.patience import (
    Refused,
    Trouble,
    perhaps_billed,
    trouble_of,
    unfinished,
    unreached,
    without_secrets,
)

_CONNECT_S = 10.0
_NO_CONNECTION = (httpx2.ConnectTimeout, httpx2.PoolTimeout)
_REFUSALS = ("moderation_blocked", "content_policy_violation", "content_filter")
_OUT_OF_MONEY = ("insufficient_quota", "billing_hard_limit_reached")

Refusing = Callable[[dict[str, Any], str], Refused]


def client(address: str | None, key: str, *, timeout_s: float) -> openai.OpenAI:
    """A connection that tries each call once, because only its caller knows what may be paid again."""
    timeout = httpx2.Timeout(timeout_s, connect=_CONNECT_S)
    return openai.OpenAI(api_key=key, base_url=address, timeout=timeout, max_retries=0)


@contextmanager
def told(who: str, *, key: str, timeout_s: float, refused: Refusing) -> Iterator[None]:
    """Raises Trouble, or what `refused` makes of an answer's body and message, for whatever the SDK raises.

    The SDK's own errors hold the request, and with it the story: they are left behind.
    """
    try:
        yield
    except openai.APIStatusError as error:
        raise _meant(error, who, key, refused) from None
    except openai.APITimeoutError as error:
        raise _late(error.__cause__, who, timeout_s) from None
    except openai.APIConnectionError as error:
        raise _cut(error.__cause__, who) from None
    except httpx2.TimeoutException as error:
        raise _late(error, who, timeout_s) from None
    except httpx2.HTTPError as error:
        raise _cut(error, who) from None


def _meant(error: openai.APIStatusError, who: str, key: str, refused: Refusing) -> Trouble | Refused:
    body: dict[str, Any] = error.body if isinstance(error.body, dict) else {}
    said = str(body.get("message") or "")
    code = error.code or body.get("type")
    if code in _REFUSALS or "safety system" in said or "content policy" in said.lower():
        return refused(body, said)
    if code in _OUT_OF_MONEY:
        return Trouble(f"The account at {who} has no credit left. Add some there, then retry.")
    return trouble_of(error.status_code, who, error.response.headers, without_secrets(said, key))


def _late(cause: BaseException | None, who: str, timeout_s: float) -> Trouble:
    return unreached(who) if isinstance(cause, _NO_CONNECTION) else unfinished(who, timeout_s)


def _cut(cause: BaseException | None, who: str) -> Trouble:
    if isinstance(cause, httpx2.ConnectError):
        return unreached(who)
    return perhaps_billed(f"The connection to {who} broke off before its answer was whole.")
