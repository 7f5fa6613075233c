"""Settings are checked at start, each says what it is, and the pages say so too."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import streams
from streams.cli import cli
from streams.errors import UserError
from streams.settings import MIB, Settings, load

STREAMS = Path(streams.__path__[0])
DOCS = STREAMS.parent / "docs"
PAGES = "\n".join(page.read_text("utf-8") for page in sorted(DOCS.glob("*.md")))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POOL_WORKERS", "many"),
        ("SHUTDOWN_SECONDS", "inf"),
        ("BREAKER_BUG_RATIO", "nan"),
        ("SKIP_LANGUAGES", "[1]"),
        ("BROKER", "kafka.example:99999"),
        ("BROKER", "kafka.example:0"),
        ("REGISTRY", "registry:8081"),
        ("TRACES", "jaeger"),
    ],
)
def test_a_wrong_setting_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """An endless shutdown was taken, and a worker ended with a trace; a wrong item of a list was
    called NEWSWIRE_SKIP_LANGUAGES_0; a port that none can have was asked for a minute."""
    monkeypatch.setenv(f"NEWSWIRE_{name}", value)
    with pytest.raises(UserError, match=rf"^NEWSWIRE_{name}: .*{re.escape(value.strip('[]'))}"):
        load()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("BROKER", "SASL://me:secret@kafka:9092"),
        ("REGISTRY", "key:secret@registry:8081"),
        ("TRACES", "key:secret@jaeger"),
        ("REGISTRY", "https://key:a/secret@registry"),
        ("TRACES", "https://key:a[secret@jaeger"),
    ],
)
def test_a_login_in_an_address_that_is_wrong_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str
) -> None:
    monkeypatch.setenv(f"NEWSWIRE_{name}", address)
    with pytest.raises(UserError, match=r":\*\*\*@") as error:
        load()
    assert "secret" not in str(error.value)


def test_a_login_in_an_address_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list showed it, and the log did where traces did not arrive."""
    for name in ("REGISTRY", "TRACES"):
        monkeypatch.setenv(f"NEWSWIRE_{name}", "https://key:a,b@secret@a.example")
    monkeypatch.setenv("NEWSWIRE_SASL_USERNAME", "me@a.example")
    shown = CliRunner().invoke(cli, ["settings"]).output
    assert "secret" not in shown
    assert "NEWSWIRE_TRACES=https://key:***@a.example  [set]" in shown
    assert "NEWSWIRE_SASL_USERNAME=me@a.example" in shown


@pytest.mark.parametrize(
    ("servers", "fault"),
    [
        ("kafka", "'kafka' has no port"),
        ("a:1,kafka", "'kafka' has no port"),
        ("kafka:", "'kafka:' has no port"),
        ("[::1]", "'[::1]' has no port"),
        (":9092", "':9092' has no host"),
        ("a:1,", "one of them is empty"),
        ("a:1,,b:2", "one of them is empty"),
        ("  ", "one of them is empty"),
        ("kafka:0", "'kafka:0' has a port that is not 1 to 65535"),
        ("a:1,kafka:65536", "'kafka:65536' has a port that is not 1 to 65535"),
        ("my kafka:9092", "'my kafka:9092' is not one host and one port"),
        ("kafka: 9092", "'kafka: 9092' is not one host and one port"),
        ("a:1 b:2", "'a:1 b:2' is not one host and one port"),
        ("a:1;b:2", "'a:1;b:2' is not one host and one port"),
        ("kafka://a:9092", "'kafka://a:9092' is not one host and one port"),
        ("user@kafka:9092", "'user@kafka:9092' is not one host and one port"),
        ("::1:9092", "'::1:9092' is not one host and one port"),
        ("[]:9092", "'[]:9092' is not one host and one port"),
        ("kafka:٩٠٩٢", "'kafka:٩٠٩٢' is not one host and one port"),
        ("kafka:" + "9" * 5000, "is not one host and one port"),
    ],
)
def test_a_broker_that_cannot_be_is_refused_with_what_is_wrong_in_it(
    monkeypatch: pytest.MonkeyPatch, servers: str, fault: str
) -> None:
    """One without a port was taken as of 9092, and one with a user asked for as a host."""
    monkeypatch.setenv("NEWSWIRE_BROKER", servers)
    with pytest.raises(UserError) as raised:
        load()
    said = str(raised.value)
    assert said.startswith("NEWSWIRE_BROKER: not host:port[,host:port]: ")
    assert fault in said
    assert "\n" not in said


def test_languages_are_codes_of_events_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """'["RU"]' was taken, and skipped nothing."""
    monkeypatch.setenv("NEWSWIRE_SKIP_LANGUAGES", '["RU", " und", "he", "ceb"]')
    assert load().skip_languages == ("ru", "und", "he", "ceb")
    for wrong in ("english", "zh-TW", "eng", ""):
        monkeypatch.setenv("NEWSWIRE_SKIP_LANGUAGES", f'["en", "{wrong}"]')
        with pytest.raises(
            UserError, match=rf"NEWSWIRE_SKIP_LANGUAGES: '{wrong.lower()}' is no code"
        ):
            load()


def test_a_setting_that_is_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As compose and .env files write it: the page listened on every network, the cache was the
    current folder, and an empty login was refused."""
    variables = [f"NEWSWIRE_{name.upper()}" for name in Settings.model_fields]
    for variable in variables:
        monkeypatch.delenv(variable, raising=False)
    unset = load()
    for variable in variables:
        monkeypatch.setenv(variable, "")
    assert load() == unset


def test_every_setting_says_what_it_is() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name


def test_every_setting_is_read_somewhere() -> None:
    """One that does nothing would be documented, checked, and set in vain."""
    code = "\n".join(path.read_text("utf-8") for path in STREAMS.rglob("*.py"))
    read = {*re.findall(r"settings\.(\w+)", code), *re.findall(r"self\.(\w+)", code)}
    assert set(Settings.model_fields) - read == set()


def test_every_setting_is_on_a_page() -> None:
    """Eight were nowhere but in the list of `newswire settings`."""
    named = set(re.findall(r"\bNEWSWIRE_[A-Z_]+[A-Z]\b", PAGES))
    assert {f"NEWSWIRE_{name.upper()}" for name in Settings.model_fields} - named == set()


def test_a_number_behind_a_setting_on_a_page_is_its_default() -> None:
    """A page writes it as `NEWSWIRE_COMMIT_EVERY` (500), or as (4 MiB)."""
    told = re.findall(r"`NEWSWIRE_([A-Z_]+)`\s\(([\d.,]+)( MiB)?\)", PAGES)
    assert len(told) > 10
    for name, number, unit in told:
        value = float(number.replace(",", "")) * (MIB if unit else 1)
        assert value == Settings.model_fields[name.lower()].default, name
