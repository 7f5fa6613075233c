"""What a measured number is about, where no noun stands right at it: the likeliest phrase near it.

Every noun phrase and pronoun near the number is a candidate (`candidates.py`), and so is nothing at
all. What is known of each (`fields.py`) is weighed by a small network (`network.py`); where that
leaves it open, the sentence is read (`encoder.py`). Both are learnt from sentences labelled by hand
and from what a large transformer says of others (`training/concepts.py`).
"""

from collections.abc import Sequence

from streams.extraction.quantities.candidates import Candidate, Ground, ground_of
from streams.extraction.quantities.encoder import LONGEST, Floats, Words
from streams.extraction.quantities.fields import described
from streams.extraction.quantities.found import CountedPhrase, Found
from streams.extraction.quantities.network import States, network
from streams.extraction.quantities.phrases import trimmed
from streams.extraction.tokens import Tokens
from streams.steps import Steps, Together

SURE = 0.85
"""From which likelihood the fields alone decide: so it is for seven of ten open numbers."""
REST = "remaining"
VERBS = ("V", "M")


def is_open(quantity: Found) -> bool:
    """Whether what a quantity is about is still to be looked for."""
    return quantity.undecided and quantity.unit.kind != "count"


def subject_steps(tokens: Tokens, tags: Sequence[str], found: list[Found]) -> Steps[list[Found]]:
    """The quantities of a sentence, each that nothing was found for yet with its likeliest phrase.

    `tags` are those of the sentence, with all its quantities as numbers. One step, or two where
    the sentence has to be read: then it is read with all others that have come as far.
    """
    ground = ground_of(tokens, tags, found)
    states: States | None = None
    previous: Found | None = None
    for i, quantity in enumerate(found):
        if is_open(quantity):
            candidates, values, shared = described(ground, quantity, previous)
            best = len(candidates) - 1
            if best > 0 and not _is_the_rest(ground, quantity):
                sums = network().sums(values, shared)
                best, likely = network().by_fields(sums)
                if likely < SURE and len(tokens) <= LONGEST:
                    if states is None:
                        wanted = _wanted(ground, found[i:])
                        reading = _readings.ask(Words(tokens.texts, tokens.lowers, tags, wanted))
                        yield
                        states = States.at(wanted, reading())
                    places = [(c.first, c.last) for c in candidates if c is not None]
                    number = quantity.first, quantity.last
                    best = network().in_sentence(sums, states, places, number)
            found[i] = quantity._replace(counted=_phrase(ground, candidates[best]))
        previous = found[i]
    return found


def _wanted(ground: Ground, found: Sequence[Found]) -> list[int]:
    """The words of all candidates and open numbers, sorted."""
    phrases = [(c.first, c.last) for c in ground.candidates]
    phrases += [(quantity.first, quantity.last) for quantity in found if is_open(quantity)]
    return sorted({i for first, last in phrases for i in range(first, last + 1)})


def _phrase(ground: Ground, chosen: Candidate | None) -> CountedPhrase | None:
    if chosen is None:
        return None
    first, last = chosen.span
    return trimmed(ground.tokens, CountedPhrase(first, last, last))


def _read_all(sentences: Sequence[Words]) -> list[Floats]:
    return network().encoder.read(sentences)


_readings = Together(_read_all)


def _is_the_rest(ground: Ground, quantity: Found) -> bool:
    """Whether a share is what remains, and itself does or suffers something: "the remaining 10%
    was lost"."""
    share = quantity.unit.kind == "percent" and ground.tokens.lower(quantity.first - 1) == REST
    return share and ground.line[quantity.last + 1 : quantity.last + 2] in VERBS
