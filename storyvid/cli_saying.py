"""What the command line says to scripts: results as JSON, errors on standard error with the exit code that fits."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any

import typer

from storyvid.errors import BadInput, Cancelled, NotMade, StoryvidError, UnknownName


@contextmanager
def errors_said() -> Iterator[None]:
    """What storyvid or the system says of an error goes to standard error: code 2 for input, 1 for failures, 130."""
    try:
        yield
    except (BadInput, UnknownName, NotMade) as error:
        _fail(str(error), 2)
    except (Cancelled, KeyboardInterrupt) as error:
        _fail(str(error) or "Stopped. What was made so far is kept: run the command again to go on.", 130)
    except StoryvidError as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        raise  # whoever read our output has gone (`| head`): nobody is left to be told
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _fail(f"{place}{error.strerror or error}. Check the disk and who owns the folder, then run it again.", 1)


def say_any_text() -> None:
    """Has standard output and error show what they cannot encode as a question mark, instead of stopping there."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(ValueError):
            if isinstance(stream, TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
                stream.reconfigure(errors="replace")


def say_json(values: Any) -> None:
    """Prints one JSON object on a line; a terminal that is not Unicode gets escapes, so that nothing is lost."""
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    typer.echo(json.dumps(values, ensure_ascii=not unicode))


def _fail(message: str, code: int) -> None:
    typer.secho(message, err=True, fg=typer.colors.RED)
    raise typer.Exit(code)
