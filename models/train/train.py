"""Train the model on pairs.

    python train.py --pairs FOLDER --base model.safetensors --out FOLDER [--passes 2] [--threads 2] [--resume]

FOLDER of pairs is what pairs.py wrote. A checkpoint is kept every few minutes; ``--resume`` goes on from it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from network import OUTPUTS, Network
from torch.nn import functional as F  # noqa: N812

sys.path.insert(0, str(Path(__file__).parent.parent / "reporter-semantic-en"))
from reporter_semantic_en import wordpiece

SEED = 7
BATCH_PIECES = 2048
"""Pieces of a batch, padding included."""
RATE, HEAD_RATE = 1e-4, 4e-4
WARM_UP = 0.06
CHECKPOINT_SECONDS = 240
TIMES = {"summedits": 3, "summedits-doc": 2, "fever_symmetric": 3, "qa_align": 2, "healthver": 2, "rte": 2}
"""Small sets are shown more often in a pass."""
SHARE = {"mnli": 0.7, "snli": 0.35, "climate_fever": 0.5}
"""Large sets far from news are shown in part."""


class Example(NamedTuple):
    """A pair ready for the model."""

    source: str
    left: tuple[wordpiece.Word, ...]
    right: tuple[wordpiece.Word, ...]
    targets: tuple[float, ...]
    weights: tuple[float, ...]
    """0 where the target is not known."""
    size: int


def examples(path: Path) -> list[Example]:
    """The pairs of a file."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            left, right = wordpiece.words(row["left"]), wordpiece.words(row["right"])
            known = [row[name] for name in OUTPUTS]
            targets = tuple(0.0 if value is None else float(value) for value in known)
            weights = tuple(0.0 if value is None else row["weight"] for value in known)
            size = len(wordpiece.encode(left, right)[0])
            found.append(Example(row["source"], left, right, targets, weights, size))
    return found


def batch(chosen: Sequence[Example], chance: random.Random | None = None) -> tuple[torch.Tensor, ...]:
    """Pieces, types, targets and weights; with ``chance`` the two sentences change places now and then."""
    rows, targets, weights = [], [], []
    for one in chosen:
        left, right, target, weight = one.left, one.right, one.targets, one.weights
        if chance and chance.random() < 0.5:
            left, right = right, left
            target = (target[1], target[0], *target[2:])
            weight = (weight[1], weight[0], *weight[2:])
        rows.append(wordpiece.encode(left, right))
        targets.append(target)
        weights.append(weight)
    width = max(len(pieces) for pieces, _ in rows)
    pad = lambda values: values + [0] * (width - len(values))  # noqa: E731
    return (
        torch.tensor([pad(pieces) for pieces, _ in rows]),
        torch.tensor([pad(types) for _, types in rows]),
        torch.tensor(targets),
        torch.tensor(weights),
    )


def batches(pool: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """One pass: pairs of like length together, the batches in random order."""
    shown = []
    for one in pool:
        if chance.random() < SHARE.get(one.source, 1.0):
            shown += [one] * TIMES.get(one.source, 1)
    chance.shuffle(shown)
    made = []
    for start in range(0, len(shown), 2000):
        current: list[Example] = []
        for one in sorted(shown[start : start + 2000], key=lambda example: example.size):
            if current and one.size * (len(current) + 1) > BATCH_PIECES:
                made.append(current)
                current = []
            current.append(one)
        made.append(current)
    chance.shuffle(made)
    yield from made


def loss_of(outputs: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Weighted cross-entropy of what is known."""
    each = F.binary_cross_entropy_with_logits(outputs.float(), targets, reduction="none")
    return (each * weights).sum() / weights.sum().clamp(min=1.0)


@torch.no_grad()
def predict(network: Network, pool: Sequence[Example]) -> torch.Tensor:
    """Outputs of every example, in order."""
    network.eval()
    order = sorted(range(len(pool)), key=lambda place: pool[place].size)
    outputs = torch.zeros(len(pool), len(OUTPUTS))
    for start in range(0, len(order), 48):
        places = order[start : start + 48]
        pieces, types, _, _ = batch([pool[place] for place in places])
        with torch.autocast("cpu", torch.bfloat16):
            outputs[places] = network(pieces, types).float()
    network.train()
    return outputs


def area(scores: torch.Tensor, wanted: torch.Tensor) -> float:
    """Area under the ROC curve."""
    good, bad = int((wanted > 0.5).sum()), int((wanted <= 0.5).sum())
    if not good or not bad:
        return float("nan")
    ranks = scores.argsort().argsort().float() + 1
    return float((ranks[wanted > 0.5].sum() - good * (good + 1) / 2) / (good * bad))


def report(network: Network, pool: Sequence[Example]) -> str:
    """Of every set and output: the area under the curve and the share right at one half."""
    outputs = predict(network, pool)
    lines = []
    for source in sorted({one.source for one in pool}):
        places = [place for place, one in enumerate(pool) if one.source == source]
        cells = []
        for column, name in enumerate(OUTPUTS):
            known = [place for place in places if pool[place].weights[column] > 0]
            if len(known) < 10:
                continue
            wanted = torch.tensor([pool[place].targets[column] for place in known])
            scores = outputs[known, column]
            right = ((scores > 0) == (wanted > 0.5)).float().mean()
            cells.append(f"{name} auc {area(scores, wanted):.3f} acc {right:.3f} n {len(known)}")
        lines.append(f"  {source:16} " + " | ".join(cells))
    return "\n".join(lines)


def main() -> None:  # noqa: PLR0915
    """Train, print how it goes, and leave model.pt."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=float, default=2.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a model.pt to go on from, instead of the base alone")
    parser.add_argument("--rate", type=float, default=RATE, help="highest learning rate of the layers")
    parser.add_argument("--leave-out", default="", help="sets of pairs not to train on, with commas between")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    pool, held_out = examples(options.pairs / "train.jsonl"), examples(options.pairs / "held-out.jsonl")
    held_out = [
        one
        for place, one in enumerate(held_out)
        if one.source not in ("snli", "climate_fever", "mnli") or place % 4 == 0
    ]
    pool = [one for one in pool if one.source not in options.leave_out.split(",")]
    chance = random.Random(SEED)
    steps = []
    whole, part = int(options.passes), options.passes % 1
    for _ in range(whole):
        steps += list(batches(pool, chance))
    if part:
        steps += list(batches([one for one in pool if chance.random() < part], chance))
    network = Network()
    network.start_from(options.base)
    if options.start:
        network.load_state_dict(torch.load(options.start))
    network.pieces.weight.requires_grad_(False)
    head = [*network.pooled.parameters(), *network.outputs.parameters(), *network.types.parameters()]
    known = {id(parameter) for parameter in head}
    body = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": head, "lr": HEAD_RATE * options.rate / RATE}],
        weight_decay=0.01,
    )

    def rate(step: int) -> float:
        warm = WARM_UP * len(steps)
        return min(1.0, (step + 1) / warm) * (0.5 + 0.5 * math.cos(math.pi * min(step / len(steps), 1.0)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    first, checkpoint = 0, options.out / "checkpoint.pt"
    if options.resume and checkpoint.is_file():
        kept = torch.load(checkpoint)
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["step"]
    print(
        f"{len(pool)} pairs, {len(steps)} steps, {sum(map(len, steps))} examples, from step {first}",
        flush=True,
    )
    network.train()
    started = saved = time.monotonic()
    recent, shown = 0.0, 0
    for step in range(first, len(steps)):
        pieces, types, targets, weights = batch(steps[step], chance)
        with torch.autocast("cpu", torch.bfloat16):
            outputs = network(pieces, types)
        loss = loss_of(outputs, targets, weights)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        recent = loss.item() if step == first else 0.97 * recent + 0.03 * loss.item()
        shown += len(steps[step])
        if step % 50 == 0:
            speed = shown / (time.monotonic() - started)
            print(f"step {step} loss {recent:.4f}, {speed:.1f} examples/s", flush=True)
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            saved = time.monotonic()
            state = {"network": network.state_dict(), "optimiser": optimiser.state_dict()}
            torch.save(state | {"schedule": schedule.state_dict(), "step": step + 1}, checkpoint)
    torch.save(network.state_dict(), options.out / "model.pt")
    print(f"done in {(time.monotonic() - started) / 60:.1f} minutes", flush=True)
    print(report(network, held_out), flush=True)


if __name__ == "__main__":
    main()
