"""The command `storyvid export`: makes what an export needs and is missing, then writes it."""

from pathlib import Path
from typing import Annotated

import typer

from storyvid.errors import BadInput, ModelFailed

_ROUNDS = 4  # narration, then what its length decides, with something to spare


def export_command(
    project: Annotated[Path, typer.Argument(metavar="PROJECT", help="The project's folder.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help="Where the file goes.")],
    as_: Annotated[
        str, typer.Option("--as", metavar="KIND", help="pdf, epub, otio, webm, gif, audio or contact-sheet.")
    ],
    scene: Annotated[int, typer.Option(help="The scene's number, for a GIF.", min=1)] = 1,
) -> None:
    """Take a story away as a book, a cut for editing, a sheet, a GIF, another film or its sound."""
    from storyvid import exports
    from storyvid.console import progress_shown
    from storyvid.project import Project
    from storyvid.workshop import workshop_for

    exports.kind_of(as_, out)
    held = Project.open(project)
    if scene > len(held.story.scenes):
        raise BadInput(f"There is no scene {scene}: the story has {len(held.story.scenes)}.")
    chosen = held.story.scenes[scene - 1].id
    workshop = workshop_for(held.folder)
    try:
        with progress_shown() as tell:
            for _ in range(_ROUNDS):
                missing = exports.wanted(held.story, held.store, as_, scene=chosen)
                if not missing:
                    break
                workshop.retry(missing)
                workshop.want(missing)
                while not workshop.wait(0.2):
                    made = sum(held.store.has(recipe) for recipe in missing)
                    tell("Preparing", made / len(missing), workshop.status())
                failures = [failure for recipe in missing if (failure := workshop.failure_of(recipe))]
                if failures:
                    raise ModelFailed(failures[0].message)
            exports.export(held, as_, out, scene=chosen, progress=lambda share: None)
    finally:
        workshop.close()
    typer.echo(f"{out}: {exports.KINDS[as_].title}")
