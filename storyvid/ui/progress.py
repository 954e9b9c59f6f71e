"""How work is told: times in words, and what the workshop is at."""

from collections.abc import Iterable

from storyvid.recipes import Recipe
from storyvid.story import Story
from storyvid.workshop import Status, Workshop

DOING = {
    "embedding": "Ranking",
    "depth": "Telling near from far",
    "image": "Painting",
    "speech": "Speaking",
    "music": "Composing",
    "ambience": "Listening around",
    "clip": "Filming",
    "join": "Joining",
    "soundtrack": "Mixing",
    "film": "Putting the film together",
}


def lasting(seconds: float) -> str:
    """A time as people say it: `8 s`, `2 min`, `1 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{max(1, whole)} s"
    if whole < 3600:
        return f"{round(whole / 60)} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def clock(duration_ms: int) -> str:
    """A length as players show it: `1:05`."""
    return f"{duration_ms // 60000}:{duration_ms // 1000 % 60:02}"


def failed_now(story: Story, status: Status) -> int:
    """How much failed that the story still asks for, as far as who paints and who speaks now tells."""
    now = {"image": story.image_model, "speech": story.sound.speech_model}
    recipes = [failure.recipe for failure in status.failed.values()]
    return sum(one.kind not in now or _name(getattr(one, "model", "")) == _name(now[one.kind]) for one in recipes)


def _name(model: str) -> str:
    return model.partition("@")[0]


def time_left(seconds: float | None) -> str:
    """The rest of a sentence about work: empty while nothing is known."""
    return "" if seconds is None else f", about {lasting(seconds)} left"


def doing(status: Status) -> str:
    """One line about what the workshop is at; empty when it rests."""
    if not status.busy:
        return ""
    kinds = [running.kind for running in status.running]
    verb = DOING.get(kinds[0], "Working") if kinds else "Getting ready"
    more = status.waiting + len(status.running)
    return f"{verb} · {more} to go{time_left(status.seconds_left)}"


def counted(workshop: Workshop, recipes: Iterable[Recipe]) -> dict[str, int]:
    """How many of the recipes are in each state."""
    found: dict[str, int] = {}
    for recipe in recipes:
        state = workshop.state_of(recipe)
        found[state] = found.get(state, 0) + 1
    return found


def bytes_in_words(count: int) -> str:
    """`2.4 MB`."""
    size, units = float(count), ["B", "kB", "MB", "GB", "TB"]
    while size >= 999.5 and len(units) > 1:
        size /= 1000
        units.pop(0)
    return f"{size:.0f} {units[0]}" if units[0] in ("B", "kB") else f"{size:.1f} {units[0]}"
