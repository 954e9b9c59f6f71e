"""The checks of storyvid."""
