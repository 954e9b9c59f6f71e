"""What the words of a mention say of it: pronoun, name or noun, gender, number, head, and who speaks where."""

from dataclasses import dataclass

import numpy as np

from storyvid.reading.coref import lexicon
from storyvid.reading.coref.embedded_words import Words

ME, YOU, HE, SHE, IT, WE, THEY, OTHER, NAME_M, NAME_F, NAME, NOUN_M, NOUN_F, NOUN, NOUNS, PLACE = range(16)
CLASSES = 16
ELDEST, SECOND, YOUNGEST, CHILD, PARENT = 1, 2, 4, 8, 16
NO_ARTICLE, NAMED, INDEFINITE, DEFINITE, POSSESSED, BARE = range(6)

PRONOUNS = {
    word: number
    for number, words in (
        (ME, "i me my mine myself i. oi"),
        (YOU, "you your yours yourself yourselves thou thee thy thine ye yeh yer ya thyself"),
        (HE, "he him his himself"),
        (SHE, "she her hers herself"),
        (IT, "it its itself 't"),
        (WE, "we us our ours ourselves ourself"),
        (THEY, "they them their theirs themselves 'em em"),
        (OTHER, "who whom whose which that this these those one there here each both all none some others other "
                "everyone everybody somebody someone anyone anybody nobody another many few several two three"),
    )
    for word in words.split()
}  # fmt: skip
_MEN = frozenset(
    "mr mr. sir lord king prince duke earl count baron monsieur signor herr father brother uncle master "
    "squire captain major colonel general lieutenant bishop pope emperor man boy gentleman husband son "
    "nephew grandfather lad fellow knight monk priest friar waiter footman butler groom coachman "
    "fisherman huntsman woodcutter tailor soldier sailor wizard giant youth bachelor widower papa dad "
    "daddy stepfather godfather chap guy men boys sons brothers ogre grandpa bull ram rooster cock "
    "stallion john james charles william george henry thomas tom jack robert edward peter paul richard "
    "david joseph joe frank fred frederick philip arthur walter harry dick ned jim jimmy billy bill sam "
    "samuel ben benjamin michael daniel andrew mark luke matthew stephen hugh ralph roger simon anthony "
    "alfred albert oliver edgar edmund ernest francis gilbert hans karl otto pierre jacques jean ivan "
    "boris nicholas martin adam abraham isaac jacob moses noah aaron alexander alan allan archibald "
    "christopher donald duncan eric felix gerald harold herbert horace hubert humphrey jasper jeremy "
    "jerome kenneth laurence lawrence leonard lewis louis leo marcus maurice miles neil nathaniel norman "
    "oscar owen patrick percy rupert sebastian sidney silas theodore timothy toby victor vincent wilfred "
    "grandad granddad gramps bro".split()
)
_WOMEN = frozenset(
    "mrs mrs. miss ms ms. lady queen princess duchess countess baroness madame madam mademoiselle mme "
    "mme. mlle signora signorina frau fraulein mother sister aunt mistress woman girl wife daughter niece "
    "grandmother maid maiden lass widow nun witch governess nurse housekeeper heroine hostess actress "
    "landlady mamma mama mum mummy stepmother godmother stepdaughter granddaughter bride spinster ladies "
    "women girls daughters sisters granny grandma hen mare ewe cow goddess enchantress sorceress empress "
    "abbess milkmaid washerwoman fairy mary anne ann anna jane elizabeth eliza emma emily alice margaret "
    "catherine katherine kate kitty sarah susan martha lucy ellen helen harriet charlotte caroline "
    "dorothy dorothea rose lily lucy clara grace julia maria marie marian marianne fanny frances agnes "
    "amelia amy annie beatrice bertha bessie betty betsy blanche bridget cecilia celia constance cora "
    "cornelia daisy deborah diana edith edna eleanor elinor elsie esther ethel eva eve evelina evelyn "
    "flora florence georgiana gertrude gretel hannah hester ida irene isabel isabella jenny jemima jessie "
    "joan josephine judith kathleen laura letitia lilian louisa louise lydia mabel madeline maggie "
    "matilda may mildred millie minnie miriam molly nancy nellie nelly nora olive olivia patience "
    "penelope phoebe polly prudence rachel rebecca rosamond rosa ruth sally selina sophia sophie stella "
    "sylvia theresa ursula veronica victoria viola violet virginia winifred "
    "mom mommy momma nan nana gran auntie aunty".split()
)
_PLURALS = frozenset(
    "people men women children boys girls folk folks gentlemen ladies servants friends parents brothers "
    "sisters sons daughters family couple pair crowd party company crew band army police mice geese oxen "
    "wolves thieves wives sheep cattle guests soldiers neighbours strangers".split()
)
_TITLES = frozenset(
    "mr mr. mrs mrs. miss ms ms. sir lord lady dr dr. doctor captain capt. king queen prince princess "
    "father mother uncle aunt master madame monsieur mademoiselle mme mlle count countess duke duchess "
    "major colonel general lieutenant professor rev. reverend st st. saint old young little poor dear "
    "good the a an de la le of von van squire judge brother sister cousin signor herr frau m. esq. jr.".split()
)
ANYBODYS = frozenset(  # titles of men in old books, and of anybody today
    "captain capt capt. colonel major general lieutenant sergeant chief judge squire president detective inspector "
    "constable officer commander admiral".split()
)
_ARTICLES = {"a": INDEFINITE, "an": INDEFINITE, "some": INDEFINITE, "one": INDEFINITE, "any": INDEFINITE,
             "another": INDEFINITE, "every": INDEFINITE, "each": INDEFINITE, "no": INDEFINITE, "many": INDEFINITE,
             "several": INDEFINITE, "two": INDEFINITE, "three": INDEFINITE, "few": INDEFINITE, "such": INDEFINITE,
             "the": DEFINITE, "this": DEFINITE, "that": DEFINITE, "these": DEFINITE, "those": DEFINITE,
             "both": DEFINITE, "all": DEFINITE}  # fmt: skip
_POSSESSIVES = frozenset("my your his her its our their thy whose mine thine".split())
_AFTER_HEAD = frozenset(
    "of who whom which that in with from at on to for whose , by near under -- — as like named called "
    "where when and or - ( ; : upon over beneath behind beside between among above below into about "
    "against without within".split()
)
_SPEECH = frozenset(
    "said says say cried cries asked asks replied replies answered answers exclaimed returned continued "
    "added observed whispered shouted repeated remarked muttered murmured began called inquired enquired "
    "demanded declared sighed laughed thought interrupted rejoined resumed ejaculated responded suggested "
    "screamed roared growled snapped went put told agreed announced protested pleaded begged sang grunted "
    "gasped persisted retorted explained".split()
)
_ENDS = frozenset((".", "!", "?"))
_LEADS = frozenset((",", ":", "--", "—", ";"))
_OBJECTS = frozenset("me him them us thee myself himself herself themselves".split())
_GENITIVE = ("'s", "’s", "'", "’")
_COMPATIBLE = np.zeros((CLASSES, CLASSES), bool)
for _one, _others in (
    (ME, (ME,)), (YOU, (YOU,)), (WE, (WE,)), (IT, (IT, PLACE, NOUN)), (OTHER, tuple(range(CLASSES))),
    (HE, (HE, NAME_M, NAME, NOUN_M, NOUN)), (SHE, (SHE, NAME_F, NAME, NOUN_F, NOUN)),
    (THEY, (THEY, NOUNS)), (NAME_M, (NAME_M, NAME, HE)), (NAME_F, (NAME_F, NAME, SHE)),
    (NAME, (NAME, NAME_M, NAME_F, HE, SHE)), (NOUN_M, (NOUN_M, HE, NAME_M, NAME)),
    (NOUN_F, (NOUN_F, SHE, NAME_F, NAME)), (NOUN, (NOUN, NOUN_M, NOUN_F)), (NOUNS, (NOUNS, THEY)), (PLACE, (PLACE, IT)),
):  # fmt: skip
    _COMPATIBLE[_one, list(_others)] = True
COMPATIBLE = _COMPATIBLE


@dataclass(frozen=True)
class Traits:
    """One row per mention, in text order (start, then longer first); (m,) each unless said.

    `spans`: (m, 2) token range, inclusive. `strings`, `heads`: interned words. `names`: (m, t) which of the text's
    name words the mention holds (all False for what is no name). `speaks`: the number of the quote it is told to speak.
    """

    spans: np.ndarray
    classes: np.ndarray
    articles: np.ndarray
    strings: np.ndarray
    heads: np.ndarray
    quotes: np.ndarray
    sentences: np.ndarray
    speaks: np.ndarray
    titles: np.ndarray
    names: np.ndarray
    roles: np.ndarray  # which of several brothers or sisters, child or parent, 0 where it does not say
    seen: np.ndarray  # (CLASSES, m + 1): how many mentions before k are compatible with the class

    def __len__(self) -> int:
        return len(self.spans)


def head_of(tokens: tuple[str, ...], start: int, end: int) -> int:
    """The index of a noun phrase's head: the last word before what follows the noun ("of", "who", ",")."""
    k = start
    while k < end and (tokens[k + 1].lower() not in _AFTER_HEAD or k + 1 <= start):
        k += 1
    if k > start and tokens[k].lower() in _GENITIVE:
        k -= 1
    return k


def is_genitive(token: str) -> bool:
    return token in _GENITIVE


def traits_of(words: Words, spans: np.ndarray) -> Traits:
    """The traits of mentions given as (m, 2) inclusive token ranges, sorted."""
    tokens, lower = words.tokens, [token.lower() for token in words.tokens]
    common = {token for token in tokens if token[0].islower()}
    heads = [head_of(tokens, s, e) for s, e in spans.tolist()]
    kinds = [_class_of(words, lower, common, s, e, h) for (s, e), h in zip(spans.tolist(), heads, strict=True)]
    classes = np.array([kind for kind, _ in kinds], np.int64)
    intern: dict[str, int] = {}
    strings = np.array([intern.setdefault(_bare(lower, s, e), len(intern)) for s, e in spans.tolist()], np.int64)
    head_ids = np.array([intern.setdefault(lower[h], len(intern)) for h in heads], np.int64)
    starts = spans[:, 0]
    return Traits(
        spans=spans, classes=classes, articles=np.array([article for _, article in kinds], np.int64),
        strings=strings, heads=head_ids, quotes=words.quotes[starts], sentences=words.sentences[starts],
        speaks=_speaking(words, lower, spans), titles=np.array([_title(lower[s]) for s in starts.tolist()], np.int64),
        names=_name_words(tokens, lower, spans, heads, classes),
        roles=np.array([_role(lower, s, h) for (s, _), h in zip(spans.tolist(), heads, strict=True)], np.int64),
        seen=np.concatenate([np.zeros((CLASSES, 1), np.int64), np.cumsum(COMPATIBLE[:, classes], axis=1)], axis=1),
    )  # fmt: skip


def _bare(lower: list[str], start: int, end: int) -> str:
    if start < end and (lower[start] in _ARTICLES or lower[start] in _POSSESSIVES):
        start += 1
    return " ".join(lower[start : end + 1])


_ROLES = {
    **dict.fromkeys("eldest oldest elder".split(), ELDEST), **dict.fromkeys("second middle third".split(), SECOND),
    **dict.fromkeys("youngest younger".split(), YOUNGEST), **dict.fromkeys("son daughter".split(), CHILD),
    **dict.fromkeys("father mother".split(), PARENT),
}  # fmt: skip
_SIBLINGS = frozenset("son daughter brother sister one girl boy princess prince eldest youngest elder younger".split())


def _role(lower: list[str], start: int, head: int) -> int:
    inner = [_ROLES[word] for word in lower[start : head + 1] if word in _ROLES]
    if inner and inner[0] in (ELDEST, SECOND, YOUNGEST):
        return inner[0] if lower[head] in _SIBLINGS else 0
    return _ROLES.get(lower[head], 0)


def _title(word: str) -> int:
    if word not in _TITLES:
        return 0
    return 1 if word in _MEN else 2 if word in _WOMEN else 0


def _class_of(words: Words, lower: list[str], common: set[str], start: int, end: int, head: int) -> tuple[int, int]:
    first, last = lower[start], lower[head]
    if start == end and first in PRONOUNS:
        return PRONOUNS[first], NO_ARTICLE
    shape = words.shapes[head - 1 if head > start and words.tokens[head].isdigit() else head]  # Unit 7
    article = _ARTICLES.get(first, POSSESSED if first in _POSSESSIVES else BARE)
    capital = shape % 6 in (1, 2, 3) and (last not in common or _is_called(words, start, head))
    if any(lower[k] in _GENITIVE for k in range(start, head)):
        article = POSSESSED
    inner = lower[start : head + 1]
    if capital and article == BARE:
        if inner[0] in ANYBODYS and set(inner[1:2]) & (lexicon.FEMALE_NAMES - lexicon.MALE_NAMES):
            return NAME_F, NAMED  # Captain Rosa
        for word in inner:
            if word in _MEN:
                return NAME_M, NAMED
            if word in _WOMEN:
                return NAME_F, NAMED
        man, woman = inner[0] in lexicon.MALE_NAMES, inner[0] in lexicon.FEMALE_NAMES
        return (NAME if man == woman else NAME_M if man else NAME_F), NAMED
    if "and" in lower[start:end] and head < end and article != INDEFINITE and lower[head + 1] == "and":
        return NOUNS, article
    if last in _MEN and last not in _PLURALS:
        return NOUN_M, article
    if last in _WOMEN and last not in _PLURALS:
        return NOUN_F, article
    if last in _PLURALS or (last.endswith("s") and not last.endswith(("ss", "us", "is")) and article != INDEFINITE):
        return NOUNS, article
    return (PLACE if last in _PLACES else NOUN), article


def _is_called(words: Words, start: int, head: int) -> bool:
    """Peter Rabbit, Jack my Hedgehog: capitals inside a sentence name even a rabbit that is one elsewhere."""
    own = words.tokens[start].lower() in _TITLES
    return start < head and words.shapes[head] < 6 and words.shapes[start] % 6 == 1 and (own or words.shapes[start] < 6)


_PLACES = frozenset(
    "house room street town city country world hall garden door road village church school kitchen place "
    "island sea land river forest wood castle palace hill mountain valley shop bank farm field park "
    "library study parlour chamber cottage hotel inn office home shore ship boat carriage coach train car "
    "cart mill bridge station court prison tower square lane path wall gate yard stable barn cave lake "
    "beach north south east west".split()
)


def is_titled(tokens: tuple[str, ...]) -> bool:
    """ "the Happy Prince": an article and two words or more, all capitalised."""
    return len(tokens) > 2 and tokens[0].lower() == "the" and all(token.istitle() for token in tokens[1:])


def _name_words(
    tokens: tuple[str, ...], lower: list[str], spans: np.ndarray, heads: list[int], classes: np.ndarray
) -> np.ndarray:
    ids: dict[str, int] = {}
    held: list[set[int]] = []
    for (start, _), head, kind in zip(spans.tolist(), heads, classes.tolist(), strict=True):
        name = kind in (NAME, NAME_M, NAME_F) or is_titled(tokens[start : head + 1])
        kept = [
            w for w in lower[start : head + 1] if name and w not in _TITLES and w not in _GENITIVE and w[0].isalnum()
        ]
        held.append({ids.setdefault(word, len(ids)) for word in kept})
    table = np.zeros((len(held), max(1, len(ids))), bool)
    for row, members in enumerate(held):
        table[row, list(members)] = True
    return table


def _speaking(words: Words, lower: list[str], spans: np.ndarray) -> np.ndarray:
    """The quote that a mention outside quotes is told to speak: it stands by a speech verb next to the quote."""
    speaks = np.zeros(len(spans), np.int64)
    quotes = words.quotes
    by_start: dict[int, list[int]] = {}
    for row, (start, _) in enumerate(spans.tolist()):
        by_start.setdefault(start, []).append(row)
    edges = np.flatnonzero(np.diff(quotes) != 0)
    for edge in edges.tolist():
        if quotes[edge] and not quotes[edge + 1]:  # words after a closed quote
            zone = _zone(quotes, lower, edge + 1, 1)
            _tell(lower, spans, speaks, by_start, zone, int(quotes[edge]))
    for edge in edges.tolist():
        if not quotes[edge] and quotes[edge + 1] and lower[edge] in _LEADS:  # words before an opening quote
            number = int(quotes[edge + 1])
            if not (speaks == number).any():
                zone = [k for k in _zone(quotes, lower, edge, -1) if lower[k] not in _OBJECTS]
                _tell(lower, spans, speaks, by_start, zone, number)
    return speaks


def _zone(quotes: np.ndarray, lower: list[str], first: int, step: int) -> list[int]:
    """The words from `first` on, to the next quote or the sentence's end, ten at most."""
    reach = range(first, first + 10 * step, step)
    zone = []
    for k in reach:
        if k < 0 or k >= len(quotes) or quotes[k] or lower[k] in _ENDS:
            break
        zone.append(k)
    return zone


def _tell(
    lower: list[str],
    spans: np.ndarray,
    speaks: np.ndarray,
    by_start: dict[int, list[int]],
    zone: list[int],
    number: int,
) -> None:
    verbs = [k for k in zone if lower[k] in _SPEECH]
    if not verbs:
        return
    verb = verbs[0]
    nearest, best = -1, 99
    for k in zone:
        for row in by_start.get(k, ()):
            start, end = spans[row].tolist()
            apart = start - verb - 1 if start > verb else verb - end
            if 0 <= apart < best and (start > verb or end < verb):
                nearest, best = row, apart
    if nearest >= 0 and best <= 3:
        speaks[nearest] = number
