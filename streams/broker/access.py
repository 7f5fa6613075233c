"""How clients log in to the broker: TLS and SASL by settings, the same for every client.

Secrets come from the environment or from files, and go to the client only: none has a repr.
"""

import ssl
from pathlib import Path
from typing import Any

from aiokafka.abc import AbstractTokenProvider

from streams.errors import UserError
from streams.settings import Settings


class Address(str):
    """Bootstrap servers with how to log in there; a plain str is one without either."""

    options: dict[str, Any]
    """What aiokafka's clients take beside `bootstrap_servers`."""


class TokenFile(AbstractTokenProvider):  # type: ignore[misc]  # aiokafka is untyped to us
    """A bearer token in a file, read at each login, so that whoever renews it just writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def token(self) -> str:
        """The token in the file now. Raises UserError where it cannot be read."""
        return _secret_in(self._path, "NEWSWIRE_SASL_TOKEN_FILE")


def with_access(servers: str, settings: Settings) -> Address:
    """The address with what the settings say about TLS and SASL.

    Raises UserError where a file that they name cannot be used.
    """
    address = Address(servers)
    context = _tls(settings) if settings.tls else None
    mechanism = settings.sasl_mechanism
    protocol = ("SASL_" if mechanism else "") + ("SSL" if context else "PLAINTEXT")
    options: dict[str, Any] = {"security_protocol": protocol, "ssl_context": context}
    if mechanism == "OAUTHBEARER":
        assert settings.sasl_token_file is not None  # the settings check it
        _secret_in(settings.sasl_token_file, "NEWSWIRE_SASL_TOKEN_FILE")
        options["sasl_oauth_token_provider"] = TokenFile(settings.sasl_token_file)
    elif mechanism:
        options["sasl_plain_username"] = settings.sasl_username
        options["sasl_plain_password"] = _password(settings)
    if mechanism:
        options["sasl_mechanism"] = mechanism
    address.options = options
    return address


def client_options(broker: str) -> dict[str, Any]:
    """Keyword arguments of an aiokafka client for this broker."""
    options = broker.options if isinstance(broker, Address) else {}
    return {"bootstrap_servers": str(broker), **options}


def faust_credentials(broker: str) -> Any:
    """The same for Faust's `broker_credentials`; None for an open broker."""
    import faust

    options = client_options(broker)
    context = options.get("ssl_context")
    mechanism = options.get("sasl_mechanism")
    if mechanism == "OAUTHBEARER":
        provider = options["sasl_oauth_token_provider"]
        return faust.OAuthCredentials(oauth_cb=provider, ssl_context=context)
    if mechanism:
        return faust.SASLCredentials(
            username=options["sasl_plain_username"],
            password=options["sasl_plain_password"],
            mechanism=mechanism,
            ssl_context=context,
        )
    return faust.SSLCredentials(context) if context else None


def _tls(settings: Settings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=settings.tls_ca)
    except OSError as error:  # ssl.SSLError is one
        raise _unusable(error, NEWSWIRE_TLS_CA=settings.tls_ca) from None
    if settings.tls_cert:
        try:
            context.load_cert_chain(settings.tls_cert, settings.tls_key)
        except OSError as error:
            raise _unusable(
                error, NEWSWIRE_TLS_CERT=settings.tls_cert, NEWSWIRE_TLS_KEY=settings.tls_key
            ) from None
    return context


def _unusable(error: OSError, **files: Path | None) -> UserError:
    """OpenSSL does not say which file it means, so the settings that name them do."""
    named = ", ".join(f"{name} {path}" for name, path in files.items() if path)
    return UserError(f"{named} cannot be used: {error.strerror or error}")


def _password(settings: Settings) -> str:
    if settings.sasl_password_file is not None:
        return _secret_in(settings.sasl_password_file, "NEWSWIRE_SASL_PASSWORD_FILE")
    assert settings.sasl_password is not None  # the settings check it
    return settings.sasl_password.get_secret_value()


def _secret_in(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise UserError(f"{name} {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UserError(f"{name} {path} cannot be read: it is no text in UTF-8") from None
