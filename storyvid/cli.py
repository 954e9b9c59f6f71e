"""The command line of storyvid. Every command exits 0 done, 1 failed, 2 wrong input, 130 stopped."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from storyvid import __version__
from storyvid.cli_export import export_command
from storyvid.cli_likeness import train_likeness
from storyvid.errors import BadInput, Cancelled, NotMade, StoryvidError, UnknownName

app = typer.Typer(
    name="storyvid",
    help="Paste a story, leave with a film.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

models_app = typer.Typer(help="List models; download what one needs.", no_args_is_help=True)
app.add_typer(models_app, name="models")

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line.")]
StoryFile = Annotated[Path, typer.Argument(metavar="STORY", help="The story: .txt, .md, .docx or .epub.")]
ProjectFolder = Annotated[Path, typer.Option("--project", metavar="DIR", help="The project's folder.")]


@contextmanager
def _errors_said() -> Iterator[None]:
    """What storyvid says of an error goes to standard error, with the exit code that fits it."""
    try:
        yield
    except (BadInput, UnknownName, NotMade) as error:
        _fail(str(error), 2)
    except (Cancelled, KeyboardInterrupt) as error:
        _fail(str(error) or "Stopped. What was made so far is kept.", 130)
    except StoryvidError as error:
        _fail(str(error), 1)


def _fail(message: str, code: int) -> None:
    typer.secho(message, err=True, fg=typer.colors.RED)
    raise typer.Exit(code)


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


@app.command("app")
def open_app(
    port: Annotated[int, typer.Option(help="The first port to try.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to listen on; anything else opens it to others.")] = (
        "127.0.0.1"
    ),
    headless: Annotated[bool, typer.Option("--headless", help="Do not open a browser.")] = False,
) -> None:
    """Open the app in the browser."""
    from storyvid.serve import serve

    with _errors_said():
        serve(port=port, address=address, headless=headless)


@app.command("make")
def make_command(
    story: StoryFile,
    out: Annotated[Path, typer.Option(metavar="FILM.mp4", help="Where the film goes.")],
    project: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keeps all that is made [default: FILM.storyvid beside the film]."),
    ] = None,
    format: Annotated[str | None, typer.Option(help="9:16, 16:9 or 1:1.")] = None,
    takes: Annotated[int | None, typer.Option(help="Pictures painted a scene [default: 15].")] = None,
    images: Annotated[str | None, typer.Option(help="The image model [default: storyboard].")] = None,
    reader: Annotated[str | None, typer.Option(help="The reader that finds the characters.")] = None,
    voice: Annotated[str | None, typer.Option(help="The narrator's voice.")] = None,
    speed: Annotated[int | None, typer.Option(help="Narration speed in percent, 50 to 200.", min=50, max=200)] = None,
    music: Annotated[str | None, typer.Option(metavar="MOOD", help="Music by mood, or none.")] = None,
    style: Annotated[str | None, typer.Option(help="The style preset.")] = None,
    captions: Annotated[str | None, typer.Option(help="The caption style, or none.")] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1 code [default: recognised].")] = None,
    sentences: Annotated[int | None, typer.Option(help="Sentences a scene [default: 2].", min=1)] = None,
    scenes: Annotated[int | None, typer.Option(help="About this many scenes.", min=1)] = None,
    seconds: Annotated[int | None, typer.Option(help="At most this many seconds a scene.", min=1)] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Small and fast.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Make a film of a story, unattended."""
    from storyvid.console import progress_shown
    from storyvid.story import Split
    from storyvid.unattended import Wishes, make_film

    with _errors_said(), progress_shown() as tell:
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
            language=language,
            split=Split(by=chosen[0][0], n=chosen[0][1]) if chosen else None,  # type: ignore[arg-type]
        )
        folder = project or out.with_suffix(".storyvid")
        report = make_film(story, out, folder, wishes, quality="preview" if preview else "final", tell=tell)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        typer.echo(f"{report.film}: {report.duration_ms / 1000:.1f} s, {report.scenes} scenes, project in {folder}")


@app.command()
def cast(
    story: StoryFile,
    reader: Annotated[str, typer.Option(help="The reader that finds the characters.")] = "embedded",
    language: Annotated[str | None, typer.Option(help="ISO 639-1 code [default: recognised].")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Places, things and walk-ons too, with their type.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Say who is in a story, and where."""
    from storyvid.console import show_cast
    from storyvid.reading.coref import read_story
    from storyvid.reading.language import recognised

    with _errors_said():
        text = _text_of(story)
        found = read_story(text, reader=reader, language=language or recognised(text))
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
        typer.echo(json.dumps({"text_sha256": digest, "characters": listed}, ensure_ascii=False))
    else:
        show_cast(listed)


@app.command()
def doctor(as_json: JsonFlag = False) -> None:
    """List engines, fonts, versions and disk, and the one command for what is missing."""
    from storyvid.console import show_diagnosis
    from storyvid.doctor import diagnosis
    from storyvid.shelf import Shelf

    found = diagnosis(Shelf().folder)
    if as_json:
        typer.echo(json.dumps(found.plain(), ensure_ascii=False))
    else:
        show_diagnosis(found)
    raise typer.Exit(0 if found.healthy else 1)


@app.command("gc")
def collect_garbage(
    project: ProjectFolder,
    older_than_days: Annotated[int, typer.Option(help="Leave younger assets alone.", min=0)] = 7,
    yes: Annotated[bool, typer.Option("--yes", help="Really remove; without it, only say what would go.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Remove assets that no pick, nothing wanted and no undo needs."""
    from storyvid.gc import collect
    from storyvid.project import Project

    with _errors_said():
        report = collect(Project.open(project), older_than_days=older_than_days, dry_run=not yes)
    if as_json:
        typer.echo(json.dumps(asdict(report)))
    else:
        verb = "Removed" if yes else "Would remove (add --yes to do it)"
        size = f"{report.freed_bytes / 1e6:.1f} MB"
        typer.echo(f"{verb}: {len(report.removed)} assets, {size}. Kept: {report.kept}.")


@app.command()
def why(
    key: Annotated[str, typer.Argument(help="The key of an asset, or its beginning.")],
    project: ProjectFolder,
    as_json: JsonFlag = False,
) -> None:
    """Say what an asset was made from, and what needs it."""
    from storyvid.console import show_why
    from storyvid.gc import why as reasons
    from storyvid.project import Project

    with _errors_said():
        answer = reasons(Project.open(project), key)
    if as_json:
        typer.echo(json.dumps({**asdict(answer), "path": str(answer.path)}, ensure_ascii=False))
    else:
        show_why(answer)


@models_app.command("list")
def list_models(as_json: JsonFlag = False) -> None:
    """Every model of every kind, and how to add what one lacks."""
    from storyvid.doctor import engines

    found = engines()
    if as_json:
        typer.echo(json.dumps({"models": [asdict(engine) for engine in found]}, ensure_ascii=False))
        return
    for engine in found:
        state = "ready" if engine.ready else f"lacks {', '.join(engine.missing)}: {engine.install}"
        typer.echo(f"{engine.kind:8} {engine.name:12} {state}")


@models_app.command("install")
def install_model(
    model: Annotated[str, typer.Argument(help="Which one: coreferee, diffusers, piper or kokoro.")],
    language: Annotated[
        str,
        typer.Argument(
            metavar="LANG|VOICE|PRESET",
            help="For coreferee en, de, fr or pl; for piper a voice's name; for diffusers a preset, such as draft.",
        ),
    ] = "",
    weights: Annotated[
        str, typer.Option("--model", metavar="NAME[@REVISION]", help="For diffusers: any model on the hub.")
    ] = "",
    configuration_only: Annotated[
        bool, typer.Option("--configuration-only", help="For diffusers: only what a single file needs beside it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Download what a reader needs, with its official installers, or a local voice, or what diffusers paints with."""
    from storyvid.reading.coref.coreferee_models import model_for
    from storyvid.reading.install import coreferee_steps, fetch

    with _errors_said():
        if model in ("piper", "kokoro"):
            from storyvid.speech.installing import install_voice

            install_voice(model, language, agreed=lambda: yes or typer.confirm("Download?"), say=typer.echo)
            return
        if model == "diffusers":
            from storyvid.images.diffusion import download

            for name, revision in download.names_for(language, weights):
                download.install(
                    name,
                    revision,
                    agreed=lambda: yes or typer.confirm("Download?"),
                    say=typer.echo,
                    configuration_only=configuration_only,
                )
            return
        if model != "coreferee":
            raise UnknownName(f'Nothing to download for "{model}". There is: coreferee, diffusers, kokoro, piper.')
        steps = coreferee_steps(language)
        for step in steps:
            typer.echo(f"{step}:\n  {' '.join(step.command)}")
        if not yes and not typer.confirm("Download and install?"):
            raise Cancelled("Nothing was installed.")
        fetch(steps)
        held = model_for(language)
    typer.echo(f"Ready with {held}: storyvid cast STORY --reader coreferee --language {language}")


app.command("train-likeness")(_errors_said()(train_likeness))
app.command("export")(_errors_said()(export_command))


def _text_of(story: Path) -> str:
    """A text file's text as it is in UTF-8, so that offsets fit the file; other files' text as imported."""
    from storyvid.reading.importing import imported

    try:
        held = story.read_bytes()
    except OSError as error:
        raise BadInput(f"{story} cannot be read: {error.strerror}.") from error
    brought = imported(held, story.name)
    if story.suffix.lower() not in (".txt", ""):
        return brought.text
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return brought.text


if __name__ == "__main__":
    sys.exit(app(prog_name=os.path.basename(sys.argv[0])))
