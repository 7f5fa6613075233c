"""How clients log in: a file that is missing is named with its setting, a secret is never shown."""

from pathlib import Path

import pytest

from streams.broker.access import client_options, faust_credentials, with_access
from streams.errors import UserError
from streams.settings import Settings

TOKEN = {"sasl_mechanism": "OAUTHBEARER"}
PLAIN = {"sasl_mechanism": "PLAIN", "sasl_username": "ann"}


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({**TOKEN, "sasl_token_file": "absent"}, "NEWSWIRE_SASL_TOKEN_FILE"),
        ({**PLAIN, "sasl_password_file": "absent"}, "NEWSWIRE_SASL_PASSWORD_FILE"),
        ({"tls": True, "tls_ca": "absent"}, "^NEWSWIRE_TLS_CA absent cannot be used: No such"),
        ({"tls": True, "tls_cert": "absent"}, "^NEWSWIRE_TLS_CERT absent cannot be used: No such"),
        (
            {"tls": True, "tls_cert": __file__, "tls_key": "absent"},
            "^NEWSWIRE_TLS_CERT .*, NEWSWIRE_TLS_KEY absent cannot be used",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named_with_its_setting(
    settings: dict[str, object], named: str
) -> None:
    with pytest.raises(UserError, match=named):
        with_access("kafka:9092", Settings(**settings))  # type: ignore[arg-type]


def test_a_password_in_a_file_is_read_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("s3cret\n")
    settings = Settings(**PLAIN, sasl_password_file=tmp_path / "password")  # type: ignore[arg-type]
    address = with_access("kafka:9092", settings)
    assert client_options(address)["sasl_plain_password"] == "s3cret"
    assert "s3cret" not in f"{address!r} {address} {settings!r}"
    assert faust_credentials(address).mechanism.value == "PLAIN"


async def test_a_token_is_read_anew_at_each_login(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("first\n")
    settings = Settings(sasl_mechanism="OAUTHBEARER", sasl_token_file=file)
    provider = client_options(with_access("kafka:9092", settings))["sasl_oauth_token_provider"]
    file.write_text("second\n")
    assert await provider.token() == "second"
    file.unlink()
    with pytest.raises(UserError, match="NEWSWIRE_SASL_TOKEN_FILE"):
        await provider.token()


def test_an_open_broker_needs_nothing() -> None:
    assert client_options("kafka:9092") == {"bootstrap_servers": "kafka:9092"}
    assert faust_credentials("kafka:9092") is None
