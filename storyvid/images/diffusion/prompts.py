"""Prompts: words into embeddings, once a prompt; long ones in pieces of CLIP's 77 tokens, never cut.

Families that read with a language model take so many tokens and no more; what is past them is told with the picture.
A piece is 75 tokens between CLIP's start and end marks; pieces are encoded apart and laid end to end, which the
cross attention takes at any length.  This is how the web interfaces read long prompts, so prompts carry over.
"""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from storyvid.images.diffusion.families import FEW_STEPS_TOKENS
from storyvid.images.diffusion.studio import Studio

_BACK = 20  # how far before a piece's end a comma is looked for, to part between phrases


@dataclass(frozen=True, kw_only=True)
class Words:
    """A prompt as the pipeline takes it: embeddings of one picture, or the words where it reads them itself."""

    embeddings: dict[str, Any] = field(default_factory=dict)
    text: dict[str, str] = field(default_factory=dict)
    notice: str = ""  # what of them is not heeded
    remembered: dict[str, Any] = field(default_factory=dict)  # what the pipeline itself has read of the text

    def times(self, count: int) -> dict[str, Any]:
        """Keywords of the pipeline's call for so many pictures."""
        repeated = {name: held.repeat_interleave(count, dim=0) for name, held in self.embeddings.items()}
        return {**repeated, **{name: [text] * count for name, text in self.text.items()}}


def read(studio: Studio, prompt: str, negative: str = "") -> Words:
    """The prompt and what shall not be there, as the studio's family reads them."""
    import torch

    room = room_of(studio)
    with torch.inference_mode():
        if studio.family.is_older:
            return Words(embeddings=_clip(studio, prompt, negative))
        notice = _unread(studio, prompt, room)
        if studio.family.name == "flux":
            return Words(embeddings=_flux(studio, prompt, room), notice=notice)
        if studio.family.name == "sd3":
            return Words(embeddings=_sd3(studio, prompt, negative), notice=notice)
    return Words(text=_text(studio, prompt, negative), notice=f"{notice} {_unheeded(studio, negative)}".strip())


@contextmanager
def once(pipeline: Any, words: Words) -> Iterator[None]:
    """Has a pipeline that reads words itself read them once, however many calls ask for the same."""
    reads = pipeline.encode_prompt if words.text and hasattr(pipeline, "encode_prompt") else None
    if reads is None:
        yield
        return

    def reading(*args: Any, **named: Any) -> Any:
        asked = repr((args, sorted(named.items())))
        if asked not in words.remembered:
            words.remembered[asked] = reads(*args, **named)
        return words.remembered[asked]

    pipeline.encode_prompt = reading
    try:
        yield
    finally:
        del pipeline.encode_prompt


def room_of(studio: Studio) -> int | None:
    """How many tokens of a prompt the loaded pipeline reads; None where it reads all, or does not say."""
    family, pipeline = studio.family, studio.pipeline
    if family.piece:
        return None
    if family.name == "sd3" and pipeline.text_encoder_3 is None:  # people leave its largest reader out
        return pipeline.tokenizer_max_length
    if family.name == "flux" and not pipeline.transformer.config.guidance_embeds:
        return FEW_STEPS_TOKENS
    default = inspect.signature(pipeline.__call__).parameters.get("max_sequence_length")
    return family.tokens or (default.default if default and isinstance(default.default, int) else None)


def _unread(studio: Studio, prompt: str, room: int | None) -> str:
    """Says so where the end of the prompt is past what is read."""
    reader = getattr(studio.pipeline, studio.family.reader, None) or getattr(studio.pipeline, "tokenizer", None)
    if room is None or reader is None:
        return ""
    around = getattr(studio.pipeline, "system_prompt", "")  # Lumina's own words take of the same room
    count = len(reader(f"{around} {prompt}".strip(), truncation=False, verbose=False).input_ids)
    if count <= room:
        return ""
    return f"The prompt is about {count} tokens long, and this model reads {room}: its end was not heeded. Shorten it."


def _unheeded(studio: Studio, negative: str) -> str:
    if not negative or (studio.settings.is_guided and "negative_prompt" in studio.takes_words):
        return ""
    return "This model, with these settings, heeds no words to avoid."


def _text(studio: Studio, prompt: str, negative: str) -> dict[str, str]:
    """The words for a pipeline that reads them itself."""
    text, takes = {"prompt": prompt}, studio.takes_words
    # Qwen-Image weighs nothing against nothing: without words to avoid it is not guided at all
    if "true_cfg_scale" in takes and studio.settings.is_guided:
        negative = negative or " "
    if negative and "negative_prompt" in takes:
        text["negative_prompt"] = negative
    return text


def pieces(ids: list[int], words: list[str], *, room: int) -> list[list[int]]:
    """The tokens in pieces of at most `room`, parted after a comma near the end, else between words.

    `words` are the tokens as CLIP writes them: the last of a word ends with `</w>`.
    """
    cut, at = [], 0
    while len(ids) - at > room:
        end = _parting(words, at, at + room)
        cut.append(ids[at:end])
        at = end
    return [*cut, ids[at:]]


def _parting(words: list[str], start: int, end: int) -> int:
    commas = (at + 1 for at in range(end - 1, max(start, end - 1 - _BACK), -1) if words[at] == ",</w>")
    ends = (at + 1 for at in range(end - 1, start, -1) if words[at].endswith("</w>"))
    return next(commas, None) or next(ends, None) or end


def _clip(studio: Studio, prompt: str, negative: str) -> dict[str, Any]:
    import torch

    pipeline = studio.pipeline
    read_by = [(pipeline.tokenizer, pipeline.text_encoder)]
    if studio.family.name == "sdxl":
        read_by = [pair for pair in (*read_by, (pipeline.tokenizer_2, pipeline.text_encoder_2)) if pair[1] is not None]
    wanted = [[_tokens(tokenizer, text) for tokenizer, _ in read_by] for text in (prompt, negative)]
    count = max(len(cut) for sides in wanted for cut in sides)
    sides = []
    for per_reader in wanted:
        each = [
            _encoded(studio, tokenizer, encoder, cut, count)
            for (tokenizer, encoder), cut in zip(read_by, per_reader, strict=True)
        ]
        sides.append((torch.cat([states for states, _ in each], dim=-1), each[-1][1]))
    (words, pooled), (unwanted, unwanted_pooled) = sides
    if studio.family.name == "sd":
        return {"prompt_embeds": words, "negative_prompt_embeds": unwanted}
    if not negative and pipeline.config.get("force_zeros_for_empty_prompt"):
        unwanted, unwanted_pooled = torch.zeros_like(words), torch.zeros_like(pooled)
    return {
        "prompt_embeds": words,
        "negative_prompt_embeds": unwanted,
        "pooled_prompt_embeds": pooled,
        "negative_pooled_prompt_embeds": unwanted_pooled,
    }


def _tokens(tokenizer: Any, text: str) -> list[list[int]]:
    ids = tokenizer(text, add_special_tokens=False, truncation=False, verbose=False).input_ids
    return pieces(ids, tokenizer.convert_ids_to_tokens(ids), room=tokenizer.model_max_length - 2)


def _encoded(studio: Studio, tokenizer: Any, encoder: Any, cut: list[list[int]], count: int) -> tuple[Any, Any]:
    """Hidden states (1, count x 77, width) of the pieces end to end, and the first piece's pooled state."""
    import torch

    length = tokenizer.model_max_length
    rows = []
    for piece in [*cut, *[[] for _ in range(count - len(cut))]]:
        row = [tokenizer.bos_token_id, *piece, tokenizer.eos_token_id]
        rows.append(row + [tokenizer.pad_token_id] * (length - len(row)))
    device = studio.pipeline._execution_device
    read = encoder(torch.tensor(rows, device=device), output_hidden_states=True)
    states = read.hidden_states[-2] if studio.family.name == "sdxl" else read.last_hidden_state
    return states.reshape(1, -1, states.shape[-1]), read[0][:1]


def _flux(studio: Studio, prompt: str, room: int | None) -> dict[str, Any]:
    words, pooled, _ = studio.pipeline.encode_prompt(
        prompt=prompt, prompt_2=None, device=studio.pipeline._execution_device, max_sequence_length=room
    )
    return {"prompt_embeds": words, "pooled_prompt_embeds": pooled}


def _sd3(studio: Studio, prompt: str, negative: str) -> dict[str, Any]:
    guided = studio.settings.is_guided
    words, unwanted, pooled, unwanted_pooled = studio.pipeline.encode_prompt(
        prompt=prompt,
        prompt_2=None,
        prompt_3=None,
        negative_prompt=negative or None,
        do_classifier_free_guidance=guided,
        device=studio.pipeline._execution_device,
        max_sequence_length=studio.family.tokens,
    )
    held = {"prompt_embeds": words, "pooled_prompt_embeds": pooled}
    if guided:
        held |= {"negative_prompt_embeds": unwanted, "negative_pooled_prompt_embeds": unwanted_pooled}
    return held
