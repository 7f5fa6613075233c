"""Settings are checked at start, and each says what it is."""

import pytest

from streams.errors import UserError
from streams.settings import Settings, load


def test_a_wrong_setting_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_POOL_WORKERS", "many")
    with pytest.raises(UserError, match=r"NEWSWIRE_POOL_WORKERS.*many"):
        load()


def test_every_setting_says_what_it_is() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
