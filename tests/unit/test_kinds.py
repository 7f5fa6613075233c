"""The kind of a name by its words and those beside it."""

import pytest

from streams import enrich
from streams.extraction.entities.agreement import agreed
from streams.extraction.entities.edges import trimmed
from streams.extraction.entities.kinds import finer, sure_kind
from streams.extraction.entities.labels import KINDS
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens, tokenise


def tagged(tokens: Tokens, surface: str, kind: str, score: float = 0.9) -> Tagged:
    """The last place where a surface stands, as the tagger would name it."""
    first = tokens.at(tokens.text.rindex(surface))
    last = first + len(tokenise(surface)) - 1
    scores = tuple(score if k == kind else 0.0 for k in KINDS)
    return Tagged(first, last, KINDS.index(kind), scores)


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("USS Higgins", "ORG", "VEHICLE"),
        ("Su-35", "ORG", "VEHICLE"),
        ("S-400", "ORG", "WEAPON"),
        ("Suez Canal", "PLACE", "FACILITY"),
        ("Oslo Stadium", "ORG", "FACILITY"),
        ("Zeta Cartel", "ORG", "GROUP"),
        ("Asia Cup", "ORG", "EVENT"),
        ("Zeta War", "ORG", "EVENT"),
        ("Ministry of War", "ORG", "ORG"),
        ("Lake Como", "FACILITY", "PLACE"),
        ("Bank of Japan", "ORG", "ORG"),
        ("Oslo", "PLACE", "PLACE"),
        ("Zetagate", "ORG", "EVENT"),
        ("Harrogate", "PLACE", "PLACE"),
        ("Operation Zeta", "ORG", "EVENT"),
        ("Zeta Reef", "FACILITY", "PLACE"),
    ],
)
def test_how_a_name_is_made_says_what_it_is(name: str, kind: str, wanted: str) -> None:
    tokens = tokenise(name)
    assert finer(tokens, 0, len(tokens) - 1, kind) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("Walter Reed Hospital", "PER", "ORG"),
        ("Toussaint Louverture International Airport", "PER", "FAC"),
        ("Maria Santos", "ORG", "PER"),
        ("Maria Santos Foundation", "ORG", "ORG"),
        ("Santos", "ORG", "ORG"),
    ],
)
def test_words_that_leave_no_doubt_settle_the_kind(name: str, kind: str, wanted: str) -> None:
    tokens = tokenise(name)
    assert sure_kind(tokens, 0, len(tokens) - 1, kind) == wanted


def test_a_last_name_follows_the_person_named_in_full() -> None:
    tokens = tokenise("Tom Cotton spoke. Cotton left.")
    found = agreed(tokens, [tagged(tokens, "Tom Cotton", "PER"), tagged(tokens, "Cotton", "ORG")])
    assert [KINDS[t.kind] for t in found] == ["PER", "PER"]


def test_the_first_word_of_a_body_is_the_body() -> None:
    tokens = tokenise("Quixel AeroSystems grew. Quixel hired.")
    names = [
        tagged(tokens, "Quixel AeroSystems", "ORG"), tagged(tokens, "Quixel", "PER", 0.6),
    ]  # fmt: skip
    assert [KINDS[t.kind] for t in agreed(tokens, names)] == ["ORG", "ORG"]


def test_a_city_is_not_the_bank_that_is_named_after_it() -> None:
    tokens = tokenise("Bangkok Bank fell. In Bangkok it rained.")
    names = [tagged(tokens, "Bangkok Bank", "ORG"), tagged(tokens, "Bangkok", "LOC", 0.6)]
    assert [KINDS[t.kind] for t in agreed(tokens, names)] == ["ORG", "LOC"]


def test_a_headline_in_capitals_counts_with_the_text() -> None:
    tokens = tokenise("MACRON WINS\nMacron won. Macron")
    first = tagged(tokens, "MACRON", "ORG", 0.5)
    found = agreed(tokens, [first, tagged(tokens, "Macron", "PER")])
    assert [KINDS[t.kind] for t in found] == ["PER", "PER"]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("He told News24 that", "News", "News24"),
        ("In Paris 2024 was hot", "Paris", "Paris"),
        ("The Interior Minister left", "Interior", None),
        ("A Transport Secretary of", "Transport", None),
        ("On Monday they", "Monday", None),
        ("The Ebola outbreak", "Ebola", None),
    ],
)
def test_the_edges_of_a_name(text: str, name: str, wanted: str | None) -> None:
    tokens = tokenise(text)
    kept = trimmed(tokens, tagged(tokens, name, "ORG"))
    assert (tokens.surface(kept.first, kept.last) if kept else None) == wanted


def test_initials_of_another_language_in_brackets_are_the_name() -> None:
    text = "The Disaster Management Authority (AFAD) sent men. AFAD said more would come."
    (body,) = (e for e in enrich(text, cleaned=False).entities if e.type == "ORG")
    assert [m.surface for m in body.mentions] == ["Disaster Management Authority", "AFAD", "AFAD"]


def test_a_dateline_of_two_short_words_is_the_city() -> None:
    text = "NEW YORK (AP) - Shares fell in New York on Monday."
    (city,) = (e for e in enrich(text, cleaned=False).entities if e.type == "PLACE")
    assert (city.name, len(city.mentions)) == ("New York", 2)
