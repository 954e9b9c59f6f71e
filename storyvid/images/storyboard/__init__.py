"""The storyboard illustrator: pictures composed from the words of a scene and drawn as layered SVG."""

from collections.abc import Iterator, Sequence

from PIL import Image

from storyvid.models import Assets, Box, Card, Layer, Progress
from storyvid.recipes import ImageRecipe, Setting


class Storyboard:
    """Draws a scene's setting, hour, weather, people and things in a named style; any text gives a picture."""

    card = Card(
        name="storyboard",
        revision="3",
        title="Storyboard",
        summary="Draws picture-book scenes from the words alone, in a moment, on any machine.",
        needs=("resvg_py", "cv2"),
        install="pip install storyvid",
        lane="cpu",
        batch=4,
        follows=("setting",),
    )

    def paint(self, recipes: Sequence[ImageRecipe], *, assets: Assets, progress: Progress) -> Iterator[Image.Image]:
        """One RGB picture per recipe, each of the recipe's size."""
        from storyvid.images.storyboard.layers import picture
        from storyvid.images.storyboard.painter import staged

        for at, recipe in enumerate(recipes):
            progress(at / len(recipes))
            yield picture(*staged(recipe), width=recipe.width, height=recipe.height)
        progress(1.0)

    def layers(self, recipe: ImageRecipe, *, margin_percent: int) -> list[Layer]:
        """The picture's sheets, RGBA, farthest first: see `storyvid.models.LayeredImageModel`."""
        from storyvid.images.storyboard.layers import sheets
        from storyvid.images.storyboard.painter import staged

        return sheets(*staged(recipe), width=recipe.width, height=recipe.height, margin_percent=margin_percent)

    def setting(self, text: str, *, before: Setting) -> Setting:
        """Where and when a scene of these words plays: see `storyvid.models.SettledImageModel`."""
        from storyvid.images.storyboard.whereabouts import setting_of

        return setting_of(text, before)

    def era(self, text: str) -> str:
        """When a story of these words plays: "today", or "once" upon a time."""
        from storyvid.images.storyboard.whereabouts import era_of

        return era_of(text)

    def heads(self, recipe: ImageRecipe) -> list[Box]:
        """Where the picture's people and animals have their heads: see `storyvid.models.HeadedImageModel`."""
        from storyvid.images.storyboard.painter import staged

        stage, _ = staged(recipe)
        return [
            ((x - r) / stage.width, (y - r) / stage.height, (x + r) / stage.width, (y + r) / stage.height)
            for x, y, r in stage.heads
        ]
