"""Tiny random pipelines of the real architectures, saved as people's models are: folders of safetensors."""

from pathlib import Path

import torch
from diffusers import (
    AutoencoderKL,
    DDIMScheduler,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    FluxPipeline,
    FluxTransformer2DModel,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
    CLIPVisionConfig,
    CLIPVisionModelWithProjection,
    T5Config,
    T5EncoderModel,
    T5TokenizerFast,
)

WORDS = (
    "a an the old red blue green fox girl boy king wolf forest river house night day walks sleeps in on with".split()
)
SIZE = 64  # pixels that the tiny pipelines paint at


def tokenizer() -> CLIPTokenizer:
    """CLIP's own tokenizer with letters, a few whole words, and nothing else."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,:;!?'"
    names = [*letters, *(f"{letter}</w>" for letter in letters)]
    merges = []
    for word in WORDS:
        pieces = [*word[:-1], f"{word[-1]}</w>"]
        while len(pieces) > 1:
            if tuple(pieces[:2]) not in merges:
                merges.append(tuple(pieces[:2]))
                names.append("".join(pieces[:2]))
            pieces = ["".join(pieces[:2]), *pieces[2:]]
    names = [*dict.fromkeys(names), "<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(vocab={name: at for at, name in enumerate(names)}, merges=merges, model_max_length=77)


def sd15(*, seed: int = 0) -> StableDiffusionPipeline:
    """Stable Diffusion 1.5 in small: one text encoder, a UNet of two levels, 64 pixels."""
    torch.manual_seed(seed)
    words = tokenizer()
    return StableDiffusionPipeline(
        vae=vae(),
        text_encoder=CLIPTextModel(text_config(len(words), 32)),
        tokenizer=words,
        unet=UNet2DConditionModel(cross_attention_dim=32, attention_head_dim=2, **_UNET),
        scheduler=DDIMScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            clip_sample=False,
            set_alpha_to_one=False,
            steps_offset=1,
        ),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def sdxl(*, seed: int = 0, second: int = 32) -> StableDiffusionXLPipeline:
    """Stable Diffusion XL in small: two text encoders, the second of another width, size conditioning, 64 pixels."""
    torch.manual_seed(seed)
    words = tokenizer()
    return StableDiffusionXLPipeline(
        vae=vae(),
        text_encoder=CLIPTextModel(text_config(len(words), 32)),
        text_encoder_2=CLIPTextModelWithProjection(text_config(len(words), second)),
        tokenizer=words,
        tokenizer_2=words,
        unet=UNet2DConditionModel(
            cross_attention_dim=32 + second,
            attention_head_dim=(2, 4),
            use_linear_projection=True,
            addition_embed_type="text_time",
            addition_time_embed_dim=8,
            transformer_layers_per_block=(1, 2),
            projection_class_embeddings_input_dim=80,
            **_UNET,
        ),
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            steps_offset=1,
            timestep_spacing="leading",
        ),
    )


def flux(*, seed: int = 0) -> FluxPipeline:
    """FLUX in small: a transformer with one double and one single block, CLIP and T5, 64 pixels."""
    torch.manual_seed(seed)
    words = tokenizer()
    t5_words = t5_tokenizer()
    torch.manual_seed(seed)
    return FluxPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=vae(latent_channels=4, shift_factor=0.0609, scaling_factor=1.5035, use_quant_conv=False),
        text_encoder=CLIPTextModel(text_config(len(words), 32)),
        tokenizer=words,
        text_encoder_2=T5EncoderModel(
            T5Config(vocab_size=len(t5_words), d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
        ),
        tokenizer_2=t5_words,
        transformer=FluxTransformer2DModel(
            patch_size=1,
            in_channels=16,
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=32,
            pooled_projection_dim=32,
            axes_dims_rope=(4, 4, 8),
            guidance_embeds=True,
        ),
    )


def t5_tokenizer() -> T5TokenizerFast:
    """T5's tokenizer over the same few words."""
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    pieces += [(f"▁{word}", -3.0) for word in WORDS] + [(letter, -5.0) for letter in "abcdefghijklmnopqrstuvwxyz.,:'"]
    return T5TokenizerFast(vocab=pieces, extra_ids=0, model_max_length=512)


def image_encoder(*, seed: int = 0) -> CLIPVisionModelWithProjection:
    """The picture side of CLIP, in small, as IP-Adapter reads references with."""
    torch.manual_seed(seed)
    return CLIPVisionModelWithProjection(
        CLIPVisionConfig(
            hidden_size=32,
            projection_dim=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=37,
            image_size=224,
            patch_size=32,
        )
    )


def saved(pipeline, folder: Path) -> Path:
    """The pipeline as a folder in the diffusers layout."""
    pipeline.save_pretrained(folder, safe_serialization=True)
    return folder


_UNET = {
    "block_out_channels": (32, 64),
    "layers_per_block": 1,
    "sample_size": 32,
    "in_channels": 4,
    "out_channels": 4,
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
    "norm_num_groups": 8,
}


def vae(**changed) -> AutoencoderKL:
    """Stable Diffusion's autoencoder in small: two levels, or what is said otherwise."""
    return AutoencoderKL(
        in_channels=3,
        out_channels=3,
        sample_size=SIZE,
        **{
            "block_out_channels": (32, 64),
            "down_block_types": ("DownEncoderBlock2D", "DownEncoderBlock2D"),
            "up_block_types": ("UpDecoderBlock2D", "UpDecoderBlock2D"),
            "norm_num_groups": 8,
            "latent_channels": 4,
            **changed,
        },
    )


def text_config(vocabulary: int, width: int) -> CLIPTextConfig:
    """CLIP's text side in small: three layers of `width`."""
    return CLIPTextConfig(
        bos_token_id=vocabulary - 2,
        eos_token_id=vocabulary - 1,
        pad_token_id=vocabulary - 1,
        hidden_size=width,
        intermediate_size=37,
        num_attention_heads=4,
        num_hidden_layers=3,
        projection_dim=32,
        vocab_size=vocabulary,
        max_position_embeddings=77,
    )
