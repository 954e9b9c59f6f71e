"""The machine: where pictures are painted, in what precision, and how much memory there is; found once a process."""

import os
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from storyvid.images.diffusion.families import Family

COMPILE = "STORYVID_COMPILE"  # "1": torch.compile, which pays off over hundreds of pictures


@dataclass(frozen=True, kw_only=True)
class Machine:
    """One device. `batches`: whether several pictures at once are quicker there than one after another."""

    device: Literal["cuda", "mps", "cpu"] = "cpu"
    name: str = "cpu"
    memory_bytes: int = 0
    precision: Literal["float32", "float16", "bfloat16"] = "float32"
    batches: bool = False
    compiles: bool = False

    @property
    def offloads(self) -> bool:
        """Whether there is another memory to move a model's parts to."""
        return self.device == "cuda"


@cache
def this_machine() -> Machine:
    """This machine's best device."""
    import torch

    compiles = os.environ.get(COMPILE) == "1"
    if torch.cuda.is_available():
        about = torch.cuda.get_device_properties(0)
        precision: Any = "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
        return Machine(
            device="cuda",
            name=about.name,
            memory_bytes=about.total_memory,
            precision=precision,
            batches=True,
            compiles=compiles,
        )
    if torch.backends.mps.is_available():
        # a batch is no quicker there, and unified memory fills up with it
        return Machine(device="mps", name="mps", memory_bytes=torch.mps.recommended_max_memory(), precision="float16")
    return Machine(name="cpu", compiles=compiles)


def dtype_for(machine: Machine, family: Family):
    """The torch type of weights: the older families were trained for float16, the newer ones for bfloat16."""
    import torch

    name = "float16" if machine.precision == "bfloat16" and family.is_older else machine.precision
    return getattr(torch, name)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the device, or the machine, had no room left."""
    import torch

    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    words = str(error).lower()
    return isinstance(error, RuntimeError) and ("out of memory" in words or "can't allocate memory" in words)


def tidy(machine: Machine) -> None:
    """Hands cached memory back to the device."""
    import gc

    import torch

    gc.collect()
    if machine.device == "cuda":
        torch.cuda.empty_cache()
    elif machine.device == "mps":
        torch.mps.empty_cache()
