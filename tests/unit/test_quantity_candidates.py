"""What a number may be about, and the subject and object of its verb, each step by itself."""

import gzip
import json
import zlib
from pathlib import Path

import pytest

from streams.errors import DataError
from streams.extraction.quantities.candidates import Ground, ground_of
from streams.extraction.quantities.clauses import object_of, subject_of
from streams.extraction.quantities.extract import read_quantities
from streams.extraction.tokens import tokenise
from training import real


def ground(text: str) -> Ground:
    tokens = tokenise(text)
    found, tags = read_quantities(tokens, ())
    return ground_of(tokens, tags, found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The number of visas fell by 5 percent.", ["visas"]),
        ("Mr. Smith, 40, spoke.", ["Mr. Smith"]),
        ("The firm said it had lost $5m.", ["firm", "firm"]),
        ("Officials say they spent $5m.", ["Officials", "Officials"]),
        ("It fell 5 percent.", ["It"]),
        ("The plan is available for $5.", ["plan"]),
    ],
)
def test_candidates(text: str, names: list[str]) -> None:
    """A pronoun is a candidate for what it stands for, and by itself where that is not said."""
    found = ground(text)
    assert [found.tokens.surface(*candidate.span) for candidate in found.candidates] == names


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Sales of cars in Spain fell 5 percent.", "fell", "Sales"),
        ("The firm's shares fell 5 percent.", "fell", "shares"),
        ("The rate, which counts workers, is 12 percent.", "is", "rate"),
        ("The firm plans to cut costs by 5 percent.", "cut", "firm"),
        ("The firm grew and added 5 percent.", "added", "firm"),
        ("Prices, which had risen 5 percent, fell.", "risen", "Prices"),
    ],
)
def test_the_subject_of_a_verb(text: str, verb: str, subject: str) -> None:
    found = ground(text)
    assert found.tokens.texts[subject_of(found, found.tokens.texts.index(verb))] == subject


def test_the_object_of_a_verb() -> None:
    found = ground("The firm reduced the costs by 5 percent.")
    assert found.tokens.texts[object_of(found, 2, 6)] == "costs"
    assert object_of(found, 4, 6) == -1


def test_labels_of_real_sentences_fit_their_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offsets into other articles than those read must not teach anything."""
    text = "Sales fell 5 percent."
    checksum = f"{zlib.crc32(text.encode()):08x}"
    labels = tmp_path / "labels.tsv"
    labels.write_text(f"=\ta\t3\t24\t{checksum}\n11\t20\t5\t\t\tpercent\texactly\tdown\t0 5\n")
    monkeypatch.setattr(real, "LABELS", labels)
    part = real.part_of("a")

    def written(text: str) -> Path:
        path = tmp_path / "articles.gz"
        path.write_bytes(gzip.compress(json.dumps({"id": "a", "text": text}).encode()))
        return path

    (sentence,) = real.read_sentences(written(f"So. {text}"[1:]), part)
    assert sentence.labels[0].about == {"sales"}
    assert real.measured(part, written(f"So. {text}"[1:]))["concept full"] == 100
    with pytest.raises(DataError, match="no such sentence"):
        list(real.read_sentences(written(f"So. {text}"), part))
