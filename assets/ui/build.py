"""Paints the pictures that the empty shelf shows: one scene in every style, by the storyboard itself."""

from pathlib import Path

from storyvid.models import NoAssets, find, full_name
from storyvid.recipes import ImageRecipe, Part
from storyvid.styles import PRESETS

SCENE = "On a winter evening a girl with a lantern and a red fox walk through the snowy forest under the moon."
LOOK = "a girl of nine with long black hair and a blue cloak"
FOLDER = Path(__file__).parent / "styles"


def main() -> None:
    scene, girl = Part(source="scene", text=SCENE), Part(source="character", name="girl", text=LOOK)
    for preset in PRESETS:
        style = Part(source="style", name=preset.name, text=preset.words)
        recipe = ImageRecipe(
            model=full_name("images", "storyboard"), parts=(scene, girl, style), width=720, height=960, seed=3
        )
        picture = next(
            iter(find("images", "storyboard").paint([recipe], assets=NoAssets(), progress=lambda share: None))
        )
        picture.resize((360, 480)).save(FOLDER / f"{preset.name}.webp", quality=80, method=6)


if __name__ == "__main__":
    main()
