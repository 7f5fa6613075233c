"""What a measured number is about: "shares" in "Shares in the carmaker fell 4 percent".

No parser, but tags (`tags.py`). A number's own noun is looked for right after it ("a $5m fine"),
then before "of" ("a depth of 10 km"); else the verb that governs it is found to its left, and the
answer is that verb's object ("cut emissions by 55 percent") or its subject.
"""

from collections.abc import Sequence

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.counted import CountedPhrase
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.tags import amounts, superlatives
from streams.extraction.tokens import Tokens

LONGEST = 6
FARTHEST = 40
HYPHENS = frozenset("-‑")
OPENS_CLAUSE = frozenset("where when what that whose why".split())
"""Relatives whose own clause has the subject, where it names one: "whose shares fell"."""
TIMES_OF_TRADE = frozenset(
    "lieu return exchange addition total advance early late morning afternoon midday trading trade "
    "extended".split()
)
"""What a price is had in, and no sum of."""
SPEND = frozenset("spend spends spent spending splashed blew".split())
INVEST = frozenset("invest invests invested investing pump pumped pour poured put ploughed".split())
DIMENSIONS = frozenset(
    "long high tall wide deep thick across away off from north south east west above below".split()
)
"""Words that make a measure say how large a thing is, or where."""
COMPARATIVES = frozenset("less more fewer lower higher larger smaller greater cheaper".split())
OF_ALL = (["gdp"], ["gross", "domestic", "product"], ["national", "income"])
"""What a share is given of to say how large something else is."""
WHOLES = frozenset({"total", "whole"})
"""What a share may be of without saying of what."""
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
ROUND = frozenset("diameter length height width depth weight size circumference".split())
COST = frozenset({"cost", "costs", "costing"})
BY_THE = frozenset("barrel ounce tonne ton gallon bushel kilo litre pint pound bag".split())
"""What a thing is priced by: "a barrel of Brent crude"."""
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
ADJECTIVE_ENDINGS = ("ous", "ful", "less", "able", "ible", "ical")
NOT_NOUNS = frozenset(
    "underground underwater thick older younger longer shorter taller higher lower larger "
    "bigger smaller faster slower better worse clear north south east west northeast "
    "northwest southeast southwest inland offshore downstream upstream abroad long tall wide "
    "deep high old apart scant staggering whopping mere forever effective first lower full "
    "contained complete empty likely less more "
    "due prior later earlier high low before after deeper wider heavier cheaper dearer "
    "thicker warmer colder hotter cooler richer poorer stronger weaker closer steady stable flat "
    "innocent sure certain guilty correct true wrong false confident committed accurate secure "
    "dormant silent vacant alive asleep busy "
    "lucky ready free open safe worthy eligible stagnant face".split()
)
NOUNS_AFTER_ALL = frozenset(
    "table cable vegetable bible timetable variable handful spoonful chemical musical convertible "
    "periodical".split()
)
"""Nouns that end as adjectives do."""


def subject_of(
    tokens: Tokens, tags: Sequence[str], first: int, last: int, floor: int, *, sums: bool = False
) -> CountedPhrase | None:
    """The noun phrase that the number over tokens `first` to `last` is about.

    `first` includes the cue, `last` the unit; `floor` is the token after the quantity before.
    `sums`: whether "in" may say what it is a sum of.
    """
    return (
        noun_after(tokens, tags, last + 1)
        or of_something(tokens, tags, last + 1, first, sums=sums)
        or noun_before(tokens, tags, first, floor, sums=sums)
        or spent_on(tokens, tags, first, last)
        or before_place(tokens, tags, first, last)
        or since_then(tokens, tags, first, last)
        or most_in(tokens, tags, first)
        or governed(tokens, tags, first)
        or after_opening(tokens, tags, first, last)
    )


def noun_after(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The noun that a measure stands before: "40-mile convoy", "a $50,000 fine"."""
    hyphened = i < len(tokens) and tokens.texts[i] in HYPHENS and tokens.glued(i - 1)
    i += hyphened
    if not hyphened and tokens.lower(i - 2) in HYPHENS and tokens.glued(i - 2):
        hyphened = (
            tokens.glued(i - 3) and tokens.lower(i - 1) in vocabulary.unit_words()
        )  # "a 65-inch Sony television"
    if tokens.lower(i) in COMPARATIVES and tags[i + 1 : i + 2] == ["N"] and i > 0:
        compared = phrase_from(tokens, tags, i + 1)  # "40 per cent less power"
        if compared is not None and tokens.lower(compared.last) not in COMPARATIVES:
            return compared
    run = phrase_from(tokens, tags, i)
    if run is None:
        return None
    lower = tokens.lower(run.first)
    words = vocabulary.trend_words()
    if hyphened or tokens.lower(i - 1) == "old":
        return run
    if lower in words[0] or lower in words[1] or lower in NOT_NOUNS:
        return None
    if run.first == run.last and tokens.lower(run.last + 1) == "than":
        return None  # "180 kg lighter than"
    name = tokens.texts[run.first][0].isupper() and i == run.first
    return None if name and tokens.texts[run.last][0].isupper() else run


def of_something(
    tokens: Tokens, tags: Sequence[str], i: int, first: int, *, sums: bool = False
) -> CountedPhrase | None:
    """The noun after "of" or, after a trend noun or a sum, "in": "a 5 percent rise in sales"."""
    i += tokens.lower(i) == ")"  # "nearly half (46%) of"
    at = i
    if tokens.lower(at) in vocabulary.trend_words()[1] or tokens.lower(at) == "worth":
        at += 1
    elif tokens.lower(first - 1) == "within":
        return None  # "within 5 km of Earth"
    elif tokens.lower(at) == "off" and tokens.lower(at - 1) in {"%", "percent", "cent"}:
        return phrase_from(tokens, tags, past_determiners(tags, at + 1))  # "25% off membership"
    elif tokens.lower(at) == "of" and tokens.lower(at + 1) in {"which", "whom"}:
        return phrase_to(tokens, tags, first - 2, 0)  # "300 drones, 99% of which"
    elif sums and _in_kind(tokens, at):
        return phrase_from(tokens, tags, past_determiners(tags, at + 1, over="A#"))
    if tokens.lower(at) not in ({"of", "in"} if at > i else {"of"}):
        return None
    inner = past_determiners(tags, at + 1, over="DA#")
    if inner < len(tags) and tokens.texts[inner] in vocabulary.currency_symbols():
        inner = past_determiners(tags, inner + 1, over="#")  # "90% of the £2bn in energy deals"
        inner = past_determiners(tags, inner + 1) if tokens.lower(inner) in {"in", "of"} else inner
    run = past_amounts(tokens, tags, inner)
    if run is None or tokens.lower(run.last) in WHOLES:
        return None
    spent = not SPEND.isdisjoint(tokens.lowers[max(0, first - 3) : first])
    if (
        not spent and tokens.lowers[run.first : run.last + 1] in OF_ALL
    ):  # "debt is over 130 percent of GDP"
        return governed(tokens, tags, first) or run
    return run


def _in_kind(tokens: Tokens, i: int) -> bool:
    """The "in" of "$5bn in aid", and not of "$5bn in the quarter", "$5bn in Ohio"."""
    word = tokens.texts[i + 1] if i + 1 < len(tokens) else ""
    return (
        tokens.lower(i) == "in"
        and word[:1].islower()
        and word not in vocabulary.stops()
        and word not in vocabulary.unit_words()
        and word not in TIMES_OF_TRADE
    )


def past_determiners(tags: Sequence[str], i: int, *, over: str = "DA") -> int:
    """The token after any determiners and adverbs, or what is to be passed over, at token `i`."""
    while i < len(tags) and tags[i] in over:
        i += 1
    return i


def past_amounts(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The phrase at token `i`; where its head says only how much, the one after its "of"."""
    run = phrase_from(tokens, tags, i)
    if run is None or tokens.lower(run.last) not in amounts() | BY_THE:
        return run
    if tokens.lower(run.last + 1) not in {"of", "in"}:
        return run
    return phrase_from(tokens, tags, past_determiners(tags, run.last + 2)) or run


def noun_before(
    tokens: Tokens, tags: Sequence[str], first: int, floor: int, *, sums: bool = False
) -> CountedPhrase | None:
    """The noun right before "of" and the number: "a depth of", "annual revenue of about"."""
    at = first - 1
    if at > floor and tags[at] == "S" and (owner := phrase_to(tokens, tags, at - 1, floor)):
        return owner  # "65% to Sanders' 30%"
    if at > floor and tokens.lower(at) in {"aged", "ages"}:
        return phrase_to(tokens, tags, at - 1, floor)
    if at < floor or tokens.lower(at) not in {"of", "worth"}:
        return None
    end = at - 1
    if tags[end] == "," and tokens.lower(at) == "worth":
        end -= 1  # "The package, worth $725m"
    run = phrase_to(tokens, tags, end, floor)
    if run is not None and tokens.lower(run.last) in {"rate", "pace", "clip"}:
        start = run.first - 1
        start -= start > floor and tags[start] == "D"
        if start > floor and tokens.lower(start) == "at":  # "grew at an annual rate of"
            return governed(tokens, tags, start) or run
    if run is not None and tokens.lower(run.last) == "age":
        return governed(tokens, tags, run.first)  # "died at the age of 94"
    lost = sums and run is not None and tokens.lower(run.last) in {"loss", "losses", "cut", "cuts"}
    if run is not None and tokens.lower(run.last) in amounts() and not lost:
        return None  # "a fall of 3 percent": the fall is of something else
    return run


def spent_on(tokens: Tokens, tags: Sequence[str], first: int, last: int) -> CountedPhrase | None:
    """What a sum is spent on: "will spend about $80bn on *data centres*"."""
    at = last + 1
    if tokens.lower(at) not in {"on", "in", "into"}:
        return None
    verb = next((i for i in range(first - 1, max(-1, first - 4), -1) if tags[i] in "V|;,"), -1)
    word = tokens.lower(verb)
    if word not in (SPEND if tokens.lower(at) == "on" else INVEST):
        return None
    return phrase_from(tokens, tags, past_determiners(tags, at + 1))


def before_place(
    tokens: Tokens, tags: Sequence[str], first: int, last: int
) -> CountedPhrase | None:
    """What stands right before its measure: "an *orbit* 530 km high", "a *cave* 40 km from it"."""
    placed = tokens.lower(last + 1) in DIMENSIONS
    placed = placed or (tokens.lower(last + 1) == "in" and tokens.lower(last + 2) in ROUND)
    if first < 1 or tags[first - 1] != "N" or not placed:
        return None
    run = phrase_to(tokens, tags, first - 1, 0)
    if run is None or _no_noun(tokens.lower(run.last)):
        return None
    return run


def after_opening(
    tokens: Tokens, tags: Sequence[str], first: int, last: int
) -> CountedPhrase | None:
    """The subject after an opening phrase: "Priced from £27,120, *the hatchback*"."""
    opens = tags[:1] == ["V"] and first < 3 * LONGEST and not {"V", "M"} & {*tags[1:first]}
    if not opens and (first > LONGEST or any(tag in "NR" for tag in tags[:first])):
        return None
    comma = next((i for i in range(last + 1, min(len(tags), last + 6)) if tags[i] in ",VM"), 0)
    if not comma or tags[comma] != ",":
        return None
    return phrase_from(tokens, tags, past_determiners(tags, comma + 1))


def since_then(tokens: Tokens, tags: Sequence[str], first: int, last: int) -> CountedPhrase | None:
    """The subject before a time that something is away: "*Trump* called ..., one week before"."""
    if tokens.lower(last + 1) not in {"ago", "later", "earlier", "before", "after"}:
        return None
    if tokens.lower(last) not in vocabulary.per_words() and tokens.lower(last)[-1:] != "s":
        return None
    lowest = max(0, first - FARTHEST)
    verb = next((i for i in range(first - 1, lowest - 1, -1) if tags[i] == "V"), None)
    return None if verb is None else _subject(tokens, tags, verb, lowest)


def most_in(tokens: Tokens, tags: Sequence[str], first: int) -> CountedPhrase | None:
    """What is the most of its time: "the most ambitious *overhaul* in three decades"."""
    if first < 4 or tokens.lower(first - 1) not in {"in", "for"}:
        return None
    for i in range(first - 2, max(0, first - 3 * LONGEST), -1):
        if tags[i] in "VM,;|WRC":
            return None
        lower = tokens.lower(i)
        if lower in superlatives() or (lower.endswith("iest") and len(lower) > 6):
            following = phrase_from(tokens, tags, i if tags[i] == "N" else i + 1)
            return None if following is None or _is_time(tokens, following) else following
    return None


def _at_last(tokens: Tokens, tags: Sequence[str], first: int) -> bool:
    """Whether a number follows an adverb or "at": "with the average now at 7 percent"."""
    return tags[first - 1] == "A" or tokens.lower(first - 1) == "at"


def _is_time(tokens: Tokens, run: CountedPhrase) -> bool:
    return run.first == run.last or tokens.lower(run.last) in {"time", "times"}


def governed(tokens: Tokens, tags: Sequence[str], first: int) -> CountedPhrase | None:
    """The object or subject of the verb that a number at token `first` hangs on."""
    lowest = max(0, first - FARTHEST)
    i = first - 1
    if i > lowest and tokens.lower(i) == "each" and tags[i - 1] == ",":
        i -= 1  # "94 turbines, each 187 metres tall"
    run = phrase_to(tokens, tags, i - 1, lowest) if i >= lowest and tags[i] == "," else None
    if run is not None and not _is_place(tokens, tags, run, lowest):
        return _with_of(tokens, tags, run, lowest)  # "The ship, 400 metres long, ..."
    if tokens.lower(i) == "with" and (run := phrase_to(tokens, tags, i - 1, lowest)):
        return run  # "two motors with a combined 489 hp"
    if tokens.lower(i) == "age" and tokens.lower(i - 1) in {"at", "by", "until", "from"}:
        return governed(tokens, tags, i - 1)  # "died at age 92"
    if tokens.lower(i) == "magnitude" and tokens.lower(i - 1) == "of":
        return phrase_to(tokens, tags, i - 2, lowest)  # "aftershocks of magnitude 5"
    if _doubles(tokens, tags, first):
        return _subject(tokens, tags, first, lowest)
    if tags[first] == "V":  # a verb that is a cue: "exceeds 30 percent"
        return _subject(tokens, tags, first, lowest)
    if i >= lowest and tags[first] == "P" and (run := phrase_to(tokens, tags, i, lowest)):
        at = run.first - 1
        while at >= lowest and tags[at] in "DA":
            at -= 1
        over = tokens.lower(first) in {"under", "over"} and is_plural(tokens.texts[i])
        if at >= lowest and (tags[at] == "P" or over):
            return run  # "in patients over 65"
    run = phrase_to(tokens, tags, i, lowest)
    start = run.first - 1 if run is not None else lowest
    start -= start > lowest and tokens.lower(start) in {"its", "their", "his", "her"}
    if run is not None and start > lowest and tags[start] in "C,":
        return run  # "40% of men, and women 39%", "..., its value just above $5bn"
    nearest: CountedPhrase | None = None
    while i >= lowest and tags[i] not in "VM|;":
        if nearest is not None and tokens.lower(i) == "with" and _at_last(tokens, tags, first):
            return nearest  # "with the average now at 7 percent"
        if tags[i] == "W":
            return _antecedent(tokens, tags, i, lowest) or nearest
        if tags[i] == "N":
            run = phrase_to(tokens, tags, i, lowest)
            if run is None:
                break
            before_number = tags[run.last + 1] == "#" and tokens.lower(run.last) in amounts()
            if run.first == run.last and (before_number or _no_noun(tokens.lower(run.last))):
                i -= 1  # "reached a record 8.2 million"
                continue
            if tokens.lower(run.last) in superlatives() or tokens.lower(run.last) == "time":
                i = run.first - 1  # "the lowest for 20 years" is no noun
                continue
            if any(tokens.lower(k) in superlatives() for k in range(run.first, run.last + 1)):
                return run  # "its lowest level in 37 years"
            nearest, i = run, run.first
        i -= 1
    set_aside = i >= lowest and tokens.lower(i) == "set" and tokens.lower(i + 1) == "aside"
    if (
        i >= lowest
        and (set_aside or tokens.lower(i) in PAY)
        and (found := _paid_for(tokens, tags, first))
    ):
        return found
    if i >= lowest and tokens.lower(i) in WINS and tokens.lower(first - 1) == "by":
        passed = _object(tokens, tags, i, first)
        if passed is None or tokens.lower(passed.last) not in MARKS_TO_PASS:
            return _subject(tokens, tags, i, lowest) or nearest  # "won the race by 2.9 seconds"
    if i >= lowest and tokens.lower(i) in COST:
        return _subject(tokens, tags, i, lowest) or nearest  # "it costs taxpayers $5bn"
    if i >= lowest and tags[i] in "VM":
        return _object(tokens, tags, i, first) or _subject(tokens, tags, i, lowest) or nearest
    return nearest if nearest is None else _with_of(tokens, tags, nearest, lowest)


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
        return _first_phrase(tokens, tags, max(0, verb - FARTHEST), verb)
    if tags[i] == "#":
        while i < first and tags[i] == "#":
            i += 1
        if i >= first or tags[i] != "N":
            return None
    run = past_amounts(tokens, tags, i) if tags[i] == "N" else None
    if run is None or run.last >= first:
        return None
    if run.first == run.last and (_no_noun(tokens.lower(i)) or tokens.lower(i) in OF_TAKE):
        return None
    return run


def _no_noun(word: str) -> bool:
    """Whether a word that was tagged a noun only says how something is."""
    return word in NOT_NOUNS or (word.endswith(ADJECTIVE_ENDINGS) and word not in NOUNS_AFTER_ALL)


def _subject(tokens: Tokens, tags: Sequence[str], verb: int, lowest: int) -> CountedPhrase | None:
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
    return _first_phrase(tokens, tags, start + 1, i + 1)


def _of_main_clause(
    tokens: Tokens, tags: Sequence[str], pronoun: int, lowest: int
) -> CountedPhrase | None:
    """What a pronoun stands for: the subject of the sentence, "*The firm* will cut jobs as it"."""
    if tokens.lower(pronoun) not in {"it", "they", "he", "she"}:
        return None
    verb = next((i for i in range(lowest, pronoun) if tags[i] in "VM"), None)
    if verb is None or "R" in tags[lowest:verb]:
        return None
    return _subject(tokens, tags, verb, lowest)


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
    at = run.first - 1
    while at >= lowest and tags[at] in "DA":
        at -= 1
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
        return _first_phrase(tokens, tags, max(at + 1, lowest), i)
    if tags[at] == "W" or tags[at - 1 : at] == ["W"]:
        return _antecedent(tokens, tags, at if tags[at] == "W" else at - 1, lowest)
    return _subject(tokens, tags, at, lowest)


def _before_aside(tokens: Tokens, tags: Sequence[str], i: int, lowest: int) -> CountedPhrase | None:
    """What an aside that ends with token `i` is about: "*The fossil*, found here, is"."""
    for at in range(i - 2, max(lowest, i - 3 * LONGEST), -1):
        if tags[at] == "," and tags[at + 1] in "V#" and tags[at - 1] == "N":
            run = phrase_to(tokens, tags, at - 1, lowest)
            return run and _with_of(tokens, tags, run, lowest)
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


def _first_phrase(
    tokens: Tokens, tags: Sequence[str], start: int, end: int
) -> CountedPhrase | None:
    i = start
    while i < end:
        measured = i > 1 and tags[i - 1] == "-" and tags[i - 2] == "#"  # "seven-seat SUV"
        if tags[i] == "N" and not (measured and tags[i + 1 : i + 2] == ["N"]):
            run = past_amounts(tokens, tags, i)
            return run if run is not None and run.last < end + LONGEST else None
        i += 1
    return None


def _with_of(tokens: Tokens, tags: Sequence[str], run: CountedPhrase, lowest: int) -> CountedPhrase:
    """The phrase that a phrase hangs on by "of" or "in": "*Shares* in the carmaker"."""
    i = run.first - 1
    while i >= lowest and tags[i] in "DA":
        i -= 1
    if i > lowest and tags[i] == "P":
        outer = phrase_to(tokens, tags, i - 1, lowest)
        if outer is not None and tokens.lower(outer.last) not in amounts():
            return outer
    return run


def phrase_from(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The noun phrase that starts at token `i`; after a possessive, what is possessed."""
    end = min(len(tags), i + 3 * LONGEST)
    first = i
    while i < end:
        if tags[i] == "S":
            while tags[i + 1 : i + 2] == ["#"] or _of_a_name(tokens, tags, i + 1):
                i += 1  # "the firm's 7,500 staff", "its 5G network"
            first = i + 1
        elif tags[i] != "N" and not (tags[i] == "-" and i > first):
            break
        i += 1
    last = i - 1
    while last >= first and tags[last] != "N":
        last -= 1
    return CountedPhrase(max(first, last - LONGEST + 1), last, last) if last >= first else None


def _of_a_name(tokens: Tokens, tags: Sequence[str], i: int) -> bool:
    """Whether token `i` is of a name like 5G that stands before a noun."""
    if i + 1 >= len(tags) or tags[i] not in "|N":
        return False
    digits = tokens.texts[i][0].isdecimal() and tokens.glued(i)
    return digits or (tokens.texts[i - 1][0].isdecimal() and tokens.glued(i - 1))


def phrase_to(tokens: Tokens, tags: Sequence[str], last: int, lowest: int) -> CountedPhrase | None:
    """The noun phrase that ends at token `last`, back to its determiner or possessive."""
    if last < lowest or tags[last] != "N":
        return None
    first = last
    while first - 1 >= lowest and last - first < LONGEST and tags[first - 1] in "N-":
        first -= 1
    if first > lowest and tags[first] == "-" and tags[first - 1] == "#" and first + 2 <= last:
        first += 2  # "seven-seat SUV"
    while tags[first] != "N":
        first += 1
    return CountedPhrase(first, last, last)
