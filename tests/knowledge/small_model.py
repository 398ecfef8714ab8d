"""A BERT of sentences small enough to write by hand, in the format of the large ones, and what it must work out."""

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
SIZE, HEADS, LAYERS, PLACES, WIDE = 8, 2, 2, 16, 12
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
CONFIG = {
    "model_type": "bert", "hidden_act": "gelu", "hidden_size": SIZE, "num_attention_heads": HEADS, "num_hidden_layers": LAYERS,
    "max_position_embeddings": PLACES, "layer_norm_eps": 1e-12,
}  # fmt: skip


def weights(words: int, *, seed: int = 0) -> dict[str, Array]:
    """Return random weights, by name."""
    chance = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (words, SIZE),
        "embeddings.position_embeddings.weight": (PLACES, SIZE),
        "embeddings.token_type_embeddings.weight": (2, SIZE),
        "embeddings.LayerNorm.weight": (SIZE,),
        "embeddings.LayerNorm.bias": (SIZE,),
    }
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        for part, (out, into) in {
            **dict.fromkeys(
                ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"), (SIZE, SIZE)
            ),
            "intermediate.dense": (WIDE, SIZE),
            "output.dense": (SIZE, WIDE),
        }.items():
            shapes |= {f"{layer}.{part}.weight": (out, into), f"{layer}.{part}.bias": (out,)}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{layer}.{part}.weight": (SIZE,), f"{layer}.{part}.bias": (SIZE,)}
    return {name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def concepts(groups: Iterable[Iterable[str]]) -> tuple[list[str], dict[str, Array]]:
    """Return the words and weights of a model for which words of one group, at most six, mean the same, and others nothing."""
    words, found = list(SPECIAL), weights(0)
    found = {name: np.zeros_like(one) for name, one in found.items()}
    found |= {name: np.ones_like(one) for name, one in found.items() if name.endswith("LayerNorm.weight")}
    rows = [np.zeros(SIZE, np.float32) for _ in SPECIAL]
    for number, group in enumerate(groups):
        for word in group:
            words.append(word)
            rows.append(np.eye(SIZE, dtype=np.float32)[number])
    return words, found | {"embeddings.word_embeddings.weight": np.array(rows)}


def write_model(folder: Path, words: Iterable[str], arrays: Mapping[str, Array], **config: object) -> Path:
    """Write a model's files; ``config`` differs from `CONFIG`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(CONFIG | config))
    (folder / "vocab.txt").write_text("\n".join(words) + "\n")
    told: dict[str, object] = {}
    data = b""
    for name, one in arrays.items():
        told[name] = {"dtype": "F32", "shape": one.shape, "data_offsets": [len(data), len(data) + one.nbytes]}
        data += one.tobytes()
    head = json.dumps(told).encode()
    (folder / "model.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + data)
    return folder


def encoded(arrays: Mapping[str, Array], pieces: Iterable[int]) -> Array:
    """Return the vector of one text, worked out step by step as the paper says, in double precision."""

    def linear(values: Array, name: str) -> Array:
        found: Array = values @ arrays[f"{name}.weight"].astype(float).T + arrays[f"{name}.bias"]
        return found

    def normed(values: Array, name: str) -> Array:
        found: Array = (values - values.mean(1, keepdims=True)) / values.std(1, keepdims=True)
        return found * arrays[f"{name}.weight"] + arrays[f"{name}.bias"]

    numbers = list(pieces)
    values = arrays["embeddings.word_embeddings.weight"][numbers].astype(float)
    values = (
        values
        + arrays["embeddings.position_embeddings.weight"][: len(numbers)]
        + arrays["embeddings.token_type_embeddings.weight"][0]
    )
    values = normed(values, "embeddings.LayerNorm")
    each = SIZE // HEADS
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        query, key, value = (linear(values, f"{layer}.attention.self.{part}") for part in ("query", "key", "value"))
        seen = np.zeros_like(values)
        for head in (slice(start, start + each) for start in range(0, SIZE, each)):
            shares = np.exp(query[:, head] @ key[:, head].T / math.sqrt(each))
            seen[:, head] = shares / shares.sum(1, keepdims=True) @ value[:, head]
        values = normed(values + linear(seen, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm")
        wide = linear(values, f"{layer}.intermediate.dense")
        wide = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        values = normed(values + linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    mean = values.mean(0)
    unit: Array = mean / np.linalg.norm(mean)
    return unit
