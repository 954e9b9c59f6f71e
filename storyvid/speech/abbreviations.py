"""Abbreviations as they are read aloud, by language: a full stop in them ends no sentence."""

# before a name, where they are titles; elsewhere the stop may end a sentence
TITLES = {
    "en": {
        "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor", "Capt.": "Captain",
        "Col.": "Colonel", "Gen.": "General", "Lt.": "Lieutenant", "Sgt.": "Sergeant", "Rev.": "Reverend",
        "St.": "Saint", "Mt.": "Mount",
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
