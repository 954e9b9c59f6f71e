"""A pipeline as one .safetensors file in the layout of the original Stable Diffusion, as people share checkpoints."""

import re
from pathlib import Path

import torch
from safetensors.torch import save_file

_RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}
_UNET_ALONE = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
}
_OPEN_CLIP_ALONE = {
    "embeddings.token_embedding.weight": "token_embedding.weight",
    "embeddings.position_embedding.weight": "positional_embedding",
    "final_layer_norm.weight": "ln_final.weight",
    "final_layer_norm.bias": "ln_final.bias",
    "text_projection.weight": "text_projection",
}
_OPEN_CLIP = {
    "self_attn.out_proj": "attn.out_proj",
    "layer_norm1": "ln_1",
    "layer_norm2": "ln_2",
    "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
}
_VAE_ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}


def saved_as_one_file(pipeline, path: Path) -> Path:
    """Stable Diffusion 1.x or SDXL, whole: U-Net, VAE and what reads the words."""
    held = {
        f"model.diffusion_model.{unet_name(name, pipeline.unet)}": t for name, t in pipeline.unet.state_dict().items()
    }
    for name, tensor in pipeline.vae.state_dict().items():
        original = vae_name(name, len(pipeline.vae.config.block_out_channels))
        is_matrix = ".attn_1." in original and original.endswith("weight") and tensor.ndim == 2
        held[f"first_stage_model.{original}"] = tensor[:, :, None, None] if is_matrix else tensor
    second = getattr(pipeline, "text_encoder_2", None)
    first = "conditioner.embedders.0" if second else "cond_stage_model"
    for name, tensor in pipeline.text_encoder.state_dict().items():
        held[f"{first}.transformer.text_model.{name.removeprefix('text_model.')}"] = tensor
    if second:
        held |= {f"conditioner.embedders.1.model.{name}": t for name, t in open_clip(second.state_dict()).items()}
    save_file({name: tensor.contiguous() for name, tensor in held.items()}, path)
    return path


def open_clip(state: dict) -> dict:
    """The second reader of SDXL as OpenCLIP names its tensors: queries, keys and values in one."""
    held = {}
    for name, tensor in state.items():
        plain = name.removeprefix("text_model.")
        if plain in _OPEN_CLIP_ALONE:
            held[_OPEN_CLIP_ALONE[plain]] = tensor.T if plain == "text_projection.weight" else tensor
        elif found := re.fullmatch(r"encoder\.layers\.(\d+)\.(.+)\.(weight|bias)", plain):
            layer, part, end = found.groups()
            if part == "self_attn.q_proj":
                three = [state[name.replace("q_proj", f"{letter}_proj")] for letter in "qkv"]
                held[f"transformer.resblocks.{layer}.attn.in_proj_{end}"] = torch.cat(three)
            elif part in _OPEN_CLIP:
                held[f"transformer.resblocks.{layer}.{_OPEN_CLIP[part]}.{end}"] = tensor
    return held


def unet_name(name: str, unet) -> str:
    """The original's name of a tensor of diffusers' U-Net."""
    a_level = unet.config.layers_per_block + 1
    for ours, theirs in _UNET_ALONE.items():
        if name.startswith(f"{ours}."):
            return theirs + name.removeprefix(ours)
    if found := re.fullmatch(r"mid_block\.(resnets|attentions)\.(\d)\.(.+)", name):
        kind, at, rest = found.groups()
        return f"middle_block.{1 if kind == 'attentions' else 2 * int(at)}.{_inner(kind, rest)}"
    side, level, kind, at, rest = re.fullmatch(r"(down|up)_blocks\.(\d+)\.(\w+)\.(\d+)\.(.+)", name).groups()
    if kind == "downsamplers":
        return f"input_blocks.{(int(level) + 1) * a_level}.0.op.{rest.removeprefix('conv.')}"
    if kind == "upsamplers":
        attended = "CrossAttn" in unet.config.up_block_types[int(level)]
        return f"output_blocks.{(int(level) + 1) * a_level - 1}.{2 if attended else 1}.{rest}"
    block = int(level) * a_level + int(at) + (1 if side == "down" else 0)
    return (
        f"{'input' if side == 'down' else 'output'}_blocks.{block}.{0 if kind == 'resnets' else 1}.{_inner(kind, rest)}"
    )


def vae_name(name: str, levels: int) -> str:
    """The original's name of a tensor of diffusers' VAE."""
    name = name.replace("conv_norm_out", "norm_out").replace("conv_shortcut", "nin_shortcut")
    name = re.sub(r"down_blocks\.(\d+)\.resnets", r"down.\1.block", name)
    name = re.sub(r"down_blocks\.(\d+)\.downsamplers\.0", r"down.\1.downsample", name)
    name = re.sub(r"up_blocks\.(\d+)\.resnets", lambda m: f"up.{levels - 1 - int(m[1])}.block", name)
    name = re.sub(r"up_blocks\.(\d+)\.upsamplers\.0", lambda m: f"up.{levels - 1 - int(m[1])}.upsample", name)
    name = re.sub(r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}", name)
    if found := re.fullmatch(r"(.+)mid_block\.attentions\.0\.(.+)\.(weight|bias)", name):
        name = f"{found[1]}mid.attn_1.{_VAE_ATTENTION[found[2]]}.{found[3]}"
    return name


def _inner(kind: str, rest: str) -> str:
    if kind == "attentions":
        return rest
    part, _, end = rest.rpartition(".")
    return f"{_RESNET[part]}.{end}"
