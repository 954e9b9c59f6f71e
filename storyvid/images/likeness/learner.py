"""What learns: the U-Net's adapter or the U-Net itself, its optimiser, and both as safetensors files."""

import copy
import shutil
from pathlib import Path
from typing import Any

import torch
from diffusers.training_utils import cast_training_params
from diffusers.utils import convert_state_dict_to_diffusers
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict
from safetensors import safe_open
from safetensors.torch import save_file

from storyvid import files
from storyvid.errors import BadInput
from storyvid.images.likeness.base import Base
from storyvid.images.likeness.training import Training

ADAPTER = "likeness"
_ATTENTION = ("to_q", "to_k", "to_v", "to_out.0")
_WARM_UP_SHARE, _WARM_UP_MOST = 0.05, 50
_LARGEST_NORM = 1.0
_MOMENTS = ("exp_avg", "exp_avg_sq", "step")


class Learner:
    """Adapter or U-Net in float32 with AdamW; `step` is how many steps it has learnt."""

    def __init__(self, base: Base, training: Training) -> None:
        self._base, self._training = base, training
        self.step = 0
        unet = base.pipeline.unet.to(base.device)
        if training.form == "lora":
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(training.seed)
                unet.add_adapter(_adapter(training.rank), adapter_name=ADAPTER)
            cast_training_params(unet, dtype=torch.float32)
        else:
            unet.to(torch.float32).requires_grad_(True)
        unet.enable_gradient_checkpointing()
        self._learnt = {name: weight for name, weight in unet.named_parameters() if weight.requires_grad}
        self._optimizer = torch.optim.AdamW(self._learnt.values(), lr=training.learning_rate, weight_decay=1e-2)
        self._scaler = torch.amp.GradScaler(base.device.type, enabled=base.dtype == torch.float16)

    def back(self, loss: torch.Tensor) -> None:
        """Adds the loss's gradients."""
        self._scaler.scale(loss).backward()

    def learn(self) -> None:
        """Makes one step along the gradients gathered."""
        for group in self._optimizer.param_groups:
            group["lr"] = self._training.learning_rate * self._warmth()
        self._scaler.unscale_(self._optimizer)
        torch.nn.utils.clip_grad_norm_(self._learnt.values(), _LARGEST_NORM)
        self._scaler.step(self._optimizer)
        self._scaler.update()
        self._optimizer.zero_grad(set_to_none=True)
        self.step += 1

    def _warmth(self) -> float:
        warm_up = min(_WARM_UP_MOST, round(self._training.steps * _WARM_UP_SHARE))
        return min(1.0, (self.step + 1) / (warm_up + 1))

    def publish(self, folder: Path) -> str:
        """Writes the likeness as others can load it, whole or not at all; returns the name in the folder."""
        if self._training.form == "lora":
            name = f"step-{self.step:06}.safetensors"
            held = convert_state_dict_to_diffusers(
                get_peft_model_state_dict(self._base.pipeline.unet, adapter_name=ADAPTER)
            )
            tensors = {f"unet.{key}": value.detach().to("cpu", torch.float16) for key, value in held.items()}
            _written(tensors, folder / name, {"format": "pt", "storyvid": f"likeness of {self._training.name}"})
            return name
        return self._whole_model(folder / f"step-{self.step:06}")

    def keep(self, path: Path) -> None:
        """Writes what going on needs: weights and the optimiser's moments, in full precision."""
        tensors = {f"weight.{name}": weight.detach() for name, weight in self._learnt.items()}
        for name, weight in self._learnt.items():
            for moment, value in self._optimizer.state.get(weight, {}).items():
                tensors[f"{moment}.{name}"] = value
        held = {name: value.to("cpu").contiguous() for name, value in tensors.items()}
        _written(held, path, {"step": str(self.step), "scale": str(self._scaler.get_scale())})

    def go_on_from(self, path: Path) -> None:
        """Takes up what `keep` wrote.  Raises BadInput where it is of another training."""
        with safe_open(str(path), framework="pt", device=str(self._base.device)) as file:
            metadata = file.metadata()
            if {f"weight.{name}" for name in self._learnt} - set(file.keys()):
                raise BadInput("What was kept is of another training. Start the training anew.")
            with torch.no_grad():
                for name, weight in self._learnt.items():
                    weight.copy_(file.get_tensor(f"weight.{name}"))
            states = self._optimizer.state
            for name, weight in self._learnt.items():
                if f"step.{name}" in file.keys():  # noqa: SIM118  (the file is no dict)
                    states[weight] = {moment: _moment(file, moment, name) for moment in _MOMENTS}
        self.step = int(metadata["step"])
        if self._scaler.is_enabled():
            self._scaler.load_state_dict(self._scaler.state_dict() | {"scale": float(metadata["scale"])})

    def _whole_model(self, folder: Path) -> str:
        """The pipeline in the diffusers layout, half precision where the base's frozen weights are."""
        part, pipeline, learning = files.part_of(folder), self._base.pipeline, self._base.pipeline.unet
        try:
            with files.making_room(folder):
                pipeline.unet = copy.deepcopy(learning).to("cpu", self._base.dtype)  # what learns stays in float32
                pipeline.save_pretrained(part, safe_serialization=True)
                shutil.rmtree(folder, ignore_errors=True)
                part.rename(folder)
        finally:
            pipeline.unet = learning
            shutil.rmtree(part, ignore_errors=True)
        return folder.name


def _adapter(rank: int) -> LoraConfig:
    # scale alpha / rank = 1: a loader that knows no alpha reads the file the same way
    return LoraConfig(r=rank, lora_alpha=rank, init_lora_weights="gaussian", target_modules=list(_ATTENTION))


def _written(tensors: dict[str, torch.Tensor], path: Path, metadata: dict[str, str]) -> None:
    part = files.part_of(path)
    try:
        with files.making_room(path):
            save_file({name: value.contiguous() for name, value in tensors.items()}, part, metadata=metadata)
            files.sync(part)
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    files.sync_folder(path.parent)


def _moment(file: Any, moment: str, name: str) -> torch.Tensor:
    value = file.get_tensor(f"{moment}.{name}")
    return value.cpu() if moment == "step" else value  # AdamW keeps its counts on the CPU
