"""The rules reader: who is who in an English story, with word lists and no model to download."""

from storyvid.errors import BadInput
from storyvid.models import Card, Reading
from storyvid.reading.coref.mentions import mentions
from storyvid.reading.coref.names import Names
from storyvid.reading.coref.naming import reading
from storyvid.reading.coref.resolve import Resolver
from storyvid.reading.coref.tokens import tokens


class Rules:
    """Names, noun phrases and pronouns by gender, number, nearness and who speaks."""

    card = Card(
        name="rules",
        revision="1",
        title="Rules",
        summary="Finds names, people, animals and pronouns with word lists. Instant, offline, English.",
        languages=("en",),
    )

    def read(self, text: str, *, language: str) -> Reading:
        """The characters by importance, and places and vehicles.  Raises BadInput for any language but English."""
        if language not in self.card.languages:
            raise BadInput(f'The rules reader reads English only, not "{language}". Add characters by hand.')
        words = tokens(text)
        return reading(words, Resolver(words, mentions(words, Names(words))).entities)
