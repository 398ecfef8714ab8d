"""Settings: the environment and ``.env``, read once, validated, each fault named in one line."""

from __future__ import annotations

import re
from difflib import get_close_matches
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import AnyHttpUrl, Field, SecretStr, TypeAdapter, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ConfigurationError

# Shapes of the platforms' tokens, and where a person gets one.
_TOKENS = {
    "telegram_bot_token": (
        r"\d+:[A-Za-z0-9_-]+",
        "a bot token such as 123456:ABC-def; get it from @BotFather in Telegram",
    ),
    "slack_bot_token": (
        r"xoxb-\S+",
        "a bot token that starts with xoxb-; see “OAuth & Permissions” on api.slack.com/apps",
    ),
    "slack_app_token": (
        r"xapp-\S+",
        "an app-level token that starts with xapp-; with connections:write; see “Basic Information” on api.slack.com/apps",
    ),
    "telegram_webhook_secret": (r"[A-Za-z0-9_-]{1,256}", "1 to 256 letters, digits, _ or -; make one up"),
}
_HTTP_URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl)


class ContentSettings(BaseSettings):
    """Where the content is: all that `bot check` must know to check it while other settings are wrong."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True, env_ignore_empty=True
    )

    content_dir: Path = Path("content")


class Settings(ContentSettings):
    """Everything that can be set; names as in ``.env.example``, lower case."""

    telegram_bot_token: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: SecretStr | None = None

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_base: str = "https://slack.com/api/"

    telegram_rate: Annotated[float, Field(ge=0.01, le=1000)] = 29.9
    slack_rate: Annotated[float, Field(ge=0.01, le=1000)] = 5
    mail_rate: Annotated[float, Field(ge=0.01, le=1000)] = 5

    data_dir: Path = Path("var")
    database_url: str = ""
    timezone: str = ""
    one_person_secretariat: bool = False
    semantic_model: str = ""
    retention_days: Annotated[int, Field(ge=1, le=36500)] = 90

    smtp_url: SecretStr | None = None
    mail_from: str = ""

    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: str = ""
    trusted_proxies: str = "127.0.0.1"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator(*_TOKENS)
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None, info: object) -> SecretStr | None:
        shape, how_to_get_it = _TOKENS[info.field_name]  # type: ignore[attr-defined]
        if value is not None and not re.fullmatch(shape, value.get_secret_value()):
            raise ValueError(f"is not {how_to_get_it}")
        return value

    @field_validator("telegram_api_base", "slack_api_base", "public_url")
    @classmethod
    def _is_a_url(cls, value: str) -> str:
        if value:
            try:
                _HTTP_URL.validate_python(value)
            except ValidationError as error:
                raise ValueError("is not a URL such as https://bot.example.org") from error
        return value

    @field_validator("smtp_url")
    @classmethod
    def _is_a_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = urlsplit(value.get_secret_value())
            try:
                whole = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
            except ValueError:  # a port that is no number
                whole = False
            if not whole or parts.path not in ("", "/") or parts.query or parts.fragment:
                raise ValueError(
                    "is not a mail server such as smtp://user:password@mail.example.org:587 (STARTTLS) or smtps://…:465; "
                    "write %40 for @, %2F for / and %23 for # in the password"
                )
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_a_sender(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", parseaddr(value)[1]):
            raise ValueError("is not a sender such as Assistant <assistant@example.org>")
        return value

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if value:
            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: “Asia” is a folder of zones
                raise ValueError("is not a time zone such as Asia/Seoul") from error
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        try:
            _ = [ip_network(one.strip()) for one in value.split(",") if one.strip() not in ("", "*")]
        except ValueError as error:
            raise ValueError("is not a list of addresses and networks such as 127.0.0.1, 172.16.0.0/12 (or * for all)") from error
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _belong_together(self) -> Settings:
        if self.telegram_bot_token and self.telegram_mode == "webhook":
            if not self.telegram_webhook_secret:
                raise ValueError(
                    "TELEGRAM_WEBHOOK_SECRET is missing; TELEGRAM_MODE=webhook needs one: make up 32 letters and digits"
                )
            if not self.public_url:
                raise ValueError("PUBLIC_URL is missing; TELEGRAM_MODE=webhook needs the address under which Telegram reaches us")
        if self.slack_bot_token and not (self.slack_app_token or self.slack_signing_secret):
            raise ValueError(
                "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing; SLACK_BOT_TOKEN alone receives nothing"
            )
        if (self.slack_app_token or self.slack_signing_secret) and not self.slack_bot_token:
            raise ValueError(f"SLACK_BOT_TOKEN is missing; expected {_TOKENS['slack_bot_token'][1]}")
        if self.smtp_url and not self.mail_from:
            raise ValueError("MAIL_FROM is missing; SMTP_URL needs a sender such as Assistant <assistant@example.org>")
        return self

    @property
    def index_path(self) -> Path:
        """Where the knowledge index lies."""
        return self.data_dir / "knowledge.db"

    @property
    def push_channels(self) -> tuple[str, ...]:
        """Channels on which people can be written to without being asked: those that are set up."""
        given = {"telegram": self.telegram_bot_token, "slack": self.slack_bot_token, "email": self.smtp_url}
        return tuple(channel for channel, secret in given.items() if secret)

    @property
    def database(self) -> str:
        """SQLAlchemy URL of the operational database; SQLite in ``data_dir`` unless ``DATABASE_URL`` names another."""
        return self.database_url or f"sqlite+aiosqlite:///{quote(str(self.data_dir / 'assistant.db'))}"


def load_settings(**overrides: object) -> Settings:
    """Read the environment and ``.env``; ``overrides`` win.

    Raises:
        ConfigurationError: Each wrong setting on a line of its own, never with its value if that may be a secret.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise ConfigurationError("\n".join(_explain(fault) for fault in error.errors(include_url=False))) from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(".env is not UTF-8 text; save it as UTF-8") from error


def unknown_settings() -> list[str]:
    """Return a line for each name in ``.env`` that is no setting, with the one that was perhaps meant."""
    known = [name.upper() for name in Settings.model_fields]
    unknown = [name for name in _names_in_env_file() if name.upper() not in known]
    meant = {name: get_close_matches(name.upper(), known, 1) for name in unknown}
    return [
        place_in_env_file(f"{name} is no setting and does nothing{f'; did you mean {near[0]}?' if near else ''}")
        for name, near in meant.items()
    ]


def _names_in_env_file() -> list[str]:
    try:
        return list(dotenv_values(".env", encoding="utf-8-sig"))
    except UnicodeDecodeError:  # `load_settings` says so
        return []


def place_in_env_file(fault: str) -> str:
    """Return a settings fault with file and line before it, where the setting stands in ``.env``."""
    name = fault.split(maxsplit=1)[0]
    try:
        lines = Path(".env").read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return fault
    place = next((number for number, line in enumerate(lines, start=1) if re.match(rf"\s*(export\s+)?{name}\s*=", line)), None)
    return f".env:{place}: {fault}" if place else fault


def _explain(fault: Any) -> str:
    name = "_".join(str(part) for part in fault["loc"])
    if fault["type"] == "value_error":
        return f"{name.upper()} {fault['ctx']['error']}".lstrip()
    return f"{name.upper()} is not {_expected(name)}"


def _expected(name: str) -> str:
    """Return what a setting may be."""
    field = Settings.model_fields[name]
    if choices := get_args(field.annotation):
        return f"one of {', '.join(choices)}"
    if field.annotation is bool:
        return "true or false"
    bounds = {
        bound: value for limit in field.metadata for bound in ("ge", "le") if (value := getattr(limit, bound, None)) is not None
    }
    return f"a {'whole number' if field.annotation is int else 'number'} from {bounds['ge']} to {bounds['le']}"
