"""What holds for every test: settings and ledger of their own, and all the time a busy machine takes."""

import os
import shutil
import tempfile

from hypothesis import settings

settings.register_profile("storyvid", deadline=None)
settings.load_profile("storyvid")


def pytest_configure(config) -> None:
    """Also for the processes that tests start."""
    folder = tempfile.mkdtemp(prefix="storyvid-home-")
    os.environ["STORYVID_HOME"] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
