"""Who is who in a story: readers, one file each, found through entry points."""

from storyvid import models
from storyvid.errors import BadInput
from storyvid.languages import language_name
from storyvid.models import Card, Reading


def read_story(text: str, *, reader: str = "rules", language: str) -> Reading:
    """What the reader called `reader` proposes for a text.

    Raises BadInput where it does not read the language, with the installed readers that do; UnknownName and
    ModelNotInstalled as `models.find` does.
    """
    card = models.find("readers", reader).card
    if card.languages and language not in card.languages:
        others = [_offered(other, language) for other in models.cards("readers") if _reads(other, language)]
        way = f"These do: {'; '.join(others)}." if others else f"{_would_help(language)} would."
        raise BadInput(
            f'The reader "{card.title}" does not read {language_name(language)}. {way} Characters can be added by hand.'
        )
    return models.find("readers", reader).read(text, language=language)


def _reads(card: Card, language: str) -> bool:
    return not card.languages or language in card.languages


def _offered(card: Card, language: str) -> str:
    """A reader's title, and how it is added where it lacks something."""
    if card.name == "coreferee" and card.missing:  # its card's command is the one for English
        return _would_help(language)
    return f"{card.title} (add it with: {card.install})" if card.missing else card.title


def _would_help(language: str) -> str:
    """The engine that reads the language, and how it is added."""
    if language in ("en", "de", "fr", "pl"):
        return f"coreferee (uv pip install 'storyvid[coreferee]' && storyvid models install coreferee {language})"
    return "An LLM (uv pip install 'storyvid[services]', and a key in OPENAI_API_KEY)"
