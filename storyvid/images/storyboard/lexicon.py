"""What a scene's words stand for: settings, hours, weathers, seasons, poses, numbers."""

from collections.abc import Set

# A setting's words; a number after the colon is their weight in tenths (10 when left out).
_PLACES = {
    "forest": "forest wood:9 woods tree:6 pine:6 oak:6 fir:6 grove glade clearing thicket jungle:10 woodcutter:4 "
    "woodland bush:4 hunter:3 huntsman:3 wolf:2 bear:2 mushroom:4 undergrowth",
    "sea": "sea ocean boat:5 rowboat:6 waves:7 deep:2 fisherman:3 gulf whale:6 mast:3",
    "underwater": "underwater seabed sunken:12 octopus:7 jellyfish:9 shark:5 seahorse:8 diver:6 mermaid:7 "
    "coral:9 seaweed:8 submarine undersea",
    "shore": "shore beach crab:6 seagull:5 sandcastle:9 coast seashore sand:6 shell:5 harbour harbor island bay "
    "cliff:5 strand tide:6 "
    "lighthouse pier "
    "seaside dune:2 port:6 quay",
    "ship": "ship boat:2 sail:7 sailor:7 deck vessel captain:3 voyage:5 sailed:8 mast:6 crew:5 pirate:6 galley",
    "mountain": "mountain peak summit alps glacier:4 ski:5 skier:5 hill:6 rock:3 cliff:4 ridge eagle:2 valley:7 "
    "alp crag pass:2 volcano goat:2",
    "castle": "castle palace:8 fortress battlement moat drawbridge king:2 queen:2 prince:2 princess:2 knight:2 "
    "kingdom:4 "
    "courtyard:8 gate:3",
    "hall": "hall throne:9 court:5 feast:5 ballroom banquet crown:2 ball:2 courtier:6 ballroom theatre:8 "
    "theater:8 parliament audience:4 majesty:4",
    "tower": "tower turret rapunzel:5 belfry steeple",
    "village": "village cottage:8 hamlet house:4 hut:7 neighbour:3 neighbor:3 home:2 farm:6 farmyard:7 barn:5 "
    "henhouse:7 yard:5 "
    "mill:6 miller:4 farmhouse:8 cabin:7 roof:3 townsfolk:5",
    "city": "city town street:7 square:4 lamp:2 avenue skyscraper metropolis alley:7 pavement:8 sidewalk:8 car:5 "
    "bus:6 taxi "
    "rooftop:9 corner:3 streetlight:6 streetlamp:5 bus-stop:7 traffic:8 subway:6 truck:6 motorcycle:5 downtown hotel:3 "
    "apartment:3 ambulance:3 police:3 station:4 crosswalk:9",
    "market": "market stall:7 merchant:5 bazaar fair:3 seller:5 pedlar:4 sell:3 sold:2 buy:2 bought:2 trader:5 "
    "vendor:6 mango:2",
    "room": "room:8 flat:3 sofa:8 couch:7 television:8 tv:8 piano:6 cards:3 letter:3 wrote:3 phone:3 toys:4 birthday:3 "
    "chamber:7 parlour parlor house:2 door:3 window:4 table:4 chair:5 fireplace:8 hearth:7 "
    "indoors inside:3 "
    "carpet:6 clock:3 mirror:4 spindle:4 loom:5 spinning:4 floor:3 stairs:5 ceiling:6 lamp:3 grandmother:2",
    "kitchen": "kitchen:14 cheese:3 crumb:3 breakfast:3 lunch:3 tea:3 coffee:3 milk:2 sandwich:3 pizza:4 plate:3 "
    "oven:7 stove:7 fridge:9 spaghetti:4 dough:6 flour:4 cook:5 pot:5 soup:5 bread:3 bake:5 bakery:6 baker:5 "
    "porridge:6 stove:8 dish:4 cauldron:5 "
    "dinner:3 "
    "supper:3 kettle:5 pan:4 cupboard:5",
    "bedroom": "bedroom bedside:9 bed:8 pillow:8 blanket:6 asleep:4 bedchamber nightgown:5 mattress:7 cradle:6 sleep:2 "
    "dream:3 "
    "slept:3 nursery:8",
    "cellar": "cellar dungeon prison cell:6 jail crypt:7 vault:5 chained:4 prisoner:6",
    "workshop": "workshop smithy forge:7 blacksmith:6 anvil:8 tailor:5 carpenter:5 shoemaker:6 cobbler:6 workbench "
    "laboratory",
    "church": "church chapel cathedral altar priest:4 temple:8 monastery abbey monk:3 shrine",
    "cave": "cave cavern grotto den:6 lair mine:3 tunnel:6 underground:7 dwarf:2 dwarves:3 treasure:2 hoard:4",
    "desert": "desert dune:8 camel:7 oasis pyramid:8 sand:4 caravan:6 sultan:2 cactus:8",
    "river": "river rowed:8 rowing:6 oar:5 ferry:8 ferryman:9 boat:3 stream:8 brook bank:4 bridge:7 ford "
    "waterfall:9 current:4 creek mill:3 raft:6 swim:2 swam:2 otter:4 "
    "duck:2",
    "lake": "lake pond:9 pool:6 swan:5 frog:4 reed:4 lily:3 island:2 fountain:2 well:2",
    "swamp": "swamp marsh bog fen moor:6 mire heath:5",
    "sky": "sky:3 clouds:4 cloud:4 flew:3 fly:3 flying:4 air:2 heaven:3 wing:2 kite:3 balloon:7 moon:2 star:2",
    "snow": "snow:6 ice:7 icy:6 frozen:6 glacier arctic iceberg sledge:6 sled:6 sleigh:6 snowman:6 avalanche:9 "
    "snowstorm:6 snowy:7 winter:3 "
    "blizzard:6 frost:4 "
    "polar:6 penguin:6 reindeer:5",
    "garden": "garden flower:6 rose:5 orchard apple:3 lawn bloom:5 gardener:7 blossom:5 hedge:6 beehive:5 butterfly:3 "
    "fountain:6 tulip:6 vegetable:4 bee:2 park:8 bench:3",
    "field": "field meadow:9 pasture:9 corn:5 wheat:7 harvest:6 plough:6 hay:6 sheep:4 shepherd:5 cow:4 grass:5 "
    "plain:5 "
    "farmer:4 scarecrow:7 tractor:8 flock:3 crop:6 barley:6 horse:1 prairie:8 country:2",
    "road": "road path:6 way:2 crossroad journey:4 travel:4 wander:4 walked:1 lane:8 highway:8 wagon:5 cart:5 coach:6 "
    "carriage:6 traveller:5 traveler:5 inn:5",
    "graveyard": "graveyard grave:8 tomb:8 cemetery coffin:7 ghost:5 churchyard buried:7 tombstone bone:2 skeleton:4",
    "battlefield": "battle:7 battlefield war:5 army:6 soldier:4 siege:5 fought:3 banner:4 camp:4 tent:5",
    "space": "space:9 spaceship planet:9 rocket:9 astronaut:9 galaxy:9 alien:5 moon-base spacecraft asteroid "
    "mars crater:6 "
    "earth:2 orbit:8 spacesuit:6",
    "starship": "starship:7 cockpit:9 airlock engine-room:12 space-station control-room:9",
    "classroom": "classroom:14 school:8 teacher:5 pupil:5 blackboard:9 whiteboard:8 homework:2 lesson:6 exam:5 "
    "classmate:6 kindergarten:8 university:6 lecture:5 schoolbag:5 chalk:6 desk:4 student:3 principal:5",
    "hospital": "hospital:13 ward:4 nurse:6 doctor:4 surgeon:7 clinic ambulance:6 patient:3 bandage:9 x-ray:7 "
    "stethoscope:8 surgery:7 dentist:8 medicine:3",
    "office": "office boss:6 computer:5 keyboard:6 secretary:7 colleague:6 meeting:4 laptop:5 printer:7 email:5 "
    "desk:5 headquarters:7 safe:2 newsroom:8 laboratory:5 scientist:5 detective:2",
    "library": "library:12 librarian:9 bookshelf:6 bookcase:6 study:2",
    "shop": "shop:9 store:5 supermarket bakery:7 customer:6 cashier:8 counter:9 checkout:7 mall:8 bookshop bookstore "
    "toyshop pharmacy shopkeeper:6 groceries:5 grocery:8 salesman:5 saleswoman:5 pawnshop",
    "restaurant": "restaurant café cafe cafeteria canteen diner:8 waiter:7 waitress:7 menu:6 pizzeria pub:7 bar:4 "
    "tavern:6 inn:3 lunchroom",
    "stadium": "stadium:13 football:6 soccer:8 goalkeeper:9 goalie:9 referee:9 pitch:6 striker:8 penalty:6 goal:5 "
    "basketball:7 baseball:7 tennis:6 tournament:5 dribbled:7 dribble:7 kickoff:8 scored:5 playing-field "
    "trainer:4 fan:2 champion:2 defender:4 team:3 match:2 player:4",
    "playground": "playground:12 swings:7 sandbox:8 sandpit:8 seesaw:8 schoolyard:9 recess:6 skatepark slide:2",
    "stable": "stable:11 manger:9 stall:2 hayloft:9 barn:6 hay:2 cowshed:9",
    "bathroom": "bathroom bathtub:9 bath:7 toothbrush:8 toilet:7 bubbles:3",
    "ruins": "ruin:9 ruined:7 crumbling:5 abandoned:4 pillar:4",
}
PLACES: dict[str, list[tuple[str, float]]] = {}
for _place, _words in _PLACES.items():
    for _entry in _words.split():
        _word, _, _weight = _entry.partition(":")
        PLACES.setdefault(_word, []).append((_place, int(_weight or 10) / 10))

PLACE_NAMES = tuple(_PLACES)
CLAUSES = frozenset("until till while as when whenever before after because although though".split())
INDOOR = frozenset(
    "hall room kitchen bedroom cellar workshop church cave classroom hospital office library shop restaurant stable "
    "bathroom starship".split()
)
# Who goes into one of these is within; who lives in one is in the village where it stands.
DWELLINGS = frozenset("house cottage hut cabin farmhouse home chalet apartment flat inn lobby hotel building".split())
ENTERING = frozenset("in into inside entered entering through".split())
DWELLING = frozenset("lived lives live stood stands dwelt".split())
# Words of today: such a story has no hearths and gables.
OF_TODAY = frozenset(
    "phone smartphone telephone computer laptop internet email tv television video camera car bus taxi truck "
    "motorcycle "
    "motorbike bike bicycle subway airport airplane plane helicopter ambulance police policeman policewoman detective "
    "school classroom teacher homework backpack playground kindergarten football soccer basketball goalkeeper stadium "
    "hospital nurse office hotel apartment supermarket mall café cafe restaurant pizza spaghetti sandwich sandwiches "
    "hamburger cafeteria fridge refrigerator freezer microwave elevator skyscraper skyscrapers streetlight "
    "streetlights "
    "traffic jeans t-shirt hoodie sneakers sunglasses skateboard scooter robot astronaut rocket spaceship app online "
    "mom mum dad mommy daddy kids toothbrush bathroom bathtub sofa couch starship electric neon flashlight headphones "
    "playlist selfie laptop concert guitar scientist engineer pilot firefighter firefighters tractor "
    "ice-cream popcorn".split()
)


def _table(groups: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words.split()}


TIMES = _table(
    {
        "night": "night midnight moon moonlight moonlit star starlight dark darkness nightfall lantern owl bat "
        "candle nocturnal "
        "tonight asleep dream",
        "dusk": "dusk evening sunset twilight eve supper sundown gloaming",
        "dawn": "dawn morning sunrise daybreak cockcrow sunup early breakfast",
        "day": "day noon midday sun sunny daylight afternoon sunshine",
    }
)
TIME_WEIGHTS = {
    "dark": 0.7,
    "early": 0.4,
    "asleep": 0.5,
    "dream": 0.4,
    "day": 0.3,
    "star": 0.7,
    "supper": 0.5,
    "lantern": 0.6,
    "candle": 0.6,
    "breakfast": 0.6,
    "sun": 0.8,
    "bat": 0.5,
    "owl": 0.5,
    "moon": 1.2,
}

WEATHERS = _table(
    {
        "rain": "rain rainy raining drizzle downpour rainstorm raincoat puddle rained",
        "snow": "snow snowing snowy snowflake blizzard snowfall snowstorm",
        "storm": "storm thunder lightning tempest stormy thunderstorm hurricane gale",
        "fog": "fog mist foggy misty haze hazy",
        "wind": "wind windy breeze gust blew",
    }
)

SEASONS = _table(
    {
        "winter": "winter snow ice frost frozen icy christmas sledge sleigh snowy cold blizzard yule snowflake",
        "spring": "spring blossom bud april may lamb easter cherry-blossom",
        "autumn": "autumn fall harvest october november pumpkin acorn chestnut september",
        "summer": "summer july june august hot sunny beach",
    }
)
WEAK_SEASON_WORDS = frozenset({"fall", "may", "cold", "hot", "spring", "august"})

POSES = _table(
    {
        "kick": "kick kicked kicking dribble dribbled shot-the-ball",
        "throw": "throw threw throwing hurl hurled toss tossed fling flung",
        "crouch": "hide hid hidden hiding crouch crouched crept creep crawl crawled crawling sneak "
        "sneaked dig dug digging sniffing duck-down",
        "cook": "cook cooked cooking bake baked baking stir stirred knead kneaded wash washed washing",
        "run": "run ran running chase chased flee fled hurry hurried rush rushed escape escaped race gallop "
        "pursue pursued "
        "dash dashed hasten hastened",
        "sit": "sit sat sitting seated perch perched spin spun sew sewed rest rested throne",
        "read": "read reading book",
        "eat": "eat ate eating eaten drink drank drinking dine dined devour devoured feast",
        "cry": "crying cried-bitterly weep wept cry-out sob sobbed sobbing tears lament lamented",
        "hug": "hug hugged embrace embraced kiss kissed",
        "climb": "climb climbed climbing",
        "fall": "falling fell-down tumbled stumbled slipped tripped",
        "bow": "bow bowed bowing curtsied",
        "raise": "rejoice rejoiced cheer cheered hurrah triumph celebrate celebrated",
        "sleep": "fell-asleep sleep slept sleeping asleep dream dreamt dreamed lie lay lying snore snored dead died",
        "fly": "fly flew flying soar soared hover hovered circle circled circling flown fluttered flutter",
        "swim": "swim swam swimming dive dived dove float floated drown drowned",
        "ride": "ride rode riding ridden mounted",
        "kneel": "kneel knelt kneeling pray prayed beg begged pick picked gather gathered plead",
        "dance": "dance danced dancing leap leapt jump jumped skip skipped hop hopped",
        "hold": "hold held holding carry carried carrying bear bore bring brought take took give gave lift lifted show "
        "showed offer offered",
        "walk": "walk walked walking go went come came travel travelled wander wandered follow followed march marched "
        "journey stroll enter entered step stepped return returned approach approached leave left set",
        "point": "point pointed pointing command commanded cry cried shout shouted call called",
        "breathe": "breathed-fire",
        "wave": "wave waved waving greet greeted hail",
        "fight": "fight fought fighting strike struck attack attacked battle slay slew hit draw drew kill killed",
    }
)
CALM_VERBS = frozenset(
    "go went come came take took give gave bring brought leave left set draw drew bear bore lie lay "
    "left hit point wave bow pick call called cry cried rest show lift look laugh hide hid hidden".split()
)
EXPRESSIONS = _table(
    {
        "sad": "sad crying cried-bitterly weep wept cry tears sorrow grief unhappy mourn lonely alone poor "
        "sorrowful sobbed bitterly lost",
        "happy": "happy laugh laughed smile smiled joy merry glad delighted rejoice danced cheerful joyful merrily",
        "angry": "angry rage furious wrath shouted fierce wicked cruel anger roared growled",
        "afraid": "afraid fear frightened terror scared trembled trembling terrified fled",
        "surprised": "surprised astonished amazed wonder suddenly startled marvelled astonishment",
    }
)

# Nouns that are as often verbs count only after such words.
ALSO_VERBS = frozenset(
    "rose bow ring spear saw flower box log bear well "
    "swallow crane sow cock ram nag kid crow hawk fly duck lock hammer ship sign light fire leaves".split()
)
BEFORE_NOUNS = frozenset(
    "a an the his her their its my your our this that one two three some any every of with "
    "and or red white black golden silver old great big "
    "little wild last brown polar huge young each another no".split()
)

UNSEEN = {"i": ("child",), "he": ("boy",), "she": ("girl",), "they": ("girl", "boy"), "we": ("boy", "girl")}
ON_HORSEBACK = frozenset("rode ride rides riding ridden".split())
WHO_TELLS = {word: UNSEEN[word] for word in ("i", "we")}
BETWEEN_SUBJECTS = frozenset("and a an the his her my our their little old young small big two three many".split())
PRONOUNS = frozenset("i you he she it we they who him her them which that there".split())
ONE_OF = frozenset("one each both".split())
SHORTENED = frozenset("mr mrs ms dr st prof".split())
PLAYING = {"play", "played", "playing", "plays"}
BALL_GAMES = {"football", "soccer", "ball"}
TITLES = frozenset("mr mrs ms miss dr doctor the old little young dear sir lady captain".split())
SAYING_NOTHING = frozenset("the a an of old little young mr mrs ms miss his her their my".split())
ROYAL_PARENTS = frozenset("king's king’s queen's queen’s emperor's emperor’s sultan's sultan’s".split())
ROYAL_CHILDREN = {"daughter": "princess", "son": "prince", "child": "prince"}
GROUPS = frozenset("crowd audience team police".split())
OWNED = frozenset("his her my your its their".split())
IRREGULAR_PLURALS = frozenset("children people men women mice geese oxen folk cattle".split())
VERBAL = frozenset(
    "fish guard cook nurse fool judge spy pilot host guide duck sow".split()
)  # after "to" they are deeds
SUBJECTS = frozenset("he she it latter former who that this".split())
TOUCHED = frozenset("hand hands arm arms shoulder shoulders lap neck side sleeve knee".split())
EDIBLE = frozenset("fish trout salmon herring eel chicken goose duck turkey pig lamb crab lobster".split())
COOKED = frozenset("roast roasted roasting fry fried frying cook cooked bake baked grilled boil boiled ate eat".split())
ALIKE_IN_PLURAL = frozenset(("fish", "sheep", "deer", "swine"))
ONE = frozenset("a an the one another his her my your its their this that every each no".split())

NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 5,
    "seven": 6,
    "twenty": 6,
    "thirty": 6,
    "dozen": 6,
    "eight": 6,
    "nine": 6,
    "ten": 6,
    "twelve": 6,
    "both": 2,
    "couple": 2,
    "pair": 2,
    "many": 4,
    "several": 3,
    "some": 3,
    "hundred": 6,
}

IRREGULAR = {
    "wolves": "wolf",
    "children": "child",
    "men": "man",
    "women": "woman",
    "mice": "mouse",
    "geese": "goose",
    "oxen": "ox",
    "thieves": "thief",
    "wives": "wife",
    "knives": "knife",
    "leaves": "leaf",
    "elves": "elf",
    "dwarves": "dwarf",
    "fishermen": "fisherman",
    "huntsmen": "huntsman",
    "sheaves": "sheaf",
    "loaves": "loaf",
    "shelves": "shelf",
    "feet": "foot",
    "caves": "cave",
    "graves": "grave",
    "fairies": "fairy",
    "ladies": "lady",
    "cities": "city",
    "calves": "calf",
    "brethren": "brother",
    "princesses": "princess",
    "sailed": "sail",
    "icebergs": "iceberg",
    "witches": "witch",
    "foxes": "fox",
    "horses": "horse",
    "houses": "house",
    "roses": "rose",
    "noblemen": "nobleman",
    "countrymen": "countryman",
    "grandchildren": "grandchild",
    "merchantmen": "merchant",
    "swimming": "swim",
    "ready": "ready",
    "stories": "story",
}


# Words that belong together are read as one.
TOGETHER = {
    **{(verb, "fire"): "breathed-fire" for verb in "breathed breathing breathes breathe spat spits spewed".split()},
    ("ice", "cream"): "ice-cream", ("teddy", "bear"): "teddy-bear", ("fell", "asleep"): "fell-asleep",
    ("fell", "down"): "fell-down", ("fell", "off"): "fell-down", ("fell", "over"): "fell-down",
    ("swimming", "pool"): "pool", ("police", "officer"): "policeman", ("police", "car"): "police-car",
    ("fire", "fighter"): "firefighter", ("fire", "engine"): "fire-engine", ("sand", "castle"): "sandcastle",
    ("space", "ship"): "spaceship", ("living", "room"): "room", ("dining", "room"): "room",
    ("class", "room"): "classroom", ("football", "field"): "stadium", ("soccer", "field"): "stadium",
    ("street", "lamp"): "streetlamp", ("lamp", "posts"): "streetlamp",
    ("lamp", "post"): "streetlamp", ("engine", "room"): "engine-room", ("control", "room"): "control-room",
    ("space", "station"): "space-station", ("star", "ship"): "starship",
    ("street", "light"): "streetlight", ("flashed", "by"): "passed",
    ("cried", "bitterly"): "cried-bitterly", ("after", "school"): "afterwards", ("hot", "chocolate"): "cocoa",
    ("cabin", "boy"): "boy", ("guinea", "pig"): "hamster",
    ("palm", "trees"): "palm", ("palm", "tree"): "palm", ("polar", "bear"): "polar-bear", ("hot", "dog"): "sausage",
    ("christmas", "tree"): "christmas-tree", ("bus", "stop"): "bus-stop", ("took", "off"): "started",
    ("swam", "away"): "swam", ("bird", "house"): "nest", ("sea", "gull"): "seagull", ("far", "away"): "far",
}  # fmt: skip
# A word in such company means another.
SENSES: tuple[tuple[str, frozenset[str], str], ...] = tuple(
    (word, frozenset(company.split()), meant)
    for word, company, meant in (
        ("coach", "match team goal football soccer stadium player players game trophy training fans", "trainer"),
        ("captain", "match team goal football soccer stadium player players goalkeeper", "player"),
        ("cup", "match team goal football soccer stadium final fans won", "trophy"),
        ("match", "candle matches lit struck", "stick-match"),
        ("field", "match team goal football soccer stadium player players", "pitch"),
        ("coaches", "match team football players", "trainers"),
        ("ruler", "measure measured measuring pencil desk paper inches centimetres line", "measuring-stick"),
        ("ring", "planet saturn", "planet-ring"), ("rings", "planet saturn", "planet-rings"),
        ("fan", "wind hot", "blower"), ("mouse", "computer keyboard", "keyboard"),
    )
)  # fmt: skip


BOATS = frozenset("boat boats rowboat canoe raft dinghy skiff ferry ferry-boat coracle punt".split())
ROWING = frozenset("rowed rowing oar oars paddled ferried".split())
INTO = frozenset("in into aboard on".split())
SHINING = frozenset(
    "bright brightly brighter glowed glowing shone shining gleamed blazed blazing lit radiant ablaze glittered".split()
)
BURNING = frozenset("lantern lamp candle candles torch fire hearth star flame light lanterns torches".split())


def is_aboard(words: list[str]) -> bool:
    """Whether the words put people into a boat: "in his boat", "he rowed"."""
    if ROWING & set(words):
        return True
    return any(
        word in BOATS and INTO & set(words[max(at - 4, 0) : at]) and "." not in words[max(at - 4, 0) : at]
        for at, word in enumerate(words)
    )


def is_bright(words: list[str]) -> bool:
    """Whether something burns and the words say that it gives light."""
    said = set(words)
    return bool(SHINING & said and BURNING & said)


def near(words: list[str], these: Set[str], those: Set[str], reach: int) -> bool:
    """Whether a word of the one set stands within `reach` words of one of the other."""
    return any(
        word in these and those & set(words[max(at - reach, 0) : at + reach + 1]) for at, word in enumerate(words)
    )
