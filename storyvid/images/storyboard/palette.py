"""Palettes: the sky, air and local colours of a scene at its hour, in its weather, season and style words."""

from dataclasses import dataclass, fields, replace

from storyvid.images.storyboard import colour as colours
from storyvid.images.storyboard.colour import mix, turned
from storyvid.images.storyboard.reading import Vision


@dataclass(frozen=True)
class Palette:
    """Colours as "#rrggbb"; `ambient` is what the light lends to all, by `ambient_percent`; `dim_percent` darkens."""

    sky_top: str
    sky_mid: str
    sky_low: str
    sun: str
    glow: str
    lamp: str
    haze: str
    leaf: str
    leaf_dark: str
    ground: str
    path: str
    rock: str
    water: str
    wood: str
    wall: str
    roof: str
    accent: str
    dark: str
    ambient: str
    ambient_percent: int
    dim_percent: int


# top, middle, foot of the sky, and what the picture's darkest shapes lean to
SKIES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "day": (
        ("#4a9cc0", "#a4d2d4", "#fdeec9", "#1f4a4d"),
        ("#6fb3a6", "#c5dfc2", "#fdf3cf", "#23463c"),
        ("#5b8cc2", "#bcd3e6", "#fbe2cb", "#2b3560"),
        ("#efc98b", "#f7e3b8", "#fff7df", "#5a3a2a"),
        ("#3f8fae", "#86c5c0", "#f3f1c4", "#163f52"),
    ),
    "dusk": (
        ("#3a2b5f", "#b9527c", "#ffb56c", "#26183f"),
        ("#1f3d60", "#80699a", "#f9a878", "#14243f"),
        ("#5a2749", "#d55f4f", "#ffd48c", "#331428"),
        ("#23495c", "#cb8573", "#ffe3a6", "#142c38"),
        ("#6a3d7a", "#e58a86", "#ffdfa0", "#2f1a45"),
    ),
    "night": (
        ("#0b1538", "#1d3868", "#5b83ac", "#080d22"),
        ("#0b1f30", "#1b4a56", "#5c9a8c", "#07151d"),
        ("#191242", "#3d2f74", "#9a78b8", "#0f0a2a"),
        ("#0a1b33", "#28426b", "#a0a9bd", "#081222"),
        ("#10243f", "#2a5a7c", "#8fc0c4", "#091728"),
    ),
    "dawn": (
        ("#5b80ad", "#e3a9aa", "#fee4b8", "#33365c"),
        ("#6a699f", "#e9a19f", "#ffe5c0", "#3a2c55"),
        ("#4c8b98", "#bdd2ba", "#ffebb2", "#1f4148"),
        ("#84a8b8", "#f1c4b0", "#fff2d2", "#45415a"),
        ("#7b6fae", "#f2b2a0", "#fff0b8", "#3b2a5e"),
    ),
}
SUNS = {
    "day": ("#fff7dc", "#fff0b8"),
    "dusk": ("#ffe9b0", "#ffb45e"),
    "night": ("#f6f1d5", "#b9d3f0"),
    "dawn": ("#fff3cf", "#ffd18f"),
}
# what the light lends, how much of it (percent), and how much darker all is (percent)
AMBIENTS = {
    "day": ("#fff3d6", 6, 0),
    "dusk": ("#e0708a", 20, 12),
    "night": ("#27488f", 38, 26),
    "dawn": ("#f6b7a0", 16, 4),
}

SEASONS = {  # leaf, dark leaf, ground
    "spring": ("#93c255", "#3f8a62", "#9cc45e"),
    "summer": ("#5a9c4a", "#1f5f4e", "#86ad4c"),
    "autumn": ("#dd8430", "#8f3f2a", "#c2953f"),
    "winter": ("#9fb6bd", "#4f7380", "#dfe9ee"),
}
ACCENTS = ("#d9483b", "#e8a23a", "#c23f6a", "#3f7fa8", "#8a5aa8")
WALLS = (  # wall, wood, accent of a room
    ("#d9a86c", "#6f4429", "#a83c32"),
    ("#7fa08f", "#5c4030", "#d99a3f"),
    ("#c9776a", "#54332e", "#3f6f7a"),
    ("#6f86a8", "#5a4038", "#e0b050"),
    ("#b9a08a", "#4e3a33", "#5f8f6a"),
)

GREY = "#66727f"
COLOUR_WORDS = {
    "blue": "#3f74c0",
    "red": "#c03a38",
    "green": "#3f8f5a",
    "golden": "#e0a93f",
    "gold": "#e0a93f",
    "yellow": "#ecc84a",
    "orange": "#e5843a",
    "purple": "#7a4fa8",
    "violet": "#7a55b5",
    "pink": "#e58fae",
    "teal": "#2f8f8f",
    "turquoise": "#3fb0ac",
    "brown": "#8a5f3f",
    "sepia": "#a8804f",
    "grey": "#80868c",
    "gray": "#80868c",
    "silver": "#b0bcc8",
    "white": "#f2f2ee",
    "black": "#22222a",
    "crimson": "#b0233f",
    "amber": "#e5a03a",
    "rose": "#dd8090",
    "indigo": "#3f3f8f",
    "cyan": "#45b5c5",
    "emerald": "#2f9f6a",
    "copper": "#b87040",
    "cream": "#f4e6c4",
    "lavender": "#a890d0",
    "ochre": "#c8923f",
    "cold": "#4f80b8",
    "cool": "#5a8ab5",
    "icy": "#8fbfdd",
    "warm": "#e5974a",
    "fiery": "#e0602f",
    "sunny": "#f4c04a",
}
# chroma multiplier, and what lightness is added
MOOD_WORDS = {
    "pastel": (0.62, 0.07),
    "muted": (0.58, 0.0),
    "pale": (0.6, 0.08),
    "faded": (0.5, 0.05),
    "soft": (0.85, 0.03),
    "desaturated": (0.35, 0.0),
    "monochrome": (0.12, 0.0),
    "vivid": (1.35, 0.0),
    "bright": (1.2, 0.04),
    "colourful": (1.35, 0.02),
    "colorful": (1.35, 0.02),
    "saturated": (1.35, 0.0),
    "neon": (1.6, 0.02),
    "dark": (0.95, -0.1),
    "gloomy": (0.6, -0.09),
    "moody": (0.8, -0.07),
    "light": (0.95, 0.05),
    "airy": (0.85, 0.07),
    "vintage": (0.7, 0.0),
    "rich": (1.2, -0.02),
}


def palette_for(vision: Vision, *, variant: int, turn: float) -> Palette:
    """The colours of a scene: `variant` picks among the hour's skies, `turn` (-1..1) bends local colours."""
    top, middle, low, dark = SKIES[vision.time][variant % 5]
    sun, glow = SUNS[vision.time]
    leaf, leaf_dark, ground = SEASONS[vision.season]
    if vision.weather == "snow" and vision.season != "winter":
        leaf, leaf_dark, ground = (mix(each, "#eef3f6", 0.6) for each in (leaf, leaf_dark, ground))
    wall, wood, room_accent = WALLS[(variant + (1 if turn > 0 else 0)) % 5]
    ambient, share, dim = AMBIENTS[vision.time]
    palette = Palette(
        sky_top=top,
        sky_mid=middle,
        sky_low=low,
        sun=sun,
        glow=glow,
        lamp="#ffcb73",
        haze=mix(low, middle, 0.35),
        leaf=turned(leaf, degrees=14 * turn),
        leaf_dark=turned(leaf_dark, degrees=10 * turn),
        ground=turned(ground, degrees=12 * turn),
        path=mix("#e3c48f", ground, 0.2),
        rock=mix("#8a8078", middle, 0.25),
        water=mix("#2f7f94", middle, 0.35),
        wood=wood,
        wall=wall,
        roof=ACCENTS[variant % 5],
        accent=room_accent if vision.indoor else ACCENTS[(variant + 2) % 5],
        dark=dark,
        ambient=ambient,
        ambient_percent=share,
        dim_percent=dim,
    )
    return _worded(_weathered(palette, vision.weather), vision.style_words)


def _weathered(palette: Palette, weather: str) -> Palette:
    grey, share = {
        "rain": (GREY, 0.42),
        "storm": ("#3f4a5c", 0.62),
        "fog": ("#c2c9c8", 0.5),
        "snow": ("#b9c8d8", 0.4),
    }.get(weather, (GREY, 0.0))
    if not share:
        return palette
    dark_share = share * (1.0 if colours.lightness(palette.sky_mid) > 0.5 else 0.4)
    changed = {
        name: mix(getattr(palette, name), grey, dark_share) for name in ("sky_top", "sky_mid", "sky_low", "haze")
    }
    changed |= {
        name: mix(getattr(palette, name), grey, share * 0.4) for name in ("leaf", "leaf_dark", "ground", "water")
    }
    dimmer = 10 if weather == "storm" else 4 if weather == "rain" else 0
    return replace(palette, **changed, dim_percent=palette.dim_percent + dimmer)  # type: ignore[arg-type]


def _worded(palette: Palette, words: tuple[str, ...]) -> Palette:
    """The palette bent to style words: colours pull every hue towards them, moods change chroma and light."""
    wanted = [COLOUR_WORDS[word] for word in words if word in COLOUR_WORDS][:3]
    chroma, light = 1.0, 0.0
    for word in words:
        if word in MOOD_WORDS:
            chroma, light = chroma * MOOD_WORDS[word][0], light + MOOD_WORDS[word][1]
    if not wanted and chroma == 1.0 and light == 0.0:
        return palette
    changed: dict[str, str] = {}
    for at, field in enumerate(fields(Palette)):
        value = getattr(palette, field.name)
        if isinstance(value, str):
            changed[field.name] = turned(_pulled(value, wanted, at), chroma=chroma, light=light * 0.8)
    share = min(palette.ambient_percent + 14 * bool(wanted), 45)
    changed["ambient"] = wanted[0] if wanted else palette.ambient
    return replace(palette, **changed, ambient_percent=share)  # type: ignore[arg-type]


def _pulled(value: str, wanted: list[str], at: int) -> str:
    if not wanted:
        return value
    light, a, b = colours.lab(value)
    goal_light, goal_a, goal_b = colours.lab(wanted[at % len(wanted)])
    # hue and chroma go most of the way, lightness little: depth is made of lightness
    return colours.hexed((light + (goal_light - light) * 0.16, a + (goal_a - a) * 0.62, b + (goal_b - b) * 0.62))
