"""Training from beginning to end: pictures of the kind, examples, steps, checkpoints; going on where it was left.

DreamBooth on the U-Net alone (Ruiz et al. 2023) with low-rank adapters (Hu et al. 2022), as in the training examples
of diffusers: latents and captions are made once, text encoders and VAE leave the device, gradients are checkpointed.
Every step's draw is seeded by its number, so a run that was stopped learns what one that was not would have.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import torch

from storyvid.errors import Cancelled, ModelFailed, StoryvidError
from storyvid.images.likeness import base as bases
from storyvid.images.likeness.base import Base
from storyvid.images.likeness.examples import Example, encoded
from storyvid.images.likeness.learner import Learner
from storyvid.images.likeness.loss import Loss
from storyvid.images.likeness.painting import painted
from storyvid.images.likeness.pictures import paths_in, words_of
from storyvid.images.likeness.run import Checkpoint, Run, State

Tell = Callable[[State], None]
_KEPT_EVERY_STEPS = 50
_TOLD_EVERY_S = 0.5
_LOSS_POINTS = 60


class Report:
    """What a run says of itself: on the disk, and to whoever started it."""

    def __init__(self, run: Run, tell: Tell) -> None:
        self._run, self._tell = run, tell
        self.state, self._told_at = replace(run.told(), message=""), float("-inf")

    def say(self, *, now: bool = True, **changed: object) -> None:
        """Changes the state; writes it at once, or when the last writing is a while ago."""
        self.state = replace(self.state, **changed)  # type: ignore[arg-type]
        if now or time.monotonic() - self._told_at >= _TOLD_EVERY_S:
            self._told_at = time.monotonic()
            self._run.tell(self.state)
            self._tell(self.state)


def train(run: Run, *, tell: Tell = lambda state: None) -> State:
    """Trains until the end, or until the run is asked to stop; returns the last state.

    Raises StoryvidError, which the state then holds too; Conflict while another process is at work on the run.
    """
    _ = run.training  # a folder that holds none is left alone
    with run.claimed():
        report, message = Report(run, tell), "It ended unexpectedly; log.txt in its folder says more. Go on from here."
        try:
            _trained(run, report)
            message = ""
        except (Cancelled, KeyboardInterrupt):
            message = ""
            report.say(stage="stopped", seconds_left=None)
        except torch.OutOfMemoryError as error:
            message = _memory_advice(run)
            raise ModelFailed(message) from error
        except StoryvidError as error:
            message = str(error)
            raise
        finally:
            if message:
                report.say(stage="failed", message=message, seconds_left=None)
        return report.state


def _trained(run: Run, report: Report) -> None:
    training = run.training
    if report.state.stage == "done":
        return

    def heed() -> None:
        if run.asked_to_stop():
            raise Cancelled("The training was stopped.")

    report.say(stage="preparing", steps=training.steps, device=bases.device_title(bases.the_device()))
    base = bases.opened(training.model)
    side_px = training.side_px or base.side_px
    _paint_kind(run, base, report, side_px, heed)
    report.say(stage="preparing")
    own = encoded(base, [(path, training.caption(words_of(path))) for path in paths_in(run.pictures)], side_px=side_px)
    heed()
    kind = encoded(base, [(path, training.kind_words) for path in paths_in(run.kind)], side_px=side_px)
    base.only_unet()
    learner, loss = Learner(base, training), Loss(base)
    if (run.folder / "resume.safetensors").exists():
        learner.go_on_from(run.folder / "resume.safetensors")
        report.say(losses=tuple(one for one in report.state.losses if one[0] <= learner.step))
    else:
        report.say(start_loss=loss.measured(own), checkpoints=(), losses=())
    _learn(run, base, learner, loss, own, kind, report, heed)
    (run.folder / "resume.safetensors").unlink(missing_ok=True)
    report.say(stage="done", seconds_left=None, memory_mb=bases.memory_mb(base.device))


def _paint_kind(run: Run, base: Base, report: Report, side_px: int, heed: Callable[[], None]) -> None:
    training = run.training
    wanted = training.kind_pictures if training.prior_percent else 0
    missing = [at for at in range(wanted) if not (run.kind / f"{at:03}.png").exists()]
    if not missing:
        return
    base.on_device()
    for at in missing:
        report.say(stage="painting", painted=wanted - len(missing) + missing.index(at), to_paint=wanted)
        path, seed = run.kind / f"{at:03}.png", training.seed * 1000 + at
        steps = training.sample_steps
        painted(base, training.kind_words, path, seed=seed, steps=steps, side_px=side_px, heed=heed)
    report.say(painted=wanted, to_paint=wanted)


def _learn(
    run: Run,
    base: Base,
    learner: Learner,
    loss: Loss,
    own: Sequence[Example],
    kind: Sequence[Example],
    report: Report,
    heed: Callable[[], None],
) -> None:
    training, kept_at = run.training, set(run.training.checkpoint_steps())
    begun_at, begun, gathered = time.monotonic(), learner.step, []
    base.pipeline.unet.train()
    report.say(stage="training", step=learner.step)
    while learner.step < training.steps:
        if run.asked_to_stop():
            learner.keep(run.folder / "resume.safetensors")
            heed()
        gathered.append(_step(run, learner, loss, own, kind))
        each = (time.monotonic() - begun_at) / (learner.step - begun)
        left = round(each * (training.steps - learner.step))
        changed: dict = {"step": learner.step, "seconds_left": left}
        if len(gathered) >= max(1, training.steps // _LOSS_POINTS):
            changed["losses"] = (*report.state.losses, (learner.step, round(sum(gathered) / len(gathered), 5)))
            gathered = []
        report.say(now=False, **changed)
        if learner.step in kept_at:
            _checkpoint(run, base, learner, loss, own, report, heed)
        if learner.step in kept_at or (training.form == "lora" and learner.step % _KEPT_EVERY_STEPS == 0):
            learner.keep(run.folder / "resume.safetensors")


def _step(run: Run, learner: Learner, loss: Loss, own: Sequence[Example], kind: Sequence[Example]) -> float:
    """One step: its pictures are drawn by a generator that the step's number seeds; returns the loss on them."""
    training = run.training
    generator = torch.Generator().manual_seed(training.seed * 1_000_003 + learner.step)
    total = 0.0
    for _ in range(training.accumulated):
        learnt = loss.of(_one_of(own, generator), generator)
        total += learnt.item() / training.accumulated
        learner.back(learnt / training.accumulated)
        if kind:  # a pass of its own: half the memory of one batch with both
            prior = loss.of(_one_of(kind, generator), generator) * (training.prior_percent / 100)
            learner.back(prior / training.accumulated)
    learner.learn()
    return total


def _one_of(examples: Sequence[Example], generator: torch.Generator) -> Example:
    return examples[int(torch.randint(0, len(examples), (1,), generator=generator))]


def _checkpoint(
    run: Run,
    base: Base,
    learner: Learner,
    loss: Loss,
    own: Sequence[Example],
    report: Report,
    heed: Callable[[], None],
) -> None:
    training, file = run.training, learner.publish(run.folder)
    picture = f"step-{learner.step:06}.png"
    base.on_device()
    side_px = training.side_px or base.side_px
    painted(
        base,
        training.caption(),
        run.folder / picture,
        seed=training.seed,
        steps=training.sample_steps,
        side_px=side_px,
        heed=lambda: None,  # a stop waits for the checkpoint
    )
    base.only_unet()
    made = Checkpoint(step=learner.step, loss=round(loss.measured(own), 5), file=file, picture=picture)
    others = tuple(one for one in report.state.checkpoints if one.step != learner.step)
    report.say(checkpoints=tuple(sorted((*others, made), key=lambda one: one.step)))


def _memory_advice(run: Run) -> str:
    smaller = "a smaller --size" if run.training.form == "lora" else "--form lora, which takes a fraction of it"
    return f"The GPU's memory is not enough. Close what else uses it, or try {smaller}; then go on from here."
