"""Recognising the language a text is written in."""

from functools import cache

# What stories are narrated in here; a short text is then not taken for one of the world's rare languages.
LANGUAGES = (
    "af ar bg bn ca cs cy da de el en eo es et eu fa fi fr ga gu he hi hr hu hy id is it ja ka kk kn ko lt lv mk ml "
    "mr ms nb ne nl pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur vi zh"
).split()
_ENOUGH_CHARS = 4000


def recognised(text: str) -> str:
    """The ISO 639-1 code of the text's language; English where there are no words to tell by.

    Naive Bayes over byte n-grams (Lui and Baldwin 2012, langid.py), the same answer every time.
    """
    if not any(c.isalpha() for c in text):
        return "en"
    language, _ = _identifier().classify(text[:_ENOUGH_CHARS])
    return {"nb": "no", "nn": "no"}.get(str(language), str(language))


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([code for code in LANGUAGES if code in identifier.nb_classes])
    return identifier
