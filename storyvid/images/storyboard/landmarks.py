"""Landmarks: what a picture without people is about - the thing it names, else what stands in such a place."""

from random import Random

from storyvid.images.storyboard.composition import seed_of
from storyvid.images.storyboard.drawing import Drawing
from storyvid.images.storyboard.stage import Stage
from storyvid.images.storyboard.things import draw_thing

# What may stand alone in a place; those that draw a landmark of their own (castle, ship, hall) are left out.
STANDING: dict[str, tuple[str, ...]] = {
    "field": ("oak", "mill", "cottage", "cart", "barn"),
    "road": ("signpost", "cart", "oak"),
    "forest": ("hut", "stump", "cottage"),
    "garden": ("well", "nest", "apple tree"),
    "river": ("mill", "cottage", "willow"),
    "lake": ("boat", "hut", "willow"),
    "shore": ("boat", "hut", "chest"),
    "mountain": ("hut", "cottage", "pine"),
    "snow": ("cottage", "sledge", "hut"),
    "desert": ("tent", "tower", "statue"),
    "village": ("well", "cart", "oak"),
    "city": ("lamppost", "statue", "carriage"),
    "market": ("cart", "barrel", "well"),
    "swamp": ("hut", "dead tree"),
    "graveyard": ("dead tree",),
    "cave": ("chest", "fire", "cauldron"),
    "cellar": ("chest", "barrel"),
    "room": ("chair", "spinning wheel"),
    "workshop": ("spinning wheel", "chest"),
    "stadium": ("ball", "flag"),
    "playground": ("ball", "bicycle"),
    "classroom": ("bag", "book"),
    "stable": ("bucket", "barrel"),
    "ruins": ("statue", "dead tree"),
    "battlefield": ("tent", "flag"),
}


def landmark_of(stage: Stage) -> str:
    """What stands in such a place, chosen by the take; empty where the place is a sight in itself."""
    choices = STANDING.get(stage.vision.place, ())
    return Random(seed_of("landmark", stage.composition.scenery)).choice(choices) if choices else ""


def subject_spot(stage: Stage, drawing: Drawing) -> tuple[float, float, float]:
    """Where the subject stands (x, y) and how large: on a third, as large as a subject should be."""
    height, width = stage.height, stage.width
    building = drawing.height > 100
    tall = height * (0.34 if building else 0.2 if drawing.height > 30 else 0.15)
    scale = min(tall / max(drawing.height, 1.0), width * (0.62 if building else 0.42) / max(drawing.width, 1.0))
    y = stage.horizon + (height * 0.8 - stage.horizon) * (0.34 if building else 0.72)
    half = drawing.width * scale / 2
    x = width * (0.5 + (0.17 if stage.composition.side > 0 else -0.17))
    return min(max(x, half), max(width - half, half)), y, scale


def drawn(stage: Stage, name: str) -> Drawing:
    """The subject, a little air before it where it is a building."""
    first = draw_thing(name, ink=stage.ink.at(haze=0.0))
    _, _, scale = subject_spot(stage, first)
    haze = 0.1 if first.height > 100 else 0.0
    return draw_thing(name, ink=stage.ink.at(haze=haze, scale=scale), seed=stage.composition.scenery % 991)
