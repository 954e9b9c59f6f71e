"""Builds the sample bundle from its text with the embedded defaults: `python assets/sample/build.py` (make sample)."""

import subprocess
import sys
import tempfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image

from storyvid import bundle, casting, edits, marking, plan
from storyvid.needs import with_needs
from storyvid.project import Project
from storyvid.recipes import Recipe, key_of
from storyvid.samples import BUNDLE, TEXT, asset
from storyvid.story import Story
from storyvid.unattended import story_of
from storyvid.wishes import Wishes
from storyvid.workshop import workshop_for

STYLE, MOOD = "papercut", "wonder"
LOOKS = {
    "Mira": "a girl with black braids, yellow dress, blue cloak",
    "The fox": "a fox with red fur and a white chest",
    "The old fisherman": "an old man with a white beard, brown coat and straw hat",
}
PROMPTS = {  # the author's own words for a scene that leaves somebody unnamed
    1: "Mira stands before her little house at the edge of the dark forest at night, a lantern in her hand.",
    3: "Mira in her blue cloak walks with the fox through the forest at night, a lantern in her hand, snow falls.",
    5: "The old fisherman rows Mira and the fox across the river in his boat under the moon, silver fish swim.",
}
SEEDS = (1, 3, 3, 6, 4, 2, 3, 3)  # the take picked for each scene, chosen by eye
LEFT_OUT = ("music", "clip", "join", "soundtrack")  # made again in seconds when asked for


def sample_story() -> Story:
    """The story with its looks, prompts and picks; a proposed character that is not in LOOKS is dropped."""
    source = asset(TEXT).read_text("utf-8").removeprefix("# The lantern fox").strip()
    story = story_of(source, "The lantern fox", Wishes(style=STYLE, music=MOOD))
    for character in story.characters:
        if character.name == "The red fox":
            character = replace(character, name="The fox")
            story = casting.renamed(story, character.id, character.name)
        if character.name in LOOKS:
            story = casting.given_look(story, character.id, LOOKS[character.name])
        else:
            story = casting.dropped(story, character.id)
    mira, fox = (next(one for one in story.characters if one.name == name) for name in ("Mira", "The fox"))
    yours = [mention for mention in fox.mentions if mention.scene == story.scenes[3].id]
    story = marking.given(story, yours, mira.id)  # "Your light is kind", the fisherman says to her
    for number, prompt in PROMPTS.items():
        story = edits.prompted(story, story.scenes[number - 1].id, prompt)
    assert {c.name for c in story.characters} == set(LOOKS), story.characters
    scenes = [
        replace(scene, picked=plan.takes(story, scene, 1, first_seed=seed)[0])
        for scene, seed in zip(story.scenes, SEEDS, strict=True)
    ]
    return replace(story, scenes=tuple(scenes))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder) / "sample", sample_story())
        workshop = workshop_for(project.folder)
        order = workshop.want_film(project.story, quality="preview")
        while workshop.film_state(order).state in ("planning", "making"):
            workshop.wait(1.0)
        state = workshop.film_state(order)
        workshop.close()
        if state.film is None:
            sys.exit(state.message)
        for recipe in dict.fromkeys(with_needs(state.film)):
            if recipe.kind in LEFT_OUT:
                project.store.remove(key_of(recipe))
            elif recipe.kind == "image":
                _with_fewer_colours(project, recipe)
        _packed_tighter(project, state.film)
        bundle.export(project, asset(BUNDLE))
        print(f"{asset(BUNDLE).name}: {asset(BUNDLE).stat().st_size / 1e6:.1f} MB")


def _with_fewer_colours(project: Project, recipe: Recipe) -> None:
    """The picture with 256 colours: a third of the bytes, and nobody sees it in a film."""
    small = BytesIO()
    with Image.open(project.store.path(recipe)) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(small, "PNG", optimize=True)
    _replaced(project, recipe, small.getvalue())


def _packed_tighter(project: Project, film: Recipe) -> None:
    """The film encoded slowly: a preview is made for speed, the sample to be carried along."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as small:
        command = [get_ffmpeg_exe(), "-v", "error", "-y", "-f", "mp4", "-i", str(project.store.path(film))]
        command += ["-c:v", "libx264", "-preset", "slow", "-crf", "31", "-c:a", "copy", "-movflags", "+faststart"]
        subprocess.run([*command, "-f", "mp4", small.name], check=True)
        _replaced(project, film, Path(small.name).read_bytes())


def _replaced(project: Project, recipe: Recipe, content: bytes) -> None:
    facts = project.store.facts(recipe)
    project.store.remove(key_of(recipe))
    project.store.adopt(recipe, content, facts)


if __name__ == "__main__":
    main()
