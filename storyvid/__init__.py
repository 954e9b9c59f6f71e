"""storyvid: paste a story, leave with a film."""

__version__ = "0.1.0"
