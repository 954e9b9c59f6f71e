"""Recognising the language a text is written in."""

from functools import cache

from storyvid.errors import NoRoom

# What stories are narrated in here; a short text is then not taken for one of the world's rare languages.
LANGUAGES = (
    "af ar bg bn ca cs cy da de el en eo es et eu fa fi fr ga gu he hi hr hu hy id is it ja ka kk kn ko lt lv mk ml "
    "mr ms nb ne nl pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur vi zh"
).split()
_ENOUGH_CHARS = 4000
_LEAD = 4.0  # in nats: a word or two ("Hello", "Anna slept") look a little like many languages


def recognised(text: str) -> str:
    """The ISO 639-1 code of the text's language; English where there are no words, or too few, to tell by.

    Naive Bayes over byte n-grams (Lui and Baldwin 2012, langid.py), the same answer every time.  Raises NoRoom
    where its model cannot be unpacked.
    """
    if not any(c.isalpha() for c in text):
        return "en"
    ranked = _identifier().rank(text[:_ENOUGH_CHARS])
    language, likelihood = ranked[0]
    if likelihood - dict(ranked)["en"] < _LEAD:
        return "en"
    return {"nb": "no", "nn": "no"}.get(language, language)


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    except OSError as error:  # it unpacks into a temporary file
        raise NoRoom(
            f"The language could not be recognised: no temporary file can be written ({error.strerror or error}). "
            "Free some space, set TMPDIR to a folder that can be written, or name the language yourself."
        ) from error
    identifier.set_languages([code for code in LANGUAGES if code in identifier.nb_classes])
    return identifier
