"""What a training of a likeness is asked to do: frozen, checked, and kept as JSON in the run's folder."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from storyvid.errors import BadInput

Form = Literal["lora", "checkpoint"]
LEAST_PICTURES, MOST_PICTURES = 3, 200
MOST_STEPS = 20_000


@dataclass(frozen=True, kw_only=True)
class Training:
    """One training: whose likeness, on which model, for how long.

    `name` is the word that calls the character, put at the front of every caption: the character's own name, which
    stands in the prompt of every scene it is in.  `kind_words` say what it is one of ("a woman", "a fox"): pictures
    of that, painted by the untrained model, keep it from forgetting what others look like (prior preservation,
    Ruiz et al. 2023, DreamBooth, section 3.2).
    """

    character: str
    name: str
    kind_words: str
    model: str
    form: Form = "lora"
    steps: int = 800
    checkpoints: int = 4  # evenly spread; the last one is after the last step
    rank: int = 16
    learning_rate_millionths: int = 0  # 0: 100 for a LoRA, 5 for a checkpoint
    accumulated: int = 1  # pictures seen a step, one after another
    side_px: int = 0  # 0: what the model was trained at
    prior_percent: int = 100  # how much the kind's pictures count; 0: none are painted
    kind_pictures: int = 24
    sample_steps: int = 25  # of the pictures that training paints itself
    seed: int = 1

    @property
    def learning_rate(self) -> float:
        return (self.learning_rate_millionths or (100 if self.form == "lora" else 5)) / 1e6

    def checkpoint_steps(self) -> tuple[int, ...]:
        """The numbers of steps after which a checkpoint is kept."""
        return tuple(
            sorted({max(1, round(self.steps * at / self.checkpoints)) for at in range(1, self.checkpoints + 1)})
        )

    def caption(self, words: str = "") -> str:
        """What a picture is said to show: the name, then its own words, or the kind's where it has none."""
        return f"{self.name}, {words.strip() or self.kind_words}"


def checked(training: Training) -> Training:
    """The training itself.  Raises BadInput for what cannot be trained, saying what would."""
    limits = (
        ("steps", training.steps, 1, MOST_STEPS),
        ("checkpoints", training.checkpoints, 1, min(20, training.steps)),
        ("rank", training.rank, 1, 256),
        ("pictures a step", training.accumulated, 1, 32),
        ("weight of the kind's pictures in percent", training.prior_percent, 0, 200),
        ("pictures of the kind", training.kind_pictures, 0, 500),
        ("learning rate in millionths", training.learning_rate_millionths, 0, 100_000),
    )
    for what, value, least, most in limits:
        if not least <= value <= most:
            raise BadInput(f"{what[0].upper()}{what[1:]}: {least} to {most}, not {value}.")
    if training.side_px and not 32 <= training.side_px <= 2048:
        raise BadInput(f"Pictures are trained at 32 to 2048 pixels a side, not {training.side_px}.")
    if not training.name.strip() or not training.kind_words.strip():
        raise BadInput('Say what the character is called and what it is one of, as "a girl" or "a fox".')
    if not training.model.strip():
        raise BadInput("Name the model to train on: a folder, a .safetensors checkpoint or a name on the hub.")
    return training


def to_json(training: Training) -> str:
    """The training as JSON text."""
    return json.dumps(asdict(training), ensure_ascii=False, indent=1)


def from_json(text: str | bytes) -> Training:
    """The training that JSON text holds.  Raises BadInput when it is none."""
    try:
        return checked(Training(**json.loads(text)))
    except (ValueError, TypeError) as error:
        raise BadInput("training.json is damaged. Start the training anew.") from error
