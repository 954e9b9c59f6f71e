"""The words for beings: what kind of creature a noun names, and what its trade wears."""

import re
from functools import lru_cache

_BEING_WORDS: dict[str, str] = {
    "woman": "woman lady maiden maid damsel wife mother mum mom mummy mommy mama aunt bride nurse housewife stepmother"
    " stepsister sister widow goddess nun duchess countess mistress hostess dairymaid milkmaid washerwoman"
    " fishwife governess godmother dame peasantess shepherdess goosegirl seamstress dancer ballerina"
    " female actress heroine waitress saleswoman businesswoman stewardess policewoman priestess sultana fairygodmother",
    "man": "man gentleman fellow husband father dad daddy papa uncle bridegroom groom brother stepfather stepbrother"
    " widower farmer peasant miller tailor baker butcher blacksmith smith cobbler shoemaker merchant trader"
    " shopkeeper innkeeper landlord huntsman hunter woodcutter woodsman forester lumberjack fisherman fisher"
    " sailor captain pirate thief robber bandit doctor physician teacher schoolmaster professor astronaut"
    " scientist cook chef gardener carpenter mason weaver potter monk priest friar abbot bishop minister judge"
    " lawyer servant footman coachman porter messenger postman policeman constable officer fireman driver pilot"
    " mechanic engineer artist painter musician fiddler piper minstrel bard poet juggler clown jester fool"
    " beggar tramp traveller traveler wanderer pilgrim neighbour neighbor stranger guest villager citizen"
    " detective shepherd herdsman swineherd ploughman thatcher ferryman boatman master mister lord sir"
    " nobleman baron count duke earl squire youth lad bachelor person people folk"
    " explorer cowboy samurai ninja viking spaceman hero clerk scholar student writer author"
    " passenger player goalkeeper goalie referee trainer striker defender athlete skier swimmer tourist boss"
    " colleague waiter paramedic firefighter cop police singer guitarist surfer superhero hacker spy agent vendor"
    " customer prisoner captive jailer friend crowd audience team fan programmer businessman"
    " inspector commander president director manager librarian teenager teen classmate cousin journalist reporter"
    " photographer dentist surgeon lifeguard burglar visitor babysitter cashier vet sheriff caretaker janitor"
    " companion comrade chief stripling"
    " inventor magistrate mayor gamekeeper tinker pedlar peddler barber male guy bloke chap goodman laird",
    "girl": "girl lass lassie daughter schoolgirl granddaughter niece stepdaughter goldilocks cinderella gretel"
    " rapunzel thumbelina daughter-in-law orphan",
    "boy": "boy child kid son schoolboy grandson nephew stepson urchin pupil apprentice toddler"
    " children kiddie infant twin jack hansel",
    "baby": "baby newborn babe bairn",
    "old woman": "grandmother grandma granny gran crone hag beldam goodwife grandmama nana",
    "old man": "grandfather grandpa grandad granddad elder greybeard graybeard hermit gaffer sage patriarch"
    " grandsire granda",
    "king": "king emperor monarch sultan tsar czar pharaoh ruler caliph rajah raja maharaja shah khan mikado",
    "queen": "queen empress tsarina czarina",
    "prince": "prince",
    "princess": "princess infanta",
    "knight": "knight soldier guard guardsman warrior swordsman archer sentry sergeant general trooper gladiator"
    " crusader captain-at-arms paladin champion legionary centurion",
    "witch": "witch sorceress enchantress",
    "wizard": "wizard sorcerer magician enchanter warlock mage conjurer druid necromancer merlin",
    "fairy": "fairy angel sprite pixie nymph cherub fay sylph",
    "mermaid": "mermaid merman siren merwoman",
    "giant": "giant giantess colossus titan cyclops",
    "ogre": "ogre troll monster bogeyman goblin orc hobgoblin beast ogress trollwoman yeti gruffalo demon devil",
    "dwarf": "dwarf gnome leprechaun tomte",
    "elf": "elf brownie imp kobold",
    "ghost": "ghost spirit phantom spectre specter spook wraith",
    "robot": "robot android machine droid automaton",
    "dragon": "dragon wyvern wyrm dinosaur",
    "wolf": "wolf werewolf jackal coyote hyena",
    "dog": "dog hound puppy pup poodle terrier doggy collie mastiff sheepdog bulldog",
    "fox": "fox vixen reynard cub",
    "cat": "cat kitten kitty tomcat pussycat puss tabby pussy",
    "lion": "lion lioness",
    "bear": "bear bruin panda badger polar-bear koala",
    "horse": "horse mare stallion colt foal steed filly nag charger",
    "pony": "pony",
    "unicorn": "unicorn",
    "donkey": "donkey ass mule",
    "cow": "cow bull ox calf cattle heifer bullock buffalo kine",
    "pig": "pig piglet sow hog boar swine",
    "goat": "goat kid-goat billygoat nanny-goat ram",
    "sheep": "sheep lamb ewe",
    "deer": "deer stag hart doe fawn reindeer roe elk moose antelope gazelle",
    "bird": "bird sparrow robin nightingale lark thrush finch swallow wren starling blackbird dove pigeon songbird"
    " parrot canary cuckoo woodpecker titmouse linnet seagull gull birdie kingfisher",
    "crow": "crow raven rook magpie jackdaw",
    "hen": "hen chicken rooster cock cockerel chick turkey pullet",
    "duck": "duck duckling drake mallard",
    "swan": "swan goose gosling cygnet gander stork heron crane pelican flamingo peacock",
    "owl": "owl owlet",
    "eagle": "eagle hawk falcon vulture kite-bird osprey phoenix",
    "fish": "fish trout goldfish carp herring cod eel tuna flounder salmon seahorse clownfish",
    "dolphin": "dolphin porpoise",
    "whale": "whale orca",
    "shark": "shark",
    "octopus": "octopus squid kraken jellyfish",
    "crab": "crab lobster",
    "penguin": "penguin",
    "tiger": "tiger leopard panther cheetah jaguar lynx puma",
    "zebra": "zebra",
    "giraffe": "giraffe",
    "camel": "camel dromedary llama",
    "hippo": "hippo hippopotamus rhino rhinoceros",
    "alien": "alien martian extraterrestrial",
    "frog": "frog toad tadpole",
    "snake": "snake serpent viper adder cobra python",
    "mouse": "mouse shrew vole dormouse hamster",
    "rat": "rat",
    "rabbit": "rabbit hare bunny",
    "squirrel": "squirrel chipmunk",
    "hedgehog": "hedgehog porcupine",
    "turtle": "turtle tortoise",
    "monkey": "monkey ape gorilla chimpanzee baboon",
    "elephant": "elephant mammoth",
    "snowman": "snowman snowwoman",
    "treeman": "treeman ent treebeard dryad",
}

BEINGS: dict[str, str] = {word: being for being, words in _BEING_WORDS.items() for word in words.split()}
BEINGS |= {"old woman": "old woman", "old man": "old man", "tree person": "treeman", "snow man": "snowman"}

# What a word adds to the look when the look itself does not say.
DRESS: dict[str, str] = {
    "player": "red shirt, white shorts, black shoes", "striker": "red shirt, white shorts, black shoes",
    "team": "red shirt, white shorts, black shoes", "defender": "yellow shirt, black shorts, black shoes",
    "goalkeeper": "green sweater, black shorts", "goalie": "green sweater, black shorts",
    "referee": "black shirt, black shorts", "trainer": "navy sweater, navy cap, grey trousers",
    "waiter": "black vest, white shirt, black trousers", "waitress": "white apron, black dress",
    "firefighter": "black coat, red helmet, boots", "cop": "navy coat, navy trousers, navy cap",
    "police": "navy coat, navy trousers, navy cap", "policewoman": "navy coat, navy trousers, navy cap",
    "skier": "blue coat, red cap, scarf, black trousers, boots", "paramedic": "red coat, navy trousers",
    "superhero": "blue tunic, red cape, red boots", "boss": "black coat, white shirt, tie",
    "businessman": "navy coat, white shirt, tie", "spy": "black coat, black hat", "agent": "black coat, black hat",
    "alien": "silver overall, bald", "fan": "striped scarf",
    "huntsman": "green tunic, brown trousers, brown boots, green feathered hat, bow",
    "hunter": "green tunic, brown trousers, brown boots, green hat, bow",
    "miller": "white apron, grey shirt, brown trousers, white cap", "baker": "white apron, white hat, blue shirt",
    "cook": "white apron, white hat, spoon", "chef": "white apron, white coat, white hat",
    "tailor": "purple vest, white shirt, grey trousers, spectacles", "butcher": "white apron, red shirt",
    "farmer": "straw hat, blue shirt, brown vest, brown trousers, boots", "peasant": "brown tunic, grey trousers",
    "ploughman": "straw hat, brown tunic, boots", "shepherd": "brown cloak, cream tunic, staff",
    "shepherdess": "blue skirt, white blouse, straw hat, staff", "swineherd": "rags, brown hat",
    "merchant": "plum coat, gold belt, green turban, beard", "trader": "rust coat, brown hat, beard",
    "innkeeper": "white apron, red vest, white shirt, fat", "blacksmith": "leather apron, grey shirt, beard, hammer",
    "smith": "leather apron, grey shirt, beard, hammer", "cobbler": "leather apron, green shirt, spectacles",
    "shoemaker": "leather apron, green shirt, spectacles", "carpenter": "leather apron, blue shirt",
    "woodcutter": "red shirt, brown trousers, boots, beard, axe",
    "woodsman": "red shirt, brown trousers, boots, beard, axe",
    "lumberjack": "red shirt, blue trousers, boots, beard, axe", "forester": "green coat, brown trousers, green hat",
    "fisherman": "blue sweater, grey trousers, boots, yellow hat, beard", "fisher": "blue sweater, boots, beard",
    "sailor": "striped shirt, navy trousers, white cap", "captain": "navy coat, white trousers, navy hat, beard",
    "pirate": "red coat, striped shirt, black trousers, boots, black hat, beard, sword",
    "thief": "black tunic, grey trousers, black hood, bag", "robber": "brown coat, black hat, beard, boots",
    "bandit": "brown coat, black hat, beard, boots", "doctor": "white coat, grey trousers, spectacles, bag",
    "physician": "black robe, spectacles", "teacher": "brown coat, cream shirt, spectacles, book",
    "schoolmaster": "brown coat, cream shirt, spectacles, book", "professor": "tweed coat, spectacles, book",
    "scientist": "white coat, spectacles", "astronaut": "white spacesuit, helmet",
    "spaceman": "white spacesuit, helmet",
    "gardener": "straw hat, green apron, blue shirt", "monk": "brown robe, bald", "friar": "brown robe, bald, fat",
    "priest": "black robe, cross", "abbot": "black robe, bald", "bishop": "purple robe, tall white hat, staff",
    "minister": "black coat, white collar", "judge": "red robe, white wig", "nun": "black robe, white hood",
    "servant": "grey vest, white shirt, black trousers", "footman": "red coat, white trousers, white wig",
    "coachman": "green coat, black hat, boots", "maid": "white apron, grey dress, white cap",
    "milkmaid": "white apron, blue dress, white cap", "dairymaid": "white apron, blue dress, white cap",
    "nurse": "white apron, blue dress, white cap", "housewife": "cream apron, brown dress, kerchief",
    "policeman": "navy coat, navy trousers, navy helmet", "constable": "navy coat, navy trousers, navy helmet",
    "postman": "navy coat, navy cap, bag", "officer": "navy coat, navy cap",
    "pilot": "leather coat, leather cap, scarf",
    "fireman": "black coat, red helmet, boots", "artist": "blue smock, red beret", "painter": "blue smock, red beret",
    "musician": "green vest, white shirt", "fiddler": "green vest, white shirt, brown hat",
    "piper": "red and yellow tunic, feathered hat, flute", "minstrel": "red and blue tunic, feathered hat, harp",
    "bard": "blue tunic, brown cloak, harp", "clown": "yellow trousers, red spotted shirt, pointed hat",
    "jester": "red and yellow tunic, jester hat", "fool": "red and yellow tunic, jester hat",
    "beggar": "rags, barefoot, brown hood", "tramp": "rags, brown hat, bag", "urchin": "rags, barefoot, grey cap",
    "orphan": "patched rags, barefoot", "traveller": "brown cloak, brown hat, staff, boots",
    "traveler": "brown cloak, brown hat, staff, boots", "wanderer": "grey cloak, grey hat, staff, boots",
    "pilgrim": "brown cloak, brown hat, staff", "hermit": "grey robe, long white beard, staff",
    "sage": "white robe, long white beard, staff",
    "cowboy": "brown hat, red scarf, checked shirt, blue trousers, boots",
    "samurai": "black armour, helmet, sword", "ninja": "black tunic, black hood, sword",
    "viking": "brown tunic, horned helmet, beard, axe, cloak", "archer": "green tunic, green hood, bow",
    "soldier": "red coat, white trousers, black boots, tall black hat, sword",
    "guard": "armour, helmet, spear", "guardsman": "red coat, tall black hat", "sentry": "armour, helmet, spear",
    "knight": "silver armour, helmet, sword, red cloak", "general": "navy coat, gold belt, navy hat, moustache",
    "warrior": "leather armour, helmet, sword", "gladiator": "leather armour, helmet, sword",
    "detective": "brown coat, brown hat", "explorer": "khaki coat, khaki hat, boots",
    "mayor": "black coat, gold necklace, tall black hat", "ballerina": "short pink dress, bun",
    "dancer": "rose dress, bun", "bride": "white dress, veil, flower",
    "goosegirl": "patched blue dress, white apron, stick",
    "washerwoman": "white apron, blue dress, kerchief", "seamstress": "green dress, bun",
    "fairygodmother": "lilac dress, wand, wings", "godmother": "lilac dress, wand",
    "stepmother": "plum dress, dark hair, bun", "grandmother": "spectacles, shawl, grey hair, bun, long skirt",
    "granny": "spectacles, shawl, grey hair, bun", "grandma": "spectacles, shawl, grey hair, bun",
    "grandfather": "white beard, grey vest, spectacles", "grandpa": "white beard, grey vest, spectacles",
    "crone": "black shawl, grey hair, stick, hood", "hag": "black shawl, grey hair, stick, hood",
    "king": "crimson robe, gold crown, fur cloak, beard", "emperor": "golden robe, gold crown, purple cloak, beard",
    "sultan": "white turban, blue robe, beard", "caliph": "white turban, green robe, beard",
    "mikado": "golden robe, black cap", "queen": "purple dress, gold crown, necklace, bun",
    "empress": "golden dress, gold crown, necklace",
    "prince": "blue tunic, white trousers, boots, gold circlet, cloak",
    "princess": "rose dress, tiara, long hair", "witch": "black dress, pointed black hat, broom, wild grey hair",
    "sorceress": "violet dress, long black hair, staff", "enchantress": "violet dress, long black hair, staff",
    "wizard": "blue starred robe, pointed blue hat, long white beard, staff",
    "magician": "black coat, tall black hat, wand, red cloak",
    "sorcerer": "black robe, pointed black hat, staff, beard",
    "fairy": "pink dress, wings, wand", "angel": "white robe, wings, halo, golden hair", "pixie": "green dress, wings",
    "cherub": "white robe, wings, golden curls", "nymph": "sage dress, flower wreath, long hair",
    "giant": "patched brown tunic, grey trousers, wild hair, beard", "giantess": "brown dress, braids",
    "ogre": "patched brown tunic", "troll": "rags, wild hair", "goblin": "rags, pointed ears",
    "dwarf": "red tunic, brown trousers, pointed red cap, long white beard, boots",
    "gnome": "blue tunic, pointed red cap, long white beard", "leprechaun": "green coat, green hat, ginger beard",
    "elf": "green tunic, pointed green cap, green trousers", "goldilocks": "golden curls, blue dress",
    "cinderella": "patched grey dress, apron, fair hair", "rapunzel": "very long golden braid, violet dress",
    "bluebeard": "blue beard, plum coat", "puss": "boots, feathered hat, cloak", "gretel": "braids, apron, red dress",
    "student": "navy coat, book", "scholar": "black robe, book", "weaver": "grey vest, white shirt",
    "mermaid": "long hair, green tail", "governess": "navy dress, bun, spectacles",
    "widow": "black dress, black shawl",
    "schoolgirl": "navy skirt, white blouse, ribbon", "schoolboy": "grey shorts, navy sweater, cap",
    "mechanic": "blue overall, cap", "engineer": "blue overall, cap", "driver": "grey coat, cap",
}  # fmt: skip

_IRREGULAR = {
    "mice": "mouse", "lice": "louse", "geese": "goose", "oxen": "ox", "wolves": "wolf", "elves": "elf",
    "dwarves": "dwarf", "thieves": "thief", "wives": "wife", "calves": "calf", "women": "woman", "men": "man",
    "children": "child", "people": "person", "deer": "deer", "sheep": "sheep", "fish": "fish", "folk": "person",
    "kine": "cow", "cattle": "cow", "housewives": "housewife", "werewolves": "werewolf", "loaves": "loaf",
    "leaves": "leaf", "knives": "knife", "shelves": "shelf", "swine": "pig",
}  # fmt: skip

# Beings that are not built like people; everything else is drawn on the human skeleton.
ANIMALS = frozenset(
    "wolf dog fox cat lion bear horse pony unicorn donkey cow pig goat sheep deer bird crow hen duck swan owl eagle"
    " fish dolphin whale shark octopus crab penguin tiger zebra giraffe camel hippo"
    " frog snake mouse rat rabbit squirrel hedgehog turtle monkey elephant dragon".split()
)
BIRDS = frozenset("penguin bird crow hen duck swan owl eagle".split())
SPECIAL = frozenset(("ghost", "robot", "snowman", "treeman"))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of an English noun as far as spelling tells; a word that is none comes back as it is."""
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("wives"):
        return word[:-5] + "wife"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(s|x|z|ch|sh)es$", word) and len(word) > 4:
        return word[:-2] if not word.endswith(("rses", "nses", "uses", "oses", "ases", "ises")) else word[:-1]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def being_of(word: str) -> str | None:
    """The being a noun names, singular or plural, or None."""
    word = word.lower().strip()
    if word in BEINGS:
        return BEINGS[word]
    one = singular(word)
    if one in BEINGS:
        return BEINGS[one]
    tail = one.split("-")[-1] if "-" in one else ""
    return BEINGS.get(tail) or _compound(one)


def _compound(word: str) -> str | None:
    for ending, being in (("woman", "woman"), ("girl", "girl"), ("boy", "boy"), ("man", "man")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return being
    return None
