"""People, animals and creatures: traits read from words, drawn in poses."""

from storyvid.images.storyboard.figures.draw import EXPRESSIONS, FACINGS, draw_figure, is_beast
from storyvid.images.storyboard.figures.mounted import draw_mounted
from storyvid.images.storyboard.figures.poses import POSES, Facing
from storyvid.images.storyboard.figures.traits import Garment, Traits, read_traits
from storyvid.images.storyboard.figures.words import BEINGS, being_of

__all__ = [
    "BEINGS", "EXPRESSIONS", "FACINGS", "POSES", "Facing", "Garment", "Traits", "being_of", "draw_figure",
    "draw_mounted", "is_beast",
    "read_traits",
]  # fmt: skip
