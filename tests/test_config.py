"""Settings: every one documented, every fault named in a line that says how to mend it, no secret shown."""

import itertools
import re
from pathlib import Path

import pytest

from bot.config import Settings, load_settings
from bot.errors import ConfigurationError

EXAMPLE = Path(__file__).parents[1] / ".env.example"
SECRET = "hunter2-hunter2"
URL = "is not a URL such as https://bot.example.org"
MAIL_SERVER = (
    "is not a mail server such as smtp://user:password@mail.example.org:587 (STARTTLS) or smtps://…:465; "
    "write %40 for @, %2F for / and %23 for # in the password"
)
NETWORKS = "is not a list of addresses and networks such as 127.0.0.1, 172.16.0.0/12 (or * for all)"
XOXB = "a bot token that starts with xoxb-; see “OAuth & Permissions” on api.slack.com/apps"


def read() -> Settings:
    return load_settings(_env_file=None)


def test_every_setting_stands_in_the_example_and_the_other_way_round() -> None:
    written = re.findall(r"^#? ?([A-Z][A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(written) == sorted(name.upper() for name in Settings.model_fields)


def test_example_as_it_stands_means_the_defaults() -> None:
    assert load_settings(_env_file=EXAMPLE) == read()


def test_every_setting_of_the_example_is_explained_above_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()

    unexplained = [line for above, line in itertools.pairwise(lines) if re.match(r"[A-Z_]+=", line) and not above.startswith("# ")]

    assert unexplained == ["HTTP_PORT=8080"]  # explained together with HTTP_HOST


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        (
            {"TELEGRAM_BOT_TOKEN": SECRET},
            "TELEGRAM_BOT_TOKEN is not a bot token such as 123456:ABC-def; get it from @BotFather in Telegram",
        ),
        ({"TELEGRAM_API_BASE": "api.telegram.org"}, f"TELEGRAM_API_BASE {URL}"),
        ({"TELEGRAM_API_BASE": "ftp://api.telegram.org"}, f"TELEGRAM_API_BASE {URL}"),
        ({"TELEGRAM_MODE": "push"}, "TELEGRAM_MODE is not one of polling, webhook"),
        ({"TELEGRAM_WEBHOOK_SECRET": f"{SECRET}!"}, "TELEGRAM_WEBHOOK_SECRET is not 1 to 256 letters, digits, _ or -; make one up"),
        ({"SLACK_BOT_TOKEN": SECRET}, f"SLACK_BOT_TOKEN is not {XOXB}"),
        (
            {"SLACK_APP_TOKEN": SECRET},
            "SLACK_APP_TOKEN is not an app-level token that starts with xapp-; with connections:write;"
            " see “Basic Information” on api.slack.com/apps",
        ),
        ({"SLACK_API_BASE": "slack"}, f"SLACK_API_BASE {URL}"),
        ({"TIMEZONE": "Mars/Base"}, "TIMEZONE is not a time zone such as Asia/Seoul"),
        ({"TIMEZONE": "Asia"}, "TIMEZONE is not a time zone such as Asia/Seoul"),
        ({"TIMEZONE": "../../etc/passwd"}, "TIMEZONE is not a time zone such as Asia/Seoul"),
        ({"RETENTION_DAYS": "0"}, "RETENTION_DAYS is not a whole number from 1 to 36500"),
        ({"RETENTION_DAYS": "9999999"}, "RETENTION_DAYS is not a whole number from 1 to 36500"),
        (
            {"RETENTION_DAYS": "many"},
            "RETENTION_DAYS is not a whole number from 1 to 36500",
        ),
        ({"HTTP_PORT": "99999"}, "HTTP_PORT is not a whole number from 0 to 65535"),
        ({"HTTP_PORT": "http"}, "HTTP_PORT is not a whole number from 0 to 65535"),
        ({"PUBLIC_URL": "assistant.example.org"}, f"PUBLIC_URL {URL}"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is not one of debug, info, warning, error"),
        ({"TELEGRAM_RATE": "nan"}, "TELEGRAM_RATE is not a number from 0.01 to 1000"),
        ({"ONE_PERSON_SECRETARIAT": "perhaps"}, "ONE_PERSON_SECRETARIAT is not true or false"),
        ({"TRUSTED_PROXIES": "127.0.0.1, proxy.local"}, f"TRUSTED_PROXIES {NETWORKS}"),
        ({"TRUSTED_PROXIES": "10.1.2.3/8"}, f"TRUSTED_PROXIES {NETWORKS}"),
        ({"SMTP_URL": f"smtp://bot:{SECRET}@"}, f"SMTP_URL {MAIL_SERVER}"),
        ({"SMTP_URL": f"https://bot:{SECRET}@mail.example.org"}, f"SMTP_URL {MAIL_SERVER}"),
        ({"SMTP_URL": f"smtp://bot:{SECRET}@mail.example.org:mail"}, f"SMTP_URL {MAIL_SERVER}"),
        ({"SMTP_URL": f"smtp://bot:{SECRET}/x@mail.example.org"}, f"SMTP_URL {MAIL_SERVER}"),
        ({"SMTP_URL": "mail.example.org:587"}, f"SMTP_URL {MAIL_SERVER}"),
        ({"MAIL_FROM": "Assistant"}, "MAIL_FROM is not a sender such as Assistant <assistant@example.org>"),
        ({"MAIL_FROM": "assistant@localhost"}, "MAIL_FROM is not a sender such as Assistant <assistant@example.org>"),
        (
            {"SMTP_URL": f"smtp://bot:{SECRET}@mail.example.org"},
            "MAIL_FROM is missing; SMTP_URL needs a sender such as Assistant <assistant@example.org>",
        ),
        (
            {"TELEGRAM_BOT_TOKEN": f"1:{SECRET}", "TELEGRAM_MODE": "webhook"},
            "TELEGRAM_WEBHOOK_SECRET is missing; TELEGRAM_MODE=webhook needs one: make up 32 letters and digits",
        ),
        (
            {"TELEGRAM_BOT_TOKEN": f"1:{SECRET}", "TELEGRAM_MODE": "webhook", "TELEGRAM_WEBHOOK_SECRET": SECRET},
            "PUBLIC_URL is missing; TELEGRAM_MODE=webhook needs the address under which Telegram reaches us",
        ),
        (
            {"SLACK_BOT_TOKEN": f"xoxb-{SECRET}"},
            "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing; SLACK_BOT_TOKEN alone receives nothing",
        ),
        ({"SLACK_APP_TOKEN": f"xapp-{SECRET}"}, f"SLACK_BOT_TOKEN is missing; expected {XOXB}"),
        ({"SLACK_SIGNING_SECRET": SECRET}, f"SLACK_BOT_TOKEN is missing; expected {XOXB}"),
    ],
)
def test_wrong_setting_is_one_line_that_names_and_mends_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], line: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ConfigurationError) as caught:
        read()

    assert str(caught.value) == line
    assert SECRET not in str(caught.value)


def test_wrong_settings_are_named_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PORT", "http")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", SECRET)

    with pytest.raises(ConfigurationError) as caught:
        read()

    assert [line.split()[0] for line in str(caught.value).splitlines()] == ["TELEGRAM_BOT_TOKEN", "HTTP_PORT", "LOG_LEVEL"]


def test_settings_do_not_show_secrets_when_they_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f"1:{SECRET}")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("SLACK_BOT_TOKEN", f"xoxb-{SECRET}")
    monkeypatch.setenv("SLACK_APP_TOKEN", f"xapp-{SECRET}")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setenv("SMTP_URL", f"smtp://bot:{SECRET}@mail.example.org")
    monkeypatch.setenv("MAIL_FROM", "assistant@example.org")

    settings = read()

    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()}"


def test_empty_setting_means_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    before = read()
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")

    assert read() == before


def test_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HTTP_PORT=1111\nHTTP_HOST=0.0.0.0\n")
    monkeypatch.setenv("HTTP_PORT", "2222")

    settings = load_settings(_env_file=tmp_path / ".env")

    assert (settings.http_port, settings.http_host) == (2222, "0.0.0.0")  # noqa: S104


def test_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfHTTP_PORT=1111\r\nLOG_LEVEL=Debug\r\n")

    settings = load_settings(_env_file=tmp_path / ".env")

    assert (settings.http_port, settings.log_level) == (1111, "debug")


def test_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("PUBLIC_URL=https://señales.example".encode("latin-1"))

    with pytest.raises(ConfigurationError, match=r"^\.env is not UTF-8 text; save it as UTF-8$"):
        load_settings(_env_file=tmp_path / ".env")


def test_database_is_in_the_data_folder_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "/srv/bot")

    assert read().database == "sqlite+aiosqlite:////srv/bot/assistant.db"

    monkeypatch.setenv("DATABASE_URL", "postgresql://bot@db/bot")

    assert read().database == "postgresql://bot@db/bot"


@pytest.mark.parametrize("proxies", ["*", "127.0.0.1,172.16.0.0/12", "::1, fd00::/8", "127.0.0.1,"])
def test_addresses_networks_and_a_star_are_proxies(monkeypatch: pytest.MonkeyPatch, proxies: str) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", proxies)

    assert read().trusted_proxies == proxies
