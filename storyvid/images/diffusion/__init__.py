"""Pictures by diffusers on the author's own machine: SD 1.5, SDXL, SD 3.5, FLUX and whatever else it can load.

Nothing here imports torch until something is painted: presets, sizes and what a model asks for are plain values.
"""

from storyvid.images.diffusion.model import Diffusers
from storyvid.images.diffusion.presets import PRESETS, Preset, presets

__all__ = ["PRESETS", "Diffusers", "Preset", "presets"]
