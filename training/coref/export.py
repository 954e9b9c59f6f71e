"""The shipped weights: the encoder as int8 ONNX, the heads as float16 safetensors, the tokenizer, and their record."""

import argparse
import hashlib
import json
import math
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.coref.model import Reader, Sizes, new_encoder
from training.coref.train import encoder_folder

SHIPPED = Path(__file__).parents[2] / "storyvid" / "reading" / "coref" / "weights"


class PlainEncoder(nn.Module):
    """The encoder for one whole window without padding, in operations that any ONNX runtime has."""

    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader
        self.heads = reader.encoder.config.num_attention_heads

    def forward(self, pieces: Tensor, shapes: Tensor, quoted: Tensor) -> Tensor:
        """(n, h) vectors of n pieces, [CLS] and [SEP] among them."""
        embeddings = self.reader.encoder.embeddings
        x = embeddings.word_embeddings(pieces) + self.reader.shape(shapes) + self.reader.quoted(quoted)
        places = torch.cumsum(torch.ones_like(pieces), 0) - 1
        x = x + embeddings.position_embeddings(places) + embeddings.token_type_embeddings.weight[0]
        x = embeddings.LayerNorm(x)
        for layer in self.reader.encoder.encoder.layer:
            x = self._layer(layer, x)
        return x

    def _layer(self, layer: nn.Module, x: Tensor) -> Tensor:
        n, h = x.shape
        own = layer.attention.self
        q, k, v = (
            part(x).view(-1, self.heads, h // self.heads).transpose(0, 1) for part in (own.query, own.key, own.value)
        )
        weights = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(h // self.heads), -1)
        mixed = (weights @ v).transpose(0, 1).reshape(-1, h)
        x = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + x)
        inner = F.gelu(layer.intermediate.dense(x))
        return layer.output.LayerNorm(layer.output.dense(inner) + x)


def heads_of(reader: Reader) -> dict[str, np.ndarray]:
    """Everything but the encoder, as float16 arrays by parameter name."""
    own = {k: v for k, v in reader.state_dict().items() if not k.startswith(("encoder.", "shape.", "quoted."))}
    return {k: v.float().cpu().numpy().astype(np.float16) for k, v in own.items()}


def write_encoder(reader: Reader, path: Path) -> None:
    """The encoder as int8 ONNX (weights per channel, activations quantised as they come)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    plain = PlainEncoder(reader.eval().cpu().float())
    window = torch.randint(1000, 2000, (64,)), torch.zeros(64, dtype=torch.long), torch.zeros(64, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        names = ["pieces", "shapes", "quoted"]
        torch.onnx.export(
            plain, window, str(whole), input_names=names, output_names=["vectors"], dynamo=False,
            dynamic_axes={**{name: {0: "n"} for name in names}, "vectors": {0: "n"}}, opset_version=17,
        )  # fmt: skip
        quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)


def reader_of(checkpoint: Path) -> Reader:
    """The model of a checkpoint."""
    held = torch.load(checkpoint, map_location="cpu", weights_only=True)
    plan = held["plan"]
    sizes = Sizes(window=plan["window"], stride=plan["stride"], dropout=plan["dropout"])
    reader = Reader(new_encoder(encoder_folder()), sizes)
    reader.load_state_dict(held["reader"])
    return reader


def export(checkpoint: Path, folder: Path, *, record: dict) -> dict:
    """Writes the weights of a checkpoint into a folder and returns the record written beside them."""
    from safetensors.numpy import save_file

    held = torch.load(checkpoint, map_location="cpu", weights_only=True)
    plan, reader = held["plan"], reader_of(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    write_encoder(reader, folder / "encoder.onnx")
    save_file(heads_of(reader), folder / "heads.safetensors")
    shutil.copy(Path(encoder_folder()) / "tokenizer.json", folder / "tokenizer.json")
    digests = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir()) if path.name in ("encoder.onnx", "heads.safetensors", "tokenizer.json")
    }  # fmt: skip
    kept = ("epochs", "seed", "encoder_rate", "head_rate", "decay", "average", "blank", "minutes", "window", "stride")
    told = {
        "sizes": reader.settings(), "choice": {}, "plan": {key: plan[key] for key in kept}, "dev": held["dev"],
        "data": "LitBank, official fold 0, train (CC BY 4.0)",
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0)", "sha256": digests, **record,
    }  # fmt: skip
    (folder / "record.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--choice", type=json.loads, default={}, help="the decoder's settings as JSON")
    options = parser.parse_args()
    print(json.dumps(export(options.checkpoint, options.out, record={"choice": options.choice}), indent=2))


if __name__ == "__main__":
    main()
