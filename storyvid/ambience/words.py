"""Which setting a scene's words suggest: a small table of words by language, the strongest sound first."""

import re
from functools import cache

NAMES = ("wind", "sea", "stream", "forest", "night", "rain", "fire", "crowd")
"""Every setting that has a sound."""

# in the order in which they drown one another out; "*" goes on to the word's end
_WORDS: dict[str, dict[str, str]] = {
    "rain": {
        "en": "rain* storm* thunder* downpour drizzle* raindrop*",
        "de": "regen* regnet* gewitter* sturm* donner* unwetter",
        "fr": "pluie* pleuv* pleut orage* tempête* averse*",
        "es": "lluvia* llov* llueve tormenta* aguacero",
    },
    "sea": {
        "en": "sea seas ocean* beach* shore* coast* harbour* harbor* sail* ship* island* waves tide* lighthouse*",
        "de": "meer* see ozean* strand* küste* hafen* schiff* insel* wellen leuchtturm*",
        "fr": "mer mers océan* plage* rivage* côte port navire* bateau* île* vagues phare*",
        "es": "mar mares océano* playa* costa* puerto* barco* isla* olas faro*",
    },
    "stream": {
        "en": "river* stream* brook* creek* waterfall* riverbank*",
        "de": "fluss* flusses bach bächlein wasserfall* ufer*",
        "fr": "rivière* fleuve* ruisseau* cascade*",
        "es": "río* arroyo* cascada* riachuelo*",
    },
    "fire": {
        "en": "fire fires fireplace* campfire* bonfire* hearth* flame* stove*",
        "de": "feuer* kamin* herd flamme* lagerfeuer* ofen",
        "fr": "feu feux cheminée* flamme* foyer",
        "es": "fuego* hoguera* chimenea* llama* fogata*",
    },
    "crowd": {
        "en": "crowd* market* fair festival* feast* ball tavern* inn audience* wedding* parade*",
        "de": "menge menschenmenge markt* jahrmarkt* fest ball wirtshaus* gasthaus* hochzeit*",
        "fr": "foule* marché* foire* fête* bal auberge* taverne* noce*",
        "es": "multitud* mercado* feria* fiesta* baile taberna* posada* boda*",
    },
    "night": {
        "en": "night nights midnight moonlight moonlit starlit stars dusk nightfall moon",
        "de": "nacht nachts mitternacht mondschein mondlicht sterne mond dämmerung",
        "fr": "nuit nuits minuit lune étoiles crépuscule",
        "es": "noche noches medianoche luna estrellas anochecer",
    },
    "forest": {
        "en": "forest* wood woods woodland* grove* tree trees garden* meadow* park jungle* orchard*",
        "de": "wald* wälder* walde baum bäume bäumen garten* wiese* park hain dschungel",
        "fr": "forêt* bois arbre* jardin* prairie* pré parc jungle verger*",
        "es": "bosque* árbol* jardín* jardines prado* parque* selva* huerto*",
    },
    "wind": {
        "en": "wind winds windy mountain* hill hills desert* snow* cliff* moor* sky blizzard* ice icy",
        "de": "wind winde berg* hügel* wüste* schnee* klippe* himmel eis*",
        "fr": "vent vents montagne* colline* désert* neige* falaise* ciel glace*",
        "es": "viento* montaña* colina* desierto* nieve* acantilado* cielo hielo*",
    },
}  # fmt: skip
# between walls what is outside is not heard
_INDOORS = {
    "en": "room* house kitchen* bedroom* bed hall castle palace school* classroom* shop office* attic* cellar* indoors",
    "de": "zimmer* haus küche* bett saal schloss* palast* schule* laden büro* stube* keller*",
    "fr": "chambre* maison* cuisine* lit salle* château* palais école* boutique* bureau* grenier* cave*",
    "es": "cuarto* habitación* casa cocina* cama sala* castillo* palacio* escuela* tienda* oficina*",
}
_HEARD_INDOORS = ("fire", "crowd")


def setting_of(text: str, *, language: str) -> str | None:
    """The setting that the words suggest; "" where they lead indoors to no sound, None where they say nothing."""
    found = next((name for name in _WORDS if _pattern(name, language).search(text)), None)
    indoors = _indoors(language).search(text) is not None
    if found is None or (indoors and found not in _HEARD_INDOORS):
        return "" if indoors else None
    return found


@cache
def _pattern(setting: str, language: str) -> re.Pattern[str]:
    return _of_words(_WORDS[setting].get(language[:2], _WORDS[setting]["en"]))


@cache
def _indoors(language: str) -> re.Pattern[str]:
    return _of_words(_INDOORS.get(language[:2], _INDOORS["en"]))


def _of_words(words: str) -> re.Pattern[str]:
    each = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
