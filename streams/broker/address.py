"""Which broker to talk to: the one that is set, or the embedded one that runs."""

from pathlib import Path

from streams.broker.access import Address, with_access
from streams.broker.embedded import running_address
from streams.errors import UserError
from streams.settings import Settings


def data_folder(settings: Settings) -> Path:
    """Where the embedded broker of `newswire up` keeps its data."""
    return settings.cache_dir / "broker"


def broker_address(settings: Settings) -> Address:
    """NEWSWIRE_BROKER with how to log in there, else the address of a running `newswire up`.

    Raises UserError where there is neither.
    """
    if settings.broker:
        return with_access(settings.broker, settings)
    address = running_address(data_folder(settings))
    if address is None:
        raise UserError(
            "no broker: start one with `newswire up`, or set NEWSWIRE_BROKER (host:port)"
        )
    return with_access(address, settings)
