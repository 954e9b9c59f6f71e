"""Ambience: what a place sounds like, synthesised, and the words that tell the place.

`words` is light; `settings` brings scipy along, which takes longer to import than a plan to make.
"""
