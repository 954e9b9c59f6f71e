"""Plain requests to a server: JSON and files, with limits on size and time."""

import json
import time
from collections.abc import Mapping
from typing import Any

import httpx2

from storyvid.services.patience import Trouble, trouble_of, whole, without_secrets

_MOST_JSON_BYTES = 64 * 1024**2
_MOST_FILE_BYTES = 25 * 1024**2


class Web:
    """One server: `who` is its name on the screen, `advice` what to do when it does not answer.

    `headers` are secret; `near` is a server of the author's own, to which a proxy of the environment has no way.
    """

    def __init__(
        self,
        address: str,
        *,
        who: str,
        advice: str,
        timeout_s: float,
        auth: tuple[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        near: bool = True,
    ) -> None:
        self.address, self.who, self._advice, self.timeout_s = address, who, advice, timeout_s
        self._secrets = (*(headers or {}).values(), *(auth or ())[1:])
        timeout = httpx2.Timeout(timeout_s, connect=5.0)
        self._client = httpx2.Client(
            base_url=address, timeout=timeout, auth=auth, headers=dict(headers or {}), trust_env=not near
        )

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    def get(self, path: str, **query: str) -> Any:
        """The JSON at a path. Raises Trouble."""
        return self._json(self._body("GET", path, most_bytes=_MOST_JSON_BYTES, params=query))

    def post(self, path: str, content: Any) -> Any:
        """The JSON that answers JSON; None for an empty answer. Raises Trouble."""
        body = self._body("POST", path, most_bytes=_MOST_JSON_BYTES, json=content)
        return self._json(body) if body.strip() else None

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> None:
        """Sends a picture as a form does. Raises Trouble."""
        files = {"image": (name, content, "image/png")}
        self._body("POST", path, most_bytes=_MOST_JSON_BYTES, files=files, data=fields)

    def file(self, path: str, **query: str) -> bytes:
        """The bytes at a path. Raises Trouble."""
        return self._body("GET", path, most_bytes=_MOST_FILE_BYTES, params=query)

    def _body(self, method: str, path: str, *, most_bytes: int, **given: Any) -> bytes:
        until = time.monotonic() + self.timeout_s
        try:
            with self._client.stream(method, path, **given) as response:
                body = whole(response.iter_bytes(), who=self.who, most_bytes=most_bytes, until=until)
                if response.status_code >= 400:
                    raise self._meant(response, body)
                return body
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            raise Trouble(f"{self.who} does not answer at {self.address}. {self._advice}", again=True) from None
        except httpx2.TimeoutException:
            raise Trouble(
                f"{self.who} did not answer in {self.timeout_s:.0f} seconds. Retry, or raise the time-out in Settings.",
                billed=True,
            ) from None
        except (httpx2.HTTPError, httpx2.InvalidURL):
            said = f"The connection to {self.who} broke off before its answer was whole. Retry."
            raise Trouble(said, billed=True) from None

    def _json(self, body: bytes) -> Any:
        try:
            return json.loads(body)
        except ValueError:
            raise Trouble(
                f"{self.who} answered at {self.address} with something that is not JSON. Check the address in Settings."
            ) from None

    def _meant(self, response: httpx2.Response, body: bytes) -> Trouble:
        try:
            held = json.loads(body)
        except ValueError:
            held = {}
        said = without_secrets(_message(held), *self._secrets)
        return trouble_of(response.status_code, self.who, response.headers, said)


def _message(held: Any) -> str:
    """What went wrong, as ComfyUI ({"error": {"message", "details"}}) and FastAPI ({"detail"}) put it."""
    if not isinstance(held, dict):
        return ""
    error = held.get("error") or held.get("detail") or held.get("errors") or ""
    if isinstance(error, dict):
        error = ": ".join(str(error[name]) for name in ("message", "details") if error.get(name))
    nodes = held.get("node_errors")
    if isinstance(nodes, dict):
        each = [entry for node in nodes.values() if isinstance(node, dict) for entry in node.get("errors", ())]
        told = "; ".join(str(entry.get("details") or entry.get("message")) for entry in each if isinstance(entry, dict))
        error = f"{error}; {told}" if told else error
    return str(error)
