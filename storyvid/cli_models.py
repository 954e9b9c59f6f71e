"""The commands `storyvid models ...`: what there is, who can speak, and how to download what one needs."""

from dataclasses import asdict
from typing import Annotated

import typer

from storyvid.cli_saying import errors_said, say_json
from storyvid.errors import Cancelled, UnknownName

models_app = typer.Typer(
    help="List models and voices; download what one needs.", no_args_is_help=True, rich_markup_mode=None
)

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line.")]


@models_app.command("list")
def list_models(as_json: JsonFlag = False) -> None:
    """Every model of every kind, and how to add what one lacks."""
    from storyvid.doctor import engines

    with errors_said():
        found = engines()
    if as_json:
        say_json({"models": [asdict(engine) for engine in found]})
        return
    for engine in found:
        state = "ready" if engine.ready else f"lacks {', '.join(engine.missing)}: {engine.install}"
        typer.echo(f"{engine.kind:8} {engine.name:12} {state}")


@models_app.command("voices")
def list_voices(
    language: Annotated[
        str, typer.Argument(metavar="LANG", show_default=False, help="Only voices of this language, such as de.")
    ] = "",
    engine: Annotated[str, typer.Option(help="The speech model.")] = "espeak",
    as_json: JsonFlag = False,
) -> None:
    """The voices that `storyvid make --voice` takes."""
    from storyvid import models

    with errors_said():
        every = models.find("speech", engine).voices()
        found = [voice for voice in every if not language or voice.language == language.lower().partition("-")[0]]
        if not found:
            spoken = ", ".join(sorted({voice.language for voice in every})) or "none"
            raise UnknownName(f'No voice of {engine} speaks "{language}". It speaks: {spoken}.')
    if as_json:
        say_json({"voices": [asdict(voice) for voice in found]})
        return
    for voice in found:
        typer.echo(f"{voice.name:20} {voice.title}")


@models_app.command(
    "install",
    short_help="Download what a model needs.",
    epilog="""Examples:

\b
  storyvid models install coreferee de
  storyvid models install piper en_US-amy-medium
  storyvid models install diffusers draft""",
)
def install_model(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="Which one: coreferee, diffusers, piper or kokoro.")],
    language: Annotated[
        str,
        typer.Argument(
            metavar="LANG|VOICE|PRESET",
            show_default=False,
            help="For coreferee en, de, fr or pl; for piper a voice's name; for diffusers a preset, such as draft.",
        ),
    ] = "",
    weights: Annotated[
        str,
        typer.Option(
            "--model", metavar="NAME[@REVISION]", show_default=False, help="For diffusers: any model on the hub."
        ),
    ] = "",
    configuration_only: Annotated[
        bool, typer.Option("--configuration-only", help="For diffusers: only what a single file needs beside it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Download what a reader needs, with its official installers, or a local voice, or what diffusers paints with."""
    from storyvid.reading.coref.coreferee_models import model_for
    from storyvid.reading.install import coreferee_steps, fetch

    with errors_said():
        if model in ("piper", "kokoro"):
            from storyvid.speech.installing import install_voice

            install_voice(model, language, agreed=lambda: yes or _agreed("Download?"), say=typer.echo)
            return
        if model == "diffusers":
            from storyvid.images.diffusion import download

            for name, revision in download.names_for(language, weights):
                download.install(
                    name,
                    revision,
                    agreed=lambda: yes or _agreed("Download?"),
                    say=typer.echo,
                    configuration_only=configuration_only,
                )
            return
        if model != "coreferee":
            raise UnknownName(f'Nothing to download for "{model}". There is: coreferee, diffusers, kokoro, piper.')
        steps = coreferee_steps(language)
        for step in steps:
            typer.echo(f"{step}:\n  {' '.join(step.command)}")
        if not yes and not _agreed("Download and install?"):
            raise Cancelled("Nothing was installed.")
        fetch(steps)
        held = model_for(language)
    typer.echo(f"Ready with {held}: storyvid cast STORY --reader coreferee --language {language}")


def _agreed(question: str) -> bool:
    """What the person answers. Raises Cancelled where nobody is there to answer."""
    try:
        return typer.confirm(question)
    except typer.Abort as error:
        raise Cancelled("Nothing was downloaded: nobody answered. Add --yes to go on without being asked.") from error
