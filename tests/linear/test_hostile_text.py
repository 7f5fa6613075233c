"""Text that nobody writes takes time in step with its length, whatever it repeats."""

import time

import pytest

from streams import enrich


@pytest.mark.parametrize(
    "text",
    [
        "1" * 300_000, "1," * 150_000, "1-" * 150_000, "A" * 300_000, "A " * 150_000,
        "“" * 300_000, ("at least " * 40_000), "May 5, " * 40_000, "(" * 300_000,
        "one hundred and " * 20_000, "the Bank of " * 25_000, "\n" * 300_000, "€" * 200_000,
        "5% of the " * 30_000, "which cost $5 and " * 15_000, "lakh crore " * 20_000,
        "3-and-a-" * 30_000, "seven of the nation's 20 " * 10_000,
    ],
    ids=["digits", "groups", "hyphens", "letter", "capitals", "marks", "cues", "dates", "brackets",
         "words", "names", "lines", "signs", "shares", "clauses", "scales", "halves", "owners"],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_linear_time(text: str) -> None:
    """Regression guard: a quadratic pass takes minutes here, a linear one well under a second."""

    def seconds(part: str) -> float:
        started = time.process_time()
        enrich(part, cleaned=False)
        return time.process_time() - started

    small = seconds(text[: len(text) // 4])
    assert seconds(text) < 12 * small + 1.0  # four times the text; sixteen times were quadratic
