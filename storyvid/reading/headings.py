"""What a heading looks like, as a line by itself or before the first sentence, and what a letter's ends look like."""

import re

_ROMAN = r"(?-i:[IVXLC]{1,7})"
_WORDED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)|"
    "eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|un|deux|trois|quatre|cinq|premi[eè]re?|primero|primera|"
    r"uno|dos|tres|due|tre|перв\w+|втор\w+|треть\w+"
)
_NUMBER = rf"(?:\d{{1,3}}|{_ROMAN}|{_WORDED})"
_PARTS = (
    "chapter|kapitel|chapitre|capítulo|capitolo|глава|rozdział|hoofdstuk|kapittel|luku|canto|volume|stave|"
    "part|book|act|scene|letter|day|teil|buch|partie|livre|parte|libro|часть|книга|szene|scène|escena"
)
_NAMED = "prologue|epilogue|prolog|epilog|prólogo|epílogo|пролог|эпилог|preface|foreword|interlude"
# "Chapter I", "Part the Second", "1. Kapitel", "Prologue"
_NUMBERED = re.compile(
    rf"\s*(?P<label>第.{{1,4}}[章回話话]|(?:{_PARTS})\s+{_NUMBER}(?!\w)|\d{{1,3}}\.\s*(?:{_PARTS})\b|(?:{_NAMED})\b)"
    r"(?P<mark>\s*[.:—–-]|)[ \t]*",
    re.I,
)
_SAYS_SO = re.compile(
    r"\s*(?:#{1,6}\s|(?:chapter|kapitel|chapitre|capítulo|capitolo|глава|part|book)\b|第.{1,4}[章回話话])", re.I
)
_STOP = re.compile(r"[.!?…][\"'”’»*_]*(?=\s|$)")
_ENDED = re.compile(r"[.!?…:;,。！？؟۔।॥—-][\"'”’»«“」』)\]*_]*\s*$")
CLOSED = re.compile(r"[.!?…。！？؟۔।॥][\"'”’»«“」』)\]*_]*\s*$")
ENTRY = re.compile(r"\s*(?:[-*•–—+]\s|\(?\d{1,3}[.)]\s)")
_QUOTED_OR_DASHED = "\"'“‘«„「—–-"
_LONGEST_CHARS, _LONGEST_PLAIN_CHARS, _LONGEST_WORDS = 80, 60, 9
# "In which Tom meets a bear."
_TOLD = re.compile(r"(?:in which|wherein|containing|concerning|worin|où l’on|où l'on|en que)\b", re.I)
_NO_TITLE = frozenset("no yes oh ah well so help".split())
_SMALL = frozenset(
    "a an the of to in on at by for from into upon with without and or but nor as vs "
    "der die das den dem des ein eine und oder von zu zum zur im am auf bei nach aus mit "
    "le la les un une du de et ou où à au aux en dans sur pour par avec el los las del y con il lo i gli di e".split()
)
_GREETING = re.compile(
    r"(?:my\s+)?dear(?:est)?\s+\S|(?:mein[e]?\s+)?liebe[rs]?\s+[A-ZÄÖÜ]|ch[eè]re?s?\s+\S|querid[oa]s?\s+\S", re.I
)
_FOND = (
    "loving|faithful|affectionate|devoted|obedient|humble|grateful|old|own|true|dear|little|sincere|friend|servant|"
    "mother|father|son|daughter|brother|sister|aunt|uncle|cousin"
)
_EVER = "ever|very|most|as|always|truly|sincerely|faithfully|affectionately|respectfully|gratefully|in haste"
_NAMED_LAST = r"(?-i:[A-ZÄÖÜ][\w.’'-]*)"
_SIGNING_OFF = re.compile(
    rf"(?:(?:I (?:am|remain),? )?(?:ever |very |most )?(?:yours(?:\s+(?:{_EVER}))*|your\s+(?:very\s+|most\s+|ever\s+)*"
    rf"(?:{_FOND})(?:\s+(?:and\s+)?(?:{_FOND}))*)|"
    r"(?:very\s+)?(?:sincerely|faithfully|affectionately|respectfully|gratefully)(?:\s+yours)?|"
    r"(?:with|all)\s+(?:all\s+|much\s+|best\s+|kind\s+|my\s+|our\s+)*(?:love|wishes|regards|thanks)(?:\s+from)?|"
    r"(?:lots of|much) love|(?:best|kind|kindest|warm|warmest)\s+(?:wishes|regards)|as (?:ever|always)|"
    r"(?:viele|liebe|herzliche|beste)\s+grü(?:ß|ss)e|mit (?:freundlichen|herzlichen) grü(?:ß|ss)en|in liebe|"
    rf"hochachtungsvoll|(?:deine?|with (?:much )?love from|from your \w+) {_NAMED_LAST}|"
    r"bien à (?:toi|vous)|amicalement|cordialement|affectueusement|atentamente|"
    r"un abrazo|con (?:cariño|amor)|cordiali saluti)"
    r"(?:,.{0,40}|)",
    re.I,
)
_SIGNED = re.compile(r"(?:love|best|cheers|yours|thanks),.{0,40}", re.I)
_NAME = re.compile(
    r"(?!(?:The|A|An|Chapter|Part|Book)\b)[A-ZÀ-ÞА-Я][\w.'’-]*(?: (?:and |the )?[A-ZÀ-ÞА-Я][\w.'’-]*){0,3}"
)


def is_heading(line: str) -> bool:
    """Whether a line that stands above other text is its heading: by what it says, or short and without an end."""
    if "\n" in line or len(line) > _LONGEST_CHARS or greets(line) or signs_off(line):
        return False
    if says_so(line) and not CLOSED.search(line[2:]):
        return True
    if heading_end(line) == len(line) or is_number(line) or (line.isupper() and len(line) > 3):
        return True
    plain = not _ENDED.search(line) and not ENTRY.match(line) and line[0] not in _QUOTED_OR_DASHED
    return plain and len(line) <= _LONGEST_PLAIN_CHARS


def heading_end(line: str) -> int:
    """How far the numbered or named heading reaches that a line begins with, its title included; 0 where none does.

    "Chapter I. The House. Tom ran" up to "Tom", without the space; "Chapter I. Tom ran." up to "Tom" likewise;
    "Part one of the plan" has none.
    """
    label = _NUMBERED.match(line)
    if label is None:
        return 0
    rest = line[label.end() :]
    if not rest:
        return label.end("mark") or label.end("label")
    stop = _STOP.search(rest)
    title = rest[: stop.end()] if stop else rest.rstrip()
    whole_line = not stop and bool(label["mark"]) and len(title) <= _LONGEST_PLAIN_CHARS
    if whole_line or is_title(title):
        return label.end() + len(title)
    return label.end("mark") if label["mark"] else 0


def is_title(words: str) -> bool:
    """Whether words are written as a title is: capitals but for the small words, or "In which ...", and no cry."""
    held = [word.strip(".,;:'’\"“”()*_—–-") for word in words.split()]
    held = [word for word in held if word]
    if not held or re.search(r"[!?…]", words) or held[0].lower() in _NO_TITLE:
        return False
    if _TOLD.match(words):
        return len(words) <= 2 * _LONGEST_PLAIN_CHARS
    if len(held) > _LONGEST_WORDS or held[0][0].islower() or len(words) > _LONGEST_PLAIN_CHARS:
        return False
    return all(not word[0].islower() or word in _SMALL for word in held) and held[-1].lower() not in _SMALL


def says_so(line: str) -> bool:
    """Whether a line says that it is a heading: "Chapter", "Part", Markdown's "#"."""
    return bool(_SAYS_SO.match(line))


def is_number(line: str) -> bool:
    """Whether there is nothing but a chapter's number: "IV.", "12"."""
    return bool(re.fullmatch(r"[IVXLC]+\.?|\d{1,3}\.?", line.strip()))


def greets(line: str) -> bool:
    """Whether a letter begins with the line: "Dear Ann"."""
    return len(line) <= _LONGEST_PLAIN_CHARS and bool(_GREETING.match(line))


def signs_off(line: str) -> bool:
    """Whether a letter ends with the line: "Yours ever", "With love, Tom"."""
    return bool(_SIGNING_OFF.fullmatch(line.strip()) or _SIGNED.fullmatch(line.strip()))


def is_name(line: str) -> bool:
    """Whether the line may be the name under a letter."""
    return bool(_NAME.fullmatch(line.strip(" \t—–-.")))
