"""The model: BERT with six layers of 384, four outputs."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

VOCABULARY, WIDTH, LAYERS, HEADS, INNER, PLACES, TYPES = 30522, 384, 6, 12, 1536, 512, 4
OUTPUTS = ("forward", "backward", "conflict", "aligned")
"""Probabilities, before the logistic curve: right follows from left; left follows from right; they conflict; they report
one proposition."""


class Layer(nn.Module):
    """Self-attention and two linear layers, normalised afterwards as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = hidden.shape
        query, key, value = (
            self.mixed(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        )
        weights = torch.softmax(query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, -1)
        weights = F.dropout(weights, self.dropout, self.training)
        mixed = (weights @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        drop = lambda values: F.dropout(values, self.dropout, self.training)  # noqa: E731
        hidden = self.first_norm(hidden + drop(self.attended(mixed)))
        return self.second_norm(hidden + drop(self.outer(F.gelu(self.inner(hidden)))))


class Network(nn.Module):
    """Pieces and types to four numbers."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.types = nn.Embedding(TYPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.pooled = nn.Linear(2 * WIDTH, WIDTH)
        self.outputs = nn.Linear(WIDTH, len(OUTPUTS))
        self.dropout = dropout

    def forward(self, pieces: Tensor, types: Tensor) -> Tensor:
        """Of a batch padded with piece 0: the outputs before the logistic curve."""
        there = (pieces != 0).unsqueeze(-1)
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.norm(self.pieces(pieces) + self.places(places) + self.types(types))
        hidden = F.dropout(hidden, self.dropout, self.training)
        mask = torch.where(pieces != 0, 0.0, -10000.0).to(hidden.dtype)[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, mask)
        total = there.sum(1).clamp(min=1).to(hidden.dtype)
        mean = (hidden * there).sum(1) / total
        pooled = torch.tanh(self.pooled(torch.cat([hidden[:, 0], mean], -1)))
        return self.outputs(F.dropout(pooled, self.dropout, self.training))

    def start_from(self, path: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2; both rows of a segment's types begin as the segment's own."""
        stored = _tensors(path)
        take = lambda name: stored[name.removeprefix("bert.")]  # noqa: E731
        with torch.no_grad():
            self.pieces.weight.copy_(take("embeddings.word_embeddings.weight"))
            self.places.weight.copy_(take("embeddings.position_embeddings.weight"))
            self.types.weight.copy_(take("embeddings.token_type_embeddings.weight").repeat(2, 1))
            _linear(self.norm, stored, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                base = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    parts = [
                        take(f"{base}attention.self.{name}.{kind}") for name in ("query", "key", "value")
                    ]
                    getattr(layer.mixed, kind).copy_(torch.cat(parts))
                _linear(layer.attended, stored, f"{base}attention.output.dense")
                _linear(layer.first_norm, stored, f"{base}attention.output.LayerNorm")
                _linear(layer.inner, stored, f"{base}intermediate.dense")
                _linear(layer.outer, stored, f"{base}output.dense")
                _linear(layer.second_norm, stored, f"{base}output.LayerNorm")


def _linear(module: nn.Module, stored: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(stored[f"{name}.weight"])
    module.bias.copy_(stored[f"{name}.bias"])


def _tensors(path: Path) -> dict[str, Tensor]:
    """The float tensors of a safetensors file: a length, a JSON head, then bytes."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    head = json.loads(data[8 : 8 + size])
    found = {}
    for name, entry in head.items():
        if entry.get("dtype") == "F32" if name != "__metadata__" else False:
            first, last = entry["data_offsets"]
            raw = bytearray(data[8 + size + first : 8 + size + last])
            found[name] = torch.frombuffer(raw, dtype=torch.float32).reshape(entry["shape"]).clone()
    return found
