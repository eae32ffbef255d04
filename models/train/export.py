"""Turn trained weights into the data package's model: ONNX, int8, with its hash.

    python export.py --model model.pt --pairs FOLDER [--package ../reporter-semantic-en]

Says how far the int8 model is from the trained one on held-out pairs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from network import OUTPUTS, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

PACKAGE = Path(__file__).parent.parent / "reporter-semantic-en"


def write(network: Network, path: Path) -> None:
    """The network as ONNX with weights of 8 bits, one scale a column of a matrix."""
    network.eval()
    pieces = torch.randint(1000, 20000, (2, 24))
    types = torch.zeros_like(pieces)
    with tempfile.TemporaryDirectory() as scratch:
        plain, prepared = Path(scratch) / "plain.onnx", Path(scratch) / "prepared.onnx"
        torch.onnx.export(
            network,
            (pieces, types),
            plain,
            input_names=["pieces", "types"],
            output_names=["outputs"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in ("pieces", "types")}
            | {"outputs": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(plain, prepared, skip_symbolic_shape=True)
        quantize_dynamic(prepared, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    model = onnx.load(path)
    model.producer_name, model.producer_version, model.doc_string = "reporter-semantic-en", "", ""
    del model.metadata_props[:]
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, path)


def main() -> None:
    """Write model.onnx and model.json, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--package", type=Path, default=PACKAGE)
    options = parser.parse_args()
    torch.set_num_threads(1)
    network = Network()
    network.load_state_dict(torch.load(options.model))
    folder = options.package / "reporter_semantic_en"
    path = folder / "model.onnx"
    write(network, path)
    data = path.read_bytes()
    card = {"outputs": list(OUTPUTS), "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(card)


if __name__ == "__main__":
    main()
