"""The embedded reader's encoder: windows of word pieces through ONNX, one at a time, words' vectors out."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from storyvid.reading.coref.embedded_words import Words

_CLS, _SEP, _UNKNOWN = 101, 102, 100
_BATCH = 2000  # words given to the tokenizer at once


class Encoder:
    """An int8 MiniLM with case, shape and quote features; one thread."""

    def __init__(self, folder: Path, *, window: int, stride: int):
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # windows differ in length: an arena would grow with the text
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._window, self._stride = window, stride

    def pieces(self, tokens: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        """(n,) ids of the pieces of all words and (n,) the word of each; every word has at least one."""
        ids, owners = [], []
        for low in range(0, len(tokens), _BATCH):
            part = list(tokens[low : low + _BATCH])
            coded = self._tokenizer.encode(part, is_pretokenized=True, add_special_tokens=False)
            found, owner = np.array(coded.ids, np.int64), np.array(coded.word_ids, np.int64)
            missing = np.setdiff1d(np.arange(len(part)), owner)  # words of characters that the tokenizer strips
            owner = np.concatenate([owner, missing])
            found = np.concatenate([found, np.full(len(missing), _UNKNOWN)])
            order = np.argsort(owner, kind="stable")
            ids.append(found[order])
            owners.append(owner[order] + low)
        if not ids:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(ids), np.concatenate(owners)

    def vectors(self, words: Words) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The vectors of the first and of the last piece of every word, (n, h) each, stretch after stretch."""
        ids, owners = self.pieces(words.tokens)
        shapes, quoted = words.shapes[owners], (words.quotes[owners] > 0).astype(np.int64)
        held = np.zeros((0, 0), np.float32)
        word, at = 0, 0  # the first word not given yet and its first piece
        for start, low, high in zip(*windows_of(len(ids), self._window, self._stride), strict=True):
            part = slice(start, start + self._window)
            vectors = self._run(ids[part], shapes[part], quoted[part])[low - start : high - start]
            held = np.concatenate([held, vectors]) if len(held) else vectors
            whole = int(owners[high]) if high < len(ids) else len(words)  # words wholly known by now
            first = np.searchsorted(owners, np.arange(word, whole), "left") - at
            last = np.searchsorted(owners, np.arange(word, whole), "right") - 1 - at
            yield held[first], held[last]
            gone = int(np.searchsorted(owners, whole)) - at
            held, word, at = held[gone:], whole, at + gone

    def _run(self, ids: np.ndarray, shapes: np.ndarray, quoted: np.ndarray) -> np.ndarray:
        told = {
            "pieces": np.concatenate([[_CLS], ids, [_SEP]]),
            "shapes": np.concatenate([[0], shapes, [0]]),
            "quoted": np.concatenate([[0], quoted, [0]]),
        }
        return self._session.run(None, told)[0][1:-1]


def windows_of(n: int, window: int, stride: int) -> tuple[list[int], list[int], list[int]]:
    """Starts of windows over n pieces, and the half-open ranges kept of each: where it is the most central."""
    if n <= window:
        return ([0], [0], [n]) if n else ([], [], [])
    starts = [0]
    while starts[-1] + window < n:
        starts.append(min(starts[-1] + stride, n - window))
    middles = [(later + earlier + window) // 2 for earlier, later in zip(starts, starts[1:], strict=False)]
    return starts, [0, *middles], [*middles, n]
