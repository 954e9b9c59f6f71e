"""Presets and settings: which weights paint, in how many steps, at what size; plain values that recipes hold."""

from dataclasses import dataclass, fields

from storyvid.errors import BadInput
from storyvid.images.diffusion.families import family
from storyvid.models import Follows
from storyvid.recipes import Options

SCHEDULERS = ("", "euler", "euler-a", "euler-trailing", "dpm++", "ddim", "unipc", "lcm", "tcd")
UNGUIDED_PERCENT = 100  # up to this the prompt is not weighed against what shall not be there


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How a picture is painted: the options of a recipe, with the default preset where it says nothing.

    `model`, `lora`, `ip_adapter` and `controlnet` are names on the hub, or `weights:` and the SHA-256 of what the
    author brought; `size` is the side in pixels of the square that the model was trained on (0: as its files say).
    """

    model: str = "stabilityai/stable-diffusion-xl-base-1.0"
    revision: str = "main"
    config: str = ""  # for a single file: the model whose configuration it shares
    steps: int = 25
    guidance_percent: int = 600  # 700 is a guidance scale of 7.0
    scheduler: str = ""  # empty: the model's own
    size: int = 0
    batch: int = 0  # painted together at most; 0: the family's own
    lora: str = ""  # a style's or a speed-up's, under every likeness
    lora_file: str = ""
    lora_percent: int = 100
    ip_adapter: str = ""  # empty: the family's own
    ip_adapter_file: str = ""
    controlnet: str = ""  # empty: a sketch is followed by starting from it

    @property
    def is_guided(self) -> bool:
        """Whether each step weighs the prompt against what shall not be there; without, such words do nothing."""
        return self.guidance_percent > UNGUIDED_PERCENT


@dataclass(frozen=True, kw_only=True)
class Preset:
    """One way to paint that is known to work; `giga_operations` is the arithmetic of one step of one take."""

    name: str
    title: str
    summary: str
    options: Options
    downloads: tuple[str, ...]  # names on the hub
    about_gb: int
    licence: str
    graphics_gb: int  # memory of a graphics card that it runs on without being moved in and out
    giga_operations: int
    pipeline: str  # its class in diffusers

    @property
    def settings(self) -> Settings:
        return settings_of(self.options)


def _options(**named: str | int | bool) -> Options:
    return tuple(sorted(named.items()))


_SDXL = "stabilityai/stable-diffusion-xl-base-1.0"

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="draft",
        title="Draft: SDXL Lightning",
        summary="Four quick steps of Stable Diffusion XL. Good enough to pick from, and the same files serve Quality.",
        options=_options(
            model=_SDXL,
            steps=4,
            guidance_percent=0,
            scheduler="euler-trailing",
            lora="ByteDance/SDXL-Lightning",
            lora_file="sdxl_lightning_4step_lora.safetensors",
        ),
        downloads=(_SDXL, "ByteDance/SDXL-Lightning"),
        about_gb=8,
        licence="CreativeML Open RAIL++-M",
        graphics_gb=8,
        giga_operations=6_000,
        pipeline="StableDiffusionXLPipeline",
    ),
    Preset(
        name="quality",
        title="Quality: Stable Diffusion XL",
        summary="Twenty-five steps at 1024 pixels: rich pictures, follows likenesses and reference pictures best.",
        options=_options(model=_SDXL, steps=25, guidance_percent=600, scheduler="dpm++"),
        downloads=(_SDXL,),
        about_gb=7,
        licence="CreativeML Open RAIL++-M",
        graphics_gb=8,
        giga_operations=12_000,
        pipeline="StableDiffusionXLPipeline",
    ),
    Preset(
        name="turbo",
        title="Draft: SDXL Turbo",
        summary="One to four steps at 512 pixels: the quickest of all, for trying out words.",
        options=_options(model="stabilityai/sdxl-turbo", steps=4, guidance_percent=0, size=512),
        downloads=("stabilityai/sdxl-turbo",),
        about_gb=7,
        licence="Stability AI non-commercial",
        graphics_gb=8,
        giga_operations=1_500,
        pipeline="StableDiffusionXLPipeline",
    ),
    Preset(
        name="classic",
        title="Classic: Stable Diffusion 1.5",
        summary="Small and well known: runs on old graphics cards, and thousands of styles were made for it.",
        options=_options(
            model="stable-diffusion-v1-5/stable-diffusion-v1-5",
            steps=25,
            guidance_percent=700,
            scheduler="dpm++",
        ),
        downloads=("stable-diffusion-v1-5/stable-diffusion-v1-5",),
        about_gb=3,
        licence="CreativeML Open RAIL-M",
        graphics_gb=4,
        giga_operations=1_400,
        pipeline="StableDiffusionPipeline",
    ),
    Preset(
        name="classic-draft",
        title="Draft: Stable Diffusion 1.5 with LCM",
        summary="Four steps of the small model: the quickest on a machine without a graphics card.",
        options=_options(
            model="stable-diffusion-v1-5/stable-diffusion-v1-5",
            steps=4,
            guidance_percent=100,
            scheduler="lcm",
            lora="latent-consistency/lcm-lora-sdv1-5",
            lora_file="pytorch_lora_weights.safetensors",
        ),
        downloads=("stable-diffusion-v1-5/stable-diffusion-v1-5", "latent-consistency/lcm-lora-sdv1-5"),
        about_gb=3,
        licence="CreativeML Open RAIL-M",
        graphics_gb=4,
        giga_operations=700,
        pipeline="StableDiffusionPipeline",
    ),
    Preset(
        name="flux",
        title="FLUX.1 schnell",
        summary="Follows long, exact prompts and can letter; four steps, but each is heavy.",
        options=_options(model="black-forest-labs/FLUX.1-schnell", steps=4, guidance_percent=0, size=1024),
        downloads=("black-forest-labs/FLUX.1-schnell",),
        about_gb=34,
        licence="Apache 2.0",
        graphics_gb=34,
        giga_operations=120_000,
        pipeline="FluxPipeline",
    ),
    Preset(
        name="sd3",
        title="Stable Diffusion 3.5 Medium",
        summary="Follows prompts closely; asks for a sign-in at huggingface.co before it can be downloaded.",
        options=_options(model="stabilityai/stable-diffusion-3.5-medium", steps=28, guidance_percent=450, size=1024),
        downloads=("stabilityai/stable-diffusion-3.5-medium",),
        about_gb=16,
        licence="Stability AI community",
        graphics_gb=17,
        giga_operations=50_000,
        pipeline="StableDiffusion3Pipeline",
    ),
    Preset(
        name="z-image",
        title="Z-Image Turbo",
        summary="A newer open family: eight steps, strong in prompts and lettering.",
        options=_options(model="Tongyi-MAI/Z-Image-Turbo", steps=9, guidance_percent=0, size=1024),
        downloads=("Tongyi-MAI/Z-Image-Turbo",),
        about_gb=21,
        licence="Apache 2.0",
        graphics_gb=22,
        giga_operations=60_000,
        pipeline="ZImagePipeline",
    ),
)
DEFAULT = PRESETS[0]


def presets() -> tuple[Preset, ...]:
    """The presets, the quickest to start with first."""
    return PRESETS


def preset_of(options: Options) -> Preset | None:
    """The preset that paints with the same model and speed-up, whatever its other settings; None: a model apart."""
    asked = settings_of(options)
    same = [p for p in PRESETS if (p.settings.model, p.settings.lora) == (asked.model, asked.lora)]
    return next((p for p in same if p.settings.steps == asked.steps), same[0] if same else None)


def pipeline_of(model: str) -> str:
    """The class of the pipeline that a model of the presets has; empty for others."""
    return next((preset.pipeline for preset in PRESETS if preset.settings.model == model), "")


def follows_with(options: Options) -> tuple[Follows, ...]:
    """What a model heeds with some options besides words: what its family does, and words to avoid where guided.

    A plan is made with it, so it is by names alone, and an option that cannot be is said when it is painted with.
    """
    held = dict(options or DEFAULT.options)
    guidance = held.get("guidance_percent", Settings.guidance_percent)
    guided = isinstance(guidance, int) and guidance > UNGUIDED_PERCENT
    follows = family(pipeline_of(str(held.get("model", Settings.model)))).follows
    return tuple(one for one in follows if one != "negative" or guided)


def settings_of(options: Options) -> Settings:
    """The settings that a recipe's options ask for; without any, those of the default preset.

    Raises BadInput for a setting that does not exist or has a value that it cannot have.
    """
    options = options or DEFAULT.options
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    for name, held in options:
        if name not in kinds or not isinstance(held, kinds[name]) or (kinds[name] is int and held < 0):
            raise BadInput(f'Diffusers has no setting {name}="{held}". It has: {", ".join(kinds)}.')
    settings = Settings(**dict(options))  # type: ignore[arg-type]
    if settings.scheduler not in SCHEDULERS:
        raise BadInput(f'No scheduler "{settings.scheduler}". Choose: {", ".join(filter(None, SCHEDULERS))}.')
    if not 1 <= settings.steps <= 200 or settings.size > 4096 or settings.batch > 64:
        raise BadInput("Diffusers takes 1 to 200 steps, a size up to 4096 pixels and up to 64 pictures at once.")
    return settings
