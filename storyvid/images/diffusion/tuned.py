"""Tuned checkpoints: weights between the base and what was trained, at any level, scene by scene.

A level is linear interpolation in weight space (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"):
0 is the base to the bit, 100 the tuned model to the bit.  Two characters add up their differences from the base.
"""

from collections import OrderedDict
from typing import Any

from storyvid.errors import BadInput
from storyvid.images.diffusion import sources
from storyvid.images.diffusion.machine import Machine
from storyvid.images.diffusion.studio import Studio, opened
from storyvid.recipes import Likeness

_PARTS = ("unet", "transformer", "text_encoder", "text_encoder_2", "text_encoder_3", "vae")
_CACHE_SHARE = 0.25  # of the free memory, for levels kept

Levels = tuple[tuple[str, int], ...]
States = dict[str, dict[str, Any]]


class Tuned:
    """The base's weights, those of every tuned checkpoint asked for, and the levels met so far."""

    def __init__(self, studio: Studio) -> None:
        self.base = _states(studio.pipeline)
        self.level: Levels = ()
        self._tuned: dict[str, States] = {}
        self._kept: OrderedDict[Levels, States] = OrderedDict()

    def put(self, studio: Studio, levels: Levels) -> None:
        """Gives the pipeline the weights of the levels. Raises BadInput for a checkpoint of another model."""
        if levels == self.level:
            return
        _copy(self.between(studio, levels), studio.pipeline)
        self.level = levels

    def between(self, studio: Studio, levels: Levels) -> States:
        """The weights of the levels: part, name, tensor; kept for the next scene that asks for them."""
        if not levels:
            return self.base
        if levels not in self._kept:
            self._kept[levels] = mixed(self.base, [(self._of(studio, sha256), pct) for sha256, pct in levels])
            while len(self._kept) > 1 and sum(map(_bytes, self._kept.values())) > _room():
                self._kept.popitem(last=False)
        self._kept.move_to_end(levels)
        return self._kept[levels]

    def _of(self, studio: Studio, sha256: str) -> States:
        if sha256 not in self._tuned:
            other = _opened(studio, sha256)
            states = _states(other.pipeline)
            if _shapes(states) != _shapes(self.base):
                raise BadInput(
                    f"The checkpoint “{other.title}” was not tuned from {studio.title}: its weights have other shapes. "
                    "Choose the model that it was tuned from."
                )
            self._tuned[sha256] = states
        return self._tuned[sha256]


def with_checkpoints(studio: Studio, likenesses: tuple[Likeness, ...]) -> None:
    """Turns the pipeline's weights to the levels of the likenesses that are whole checkpoints."""
    levels = tuple(
        (likeness.weights, min(100, likeness.trainedness_percent))
        for likeness in likenesses
        if likeness.form == "checkpoint" and likeness.trainedness_percent > 0
    )
    if not levels and studio.tuned is None:
        return
    if studio.tuned is None:
        _let_go_of_loras(studio)
        studio.tuned = Tuned(studio)
    studio.tuned.put(studio, levels)


def mixed(base: States, tuned: list[tuple[States, int]]) -> States:
    """The base moved towards each tuned model by its percentage."""
    import torch

    (first, percent), *others = tuned
    states: States = {}
    for part, tensors in base.items():
        states[part] = {}
        for name, tensor in tensors.items():
            if not tensor.is_floating_point():
                states[part][name] = tensor
                continue
            # in single precision: half of it would lose what a small step changes
            start = tensor.float()
            between = torch.lerp(start, first[part][name].float(), percent / 100)
            for states_of, pct in others:
                between += (states_of[part][name].float() - start) * (pct / 100)
            states[part][name] = between.to(tensor.dtype)
    return states


def _opened(studio: Studio, sha256: str) -> Studio:
    from dataclasses import replace

    settings = replace(studio.settings, model=f"{sources.BROUGHT}{sha256}", revision="main", lora="", lora_file="")
    if not settings.config and sources.find(settings.model).is_single:
        settings = replace(settings, config=studio.settings.config or studio.settings.model)
    precision = studio.machine.precision
    return opened(settings, Machine(precision=precision))


def _states(pipeline: Any) -> States:
    parts = ((name, getattr(pipeline, name, None)) for name in _PARTS)
    return {
        name: {key: tensor.detach().to("cpu", copy=True) for key, tensor in _plain(part.state_dict()).items()}
        for name, part in parts
        if part is not None
    }


def _copy(states: States, pipeline: Any) -> None:
    import torch

    with torch.no_grad():
        for name, tensors in states.items():
            there = _plain(getattr(pipeline, name).state_dict())
            for key, tensor in tensors.items():
                there[key].copy_(tensor)


def _plain(state: dict[str, Any]) -> dict[str, Any]:
    """The weights by their own names, without those that adapters hang beside them."""
    kept = {key: tensor for key, tensor in state.items() if "lora_" not in key and "encoder_hid_proj" not in key}
    kept = {key: tensor for key, tensor in kept.items() if ".processor." not in key}
    return {key.replace(".base_layer.", ".").removeprefix("_orig_mod."): tensor for key, tensor in kept.items()}


def _let_go_of_loras(studio: Studio) -> None:
    if studio.adapters:
        studio.pipeline.unload_lora_weights()
        studio.adapters.clear()


def _shapes(states: States) -> dict[str, tuple[int, ...]]:
    return {f"{part}.{name}": tuple(t.shape) for part, tensors in states.items() for name, t in tensors.items()}


def _bytes(states: States) -> int:
    return sum(t.numel() * t.element_size() for tensors in states.values() for t in tensors.values())


def _room() -> float:
    import psutil

    return psutil.virtual_memory().available * _CACHE_SHARE
