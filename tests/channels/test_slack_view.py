"""What we show in Slack stays within Slack's limits, whatever a reply holds."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels import slack_view
from bot.conversation import Choice, Kind, Reply

TEXTS = st.text(alphabet=st.sampled_from("ab <>&*_[]()-\n가é😀|`#@"), max_size=400)
CHOICES = st.lists(st.builds(Choice, st.text(max_size=120), st.text(max_size=64)), max_size=60)


def reply(text: str, note: str = "", choices: tuple[Choice, ...] = ()) -> Reply:
    return Reply(Kind.ANSWER, text, "en", note=note, choices=choices)


def elements(blocks: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [element for block in blocks if block["type"] == kind for element in block["elements"]]


def test_an_answer_is_a_section_its_source_small_print_and_its_choices_buttons() -> None:
    [message] = slack_view.messages(
        reply("Fees are **annual**, see [the *rules*](https://we-gov.org/a?b=1&c).", "Source: A & B", (Choice("Topics", "topics"),))
    )

    assert message.text == "Fees are annual, see the rules.\n\nSource: A & B"
    assert message.blocks == [
        {
            "type": "section",
            "expand": True,
            "text": {
                "type": "mrkdwn",
                "text": "Fees are *annual*, see <https://we-gov.org/a?b=1&amp;c|the >_<https://we-gov.org/a?b=1&amp;c|rules>_.",
            },
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Source: A &amp; B"}]},
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "text": {"type": "plain_text", "text": "Topics", "emoji": False},
                    "action_id": "choice:0",
                    "value": "topics",
                }
            ],
        },
    ]


def test_a_very_long_answer_becomes_several_messages_and_none_of_it_is_lost() -> None:
    words = [f"word{number}" for number in range(6000)]

    found = slack_view.messages(reply(" ".join(words), "Source: X", (Choice("Topics", "topics"),)))

    shown = " ".join(block["text"]["text"] for message in found for block in message.blocks if block["type"] == "section")
    assert shown.split() == words
    assert len(found) > 1
    assert [bool(elements(message.blocks, "actions")) for message in found] == [False] * (len(found) - 1) + [True]


@settings(max_examples=60)
@given(text=TEXTS, note=TEXTS, choices=CHOICES, times=st.integers(1, 60))
def test_no_reply_exceeds_slacks_limits(text: str, note: str, choices: list[Choice], times: int) -> None:
    for message in slack_view.messages(reply(text * times, note, tuple(choices))):
        sections = [block["text"]["text"] for block in message.blocks if block["type"] == "section"]
        buttons = elements(message.blocks, "actions")
        assert 1 <= len(message.text) <= 4000
        assert len(message.blocks) <= 50
        assert all(1 <= len(section) <= 3000 for section in sections)
        assert sum(len(section) for section in sections) <= 12_000
        assert all(len(block["elements"]) <= 25 for block in message.blocks if block["type"] == "actions")
        assert all(1 <= len(button["text"]["text"]) <= 75 and 1 <= len(button["value"]) <= 2000 for button in buttons)
        assert len({button["action_id"] for button in buttons}) == len(buttons)
        assert all(1 <= len(small["text"]) <= 3000 for small in elements(message.blocks, "context"))


def test_buttons_of_the_home_tab_have_names_of_their_own() -> None:
    topics = [Choice(f"Topic {number}", f"topic:{number}") for number in range(30)]
    languages = [Choice("English", "lang:en"), Choice("한국어", "lang:ko")]

    view = slack_view.home(title="T" * 200, hint="Write to me.", topics=topics, question="Which language?", languages=languages)

    names = [button["action_id"] for button in elements(view["blocks"], "actions")]
    assert len(names) == len(set(names)) == 32
    assert len(view["blocks"][0]["text"]["text"]) == 150


def test_at_most_four_prompts_are_suggested_and_each_asks_what_it_says() -> None:
    found = slack_view.prompts(["What are the fees?", "x" * 100, "b", "c", "d"])

    assert found[0] == {"title": "What are the fees?", "message": "What are the fees?"}
    assert [len(prompt["title"]) for prompt in found] == [18, 75, 1, 1]
