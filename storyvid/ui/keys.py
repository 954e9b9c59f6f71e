"""Keys of services: where each comes from (never what it is), and whether the service takes it."""

import os
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import streamlit as st

_TIMEOUT_S = 10


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service with a key; `ask` is an address that answers only to a good key and costs nothing."""

    variable: str
    title: str
    ask: str
    header: str = "Authorization"
    scheme: str = "Bearer "


SERVICES = (
    Service(variable="OPENAI_API_KEY", title="OpenAI", ask="https://api.openai.com/v1/models"),
    Service(variable="HF_TOKEN", title="Hugging Face", ask="https://huggingface.co/api/whoami-v2"),
    Service(
        variable="ELEVENLABS_API_KEY",
        title="ElevenLabs",
        ask="https://api.elevenlabs.io/v1/user",
        header="xi-api-key",
        scheme="",
    ),
)


def source_of(service: Service) -> str:
    """Where the key comes from: "from the environment", "from secrets", or nothing."""
    held = os.environ.get(service.variable, "")
    if _secret(service) and _secret(service) == held:
        return "from secrets"  # Streamlit puts what is in its secrets into the environment as well
    return "from the environment" if held else "from secrets" if _secret(service) else ""


def asked(service: Service, *, any_answer: bool = False) -> tuple[bool, str]:
    """Whether the service takes the key, and what to say about it; with `any_answer` even an error says it is there."""
    key = os.environ.get(service.variable) or _secret(service)
    try:
        with urlopen(Request(service.ask, headers={service.header: service.scheme + key}), timeout=_TIMEOUT_S):
            return True, f"{service.title} takes the key."
    except HTTPError as error:
        if any_answer:
            return True, f"{service.title} answers."
        if error.code in (401, 403):
            return False, f"{service.title} refuses the key. Make a new one there, and set {service.variable} to it."
        return False, f"{service.title} answered with error {error.code}. Try again later."
    except (URLError, OSError):
        return False, f"{service.title} cannot be reached from here. Check the network."


def _secret(service: Service) -> str:
    try:
        return str(st.secrets.get(service.variable, ""))
    except FileNotFoundError:
        return ""
