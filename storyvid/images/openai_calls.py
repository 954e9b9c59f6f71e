"""One call of the Images API through OpenAI's SDK: what it answers, what it was billed, what its errors mean."""

import json
import re
import time
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai

from storyvid.images.services.pictures import MOST_BYTES, from_base64
from storyvid.prices import settled
from storyvid.services.patience import Refused, Trouble, trouble_of, whole, without_secrets

_CONNECT_S = 10.0
_MOST_ANSWER_BYTES = 250 * 1024**2  # ten pictures in base64
_REFUSALS = ("moderation_blocked", "content_policy_violation", "content_filter")
_OUT_OF_MONEY = ("insufficient_quota", "billing_hard_limit_reached")
_WHY = re.compile(r"(?:safety_violations=\[|categories:\s*)([a-z_/, -]+)", re.IGNORECASE)


class Line:
    """A connection to one server; it tries each call once, because only its caller knows what may be paid again."""

    def __init__(self, address: str, key: str, *, timeout_s: float) -> None:
        self.who = "OpenAI" if urlsplit(address).hostname == "api.openai.com" else "The image server"
        self._key, self.timeout_s = key, timeout_s
        timeout = httpx2.Timeout(timeout_s, connect=_CONNECT_S)
        self._client = openai.OpenAI(api_key=key, base_url=address, timeout=timeout, max_retries=0)

    def close(self) -> None:
        """Ends the connection."""
        self._client.close()

    def ask(self, asked: dict[str, Any], count: int) -> tuple[list[bytes], int | None]:
        """The pictures' bytes and the bill in millionths of a dollar, None where the service does not say.

        Raises Trouble, and Refused where the policy forbids what is asked.
        """
        until = time.monotonic() + self.timeout_s
        images = self._client.images.with_streaming_response
        try:
            making = images.edit if "image" in asked else images.generate
            with making(**asked, n=count) as response:  # type: ignore[arg-type]
                parts = response.iter_bytes()
                body = whole(parts, who=self.who, most_bytes=_MOST_ANSWER_BYTES, until=until)
        except openai.APIStatusError as error:
            raise self._meant(error) from None  # the SDK's own error holds the request, and with it the story
        except openai.APITimeoutError as error:
            raise self._late(error.__cause__) from None
        except openai.APIConnectionError as error:
            raise self._cut(error.__cause__) from None
        except httpx2.TimeoutException as error:
            raise self._late(error) from None
        except httpx2.HTTPError as error:
            raise self._cut(error) from None
        answer = self._read(body)
        return self._pictures(answer), _bill(str(asked["model"]), answer.get("usage"))

    def _read(self, body: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(body)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
            raise Trouble(
                f"{self.who} answered with something that is no list of pictures. Check the address in Settings.",
                billed=True,
            )
        return answer

    def _pictures(self, answer: dict[str, Any]) -> list[bytes]:
        contents, trouble = [], None
        for entry in answer["data"]:
            try:
                contents.append(self._picture(entry))
            except Trouble as error:  # the others are paid for as well
                trouble = error
        if trouble and not contents:
            raise trouble
        if not contents:
            raise Refused(f"{self.who} sent no picture, most likely for its policy. Change the scene.", billed=True)
        return contents

    def _picture(self, entry: Any) -> bytes:
        if isinstance(entry, dict) and isinstance(entry.get("url"), str) and not entry.get("b64_json"):
            return self._fetched(entry["url"])
        return from_base64(entry.get("b64_json") if isinstance(entry, dict) else None, who=self.who)

    def _fetched(self, url: str) -> bytes:
        """A picture that a server of the older kind gives as an address; the key does not go there."""
        until = time.monotonic() + self.timeout_s
        try:
            with httpx2.stream("GET", url, timeout=self.timeout_s, follow_redirects=False) as response:
                if response.status_code != 200:
                    raise Trouble(f"{self.who} does not hand out the picture it painted. Retry.", billed=True)
                parts = response.iter_bytes()
                return whole(parts, who=self.who, most_bytes=MOST_BYTES, until=until)
        except (httpx2.HTTPError, httpx2.InvalidURL):
            raise Trouble(f"{self.who} does not hand out the picture it painted. Retry.", billed=True) from None

    def _meant(self, error: openai.APIStatusError) -> Trouble | Refused:
        body: dict[str, Any] = error.body if isinstance(error.body, dict) else {}
        told = str(body.get("message") or "")
        code = error.code or body.get("type")
        if code in _REFUSALS or "safety system" in told or "content policy" in told.lower():
            return self._refused(body, told)
        if code in _OUT_OF_MONEY:
            return Trouble(f"The account at {self.who} has no credit left. Add some there, then retry.")
        return trouble_of(error.status_code, self.who, error.response.headers, without_secrets(told, self._key))

    def _refused(self, body: dict[str, Any], told: str) -> Refused:
        found = _WHY.search(f"{told} categories: {body.get('categories', '')}")
        why = f" It names: {found[1].strip(' ,')}." if found and found[1].strip(" ,") else ""
        late = "moderation_stage: output" in told or body.get("moderation_stage") == "output"
        return Refused(f"{self.who} refuses to paint this scene.{why} Change what happens or the looks.", billed=late)

    def _late(self, cause: BaseException | None) -> Trouble:
        if isinstance(cause, httpx2.ConnectTimeout | httpx2.PoolTimeout):
            return Trouble(f"{self.who} cannot be reached. Check the network.", again=True)
        return Trouble(
            f"{self.who} did not answer in {self.timeout_s:.0f} seconds. It may charge for this call all the same, "
            "so it is not made again by itself. Retry, or raise the time-out in Settings.",
            billed=True,
        )

    def _cut(self, cause: BaseException | None) -> Trouble:
        if isinstance(cause, httpx2.ConnectError):
            return Trouble(f"{self.who} cannot be reached. Check the network and the address in Settings.", again=True)
        return Trouble(
            f"The connection to {self.who} broke off before its answer was whole. It may charge for this call all "
            "the same, so it is not made again by itself. Retry.",
            billed=True,
        )


def _bill(model: str, usage: Any) -> int | None:
    """What the tokens of an answer cost; None where the service counts none or the model is not in the list."""
    if not isinstance(usage, dict):
        return None
    details = usage.get("input_tokens_details")
    counts = details if isinstance(details, dict) else {}
    said = (counts.get("text_tokens"), counts.get("image_tokens"), usage.get("output_tokens"))
    numbers = [number for number in said if isinstance(number, int) and number >= 0]
    if len(numbers) < len(said):
        return None
    return settled(model, text_in=numbers[0], image_in=numbers[1], out=numbers[2])
