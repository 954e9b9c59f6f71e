"""The command line of storyvid. Every command exits 0 done, 1 failed, 2 wrong input, 130 stopped."""

import hashlib
import os
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from storyvid import __version__
from storyvid.cli_export import export_command
from storyvid.cli_likeness import train_likeness
from storyvid.cli_models import JsonFlag, models_app
from storyvid.cli_saying import errors_said, say_any_text, say_json
from storyvid.errors import BadInput

app = typer.Typer(
    name="storyvid",
    epilog="Exit codes: 0 done, 1 failed, 2 wrong input, 130 stopped.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes cut the options' names off on narrow terminals, and markup eats "[default: 15]"
)

app.add_typer(models_app, name="models")

StoryFile = Annotated[Path, typer.Argument(metavar="STORY", help="The story: .txt, .md, .html, .docx or .epub.")]
ProjectFolder = Annotated[Path, typer.Option("--project", metavar="DIR", help="The project's folder.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"storyvid {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Paste a story, leave with a film."""
    say_any_text()


@app.command("app")
def open_app(
    port: Annotated[int, typer.Option(help="The first port to try.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to listen on; anything else opens it to others.")] = (
        "127.0.0.1"
    ),
    headless: Annotated[bool, typer.Option("--headless", help="Do not open a browser.")] = False,
) -> None:
    """Open the app in the browser; Ctrl-C stops it."""
    from storyvid.serve import serve

    with errors_said():
        serve(port=port, address=address, headless=headless)


_MAKE_EPILOG = """What was made is kept in the project: a second run goes on where the first was stopped, and remakes
only what has changed. The project opens in the app, too.

Examples:

\b
  storyvid make story.txt -o film.mp4
  storyvid make tale.epub -o tale.mp4 --format 16:9 --style woodcut --scenes 20
  storyvid make story.txt -o draft.mp4 --preview --takes 1 --music none"""


@app.command("make", epilog=_MAKE_EPILOG)
def make_command(
    story: StoryFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILM.mp4", help="Where the film goes.")],
    project: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keeps all that is made [default: FILM.storyvid beside the film]."),
    ] = None,
    format: Annotated[str | None, typer.Option(help="9:16, 16:9 or 1:1 [default: 9:16].")] = None,
    takes: Annotated[int | None, typer.Option(help="Pictures painted a scene, 1 to 100 [default: 15].")] = None,
    images: Annotated[
        str | None, typer.Option(help="The image model [default: storyboard]; `storyvid models list` has all.")
    ] = None,
    reader: Annotated[
        str | None, typer.Option(help="The reader that finds the characters [default: embedded].")
    ] = None,
    voice: Annotated[
        str | None, typer.Option(help="The narrator's voice; `storyvid models voices` lists them.")
    ] = None,
    speed: Annotated[
        int | None, typer.Option(help="Narration speed in percent [default: 100].", min=50, max=200)
    ] = None,
    music: Annotated[
        str | None,
        typer.Option(
            metavar="MOOD",
            help="calm, wonder, adventure, dark, sad, merry, tender, mysterious, triumphant, lullaby or none "
            "[default: calm].",
        ),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(help="papercut, watercolour, storybook, woodcut, silhouette, flat or crayon [default: papercut]."),
    ] = None,
    captions: Annotated[
        str | None, typer.Option(help="plain, boxed, word-highlight, one-word or none [default: plain].")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="What the story is written in, as de or fr [default: recognised].")
    ] = None,
    sentences: Annotated[int | None, typer.Option(help="Sentences a scene [default: 2].", min=1)] = None,
    scenes: Annotated[int | None, typer.Option(help="About this many scenes.", min=1)] = None,
    seconds: Annotated[int | None, typer.Option(help="At most this many seconds a scene.", min=1)] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Small and fast.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Make a film of a story, unattended."""
    from storyvid.console import progress_shown
    from storyvid.story import Split
    from storyvid.unattended import make_film
    from storyvid.wishes import Wishes

    with errors_said(), progress_shown() as tell:
        chosen = [(by, n) for by, n in (("sentences", sentences), ("count", scenes), ("seconds", seconds)) if n]
        if len(chosen) > 1:
            raise BadInput("Choose one of --sentences, --scenes and --seconds.")
        if out.suffix.lower() != ".mp4":
            raise BadInput(f"The film is an MP4: name it {out.with_suffix('.mp4').name}.")
        wishes = Wishes(
            format=format,
            takes=takes,
            images=images,
            reader=reader,
            voice=voice,
            speed_percent=speed,
            music=music,
            style=style,
            captions=captions,
            language=_code(language),
            split=Split(by=chosen[0][0], n=chosen[0][1]) if chosen else None,  # type: ignore[arg-type]
        )
        folder = project or out.with_suffix(".storyvid")
        report = make_film(story, out, folder, wishes, quality="preview" if preview else "final", tell=tell)
    if as_json:
        say_json(asdict(report))
    else:
        typer.echo(f"{report.film}: {report.duration_ms / 1000:.1f} s, {report.scenes} scenes, project in {folder}")


@app.command(epilog="Example:\n\n\b\n  storyvid cast story.txt --all --json")
def cast(
    story: StoryFile,
    reader: Annotated[str, typer.Option(help="The reader that finds the characters.")] = "embedded",
    language: Annotated[
        str | None, typer.Option(help="What the story is written in, as de or fr [default: recognised].")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Places, things and walk-ons too, with their type.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Say who is in a story, and where."""
    from storyvid.console import show_cast
    from storyvid.reading.coref import read_story
    from storyvid.reading.language import recognised

    with errors_said():
        text = _text_of(story)
        found = read_story(text, reader=reader, language=_code(language) or recognised(text))
    clusters = [*found.characters, *(found.others if everything else ())]
    listed = [
        {
            "id": f"c{number}",
            "name": cluster.name,
            **({"type": cluster.entity, "minor": cluster.minor} if everything else {}),
            "mentions": [{"start": m.start, "end": m.end, "text": text[m.start : m.end]} for m in cluster.mentions],
        }
        for number, cluster in enumerate(clusters, 1)
    ]
    if as_json:
        digest = hashlib.sha256(text.encode()).hexdigest()
        say_json({"text_sha256": digest, "characters": listed})
    else:
        show_cast(listed)


@app.command(short_help="Say what is here and what is missing.")
def doctor(as_json: JsonFlag = False) -> None:
    """List engines, fonts, versions and disk, and the one command for what is missing.

    Exits with 1 where no film can be made here.
    """
    from storyvid.console import show_diagnosis
    from storyvid.doctor import diagnosis
    from storyvid.shelf import Shelf

    with errors_said():
        found = diagnosis(Shelf().folder)
    if as_json:
        say_json(found.plain())
    else:
        show_diagnosis(found)
    raise typer.Exit(0 if found.healthy else 1)


@app.command(
    "gc",
    short_help="Remove assets that nothing needs.",
    epilog="Example:\n\n\b\n  storyvid gc --project film.storyvid --older-than-days 0 --yes",
)
def collect_garbage(
    project: ProjectFolder,
    older_than_days: Annotated[int, typer.Option(help="Leave younger assets alone.", min=0)] = 7,
    yes: Annotated[bool, typer.Option("--yes", help="Really remove; without it, only say what would go.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Remove assets that no pick, nothing wanted and no undo needs."""
    from storyvid.gc import collect
    from storyvid.project import Project

    with errors_said():
        report = collect(Project.open(project), older_than_days=older_than_days, dry_run=not yes)
    if as_json:
        say_json(asdict(report))
    else:
        verb = "Removed" if yes else "Would remove (add --yes to do it)"
        size = f"{report.freed_bytes / 1e6:.1f} MB"
        typer.echo(f"{verb}: {len(report.removed)} assets, {size}. Kept: {report.kept}.")


@app.command(epilog="Example:\n\n\b\n  storyvid why 3fa9 --project film.storyvid")
def why(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The key of an asset, or its beginning.")],
    project: ProjectFolder,
    as_json: JsonFlag = False,
) -> None:
    """Say what an asset was made from, and what needs it."""
    from storyvid.console import show_why
    from storyvid.gc import why as reasons
    from storyvid.project import Project

    with errors_said():
        answer = reasons(Project.open(project), key)
    if as_json:
        say_json({**asdict(answer), "path": str(answer.path)})
    else:
        show_why(answer)


_TRAIN_EPILOG = """Example:

\b
  storyvid train-likeness --character Anna --images photos --project film.storyvid"""
_EXPORT_EPILOG = """Examples:

\b
  storyvid export film.storyvid --as pdf -o book.pdf
  storyvid export film.storyvid --as gif --scene 3 -o scene.gif"""

app.command("train-likeness", short_help="Train a likeness of a character.", epilog=_TRAIN_EPILOG)(
    errors_said()(train_likeness)
)
app.command("export", short_help="A book, a sheet, a GIF, the sound and more.", epilog=_EXPORT_EPILOG)(
    errors_said()(export_command)
)


def _code(language: str | None) -> str | None:
    """`DE`, `de-AT` and `de_DE.UTF-8` as `de`."""
    return re.split(r"[-_.]", language.strip().lower())[0] if language else None


def _text_of(story: Path) -> str:
    """A text file's text as it is in UTF-8, so that offsets fit the file; other files' text as imported."""
    from storyvid.reading.importing import imported

    try:
        held = story.read_bytes()
    except OSError as error:
        raise BadInput(f"{story} cannot be read: {error.strerror}.") from error
    brought = imported(held, story.name)
    if story.suffix.lower() not in (".txt", "") or b"\0" in held:  # UTF-16 without a mark would pass for UTF-8
        return brought.text
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return brought.text


if __name__ == "__main__":
    sys.exit(app(prog_name=os.path.basename(sys.argv[0])))
