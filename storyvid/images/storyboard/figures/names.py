"""What a name alone suggests, and the palettes from which a character's unsaid colours are chosen."""

import re

from storyvid.images.storyboard.figures.words import being_of

SKINS = ("#f3cfb0", "#f0c6a2", "#eebf98", "#f4d3ba", "#e2ac80", "#c98d62", "#9a6544", "#7a4a32")
DARK_SKINS = {"#9a6544", "#7a4a32", "#96623f", "#7c4c31", "#5f3a28", "#4d2f22", "#6d432c"}
HAIRS = ("#5e3b26", "#33231d", "#6a3b22", "#dfa83f", "#a8431f", "#26212a", "#8a6236", "#c39a5e")
DARK_HAIRS = ("#26212a", "#2a201f", "#33231d")

FURS: dict[str, tuple[str, ...]] = {
    "wolf": ("#6f747c", "#5d5a5c", "#7b7468"), "dog": ("#a9713f", "#caa06a", "#5d4334", "#d9cbb3"),
    "fox": ("#c8602a", "#bd5423"), "cat": ("#d08a3f", "#6d6a70", "#34323a", "#b99b78", "#e9e0d2"),
    "octopus": ("#b8608a", "#8a5aa8", "#d9774f"), "jellyfish": ("#b89ad8",), "crab": ("#d9553a",),
    "penguin": ("#30343f",), "zebra": ("#eceae4",), "giraffe": ("#e0b060",),
    "camel": ("#c99a5f",), "hippo": ("#8d8590",),
    "polar-bear": ("#f3f0e8",), "hamster": ("#c98f4f",), "alien": ("#8fc06a",), "cheetah": ("#dcb060",),
    "lion": ("#d3a056",), "lioness": ("#d3a056",), "tiger": ("#d9863a",), "leopard": ("#d9b062",),
    "panther": ("#34323a",),
    "bear": ("#6f4a30", "#5a3d2b", "#8a6240"), "panda": ("#efece6",), "badger": ("#77767a",),
    "horse": ("#7a4a2b", "#4b352a", "#a9784a", "#cfc8bd"), "pony": ("#8a5a35", "#c9a97c"), "unicorn": ("#f2eff2",),
    "donkey": ("#8d8883", "#7d7470"), "cow": ("#8d5a38", "#efe9de",
        "#5b4032"), "bull": ("#4a342a",), "ox": ("#7d5136",),
    "pig": ("#e7a9a0", "#dd9c95"), "boar": ("#5f4a3c",), "goat": ("#e9e3d6", "#a58a6c", "#6a5848"),
    "sheep": ("#efeadd", "#e6ddc9"), "deer": ("#a8703f", "#95633b"), "bird": ("#5f86ad", "#a8643c", "#7d8a4a",
        "#8a6a4d"),
    "robin": ("#8a6a4d",), "dove": ("#e9e6e0",), "pigeon": ("#8f97a3",), "parrot": ("#3f9a52",),
    "canary": ("#e8c63f",),
    "swallow": ("#2f4668",), "blackbird": ("#2f2d33",), "seagull": ("#eceae4",), "crow": ("#2d2c35",),
    "magpie": ("#2d2c35",), "hen": ("#b06a35", "#efe6d6", "#8a4a2c"), "rooster": ("#a8502a",), "chick": ("#eccb55",),
    "duck": ("#efe9da", "#a98d63"), "duckling": ("#e8cb62",), "swan": ("#f4f2ee",), "cygnet": ("#a7a39c",),
    "goose": ("#e9e6de",), "peacock": ("#2a6f9c",), "flamingo": ("#e998a3",), "stork": ("#f0eee8",),
    "owl": ("#94714c", "#7a6250"), "eagle": ("#6a4a33",), "phoenix": ("#d2552a",), "fish": ("#5f93a8", "#d9812f",
        "#8aa05a"),
    "goldfish": ("#e38a2c",), "whale": ("#54728c",), "shark": ("#77848f",), "dolphin": ("#7891a6",),
    "eel": ("#55614d",),
    "frog": ("#6f9c45", "#5b8f4d"), "toad": ("#8a7a4d",), "snake": ("#6d8f45", "#9c7a3a"), "mouse": ("#a59a90",
        "#8c7763"),
    "rat": ("#75706f", "#6a5a4e"), "rabbit": ("#b8997a", "#e5ddd0", "#9d9893"), "squirrel": ("#b0622f",),
    "hedgehog": ("#6d5442",), "turtle": ("#6b8a4a",), "monkey": ("#7d5436",), "elephant": ("#9599a1",),
    "dragon": ("#4d8a52", "#9c3b36", "#4a5f95", "#6d4c85"), "robot": ("#9aa7b3", "#c0b28f"), "ghost": ("#e7edf2",),
    "snowman": ("#f5f7fa",), "treeman": ("#75543a",),
}  # fmt: skip
MARKINGS: dict[str, tuple[str, ...]] = {
    "cow": ("patches", "patches", ""), "dog": ("patches", "", ""), "cat": ("stripes", "", "patches"),
    "zebra": ("stripes",), "giraffe": ("spots",), "horse": ("", "", "patches"),
    "goat": ("", "patches"), "pony": ("patches", ""),
}  # fmt: skip

_BRIGHT = ("#b9423a", "#38639b", "#4c7d45", "#c2922e", "#7b4f8c", "#25757a", "#a8563a", "#cf6f86", "#56708f",
    "#8d5a7a")
CLOTHES: dict[str, tuple[str, ...]] = {
    "": _BRIGHT, "bottom": ("#5c4637", "#46536a", "#6a6455", "#3f4148", "#75583d"),
    "feet": ("#5a3c28", "#43302a", "#6d4a2d"), "apron": ("#efe7d6", "#e4d8bf"), "robe": ("#45558c", "#6b4c7a",
        "#7a5a3a"),
    "rags": ("#7d6a55", "#6d6a5f"), "armour": ("#98a3ae",), "helmet": ("#98a3ae",), "crown": ("#dcab37",),
    "tiara": ("#e2b84a",), "halo": ("#f2d778",), "spacesuit": ("#eceef0",), "necklace": ("#dcab37",),
    "shirt": ("#efe6d2", "#e8dcc0", "#9db4c6", "#c9b28a", "#b9574a", "#7f9a6a"), "glasses": ("#4a3b33",),
    "skirt": _BRIGHT, "shawl": ("#7c6a86", "#a05a4a", "#5f7a76"), "wreath": ("#6c8f4c",), "veil": ("#f4f0ea",),
    "wig": ("#ece8df",), "collar": ("#f1ede4",),
}  # fmt: skip
ACCENTS = ("#f0e4c8", "#d9a534", "#2f3a55", "#efe9de", "#8f2f2c", "#e9c979")

_FEMALE = set(
    "anna anne ann mary maria marie emma sarah sara alice elsa ella ellen helen helena jane kate katie lucy lily"
    " lila mia"
    " maya nora nina olivia rose rosa ruby sophie sofia sophia susan tilly zoe zara amy amelia ava bella beth betty"
    " clara daisy diana dora dorothy eliza elizabeth eva eve fatima flora freya grace greta gerda gretchen hanna"
    " hannah"
    " heidi ida ines ingrid irene iris isabel isabella ivy jasmine jenny jill joan judith julia julie kari karin"
    " katharine katherine kim kirsten layla leah leila lena linda liv lisa lotte louise luna magda margaret marta"
    " martha"
    " matilda may meg meera miriam molly naomi nell nelly penelope penny polly priya rachel rapunzel rebecca rita"
    " samira scheherazade selma sita snow riding snowflake stella tanya tara tessa thumbelina ursula vera vivian"
    " wendy yasmin"
    " yuki belle aurora ariel beatrice bridget celandine mirabel moppet tiggy winkle muffet tabitha cinderella".split()
)
_MALE = set(
    "tom tim jim john jack james george henry harry peter paul mark luke matthew adam alan albert alex alfred andrew"
    " ali"
    " anders arthur ben benjamin bill billy bob bruno carl charles charlie chris dan daniel david dick edward eric"
    " ernest"
    " felix finn francis frank fred frederick fritz gustav hans hansel hugo ian isaac ivan jacob jan jeremy joe joel"
    " jonas"
    " joseph josh karl kay ken kevin kai lars lasse leo leon lewis louis martin max michael mike mohammed ned nicholas"
    " nick nils noah ola oliver omar oscar otto owen pat patrick pedro per philip pip rafael ralph raj richard"
    " robert robin"
    " roger rolf roy sam samuel sebastian simon sindbad aladdin stephen steve sven theo thomas timothy toby tony"
    " vincent"
    " walter will william yusuf momotaro kintaro pinkel snorri halvor pinocchio johnny jimmy tommy merlin".split()
)
_SHE = {"she", "her", "hers", "herself", "female", "lady", "miss", "mrs", "ms", "madam", "madame", "mistress"}
_HE = {"he", "him", "his", "himself", "male", "mr", "sir", "master", "mister"}
_BEARDED = {"beard", "bearded", "moustache", "mustache"}
_WORN_BY_WOMEN = {"dress", "gown", "skirt", "blouse", "bonnet", "braids", "necklace", "frock", "tiara", "petticoat"}
_FEMALE_NOUNS = set(
    "woman girl queen princess witch fairy mermaid giantess sorceress enchantress lioness vixen hen mare cow ewe doe"
    " sow"
    " nanny grandmother ogress nun".split()
)
# trades of women as of men: a first name tells
_EITHER = set(
    "player captain goalkeeper goalie trainer athlete striker defender skier swimmer tourist boss colleague paramedic"
    " firefighter cop singer guitarist surfer agent spy customer programmer detective driver pilot scientist engineer"
    " artist musician farmer baker cook chef student inventor explorer neighbour neighbor stranger guest hero fan"
    " judge lawyer professor sailor pirate police superhero hacker vendor inspector sergeant officer commander"
    " president director manager librarian teenager teen classmate cousin journalist reporter photographer dentist"
    " surgeon lifeguard burglar owner visitor babysitter cashier vet sheriff conductor caretaker janitor mayor friend"
    " companion comrade classmates villager soldier guard".split()
)
ANYBODY = frozenset(
    "people children kids friends villagers pupils students guests neighbours neighbors passengers customers fans"
    " visitors players townsfolk crowd audience team passers-by classmates teenagers".split()
)
_FEMALE_BEINGS = {"woman", "girl", "old woman", "queen", "princess", "witch", "fairy", "mermaid"}


def gender_of(name: str, look: str, noun: str,
    scene_words: str) -> "Gender":  # type: ignore[name-defined]  # noqa: F821
    """Female or male: by the noun, the words of the look, a known first name, the scene's pronouns, the spelling."""
    words = re.findall(r"\w+", f"{look} {name}")
    if noun in _FEMALE_NOUNS or being_of(noun or "") in _FEMALE_BEINGS and noun != "angel":
        return "male" if set(words) & {"male", "merman"} else "female"
    neutral = noun in ("child", "baby", "person", "angel", "giant", "dwarf", "elf", "pupil", "orphan", "toddler",
        "teacher",
                       "doctor", "astronaut", "servant", "") or noun in _EITHER
    neutral = neutral or being_of(noun) not in ("man", "boy", "king", "prince")
    if noun and not neutral:
        return "male"
    said_so = ((_SHE | _FEMALE | {"woman", "girl"}, "female"), (_HE | _MALE | _BEARDED | {"man", "boy"}, "male"))
    for known, gender in (*said_so, (_WORN_BY_WOMEN, "female")):
        if known & set(words):
            return gender
    pronouns = re.findall(r"\w+", scene_words.lower())
    she, he = sum(word in _SHE for word in pronouns), sum(word in _HE for word in pronouns)
    if _is_of_many(name):  # in a crowd there are both
        return "female" if sum(map(ord, name)) % 2 else "male"
    if she != he and not noun:
        return "female" if she > he else "male"
    return "female" if not noun and name.split()[-1:] and re.search(r"(a|ie|ella|ette|ine)$",
        name.split()[-1]) else "male"


def _is_of_many(name: str) -> bool:
    """Whether the name is that of one of several whom only a word for anybody names: "people ii", "the children"."""
    words = name.split()
    many = bool(words) and set(words[-1]) == {"i"}
    return bool(ANYBODY & set(words)) and (many or words[-1] in ANYBODY)


def being_near(name: str, scene_words: str) -> str | None:
    """The being that a scene says the name is: "Tip the fox", "the fox Tip", "Tip was a fox"."""
    if not name:
        return None
    said = re.escape(name)
    pattern = rf"\b{said},? (?:was |is )?(?:an?|the) ((?:\w+ ?){{1,4}})|\bthe (\w+),? (?:named |called )?{said}\b"
    for match in re.finditer(pattern, scene_words.lower()[:20000]):
        for word in (match[1] or match[2]).split():
            if found := being_of(word):
                return found
    return None
