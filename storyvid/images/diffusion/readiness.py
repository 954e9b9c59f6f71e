"""Readiness: what a way to paint needs, which of it is missing here, and how long a take will take; loads no torch."""

from dataclasses import dataclass

from storyvid.errors import BadInput, StoryvidError
from storyvid.images import devices
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.families import family, tokens_of
from storyvid.images.diffusion.presets import DEFAULT, PRESETS, pipeline_of, preset_of, settings_of
from storyvid.recipes import Options

# a processor does about this share of its plain matrix speed while it paints (measured on a small U-Net)
_SHARE = 0.5
_UNKNOWN_GIGA_OPERATIONS = 12_000
_FEW_STEPS = 8  # of a draft


@dataclass(frozen=True, kw_only=True)
class Need:
    """Files of one model that a way to paint asks for; no `files`: the whole model."""

    name: str
    revision: str = "main"
    files: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """The one command that fetches it."""
        return sources.install_command(self.name, self.revision)

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        if not sources.is_here(self.name, self.revision):
            return False
        path = sources.find(self.name, self.revision).path
        return path.is_file() or all((path / file).exists() for file in self.files or ("model_index.json",))


def needs_of(options: Options) -> tuple[Need, ...]:
    """What must be on this machine to paint with some options."""
    settings = settings_of(options)
    found = [Need(name=settings.model, revision=settings.revision)]
    if settings.lora:
        found.append(Need(name=settings.lora, files=(settings.lora_file,) if settings.lora_file else ()))
    if settings.controlnet:
        found.append(Need(name=settings.controlnet, files=("config.json",)))
    return tuple(found)


def missing(options: Options) -> tuple[Need, ...]:
    """What of it is not here."""
    return tuple(need for need in needs_of(options) if not need.is_here)


def ready(options: Options) -> bool:
    """Whether takes can be painted with these options, on this machine, now."""
    from storyvid.images.diffusion.model import Diffusers

    return not Diffusers.card.missing and not missing(options)


def seconds_a_take(options: Options) -> float | None:
    """About how long one take takes on this processor; None where a graphics card paints: seconds."""
    if devices.has_graphics():
        return None
    try:
        steps = settings_of(options).steps
    except BadInput:  # said where it is painted with
        return None
    return steps * _giga_operations(options) / (devices.processor_giga_operations() * _SHARE)


def _giga_operations(options: Options) -> int:
    """The arithmetic of one step: of the preset, else of the dearest one whose pipeline the author's model shares."""
    if preset := preset_of(options):
        return preset.giga_operations
    pipeline = _pipeline(options)
    return max((one.giga_operations for one in PRESETS if one.pipeline == pipeline), default=_UNKNOWN_GIGA_OPERATIONS)


def _pipeline(options: Options) -> str:
    """The class of the pipeline that paints with some options; empty where its files are not here to tell."""
    try:
        settings = settings_of(options)
        return pipeline_of(settings.model) or sources.pipeline_of(sources.find(settings.model, settings.revision))
    except StoryvidError:
        return ""


def download_gb(options: Options) -> int | None:
    """About how much there is to download for some options, in GB; None where nobody knows."""
    lacking, preset = missing(options), preset_of(options)
    return preset.about_gb if lacking and preset and all(need.name in preset.downloads for need in lacking) else None


def command(options: Options) -> str:
    """The one line that downloads what is missing; empty where nothing is."""
    lacking, preset = missing(options), preset_of(options)
    if lacking and preset and all(need.name in preset.downloads for need in lacking):
        return f"storyvid models install diffusers {preset.name}"
    return " && ".join(need.command for need in lacking)


def explain(options: Options, *, takes: int = 15) -> str:
    """One or two sentences for the author: what is missing and the command for it, or how long it will take."""
    from storyvid.images.diffusion.model import Diffusers

    if lacking := Diffusers.card.lacking:
        return f"{lacking} Add it with: {Diffusers.card.remedy}"
    if lacking_models := missing(options):
        return _what_to_download(lacking_models, options)
    seconds = seconds_a_take(options)
    if seconds is None:
        return "Ready: painted by this machine’s graphics card."
    quicker = "" if settings_of(options).steps <= _FEW_STEPS else " A draft preset is quicker."
    return (
        f"Ready, without a graphics card: about {in_words(seconds)} a take, "
        f"{in_words(seconds * takes)} for {takes}.{quicker}"
    )


def tokens_with(options: Options) -> tuple[int | None, int | None]:
    """How many tokens of a prompt are read with some options, None: all or not known; and in what pieces, if in any."""
    pipeline, model = _pipeline(options), str(dict(options or DEFAULT.options).get("model", ""))
    return tokens_of(pipeline, model), family(pipeline).piece


def pinned(options: Options) -> Options:
    """The options with the revision of the model that is on this machine, so that a later one changes no picture."""
    settings = settings_of(options)
    if settings.model.startswith(sources.BROUGHT) or not sources.is_here(settings.model, settings.revision):
        return options
    commit = sources.find(settings.model, settings.revision).revision
    return tuple(sorted({**dict(options), "model": settings.model, "revision": commit}.items()))


def _what_to_download(lacking: tuple[Need, ...], options: Options) -> str:
    names, verb = " and ".join(need.name for need in lacking), "is" if len(lacking) == 1 else "are"
    preset = preset_of(options)
    if preset and all(need.name in preset.downloads for need in lacking):
        return (
            f"{names} {verb} not on this machine yet, about {preset.about_gb} GB. "
            f"Download with: storyvid models install diffusers {preset.name}"
        )
    return f"{names} {verb} not on this machine yet. Download with: {' && '.join(need.command for need in lacking)}"


def in_words(seconds: float) -> str:
    """A time that is only guessed, as roughly as it is known: `40 s`, `12 min`, `3.5 h`, `9 days`."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    hours = seconds / 3600
    return f"{hours:.1f} h" if hours < 10 else f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
