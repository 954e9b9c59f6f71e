"""The errors storyvid raises: each message says what happened and what to do next."""


class StoryvidError(Exception):
    """The root of every error that storyvid raises on purpose; `str()` of it is fit for the screen."""


class BadInput(StoryvidError):
    """What the author gave cannot be used: empty text, a binary file, a picture over a limit, a bad zip."""


class UnknownName(StoryvidError):
    """A name that nothing installed answers to: `No voice "anna". Installed: bella, tom.`"""


class ModelNotInstalled(StoryvidError):
    """A model is known but cannot run here; the message holds the one command that adds it."""


class ModelFailed(StoryvidError):
    """A model was asked for something and could not make it; trying again may help."""


class NotMade(StoryvidError):
    """The file of a recipe was asked for and is not there yet."""


class NeedsAnEdit(ModelFailed):
    """A service refused the request (content policy): the scene must change; never retried by itself."""


class OverTheCap(StoryvidError):
    """A paid call would pass the spending cap."""


class Cancelled(StoryvidError):
    """The author stopped the work."""


class Conflict(StoryvidError):
    """The project was changed elsewhere (another tab, the command line) since it was read here."""


class NewerProject(BadInput):
    """The project was written by a newer storyvid."""


class NoRoom(StoryvidError):
    """The disk is full or the folder cannot be written; what was there before is untouched."""


class MissingGlyph(BadInput):
    """No installed font can draw a character of the captions; the message names a font that can."""
