"""Who is who in a story: readers, one file each, found through entry points."""

from storyvid import models
from storyvid.errors import BadInput
from storyvid.models import Reading


def read_story(text: str, *, reader: str = "rules", language: str) -> Reading:
    """What the reader called `reader` proposes for a text.

    Raises BadInput where it does not read the language, with the installed readers that do; UnknownName and
    ModelNotInstalled as `models.find` does.
    """
    card = models.find("readers", reader).card
    if card.languages and language not in card.languages:
        others = [
            other.title for other in models.cards("readers") if not other.languages or language in other.languages
        ]
        way = (
            f"These do: {', '.join(others)}."
            if others
            else "A reader for it would be coreferee (de, fr, pl) or an LLM."
        )
        raise BadInput(f'The reader "{card.title}" does not read "{language}". {way} Characters can be added by hand.')
    return models.find("readers", reader).read(text, language=language)
