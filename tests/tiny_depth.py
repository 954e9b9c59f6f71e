"""Depth models as they lie on a disk, tiny and of random weights: each a folder that storyvid loads like a real one."""

from pathlib import Path


def depth_anything(folder: Path, *, metric: bool = False) -> Path:
    """A whole Depth Anything: configuration, safetensors, image processor."""
    import torch
    from transformers import DepthAnythingConfig, DepthAnythingForDepthEstimation, Dinov2Config, DPTImageProcessor

    layer = {"hidden_size": 16, "num_hidden_layers": 4, "num_attention_heads": 2, "image_size": 56, "patch_size": 14}
    backbone = Dinov2Config(**layer, apply_layernorm=True, reshape_hidden_states=False, out_indices=[1, 2, 3, 4])
    config = DepthAnythingConfig(
        backbone_config=backbone,
        reassemble_hidden_size=16,
        neck_hidden_sizes=[8, 8, 8, 8],
        fusion_hidden_size=8,
        head_hidden_size=8,
        depth_estimation_type="metric" if metric else "relative",
        max_depth=20 if metric else 1,
    )
    torch.manual_seed(4)
    model = DepthAnythingForDepthEstimation(config)
    for part in model.modules():  # random weights of the usual size tell all pictures alike
        if isinstance(part, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(part.weight)
    torch.nn.init.ones_(model.head.conv3.bias)
    model.head.conv3.weight.data *= 0.05  # so that nothing is cut off at 0
    model.save_pretrained(folder)
    size = {"height": 112, "width": 112}
    DPTImageProcessor(size=size, keep_aspect_ratio=True, ensure_multiple_of=14).save_pretrained(folder)
    return folder
