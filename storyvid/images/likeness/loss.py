"""How far the model's guess is from the noise it was given: the loss that training lowers, and its fair measure."""

from collections.abc import Sequence
from typing import Any

import torch
from diffusers import DDPMScheduler
from diffusers.training_utils import compute_snr

from storyvid.errors import BadInput
from storyvid.images.likeness.base import Base
from storyvid.images.likeness.examples import Example, conditions

_SNR_GAMMA = 5.0
_MEASURED_PICTURES = 4
_MEASURED_TIMES = (0.1, 0.3, 0.5, 0.7, 0.9)  # of the noise schedule
_MEASURE_SEED = 20_011


class Loss:
    """The noise-prediction loss on one example at a time, weighted by min-SNR (Hang et al. 2023, gamma 5)."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._schedule = DDPMScheduler.from_config(base.pipeline.scheduler.config)
        self._kind = self._schedule.config.prediction_type
        if self._kind not in ("epsilon", "v_prediction"):
            raise BadInput(f"A model that predicts “{self._kind}” cannot be trained here.")

    def of(self, example: Example, generator: torch.Generator) -> torch.Tensor:
        """The loss at a time and with noise that the generator draws."""
        return self._at(example, int(torch.randint(0, self._times, (1,), generator=generator)), generator)

    @torch.no_grad()
    def measured(self, examples: Sequence[Example]) -> float:
        """The mean loss at the same times and with the same noise whenever it is asked, so that numbers compare."""
        generator = torch.Generator().manual_seed(_MEASURE_SEED)
        return sum(
            float(self._at(example, round(at * self._times), generator))
            for example in examples[:_MEASURED_PICTURES]
            for at in _MEASURED_TIMES
        ) / (len(examples[:_MEASURED_PICTURES]) * len(_MEASURED_TIMES))

    @property
    def _times(self) -> int:
        return self._schedule.config.num_train_timesteps

    def _at(self, example: Example, at: int, generator: torch.Generator) -> torch.Tensor:
        base, device = self._base, self._base.device
        # drawn on the CPU: the same numbers on every device
        latents = example.mean + example.spread * _drawn(example.mean, generator)
        noise, time = _drawn(latents, generator), torch.tensor([at], device=device)
        noisy = self._schedule.add_noise(latents, noise, time)
        with torch.autocast(device.type, dtype=base.dtype, enabled=base.dtype != torch.float32):
            guess = base.pipeline.unet(noisy, time, example.words.embeds, **conditions(base, example)).sample
        goal = noise if self._kind == "epsilon" else self._schedule.get_velocity(latents, noise, time)
        return torch.nn.functional.mse_loss(guess.float(), goal.float()) * self._weight(time)

    def _weight(self, time: torch.Tensor) -> Any:
        snr = compute_snr(self._schedule, time)
        capped = snr.clamp(max=_SNR_GAMMA)
        return (capped / (snr + 1) if self._kind == "v_prediction" else capped / snr.clamp(min=1e-8)).squeeze()


def _drawn(like: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    return torch.randn(like.shape, generator=generator).to(like.device, torch.float32)
