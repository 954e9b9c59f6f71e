"""Ambience: what a place sounds like, synthesised, and which of these is heard where a scene plays.

`places` and `words` are light; `settings` brings scipy along, which takes longer to import than a plan to make.
"""
