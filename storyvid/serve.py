"""Starts the app: Streamlit on this machine's own address, on a port that is free."""

import os
import socket
import sys
from pathlib import Path

from storyvid.errors import BadInput

_TRIED = 50


def serve(*, port: int, address: str, headless: bool) -> None:
    """Becomes the Streamlit server (this process is replaced). Raises BadInput when no port is free."""
    home = app_folder()
    os.chdir(home)  # .streamlit/config.toml is read from here
    command = [sys.executable, "-m", "streamlit", "run", str(home / "app.py")]
    flags = {
        "server.address": address,
        "server.port": str(free_port(port, address)),
        "server.headless": str(headless).lower(),
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
    }
    os.execv(sys.executable, command + [f"--{name}={value}" for name, value in flags.items()])


def app_folder() -> Path:
    """Where app.py lies: the checkout, or inside the installed package."""
    package = Path(__file__).parent
    return next(folder for folder in (package.parent, package / "webapp") if (folder / "app.py").exists())


def free_port(first: int, address: str) -> int:
    """The first port from `first` on that nothing listens on. Raises BadInput when the next 50 are taken."""
    for port in range(first, min(first + _TRIED, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except PermissionError as error:
                raise BadInput(f"Port {port} may not be used here: choose one above 1023 with --port.") from error
            except OSError:
                continue
            return port
    raise BadInput(f"No port from {first} on is free at {address}: choose another with --port.")
