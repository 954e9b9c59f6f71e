"""One call of the Images API through OpenAI's SDK: what it answers, what it was billed, what its errors mean."""

import json
import re
import time
from typing import Any
from urllib.parse import urlsplit

import httpx2

from storyvid.images.services.pictures import MOST_BYTES, from_base64
from storyvid.prices import settled
from storyvid.services.openai_sdk import client, told
from storyvid.services.patience import Refused, Trouble, whole

_MOST_ANSWER_BYTES = 250 * 1024**2  # ten pictures in base64
_WHY = re.compile(r"(?:safety_violations=\[|categories:\s*)([a-z_/, -]+)", re.IGNORECASE)


class Line:
    """A connection to one server."""

    def __init__(self, address: str, key: str, *, timeout_s: float) -> None:
        self.who = "OpenAI" if urlsplit(address).hostname == "api.openai.com" else "The image server"
        self._key, self.timeout_s = key, timeout_s
        self._client = client(address, key, timeout_s=timeout_s)

    def close(self) -> None:
        """Ends the connection."""
        self._client.close()

    def ask(self, asked: dict[str, Any], count: int) -> tuple[list[bytes], int | None]:
        """The pictures' bytes and the bill in millionths of a dollar, None where the service does not say.

        Raises Trouble, and Refused where the policy forbids what is asked.
        """
        until = time.monotonic() + self.timeout_s
        images = self._client.images.with_streaming_response
        making = images.edit if "image" in asked else images.generate
        troubles = told(self.who, key=self._key, timeout_s=self.timeout_s, refused=self._refused)
        with troubles, making(**asked, n=count) as response:  # type: ignore[arg-type]
            parts = response.iter_bytes()
            body = whole(parts, who=self.who, most_bytes=_MOST_ANSWER_BYTES, until=until)
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

    def _refused(self, body: dict[str, Any], said: str) -> Refused:
        found = _WHY.search(f"{said} categories: {body.get('categories', '')}")
        why = f" It names: {found[1].strip(' ,')}." if found and found[1].strip(" ,") else ""
        late = "moderation_stage: output" in said or body.get("moderation_stage") == "output"
        return Refused(f"{self.who} refuses to paint this scene.{why} Change what happens or the looks.", billed=late)


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
