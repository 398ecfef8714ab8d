"""What texts mean, by pieces of words and with a model of sentences beside them: what lies near what."""

import numpy as np
import pytest

from bot.errors import ConfigurationError
from bot.knowledge.semantics import Semantics
from bot.knowledge.sentences import MODEL, SentenceModel

SPOKEN = ("en", "ko", "es", "fr", "zh", "ar", "ru", "pt")


@pytest.fixture(scope="module", params=["", MODEL], ids=["pieces", "sentences"])
def semantics(request: pytest.FixtureRequest) -> Semantics:
    return Semantics(request.param)


@pytest.mark.parametrize(
    "asked",
    [
        "how much money do you want from us every year",
        "우리가 해마다 내야 하는 돈이 얼마예요",
        "cuánto dinero tenemos que poner cada año",
        "combien faut-il verser tous les ans",
        "我们每年要交多少钱",
        "كم ندفع كل سنة",
        "сколько мы должны платить каждый год",
        "quanto a gente tem que pagar por ano",
    ],
)
def test_question_lies_nearer_to_what_it_means_than_to_anything_else_in_another_language(semantics: Semantics, asked: str) -> None:
    lines = ["what does membership cost a year", "who is the secretary general", "when does the next congress take place"]

    near = semantics.vectors(lines) @ semantics.vector(asked)

    assert int(near.argmax()) == 0


def test_vector_does_not_depend_on_the_texts_beside_it(semantics: Semantics) -> None:
    texts = ["pay", "what do cities pay " * 9, "总会什么时候开"] * 100

    together = semantics.vectors(texts)

    assert together[:3] == pytest.approx(np.array([semantics.vector(text) for text in texts[:3]]), abs=1e-3)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(300), abs=1e-4)
    assert together.shape == (300, semantics.size)


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "🙂🙂", "ا\u0651" * 400, "x" * 100_000, "1 2 3"])
def test_any_text_has_a_vector(semantics: Semantics, text: str) -> None:
    assert np.isfinite(semantics.vector(text)).all()


def test_model_reads_all_languages_of_the_assistant_and_not_every_other() -> None:
    assert SentenceModel(MODEL).speaks((*SPOKEN, "sw", "ne")) == SPOKEN


def test_model_that_does_not_exist_is_named_with_the_one_that_does() -> None:
    with pytest.raises(ConfigurationError, match=f"SEMANTIC_MODEL: there is no model “/models/bert”; the one there is: {MODEL}"):
        Semantics("/models/bert")


def test_model_that_is_not_installed_is_named_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.knowledge.sentences.find_spec", lambda _: None)

    with pytest.raises(ConfigurationError, match="is not installed; run: make semantic"):
        Semantics(MODEL)
