"""Voices of a few hundred bytes in the formats of Piper and Kokoro: a tone a phoneme, as long as the speed asks."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

_PHONEMES = "abcdefghijklmnopqrstuvwxyzæðŋɐɑɒɔəɚɛɜɡɪɹʃʊʌʒʔːˈˌθᵻɾˑ"


def write_piper(folder: Path, name: str, *, speakers: int = 1) -> Path:
    """A voice of Piper: 512 samples a phoneme at length scale 1, at 22.05 kHz."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    inputs = [_input("input", TensorProto.INT64, [1, "n"]), _input("input_lengths", TensorProto.INT64, [1])]
    inputs.append(_input("scales", TensorProto.FLOAT, [3]))
    nodes = [
        helper.make_node("Gather", ["scales", "one"], ["length"], axis=0),
        helper.make_node("Mul", ["length", "samples"], ["each"]),
        *_tones("input", "output", [1, 1, -1]),
    ]
    constants = {"one": np.array(1, np.int64), "samples": np.array(512, np.float32)}
    _write(path, nodes, inputs, [1, 1, "m"], constants)
    identifiers = {"_": [0], "^": [1], "$": [2], " ": [3]}
    identifiers |= {phoneme: [at] for at, phoneme in enumerate(_PHONEMES, 4)}
    config = {
        "audio": {"sample_rate": 22050},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": identifiers,
        "num_symbols": 256,
        "num_speakers": speakers,
        "speaker_id_map": {},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(config), "utf-8")
    return path


def write_kokoro(folder: Path, *names: str) -> None:
    """A model of Kokoro, 600 samples a phoneme at speed 1, and styles for its voices."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [_input("tokens", TensorProto.INT64, [1, "n"]), _input("style", TensorProto.FLOAT, [1, 256])]
    inputs.append(_input("speed", TensorProto.FLOAT, [1]))
    nodes = [
        helper.make_node("Div", ["samples", "speed"], ["shares"]),
        helper.make_node("Squeeze", ["shares", "axis"], ["each"]),
        *_tones("tokens", "audio", [-1]),
    ]
    constants = {"samples": np.array([600], np.float32), "axis": np.array([0], np.int64)}
    _write(folder / "kokoro-v1.0.onnx", nodes, inputs, ["m"], constants)
    styles = {name: np.full((510, 1, 256), 0.1, np.float32) for name in names}
    with (folder / "voices-v1.0.bin").open("wb") as file:
        np.savez(file, **styles)


def _tones(tokens: str, out: str, shape: list[int]) -> list[onnx.NodeProto]:
    """sin(pitch of the token x time), `each` samples a token; token 0 and 3 (padding, space) are silent."""
    return [
        helper.make_node("Cast", [tokens], ["heights"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["heights", "step"], ["above"]),
        helper.make_node("Add", ["above", "lowest"], ["pitches"]),
        helper.make_node("Reshape", ["pitches", "column"], ["pitch"]),
        helper.make_node("Range", ["zero", "each", "unit"], ["time"]),
        helper.make_node("Mul", ["pitch", "time"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["wave"]),
        helper.make_node("Mul", ["wave", "level"], ["soft"]),
        helper.make_node("Constant", [], ["shape"], value=onnx.numpy_helper.from_array(np.array(shape, np.int64))),
        helper.make_node("Reshape", ["soft", "shape"], [out]),
    ]


def _input(name: str, kind: int, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def _write(path: Path, nodes: list, inputs: list, shape: list, constants: dict[str, np.ndarray]) -> None:
    constants |= {
        "step": np.array(0.002, np.float32),
        "lowest": np.array(0.03, np.float32),
        "level": np.array(0.2, np.float32),
        "zero": np.array(0, np.float32),
        "unit": np.array(1, np.float32),
        "column": np.array([-1, 1], np.int64),
    }
    held = [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()]
    outputs = [_input(nodes[-1].output[0], TensorProto.FLOAT, shape)]
    graph = helper.make_graph(nodes, "tones", inputs, outputs, held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save(model, str(path))
