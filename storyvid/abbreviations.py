"""Abbreviations by language, and how they are read aloud: a full stop in them ends no sentence (pure)."""

import re
from functools import cache

# before a name, where they are titles; elsewhere the stop may end a sentence
TITLES = {
    "en": {
        "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor", "Capt.": "Captain",
        "Col.": "Colonel", "Gen.": "General", "Lt.": "Lieutenant", "Sgt.": "Sergeant", "Rev.": "Reverend",
        "St.": "Saint", "Mt.": "Mount", "Ft.": "Fort", "Messrs.": "Messrs", "Hon.": "Honourable", "Maj.": "Major",
        "Cpl.": "Corporal", "Adm.": "Admiral", "Gov.": "Governor", "Sen.": "Senator", "Rep.": "Representative",
    },
    "de": {
        "Hr.": "Herr", "Hrn.": "Herrn", "Fr.": "Frau", "Frl.": "Fräulein", "Dr.": "Doktor", "Prof.": "Professor",
        "St.": "Sankt", "Hl.": "Heiliger",
    },
    "fr": {
        "M.": "Monsieur", "MM.": "Messieurs", "Mme": "Madame", "Mme.": "Madame", "Mmes": "Mesdames",
        "Mlle": "Mademoiselle", "Mlle.": "Mademoiselle", "Dr": "docteur", "Dr.": "docteur",
        "St": "saint", "Ste": "sainte",
    },
    "es": {
        "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Dr.": "doctor",
        "Dra.": "doctora", "Prof.": "profesor", "D.": "don", "Dña.": "doña", "Sto.": "santo", "Sta.": "santa",
    },
    "it": {
        "Sig.": "signor", "Sig.ra": "signora", "Sigg.": "signori", "Dott.": "dottor", "Dott.ssa": "dottoressa",
        "Prof.": "professor", "Dr.": "dottor",
    },
    "pt": {"Sr.": "senhor", "Sra.": "senhora", "Dr.": "doutor", "Dra.": "doutora", "D.": "dona", "Prof.": "professor"},
    "nl": {"dhr.": "de heer", "mevr.": "mevrouw", "mw.": "mevrouw", "dr.": "dokter", "Dr.": "dokter", "St.": "Sint"},
}  # fmt: skip
# titles and the like that no reading is given for, without their stop and in small letters
_UNSPOKEN = {
    "en": "vs viz esq jun",
    "de": "bzw ca nr str usw vgl sog ggf evtl bspw jr",
    "fr": "mlles mgr cf env av",
    "es": "ud uds vd vds fr pág",
    "it": "sigg sigra avv ing on sant s",
    "pt": "srta sto sta exmo",
    "nl": "mej ds bijv nl",
    "sv": "hr fr dr st bl.a t.ex",
    "da": "hr fr frk dr st bl.a f.eks",
    "pl": "dr prof św ks inż mgr ul np tzn",
    "cs": "p pí dr prof sv ing mgr ul např",
    "ru": "г гр ул св им д т.е т.д проф стр",
    "uk": "п вул св ім проф",
}
# wherever they stand
ANYWHERE = {
    "en": {
        "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Jr.": "Junior", "Sr.": "Senior",
        "vs.": "versus", "e.g.": "for example", "i.e.": "that is", "approx.": "approximately",
    },
    "de": {
        "z.B.": "zum Beispiel", "z. B.": "zum Beispiel", "d.h.": "das heißt", "d. h.": "das heißt",
        "bzw.": "beziehungsweise", "ca.": "circa", "sog.": "sogenannte", "u.a.": "unter anderem",
    },
    "fr": {"p.ex.": "par exemple", "p. ex.": "par exemple", "c.-à-d.": "c'est-à-dire"},
    "es": {"p.ej.": "por ejemplo", "p. ej.": "por ejemplo", "Ud.": "usted", "Uds.": "ustedes"},
    "it": {"p.es.": "per esempio", "ecc.": "eccetera"},
    "nl": {"bijv.": "bijvoorbeeld", "d.w.z.": "dat wil zeggen"},
}  # fmt: skip
# before a number
BEFORE_NUMBERS = {
    "en": {
        "No.": "number", "Nos.": "numbers", "p.": "page", "pp.": "pages", "Vol.": "volume", "vol.": "volume",
        "Ch.": "chapter", "ch.": "chapter", "Jan.": "January", "Feb.": "February", "Mar.": "March", "Apr.": "April",
        "Aug.": "August", "Sept.": "September", "Sep.": "September", "Oct.": "October", "Nov.": "November",
        "Dec.": "December",
    },
    "de": {"Nr.": "Nummer", "S.": "Seite", "Bd.": "Band", "Kap.": "Kapitel"},
    "fr": {"no": "numéro", "no.": "numéro", "nº": "numéro", "p.": "page", "chap.": "chapitre"},
    "es": {"n.º": "número", "nº": "número", "núm.": "número", "p.": "página", "cap.": "capítulo"},
    "it": {"n.": "numero", "p.": "pagina", "cap.": "capitolo"},
    "nl": {"nr.": "nummer", "blz.": "bladzijde"},
}  # fmt: skip
# inside a sentence; at its end the stop is the sentence's too
WITHIN = {
    "en": {"etc.": "et cetera"},
    "de": {"usw.": "und so weiter", "etc.": "et cetera"},
    "fr": {"etc.": "et cetera"},
    "es": {"etc.": "etcétera"},
    "pt": {"etc.": "et cetera"},
    "nl": {"enz.": "enzovoort", "etc.": "et cetera"},
}
_INITIAL = re.compile(r"[^\W\d_]\.")
_CASED = frozenset(word for said in TITLES.values() for word in said if word.endswith(".")) | {"vs."}
_NUMBERING = frozenset(word for said in BEFORE_NUMBERS.values() for word in said if word.endswith("."))


@cache
def titles(language: str) -> frozenset[str]:
    """A language's titles and the like (`mr`), small and without their stop: a name follows it, it ends no sentence."""
    spoken = (word.rstrip(".").lower() for word in TITLES.get(language, ()))
    return frozenset((*spoken, *_UNSPOKEN.get(language, "").split()))


def leads_on(word: str, after: str) -> bool:
    """Whether the stop of a word ends nothing whatever the language: a title's, an initial's, a number's ("No. 7")."""
    initial = _INITIAL.fullmatch(word) and word[0].isupper()
    return bool(initial) or word in _CASED or (word in _NUMBERING and after[:1].isdigit())
