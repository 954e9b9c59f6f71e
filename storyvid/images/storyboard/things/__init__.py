"""The things that stories name: what words mean which thing, and their drawings."""

from storyvid.images.storyboard.things.catalogue import THINGS, draw_thing, is_held, thing_of

__all__ = ["THINGS", "draw_thing", "is_held", "thing_of"]
