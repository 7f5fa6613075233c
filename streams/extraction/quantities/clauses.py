"""The verb that a number hangs on, and that verb's object or subject, over the tags of a sentence.

No parser: from the number to the left until a verb or a mark, then from the verb over its
auxiliaries, asides and relative clauses to the first phrase of its clause.
"""

from collections.abc import Sequence

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.counted import CountedPhrase
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.phrases import (
    LONGEST,
    before_determiners,
    first_phrase,
    no_noun,
    past_amounts,
    past_determiners,
    phrase_from,
    phrase_to,
    with_of,
)
from streams.extraction.quantities.tags import amounts, superlatives
from streams.extraction.tokens import Tokens

FARTHEST = 40
OPENS_CLAUSE = frozenset("where when what that whose why".split())
"""Relatives whose own clause has the subject, where it names one: "whose shares fell"."""
DIMENSIONS = frozenset(
    "long high tall wide deep thick across away off from north south east west above below".split()
)
"""Words that make a measure say how large a thing is, or where."""
OF_TAKE = frozenset({"place", "part", "effect", "shape"})
"""What is taken without being a thing: "took place"."""
PARTICIPLES = frozenset(
    "given taken shown seen known driven written born borne grown drawn chosen thrown flown stolen "
    "broken beaten hidden frozen sworn torn worn withdrawn undertaken".split()
)
"""Forms that are no verb of a clause without another."""
WINS = frozenset(
    "won win wins winning beat beats beaten lead leads led trail trails trailed trailing lost lose "
    "loses missed".split()
)
"""Verbs whose "by" says by how much their subject did it."""
MARKS_TO_PASS = frozenset(
    "record mark best target goal forecast forecasts estimate estimates expectations "
    "deadline".split()
)
COST = frozenset({"cost", "costs", "costing"})
DOUBLED = frozenset("doubled tripled trebled quadrupled quintupled halved".split())
BEFORE_CLAUSE = frozenset({"after", "before", "since", "until"})
"""Prepositions that a clause with a subject of its own may stand after."""
AFTER_DOUBLING = frozenset(
    "to from in since last over this year and between during by at on as after while within".split()
) | {"", ",", ".", ";"}
"""What follows a verb like "doubled" that has no object."""
PAY = frozenset(
    "pay pays paid paying charge charges charged charging earmark earmarked budgeted allocate "
    "allocated".split()
)
OF_AN_AGE = frozenset({"at", "by", "until", "from"})


def governed(tokens: Tokens, tags: Sequence[str], first: int) -> CountedPhrase | None:
    """The object or subject of the verb that a number at token `first` hangs on."""
    lowest = max(0, first - FARTHEST)
    if tokens.lower(first - 1) == "age" and tokens.lower(first - 2) in OF_AN_AGE:
        first = max(0, first - 2)  # "died at age 92"
    beside = _beside(tokens, tags, first, lowest)
    if beside is not None:
        return beside
    if tags[first] == "V" or _doubles(tokens, tags, first):  # "exceeds 30 percent", "has doubled"
        return subject_of_verb(tokens, tags, first, lowest)
    stop, nearest, sure = _walk_left(tokens, tags, first, lowest)
    if sure:
        return nearest
    if stop >= lowest and tags[stop] in "VM":
        return _of_verb(tokens, tags, stop, first, lowest) or nearest
    return None if nearest is None else with_of(tokens, tags, nearest, lowest)


def _beside(tokens: Tokens, tags: Sequence[str], first: int, lowest: int) -> CountedPhrase | None:
    """The phrase that a number at token `first` belongs to by what stands right before it."""
    i = first - 1
    if i > lowest and tokens.lower(i) == "each" and tags[i - 1] == ",":
        i -= 1  # "94 turbines, each 187 metres tall"
    if i < lowest:
        return None
    if tags[i] == ",":
        run = phrase_to(tokens, tags, i - 1, lowest)
        if run is not None and not _is_place(tokens, tags, run, lowest):
            return with_of(tokens, tags, run, lowest)  # "The ship, 400 metres long, ..."
    if tokens.lower(i) == "with" and (run := phrase_to(tokens, tags, i - 1, lowest)):
        return run  # "two motors with a combined 489 hp"
    if tokens.lower(i) == "magnitude" and tokens.lower(i - 1) == "of":
        return phrase_to(tokens, tags, i - 2, lowest)  # "aftershocks of magnitude 5"
    run = phrase_to(tokens, tags, i, lowest)
    return run if run is not None and _of_its_own(tokens, tags, run, first, lowest) else None


def _of_its_own(
    tokens: Tokens, tags: Sequence[str], run: CountedPhrase, first: int, lowest: int
) -> bool:
    """Whether the phrase right before a number has it: "in patients over 65", "and women 39%"."""
    start = run.first - 1
    possessed = start - (start > lowest and tokens.lower(start) in {"its", "their", "his", "her"})
    if possessed > lowest and tags[possessed] in "C,":
        return True  # "40% of men, and women 39%", "..., its value just above $5bn"
    if tags[first] != "P":
        return False
    start = before_determiners(tags, start, lowest)
    over = tokens.lower(first) in {"under", "over"} and is_plural(tokens.texts[run.last])
    return start >= lowest and (tags[start] == "P" or over)


def _walk_left(
    tokens: Tokens, tags: Sequence[str], first: int, lowest: int
) -> tuple[int, CountedPhrase | None, bool]:
    """Left from a number to a verb or mark: its token, the nearest noun, and whether that is it."""
    i = first - 1
    nearest: CountedPhrase | None = None
    while i >= lowest and tags[i] not in "VM|;":
        if nearest is not None and tokens.lower(i) == "with" and _at_last(tokens, tags, first):
            return i, nearest, True  # "with the average now at 7 percent"
        if tags[i] == "W":
            return i, _antecedent(tokens, tags, i, lowest) or nearest, True
        run = phrase_to(tokens, tags, i, lowest) if tags[i] == "N" else None
        if run is not None:
            i = run.first
            if not _says_nothing(tokens, tags, run):
                if any(tokens.lower(k) in superlatives() for k in range(run.first, run.last)):
                    return i, run, True  # "its lowest level in 37 years"
                nearest = run
        i -= 1
    return i, nearest, False


def _says_nothing(tokens: Tokens, tags: Sequence[str], run: CountedPhrase) -> bool:
    """Whether a phrase is an amount or an adjective: "a record 8.2 million", "the lowest for"."""
    last = tokens.lower(run.last)
    if last in superlatives() or last == "time":
        return True
    before_number = tags[run.last + 1] == "#" and last in amounts()
    return run.first == run.last and (before_number or no_noun(last))


def _of_verb(
    tokens: Tokens, tags: Sequence[str], verb: int, first: int, lowest: int
) -> CountedPhrase | None:
    """What a number is about by the verb that governs it: its object, or its subject."""
    word = tokens.lower(verb)
    set_aside = word == "set" and tokens.lower(verb + 1) == "aside"
    if (set_aside or word in PAY) and (found := _paid_for(tokens, tags, first)):
        return found
    thing = _object(tokens, tags, verb, first)
    by_how_much = word in WINS and tokens.lower(first - 1) == "by"
    if by_how_much and (thing is None or tokens.lower(thing.last) not in MARKS_TO_PASS):
        thing = None  # "won the race by 2.9 seconds"
    if word in COST:
        thing = None  # "it costs taxpayers $5bn"
    return thing or subject_of_verb(tokens, tags, verb, lowest)


def _at_last(tokens: Tokens, tags: Sequence[str], first: int) -> bool:
    """Whether a number follows an adverb or "at": "with the average now at 7 percent"."""
    return tags[first - 1] == "A" or tokens.lower(first - 1) == "at"


def _paid_for(tokens: Tokens, tags: Sequence[str], first: int) -> CountedPhrase | None:
    """What a sum at token `first` is paid for: "paid 75 million euros for *the defender*"."""
    i = first
    while i < len(tags) and i < first + 2 * LONGEST and tokens.lowers[i] != "for":
        if tags[i] in "VMW,;|" and tokens.lowers[i] not in vocabulary.currency_symbols():
            return None
        i += 1
    return phrase_from(tokens, tags, past_determiners(tags, i + 1)) if i < len(tags) else None


def _object(tokens: Tokens, tags: Sequence[str], verb: int, first: int) -> CountedPhrase | None:
    """What stands between a verb and the number's preposition: "raised *rates* by"."""
    i = verb + 1
    while i < first and tags[i] in "DA":
        i += 1
    if i >= first:
        return None
    if tags[i] == "R":  # "a round that valued it at $1bn"
        return first_phrase(tokens, tags, max(0, verb - FARTHEST), verb)
    if tags[i] == "#":
        while i < first and tags[i] == "#":
            i += 1
        if i >= first or tags[i] != "N":
            return None
    run = past_amounts(tokens, tags, i) if tags[i] == "N" else None
    if run is None or run.last >= first:
        return None
    if run.first == run.last and (no_noun(tokens.lower(i)) or tokens.lower(i) in OF_TAKE):
        return None
    return run


def subject_of_verb(
    tokens: Tokens, tags: Sequence[str], verb: int, lowest: int
) -> CountedPhrase | None:
    """The subject of a verb: left over its auxiliaries, to the first phrase of the clause."""
    i = verb - 1
    for _ in range(LONGEST):  # chains: "is expected to cut", "..., and took"
        while i >= lowest and tags[i] in "VMA":
            i -= 1
        if i >= lowest and tokens.lower(i) == "to" and i and tags[i - 1] in "VMA":
            i -= 1
            continue
        if i >= lowest and tokens.lower(i) == "to" and i and tags[i - 1] == "#":
            while i > lowest and tags[i] not in "VM,|":
                i -= 1  # "took 17 years to build"
            continue
        if i > lowest and tokens.lower(i) == "to" and tags[i - 1] == "N":
            agent = phrase_to(tokens, tags, i - 1, lowest)
            by = -1 if agent is None else agent.first - 1
            by -= by > lowest and tags[by] == "D"
            if by > lowest and tokens.lower(by) == "by" and tags[by - 1] == "V":
                i = by - 1  # "was ordered by the court to pay"
                continue
            return phrase_to(tokens, tags, i - 1, lowest)  # "the decision to spend"
        break
    if i < lowest:
        return None
    if tags[i] == "W":
        return _antecedent(tokens, tags, i, lowest)
    if tokens.lower(i) in {"and", "but", "or"}:
        return _over_mark(tokens, tags, i, lowest)
    start = _start_of_subject(tokens, tags, i, lowest)
    if start == i:  # nothing but a mark before the verb
        if tags[i] in ",C-":
            return _over_mark(tokens, tags, i, lowest)
        return _of_main_clause(tokens, tags, i, lowest) if tags[i] == "R" else None
    if start >= lowest and tags[start] == "R":
        return _of_main_clause(tokens, tags, start, lowest)
    if start >= lowest and tags[start] == "W" and tokens.lower(start) not in OPENS_CLAUSE:
        return _antecedent(tokens, tags, start, lowest)
    if (
        start > lowest
        and tags[start] == "V"
        and (found := _after_relative(tokens, tags, start, lowest))
    ):
        return found
    return first_phrase(tokens, tags, start + 1, i + 1)


def _of_main_clause(
    tokens: Tokens, tags: Sequence[str], pronoun: int, lowest: int
) -> CountedPhrase | None:
    """What a pronoun stands for: the subject of the sentence, "*The firm* will cut jobs as it"."""
    if tokens.lower(pronoun) not in {"it", "they", "he", "she"}:
        return None
    verb = next((i for i in range(lowest, pronoun) if tags[i] in "VM"), None)
    if verb is None or "R" in tags[lowest:verb]:
        return None
    return subject_of_verb(tokens, tags, verb, lowest)


def _doubles(tokens: Tokens, tags: Sequence[str], first: int) -> bool:
    """Whether the number at token `first` is a verb: "profit *more than doubled*"."""
    at = first
    while at < min(len(tags), first + 4) and tags[at] != "#":
        at += 1
    return tokens.lower(at) in DOUBLED and tokens.lower(at + 1) in AFTER_DOUBLING


def _is_place(tokens: Tokens, tags: Sequence[str], run: CountedPhrase, lowest: int) -> bool:
    """Whether a phrase only says where: "in parts of *Queensland*, about 8 degrees above"."""
    if not tokens.texts[run.last][0].isupper():
        return False
    at = before_determiners(tags, run.first - 1, lowest)
    if (
        at > lowest
        and tokens.lower(at) == "of"
        and tokens.lower(at - 1) in {"parts", "part", "west"}
    ):
        at -= 2
    return at >= lowest and tokens.lower(at) in {"in", "at", "near", "to", "across"}


def _after_relative(
    tokens: Tokens, tags: Sequence[str], verb: int, lowest: int
) -> CountedPhrase | None:
    """What a relative clause with a verb of its own is about: "*The man* who bought it paid $5"."""
    if tokens.lower(verb) in vocabulary.clause_words():
        return None
    at = verb - 1
    while at > lowest and tags[at] in "VMA":
        at -= 1
    return _antecedent(tokens, tags, at, lowest) if tags[at] == "W" else None


def _start_of_subject(tokens: Tokens, tags: Sequence[str], i: int, lowest: int) -> int:
    """The token before the subject that ends at token `i`.

    It runs over a participle ("the bomb *claimed by* the group", "people *receiving* aid") and over
    "and" between nouns, as long as no verb turns out to stand before.
    """
    start = i
    before_and: int | None = None
    while start >= lowest:
        tag = tags[start]
        if tag == "P" and tokens.lower(start) == "as" and tags[start + 1] in "DN":
            break  # "as the toll surpassed 100"
        if tag == "P" and tokens.lower(start) in BEFORE_CLAUSE and start > lowest:
            break  # "a dividend after profit doubled"
        if tag in "NPD#-SA":
            start -= 1
        elif tag == "C" and tokens.lower(start) in {"and", "or"} and tags[start - 1] in "N#":
            if before_and is None:
                before_and = start
            start -= 1
        elif tag == "V" and start > lowest and start < i and _participle(tokens, tags, start):
            start -= 1
        elif tag == "V" and start - 1 > lowest and tokens.lower(start - 1) == "to":
            if tags[start - 2] != "N":
                break
            start -= 2  # "applications to buy a home were"
        else:
            break
    if before_and is not None and start >= lowest and tags[start] in "VM":
        return before_and
    return start


def _participle(tokens: Tokens, tags: Sequence[str], i: int) -> bool:
    """Whether a verb after a noun only describes it."""
    if tags[i - 1] != "N":
        return False
    lower = tokens.lower(i)
    if lower in PARTICIPLES:
        return True  # "patients given the pill"
    return lower.endswith("ing") or (tags[i + 1] == "P" and lower.endswith(("ed", "en", "t")))


def _over_mark(tokens: Tokens, tags: Sequence[str], i: int, lowest: int) -> CountedPhrase | None:
    """The subject of a verb after a comma or an "and": that of the verb before it.

    "The tunnel took 17 years and cost $12bn", "The fund, which holds assets, owns 1.3%".
    """
    at = i - 1
    if tags[i] == "," and (found := _before_aside(tokens, tags, i, lowest)):
        return found
    if tags[i] == ",":
        while at > lowest and not (tags[at] == "W" and tags[at - 1] == ","):
            at -= 1
        if at > lowest and (found := _antecedent(tokens, tags, at, lowest)):
            return found
        at = i - 1
    while at >= lowest and tags[at] not in "VMW|":
        at -= 1
    if at < lowest or tags[at] == "|":
        return first_phrase(tokens, tags, max(at + 1, lowest), i)
    if tags[at] == "W" or tags[at - 1 : at] == ["W"]:
        return _antecedent(tokens, tags, at if tags[at] == "W" else at - 1, lowest)
    return subject_of_verb(tokens, tags, at, lowest)


def _before_aside(tokens: Tokens, tags: Sequence[str], i: int, lowest: int) -> CountedPhrase | None:
    """What an aside that ends with token `i` is about: "*The fossil*, found here, is"."""
    for at in range(i - 2, max(lowest, i - 3 * LONGEST), -1):
        if tags[at] == "," and tags[at + 1] in "V#" and tags[at - 1] == "N":
            run = phrase_to(tokens, tags, at - 1, lowest)
            return run and with_of(tokens, tags, run, lowest)
        if tags[at] in ",;|WR":
            return None
    return None


def _antecedent(tokens: Tokens, tags: Sequence[str], i: int, lowest: int) -> CountedPhrase | None:
    """The phrase before a relative pronoun at token `i`; after "said that" there is none."""
    at = i - 1
    if at >= lowest and tokens.lower(at) == "of":
        at -= 1  # "in aid, of which $61bn"
    if at >= lowest and tags[at] == ",":
        at -= 1
    while at > lowest and (tags[at] in "#-" or tokens.lower(at) in DIMENSIONS):
        at -= 1  # "a rock 15 km wide that struck"
    if at < lowest or tags[at] != "N":
        return None
    return phrase_to(tokens, tags, at, lowest)
