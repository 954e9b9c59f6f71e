"""Tiny random pipelines of the newer open families, each with tokenizers of its own kind over a few words."""

import torch
from diffusers import (
    AutoencoderDC,
    AutoencoderKLFlux2,
    AutoencoderKLQwenImage,
    ChromaPipeline,
    ChromaTransformer2DModel,
    DPMSolverMultistepScheduler,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinPipeline,
    Flux2Transformer2DModel,
    Lumina2Pipeline,
    Lumina2Transformer2DModel,
    PixArtSigmaPipeline,
    PixArtTransformer2DModel,
    QwenImagePipeline,
    QwenImageTransformer2DModel,
    SanaPipeline,
    SanaTransformer2DModel,
    SD3Transformer2DModel,
    StableDiffusion3Pipeline,
    ZImagePipeline,
    ZImageTransformer2DModel,
)
from tokenizers.pre_tokenizers import ByteLevel
from transformers import (
    CLIPTextModelWithProjection,
    Gemma2Config,
    Gemma2Model,
    GemmaTokenizer,
    Qwen2_5_VLConfig,
    Qwen2_5_VLForConditionalGeneration,
    Qwen2Tokenizer,
    Qwen3Config,
    Qwen3ForCausalLM,
    Qwen3Model,
    T5Config,
    T5EncoderModel,
)

from tests.tiny_diffusion import SIZE, t5_tokenizer, text_config, tokenizer, vae


def sd3(*, seed: int = 0) -> StableDiffusion3Pipeline:
    """Stable Diffusion 3 in small: two CLIPs and T5, a transformer of two joint blocks."""
    torch.manual_seed(seed)
    words = tokenizer()
    return StableDiffusion3Pipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0),
        vae=_flow_vae(16),
        text_encoder=CLIPTextModelWithProjection(text_config(len(words), 32)),
        tokenizer=words,
        text_encoder_2=CLIPTextModelWithProjection(text_config(len(words), 32)),
        tokenizer_2=words,
        text_encoder_3=_t5(64),
        tokenizer_3=t5_tokenizer(),
        transformer=SD3Transformer2DModel(
            sample_size=SIZE // 2,
            patch_size=2,
            in_channels=16,
            out_channels=16,
            num_layers=2,
            attention_head_dim=8,
            num_attention_heads=4,
            joint_attention_dim=64,
            caption_projection_dim=32,
            pooled_projection_dim=64,
            pos_embed_max_size=96,
        ),
    )


def chroma(*, seed: int = 0) -> ChromaPipeline:
    """Chroma in small: FLUX without CLIP, with real guidance."""
    torch.manual_seed(seed)
    return ChromaPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_flow_vae(),
        text_encoder=_t5(),
        tokenizer=t5_tokenizer(),
        transformer=ChromaTransformer2DModel(
            patch_size=1,
            in_channels=16,
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=32,
            axes_dims_rope=(4, 4, 8),
            approximator_hidden_dim=32,
            approximator_layers=1,
            approximator_num_channels=16,
        ),
    )


def pixart(*, seed: int = 0) -> PixArtSigmaPipeline:
    """PixArt-Sigma in small: T5 and a transformer without pooled words."""
    torch.manual_seed(seed)
    return PixArtSigmaPipeline(
        scheduler=DPMSolverMultistepScheduler(),
        vae=_deep_vae(),
        text_encoder=_t5(),
        tokenizer=t5_tokenizer(),
        transformer=PixArtTransformer2DModel(
            sample_size=SIZE // 8,
            num_layers=2,
            patch_size=2,
            attention_head_dim=8,
            num_attention_heads=3,
            caption_channels=32,
            in_channels=4,
            cross_attention_dim=24,
            out_channels=8,
        ),
    )


def sana(*, seed: int = 0) -> SanaPipeline:
    """Sana in small: Gemma reads the words, and its autoencoder makes a picture 32 times smaller."""

    def levels(held) -> tuple:
        return (held,) * 6

    torch.manual_seed(seed)
    words = _gemma_tokenizer()
    return SanaPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        tokenizer=words,
        text_encoder=_gemma(len(words)),
        vae=AutoencoderDC(
            latent_channels=4,
            attention_head_dim=2,
            encoder_block_types=levels("ResBlock"),
            decoder_block_types=levels("ResBlock"),
            encoder_block_out_channels=levels(8),
            decoder_block_out_channels=levels(8),
            encoder_qkv_multiscales=levels(()),
            decoder_qkv_multiscales=levels(()),
            encoder_layers_per_block=levels(1),
            decoder_layers_per_block=levels(1),
            downsample_block_type="conv",
            upsample_block_type="interpolate",
            decoder_norm_types="rms_norm",
            decoder_act_fns="silu",
            scaling_factor=0.41407,
        ),
        transformer=SanaTransformer2DModel(
            patch_size=1,
            in_channels=4,
            out_channels=4,
            num_layers=1,
            num_attention_heads=2,
            attention_head_dim=4,
            num_cross_attention_heads=2,
            cross_attention_head_dim=4,
            cross_attention_dim=8,
            caption_channels=32,
            sample_size=SIZE // 32,
        ),
    )


def lumina2(*, seed: int = 0) -> Lumina2Pipeline:
    """Lumina Image 2 in small."""
    torch.manual_seed(seed)
    words = _gemma_tokenizer()
    return Lumina2Pipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        tokenizer=words,
        text_encoder=_gemma(len(words)),
        vae=_deep_vae(),
        transformer=Lumina2Transformer2DModel(
            sample_size=4,
            patch_size=2,
            in_channels=4,
            hidden_size=8,
            num_layers=2,
            num_attention_heads=1,
            num_kv_heads=1,
            multiple_of=16,
            ffn_dim_multiplier=None,
            norm_eps=1e-5,
            scaling_factor=1.0,
            axes_dim_rope=(4, 2, 2),
            axes_lens=(300, 512, 512),
            cap_feat_dim=32,
        ),
    )


def qwen_image(*, seed: int = 0) -> QwenImagePipeline:
    """Qwen-Image in small: a language model that sees reads the words, a video autoencoder paints."""
    torch.manual_seed(seed)
    words, latents = _qwen_tokenizer(), 4
    text = {
        "vocab_size": len(words),
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "rope_parameters": {"rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 1e6},
    }
    sees = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 16}
    return QwenImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=AutoencoderKLQwenImage(
            base_dim=24,
            z_dim=latents,
            dim_mult=[1, 2, 4],
            num_res_blocks=1,
            temperal_downsample=[False, True],
            latents_mean=[0.0] * latents,
            latents_std=[1.0] * latents,
        ),
        text_encoder=Qwen2_5_VLForConditionalGeneration(Qwen2_5_VLConfig(text_config=text, vision_config=sees)),
        tokenizer=words,
        transformer=QwenImageTransformer2DModel(
            patch_size=2,
            in_channels=16,
            out_channels=latents,
            num_layers=2,
            attention_head_dim=16,
            num_attention_heads=3,
            joint_attention_dim=16,
            guidance_embeds=False,
            axes_dims_rope=(8, 4, 4),
        ),
    )


def z_image(*, seed: int = 0) -> ZImagePipeline:
    """Z-Image in small: Qwen3 reads the words as a chat."""
    torch.manual_seed(seed)
    words = _qwen_tokenizer()
    return ZImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_deep_vae(),
        text_encoder=Qwen3Model(_qwen3(len(words), layers=2)),
        tokenizer=words,
        transformer=ZImageTransformer2DModel(
            all_patch_size=(2,),
            all_f_patch_size=(1,),
            in_channels=4,
            dim=32,
            n_layers=2,
            n_refiner_layers=1,
            n_heads=2,
            n_kv_heads=2,
            cap_feat_dim=16,
            axes_dims=[8, 4, 4],
            axes_lens=[1024, 64, 64],
        ),
    )


def flux2(*, seed: int = 0) -> Flux2KleinPipeline:
    """FLUX.2 klein in small: a language model reads the words, its hidden layers laid side by side."""
    torch.manual_seed(seed)
    words = _qwen_tokenizer()
    return Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=AutoencoderKLFlux2(
            sample_size=SIZE,
            latent_channels=4,
            block_out_channels=(8, 8),
            down_block_types=("DownEncoderBlock2D",) * 2,
            up_block_types=("UpDecoderBlock2D",) * 2,
            norm_num_groups=4,
        ),
        text_encoder=Qwen3ForCausalLM(_qwen3(len(words), layers=28)),
        tokenizer=words,
        transformer=Flux2Transformer2DModel(
            patch_size=1,
            in_channels=16,
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=3 * 16,
            timestep_guidance_channels=32,
            axes_dims_rope=(4, 4, 4, 4),
        ),
    )


def _t5(width: int = 32) -> T5EncoderModel:
    return T5EncoderModel(
        T5Config(vocab_size=len(t5_tokenizer()), d_model=width, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
    )


def _flow_vae(channels: int = 4):
    return vae(latent_channels=channels, shift_factor=0.0609, scaling_factor=1.5035, use_quant_conv=False)


def _deep_vae():
    """One that makes a picture eight times smaller, as these pipelines take for granted."""
    return vae(
        latent_channels=4,
        shift_factor=0.1159,
        scaling_factor=0.3611,
        block_out_channels=(8, 8, 8, 8),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        norm_num_groups=4,
    )


def _qwen3(vocabulary: int, *, layers: int) -> Qwen3Config:
    return Qwen3Config(
        vocab_size=vocabulary,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=layers,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=8,
    )


def _gemma(vocabulary: int) -> Gemma2Model:
    return Gemma2Model(
        Gemma2Config(
            vocab_size=vocabulary,
            hidden_size=32,
            intermediate_size=37,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=8,
        )
    )


def _gemma_tokenizer() -> GemmaTokenizer:
    marks = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>"]
    return GemmaTokenizer(vocab=_numbered([*marks, *(f"<0x{byte:02X}>" for byte in range(256)), "▁"]), merges=[])


def _qwen_tokenizer() -> Qwen2Tokenizer:
    marks = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    words = Qwen2Tokenizer(
        vocab=_numbered([*sorted(ByteLevel.alphabet()), *marks]), merges=[], additional_special_tokens=marks[1:]
    )
    words.chat_template = (
        "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
        "{% endfor %}<|im_start|>assistant\n"
    )
    return words


def _numbered(names: list[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}
