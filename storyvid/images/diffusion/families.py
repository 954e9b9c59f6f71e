"""Families: what the pipelines of each read of a prompt and what they follow, known before anything is loaded.

The table is by the pipeline's class, as a model's `model_index.json` names it.  Numbers of tokens are those that the
pipeline's own `max_sequence_length` stands at; a pipeline that is not in the table is asked when it is loaded.
"""

from dataclasses import dataclass

from storyvid.models import Follows

_WEIGHTS: tuple[Follows, ...] = ("lora", "checkpoint")
_EDITS: tuple[Follows, ...] = ("vary", "compose", "repaint")
_ALONE: tuple[Follows, ...] = ("negative", *_WEIGHTS)
_ALL: tuple[Follows, ...] = ("negative", "references", *_WEIGHTS, *_EDITS)
_CLIP_PIECE = 77
FEW_STEPS_TOKENS = 256  # FLUX.1 schnell was distilled with shorter prompts than dev


@dataclass(frozen=True, kw_only=True)
class Family:
    """One kind of pipeline.

    `tokens`: how many of a prompt are read, None where nothing is cut or nobody knows; `piece`: longer prompts are
    read in pieces of so many; `reader`: the tokenizer that counts them; `batch`: how many pictures at once.
    """

    name: str = "other"
    follows: tuple[Follows, ...] = _ALL
    tokens: int | None = None
    piece: int | None = None
    reader: str = "tokenizer"
    batch: int = 1

    @property
    def is_older(self) -> bool:
        """Whether it is a U-Net with CLIP: any scheduler, half precision, words in pieces."""
        return self.name in ("sd", "sdxl")


_SD = Family(name="sd", piece=_CLIP_PIECE, batch=5)

FAMILIES: dict[str, Family] = {
    "StableDiffusionPipeline": _SD,
    "LatentConsistencyModelPipeline": Family(
        name="sd", follows=("references", *_WEIGHTS, "vary", "compose"), piece=_CLIP_PIECE, batch=5
    ),
    "StableDiffusionXLPipeline": Family(name="sdxl", piece=_CLIP_PIECE, batch=3),
    "StableDiffusion3Pipeline": Family(
        name="sd3", follows=("negative", *_WEIGHTS, *_EDITS), tokens=512, reader="tokenizer_3"
    ),
    "FluxPipeline": Family(name="flux", follows=(*_WEIGHTS, *_EDITS), tokens=512, reader="tokenizer_2"),
    "Flux2Pipeline": Family(follows=_WEIGHTS, tokens=512),
    "Flux2KleinPipeline": Family(follows=(*_WEIGHTS, "repaint"), tokens=512),
    # diffusers' own repainting of Chroma asks its transformer for what only FLUX's has (0.42)
    "ChromaPipeline": Family(follows=("negative", *_WEIGHTS, "vary", "compose"), tokens=512),
    "QwenImagePipeline": Family(follows=("negative", *_WEIGHTS, *_EDITS), tokens=512),
    "ZImagePipeline": Family(follows=("negative", *_WEIGHTS, *_EDITS), tokens=512),
    "PixArtAlphaPipeline": Family(follows=("negative", "checkpoint"), tokens=120),
    "PixArtSigmaPipeline": Family(follows=("negative", "checkpoint"), tokens=300),
    "SanaPipeline": Family(follows=_ALONE, tokens=300),
    "Lumina2Pipeline": Family(follows=_ALONE, tokens=256),
    "AuraFlowPipeline": Family(follows=_ALONE, tokens=256),
    "CogView4Pipeline": Family(follows=_ALONE, tokens=1024),
    "HiDreamImagePipeline": Family(follows=_ALONE, tokens=128, reader="tokenizer_3"),
}
_UNKNOWN = Family()


def family(pipeline: str) -> Family:
    """The family of a pipeline's class; one that nothing is known of may follow all that any does."""
    return FAMILIES.get(pipeline, _UNKNOWN)


def tokens_of(pipeline: str, model: str) -> int | None:
    """How many tokens a pipeline's class reads with a model's weights, as far as the model's name tells."""
    found = family(pipeline)
    return FEW_STEPS_TOKENS if found.name == "flux" and "schnell" in model.lower() else found.tokens
