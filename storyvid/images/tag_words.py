"""Which tags of a tagger say what someone looks like, and how a tag reads as words."""

import re

# tags that are little faces keep their underscores
_FACES = frozenset("0_0 (o)_(o) +_+ +_- ._. <o>_<o> <|>_<|> =_= >_< 3_3 6_9 >_o @_@ ^_^ o_o u_u x_x |_| ||_||".split())
_COUNTED = re.compile(r"^\d+\+?(girl|boy|other)s?$")
# a picture's framing, ground, light and medium, a pose or a mood: of the scene, not of who is in it
_NOT_A_LOOK = frozenset(
    """
    solo solo_focus duo multiple_girls multiple_boys multiple_views male_focus no_humans looking_at_viewer looking_back
    looking_away looking_to_the_side looking_up looking_down facing_viewer full_body upper_body lower_body cowboy_shot
    portrait close-up profile from_side from_behind from_above from_below dutch_angle wide_shot standing sitting walking
    running lying kneeling squatting on_back on_side on_stomach smile open_mouth closed_mouth closed_eyes blush grin
    frown crying tears sweat expressionless serious :d :o :3 ^_^ arms_up arms_at_sides arm_up hand_up hands_up
    holding own_hands_together crossed_arms hand_on_own_hip outstretched_arms spread_arms waving simple_background
    white_background grey_background black_background gradient_background blurry_background transparent_background
    outdoors indoors day night sky cloud tree grass forest snow snowing moon sun sunset water window traditional_media
    monochrome greyscale sketch lineart watercolor_(medium) painting_(medium) photo_(medium) photorealistic realistic
    signature watermark artist_name dated web_address english_text text_focus border cropped blurry depth_of_field
    lens_flare sparkle motion_blur chibi comic 4koma cover shadow drop_shadow straight-on character_name
    """.split()
)
_NOT_A_LOOK_ENDINGS = ("_background", "_focus", "_(medium)", "_(style)", "_text")


def is_of_a_look(tag: str) -> bool:
    """Whether a general tag describes someone: hair, eyes, build, clothes, fur, what they wear."""
    return tag not in _NOT_A_LOOK and tag not in _FACES and not tag.endswith(_NOT_A_LOOK_ENDINGS)


def readable(tag: str) -> str:
    """The tag as words: `long_hair` is "long hair", `1girl` is "girl"."""
    counted = _COUNTED.match(tag)
    if counted and tag.startswith("1"):
        return "girl" if counted[1] == "girl" else "boy" if counted[1] == "boy" else "figure"
    return tag if tag in _FACES else tag.replace("_", " ")
