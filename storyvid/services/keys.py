"""Keys of services: from the environment, where Streamlit puts those of its secrets too; they stay in memory."""

import os

from storyvid.errors import ModelNotInstalled

INSTALL = "uv pip install 'storyvid[services]'"


def key_in(variable: str) -> str:
    """The key, or nothing."""
    return os.environ.get(variable, "").strip()


def key(variable: str, who: str) -> str:
    """The key. Raises ModelNotInstalled without one."""
    held = key_in(variable)
    if not held:
        raise ModelNotInstalled(
            f"{who} needs a key. Add it with: export {variable}=... (or put it into .streamlit/secrets.toml), "
            "then start storyvid again."
        )
    return held
