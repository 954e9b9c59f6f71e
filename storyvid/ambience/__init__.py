"""Ambience: what a place sounds like, synthesised, and the words that tell the place."""

from storyvid.ambience.settings import RATE, SETTINGS, heard
from storyvid.ambience.words import setting_of

__all__ = ["RATE", "SETTINGS", "heard", "setting_of"]
