"""What holds for every test: settings and ledger of their own, never those of whoever runs them."""

import os
import shutil
import tempfile


def pytest_configure(config) -> None:
    """Also for the processes that tests start."""
    folder = tempfile.mkdtemp(prefix="storyvid-home-")
    os.environ["STORYVID_HOME"] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
