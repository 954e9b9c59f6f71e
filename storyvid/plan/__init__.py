"""The plan: which recipes a story wants, given what is known of those already made."""

from storyvid.plan.around import setting_for
from storyvid.plan.depth import depths_of
from storyvid.plan.facts import Facts
from storyvid.plan.film import (
    chapter_starts,
    film_bytes,
    film_recipe,
    first_segments,
    preview_size,
    scene_film,
    segments,
    sounds_and_first_clips,
    soundtrack_to_mix,
    timeline_of,
    wanted_for_film,
    words_shown,
)
from storyvid.plan.pictures import from_earlier_prompt, from_other_format, takes, takes_made, with_rest_picked
from storyvid.plan.sound import (
    WithoutVoice,
    ambience_for,
    mood_for,
    music_for,
    soundtrack_of,
    speech_of,
    speeches_of,
    spoken_of,
)
from storyvid.plan.whereabouts import whereabouts_of

__all__ = [
    "Facts",
    "WithoutVoice",
    "ambience_for",
    "chapter_starts",
    "depths_of",
    "film_bytes",
    "film_recipe",
    "first_segments",
    "from_earlier_prompt",
    "from_other_format",
    "mood_for",
    "music_for",
    "preview_size",
    "scene_film",
    "segments",
    "setting_for",
    "soundtrack_of",
    "sounds_and_first_clips",
    "soundtrack_to_mix",
    "speech_of",
    "speeches_of",
    "spoken_of",
    "takes",
    "takes_made",
    "timeline_of",
    "wanted_for_film",
    "with_rest_picked",
    "words_shown",
    "whereabouts_of",
]
