"""What a .safetensors file says it holds: its header, read and checked without loading a tensor.

The format: eight bytes, the header's length as a little-endian integer; the header, JSON; then the tensors' bytes,
without gaps (https://github.com/huggingface/safetensors#format).
"""

import json
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Literal

from storyvid.errors import BadInput

Holds = Literal["lora", "checkpoint", "ip-adapter", "other"]

_HEADER_BYTES = 100 * 1024**2  # the library's own limit
_BITS = {"BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "I16": 16, "U16": 16, "F16": 16}
_BITS |= {"BF16": 16, "I32": 32, "U32": 32, "F32": 32, "I64": 64, "U64": 64, "F64": 64, "C64": 64, "F4": 4}
_LORA_MARKS = (".lora_down.", ".lora_up.", ".lora_A.", ".lora_B.", ".lora.", "_lora.", ".hada_w", ".lokr_w", "lora_A")
_WHOLE_MARKS = (
    "model.diffusion_model.",
    "first_stage_model.",
    "cond_stage_model.",
    "conditioner.",
    "double_blocks.",
    "joint_blocks.",
    "down_blocks.",
    "transformer_blocks.",
    "single_transformer_blocks.",
)
_LOOKS_LIKE = (
    (b"PK\x03\x04", "a pickle checkpoint (.ckpt or .pt), which can run programs when it is loaded"),
    (b"\x80", "a Python pickle, which can run programs when it is loaded"),
    (b"GGUF", "a GGUF file"),
    (b"<", "a web page: the download brought an error or a sign-in page"),
    (b"version https://git-lfs", "a Git LFS pointer: the file itself was not downloaded"),
    (b"{", "JSON text"),
)


@dataclass(frozen=True, kw_only=True)
class Header:
    """The names and shapes of a file's tensors, and what its maker wrote beside them."""

    shapes: dict[str, tuple[int, ...]]
    metadata: dict[str, str]

    @property
    def holds(self) -> Holds:
        """What kind of weights the tensors' names are those of."""
        if any(mark in name for name in self.shapes for mark in _LORA_MARKS):
            return "lora"
        if any(name.startswith("image_proj.") for name in self.shapes):
            return "ip-adapter"
        whole = any(name.startswith(mark) for name in self.shapes for mark in _WHOLE_MARKS)
        return "checkpoint" if whole else "other"


def read_header(path: Path) -> Header:
    """The file's header.  Raises BadInput for what is no whole safetensors file, with what it is instead."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
            length = int.from_bytes(start, "little")
            if len(start) < 8 or not 2 <= length <= min(size - 8, _HEADER_BYTES):
                raise BadInput(_refusal(path, start + file.read(64), size))
            text = file.read(length)
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror}.") from error
    return _checked(path, start, text, size)


def _checked(path: Path, start: bytes, text: bytes, size: int) -> Header:
    try:
        held = json.loads(text)
        metadata = held.pop("__metadata__", {})
        shapes = {name: tuple(tensor["shape"]) for name, tensor in held.items()}
        ranges = sorted((*tensor["data_offsets"], _bytes_of(tensor)) for tensor in held.values())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput(_refusal(path, start + text[:64], size)) from error
    at = 0
    for begin, end, expected in ranges:
        if begin != at or end - begin != expected:
            raise BadInput(f"{path.name} is damaged: its header contradicts itself. Download it again.")
        at = end
    if at != size - 8 - len(text):
        raise BadInput(f"{path.name} is not whole: {size - 8 - len(text)} of {at} bytes. Download it again.")
    named = {str(k): str(v) for k, v in metadata.items()} if isinstance(metadata, dict) else {}
    return Header(shapes=shapes, metadata=named)


def _bytes_of(tensor: dict) -> int:
    if any(not isinstance(side, int) or side < 0 for side in tensor["shape"]):
        raise ValueError("a shape is made of whole numbers")
    return (prod(tensor["shape"]) * _BITS[tensor["dtype"]] + 7) // 8


def _refusal(path: Path, start: bytes, size: int) -> str:
    if not size:
        return f"{path.name} is empty. Download it again."
    is_what = next((what for mark, what in _LOOKS_LIKE if start.lstrip().startswith(mark)), "")
    what = f"it is {is_what}" if is_what else "its header is none"
    return f"{path.name} is not a safetensors file: {what}. storyvid loads safetensors only; look for that edition."
