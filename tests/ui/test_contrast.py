"""What is drawn in the browser can be read by day and by night (WCAG 2.2), and keeps still where that is asked for."""

import re
import tomllib
from pathlib import Path

import pytest

from storyvid.ui import browser
from storyvid.ui.colours import COLOURS

ROOT = Path(__file__).parents[2]
FILES = {path.stem: path.read_text("utf-8") for path in Path(browser.__file__).parent.glob("*.css")}
THEMES = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]
TEXT, GRAPHICS = 4.5, 3.0  # success criteria 1.4.3 and 1.4.11
Colour = tuple[float, float, float]


def colour(name: str) -> Colour:
    return tuple(int(name[at : at + 2], 16) / 255 for at in (1, 3, 5))  # type: ignore[return-value]


def linear(colour: Colour) -> Colour:
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)  # type: ignore[return-value]


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    light, dark = sorted(
        (sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def over(top: Colour, share: float, under: Colour) -> Colour:
    """What a half transparent colour comes to on another: CSS mixes these in sRGB."""
    return tuple(share * a + (1 - share) * b for a, b in zip(top, under, strict=True))  # type: ignore[return-value]


def mixed(one: Colour, share: float, other: Colour) -> Colour:
    """`color-mix(in oklab, ...)`: Ottosson's matrices, as CSS Color 4 gives them."""
    lab = tuple(share * a + (1 - share) * b for a, b in zip(oklab(one), oklab(other), strict=True))
    lms = [sum(a * b for a, b in zip(row, lab, strict=True)) ** 3 for row in BACK]
    rgb = (sum(a * b for a, b in zip(row, lms, strict=True)) for row in TO_RGB)
    shown = (
        12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in (min(1.0, max(0.0, c)) for c in rgb)
    )
    return tuple(shown)  # type: ignore[return-value]


def oklab(colour: Colour) -> Colour:
    lms = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) ** (1 / 3) for row in TO_LMS]
    return tuple(sum(a * b for a, b in zip(row, lms, strict=True)) for row in TO_LAB)  # type: ignore[return-value]


TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
BACK = ((1, 0.3963377774, 0.2158037573), (1, -0.1055613458, -0.0638541728), (1, -0.0894841775, -1.2914855480))
TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


@pytest.fixture(params=["light", "dark"])
def theme(request) -> dict[str, Colour]:
    return {name: colour(value) for name, value in THEMES[request.param].items() if isinstance(value, str)}


def hues(css: str) -> list[str]:
    return re.findall(r"\[data-hue=\"\d+\"\] \{ --hue: (#\w{6})", css)


def share(pattern: str) -> float:
    """A percentage that a rule of the mention editor gives."""
    return int(re.search(pattern, FILES["mention_view"], re.MULTILINE).group(1)) / 100


def test_known_contrasts_come_out_right():
    assert contrast(colour("#000000"), colour("#ffffff")) == pytest.approx(21)
    assert contrast(colour("#777777"), colour("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert mixed(colour("#ff0000"), 1, colour("#00ff00")) == pytest.approx(colour("#ff0000"), abs=1e-4)
    assert mixed(colour("#ffffff"), 0.5, colour("#000000")) == pytest.approx(colour("#636363"), abs=0.01)


def test_every_character_has_a_hue_and_the_colour_choice_shows_the_same():
    assert len(hues(FILES["mention_view"])) == len(COLOURS)
    assert hues(FILES["mention_view"]) == hues(FILES["colour_choice"])


def test_marked_words_are_read_on_every_hue_also_under_the_pointer(theme):
    text, paper = theme["textColor"], theme["backgroundColor"]
    at_rest, pointed = share(r"^mark \{.*?--hue\) (\d+)%"), share(r"mark:hover, mark\.chosen \{.*?--hue\) (\d+)%")
    chip, pressed = (
        share(r"\.chip \{[^}]*?--hue\) (\d+)%"),
        share(r"\.chip\[aria-pressed=\"true\"\] \{.*?--hue\) (\d+)%"),
    )
    for hue in map(colour, hues(FILES["mention_view"])):
        for part in (at_rest, pointed, chip, pressed):
            assert contrast(text, over(hue, part, paper)) >= TEXT
        inner = over(hue, pointed, over(hue, pointed, paper))  # a mention inside another, both pointed at
        assert contrast(text, inner) >= TEXT


def test_the_lines_that_tell_hues_apart_are_seen_on_paper_and_under_the_words(theme):
    text, paper = theme["textColor"], theme["backgroundColor"]
    ink_share, mark = share(r"--ink: color-mix\(in oklab, var\(--hue\) (\d+)%"), share(r"^mark \{.*?--hue\) (\d+)%")
    for hue in map(colour, hues(FILES["mention_view"])):
        ink = mixed(hue, ink_share, text)
        assert contrast(ink, paper) >= GRAPHICS
        assert contrast(ink, over(hue, mark, paper)) >= GRAPHICS


NOT_WORDS = r"img|canvas|rejected::before|:disabled|\.taken|\.cut \{|\.slide \.cut"  # pictures, and what cannot be used


@pytest.mark.parametrize("name", sorted(FILES))
def test_words_that_are_toned_down_are_still_read(name, theme):
    for rule in re.findall(r"[^{}]+\{[^{}]*opacity: [\d.]+[^{}]*\}", FILES[name]):
        shown = float(re.search(r"opacity: ([\d.]+)", rule).group(1))
        if re.search(NOT_WORDS, rule) or shown == 0:
            continue
        for paper in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
            assert contrast(over(theme["textColor"], shown, paper), paper) >= TEXT, rule


def test_ticks_and_signs_are_seen_on_their_colours(theme):
    for name in ("primaryColor", "orangeColor", "redColor"):
        assert contrast(theme["backgroundColor"], theme[name]) >= GRAPHICS
    assert not re.search(
        r"(tick|sign|dot)[^{}]*\{[^{}]*color: #fff[^{}]*background: var\(--st-", "".join(FILES.values())
    )


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_moves_keeps_still_for_who_asks_for_it(name):
    css = FILES[name]
    if re.search(r"(?<!-)\b(transition|animation):", css):
        assert "prefers-reduced-motion" in css
    if "smooth" in css:
        assert "prefers-reduced-motion: no-preference" in css


def test_what_is_written_on_a_primary_button_is_read_also_under_the_pointer():
    """Streamlit writes white on the accent, which only the deeper one of the day can bear."""
    white, accent = colour("#ffffff"), {name: colour(THEMES[name]["primaryColor"]) for name in ("light", "dark")}
    assert contrast(white, accent["light"]) >= TEXT
    rules = re.findall(r'primary"\](:hover)?[^{}]*\{([^{}]*)\}', FILES["page_dark"])
    assert [pointed for pointed, _ in rules] == ["", ":hover"]
    for _, rule in rules:
        ink = colour(re.search(r"(?:^|;)\s*color: (#\w{6})", rule).group(1))
        under = re.search(r"background-color: (#\w{6})", rule)
        assert contrast(ink, colour(under.group(1)) if under else accent["dark"]) >= TEXT


def test_a_plain_button_that_is_open_is_read_by_night():
    """Streamlit darkens the accent there, which the night's paper swallows."""
    rule = re.search(r'tertiary"\]:is\(\[aria-expanded="true"\][^{]*\{ color: (#\w{6})', FILES["page_dark"])
    assert contrast(colour(rule.group(1)), colour(THEMES["dark"]["backgroundColor"])) >= TEXT
