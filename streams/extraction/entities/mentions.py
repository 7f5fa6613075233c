"""Mentions: what the tagger names, agreed with the known names and within the article.

The tagger says where names are and of what kind; the gazetteers correct the kind where a name is
known for one thing only, and add what was missed; then all mentions of one name in an article get
the kind that speaks for most of them (Krishnan and Manning, "An Effective Two-Stage Model for
Exploiting Non-Local Dependencies in Named Entity Recognition", 2006).
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from schemas.extractions import EntityType
from streams.extraction.entities.backends import OURS, Backend
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.countries import party_states
from streams.extraction.entities.features import Known
from streams.extraction.entities.gazetteers import (
    END,
    Name,
    abbreviated_parts,
    ambiguous,
    longest_name,
    names,
    towns,
    words,
)
from streams.extraction.entities.hyphens import double_names, with_syllables, without_prefixes
from streams.extraction.entities.joining import (
    GENERATIONS,
    SHORTEST_INITIALS,
    STORMS,
    explained,
    initials_of,
    is_written_as_initials,
    surname,
)
from streams.extraction.entities.kinds import SHIPS, finer, is_named_like_a_person, sure_kind
from streams.extraction.entities.labels import KINDS, sure_scores
from streams.extraction.entities.runs import is_capitalised, sentence_at
from streams.extraction.entities.tagger import Reading, Tagged
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens

TYPES: dict[str, EntityType] = {
    "PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "FAC": "FACILITY", "NORP": "GROUP",
    "EVENT": "EVENT", "PROD": "PRODUCT", "WORK": "WORK", "WEAPON": "WEAPON", "VEHICLE": "VEHICLE",
}  # fmt: skip
ARMS = frozenset(
    "missile missiles rocket rockets drone drones tank tanks jet jets helicopter helicopters "
    "system systems launcher launchers battery batteries rifle rifles bomber bombers gun guns "
    "howitzer howitzers interceptor interceptors torpedo torpedoes fighter fighters".split()
)
PERSON, BODY, EVENT, PRODUCT = map(KINDS.index, ("PER", "ORG", "EVENT", "PROD"))
ALSO_NAMES = frozenset({"sheikh"})
"""Titles that are as often the name itself: "Sheikh Hasina"."""
SHARED, SHARED_WITH_PLACE = 1.05, 0.6
"""What a person named in full adds to the score of each mention of the last name alone, where it
names no place and where it does: "Washington"."""
SHORTENED = frozenset("Inc Corp Co Cos Ltd Bros Jr Sr Intl".split())
"""Last words of names that are written with a point; states are in `abbreviated_parts`."""
LETTERS = frozenset("XQ")
"""Names of one letter: a company, a conspirator."""
OFFICES = frozenset("minister secretary ministers secretaries".split())
NOT_LAST = frozenset(["'s", "’s", ",", ")", "”", '"', "-", "’", "'", "of", "and", "for", "the"])
"""What no name ends with."""
SHORTEST_SURNAME = 3
SHORTEST_IN_CAPITALS = 4
SMALL_IN_NAMES = frozenset("De Del Da Do Dos La Las Los El Al Of The And".split())
LONGEST_ROLE = 8
LONGEST_OPERATION = 4
EVENT_FIRST = frozenset({"Operation", *STORMS})
LONGEST_NAME = 16
ILLNESSES = frozenset("disease syndrome lymphoma palsy sarcoma".split())
ADDRESSES = frozenset("Mr Mrs Ms MR MRS MS".split())
LEADING = frozenset({".", "-", *ADDRESSES, *STORMS, *SHIPS})
"""Words and signs before a name that may say more of it."""
FORCES = frozenset("mercenaries fighters militants gunmen rebels troops commanders".split())
SHOT = frozenset("missile missiles rocket rockets torpedo torpedoes".split())
NO_NAME_ENDINGS = ("esque", "ization", "isation")
COURTS = frozenset({"appeals", "court"})
PARTISAN = frozenset("Republican Republicans Democratic Democrat Democrats".split())
COUNTS = frozenset("two three four five six seven eight nine ten several some many both".split())
BETWEEN = {"LOC": ",", "PER": "and"}
"""What no name of a kind holds, but a list of such names does."""
BEFORE_PLACE = frozenset({"in", "near", "of", "from", "to"})


def find_mentions(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], read: Backend = OURS
) -> list[Candidate]:
    """All mentions, in order, none overlapping another. `read`: what tags the text."""
    return mentions_of(tokens, bounds, read(tokens, bounds))


def mentions_of(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], reading: Reading
) -> list[Candidate]:
    """The same of a text that was read."""
    parts = (part for t in reading.tagged for part in listed(tokens, t))
    tagged = [t for t in (trimmed(tokens, t) for t in parts) if t is not None]
    tagged = without_prefixes(tokens, with_syllables(tokens, tagged))
    tagged = [likelier(tokens, t) for t in double_names(tokens, tagged)]
    tagged = with_circuits(tokens, with_event_words(tokens, agreed(tokens, tagged)))
    tagged = with_operations(tokens, tagged, bounds)
    found = merged(tokens, tagged, reading.known)
    found = with_parties(tokens, found, reading.capitals)
    found += acronyms(tokens, found)
    found = with_initials(tokens, found)
    found += bare_surnames(tokens, found, reading.capitals)
    found.sort()
    return with_roles(tokens, found, bounds)


def listed(tokens: Tokens, tagged: Tagged) -> list[Tagged]:
    """The places or people of a list that was taken for one name: "Kiev, Moscow"."""
    between = BETWEEN.get(KINDS[tagged.kind])
    if between is None or between not in tokens.texts[tagged.first : tagged.last]:
        return [tagged]
    gaps = [i for i in range(tagged.first, tagged.last) if tokens.texts[i] == between]
    firsts = [tagged.first, *(gap + 1 for gap in gaps)]
    lasts = [*(gap - 1 for gap in gaps), tagged.last]
    return [
        tagged._replace(first=first, last=last)
        for first, last in zip(firsts, lasts, strict=True)
        if first <= last
    ]


def trimmed(tokens: Tokens, tagged: Tagged) -> Tagged | None:
    """A name without article, titles and signs at its edges; None where nothing is left."""
    first, last = tagged.first, tagged.last
    titles = words().titles
    while first < last:
        lower = tokens.lowers[first]
        title = KINDS[tagged.kind] == "PER" and lower in titles and lower not in ALSO_NAMES
        title = title and tokens.texts[first + 1] != "-"
        point = first > tagged.first and lower == "."
        if not (title or point or lower in {"the", "a", "an", "“", '"', "‘", "(", "-", ","}):
            break
        first += 1
    if KINDS[tagged.kind] == "PER":
        if first > 0 and tokens.lowers[first - 1] in ALSO_NAMES:
            first -= 1
        if last > first and _runs_on(tokens, last):
            last -= 1
    while last > first and tokens.lowers[last] in NOT_LAST:
        last -= 1
    first = _behind_bracket(tokens, first, last)
    while tokens.glued(last) and tokens.texts[last + 1].isdecimal():
        last += 1  # "News24"
    last = _past_initials(tokens, first, last)
    if tagged.kind == PERSON and first < last:
        last = _past_generation(tokens, last)
    if _is_shortened(tokens, last):
        last += 1
    surface = tokens.texts[first : last + 1]
    if not surface[0][0].isalnum() and not any(word[0].isalnum() for word in surface):
        return None
    if len(surface) == 1 and (surface[0].lower() in words().no_names or surface[0].isdecimal()):
        return None
    if first == last and tokens.lowers[first] in titles:
        return None  # "Senator", which is an armoured car as well
    if tagged.kind == PERSON and tokens.lower(last + 2) in ILLNESSES:
        return None  # "Parkinson's disease"
    if len(surface) == 1 and surface[0].lower().endswith(NO_NAME_ENDINGS):
        return None  # "Reaganesque"
    if len(surface) > LONGEST_NAME:
        return None  # the countries of a form, run together
    if surface[0].isdecimal() and all(word.islower() for word in surface[1:]):
        return None  # "30 boats"
    if _is_office(tokens, first, last) or _is_initial(surface):
        return None
    if (first, last) == (tagged.first, tagged.last):
        return tagged
    return tagged._replace(first=first, last=last)


def _behind_bracket(tokens: Tokens, first: int, last: int) -> int:
    """Where a name goes on behind a bracket that was opened before it: "(George) Floyd"."""
    texts = tokens.texts[first : last + 1]
    for closing, opening in ((")", "("), ("]", "[")):
        if closing in texts and opening not in texts and texts[-1] != closing:
            return first + texts.index(closing) + 1
    return first


def _past_generation(tokens: Tokens, last: int) -> int:
    """The end of "Donald Trump, Jr.", of which the tagger may have had "Donald Trump"."""
    if tokens.lower(last + 1) != "," or tokens.lower(last + 2) not in GENERATIONS:
        return last
    return last + 3 if tokens.lower(last + 3) == "." and tokens.glued(last + 2) else last + 2


def _runs_on(tokens: Tokens, last: int) -> bool:
    """ "Joe BidenGOP": a scraper lost the space before a word in capitals."""
    before, word = tokens.texts[last - 1 : last + 1]
    return tokens.glued(last - 1) and word.isupper() and before.istitle() and len(before) > 2


def _past_initials(tokens: Tokens, first: int, last: int) -> int:
    """The end of "E.P.A.", of which the tagger may have had "E.P"."""
    if len(tokens.texts[first]) > 1 or not tokens.texts[first].isupper():
        return last
    at = last - (tokens.texts[last] == ".")
    while (
        tokens.glued(at) and tokens.texts[at + 1] == "." and tokens.glued(at + 1)
        and len(tokens.texts[at + 2]) == 1 and tokens.texts[at + 2].isupper()
    ):  # fmt: skip
        at += 2
    return max(at, last)


def _is_shortened(tokens: Tokens, last: int) -> bool:
    """ "Corp." of "Exxon Corp. said", "Ga." of "Athens, Ga.,": the point is of the name, where no
    sentence ends with it."""
    if tokens.lower(last + 1) != "." or not tokens.glued(last):
        return False
    word, following = tokens.texts[last], tokens.lower(last + 2)
    if not following:
        return False
    if word not in SHORTENED and word not in abbreviated_parts():
        return False
    return following in {",", ")"} or tokens.texts[last + 2][0].islower()


def _is_initial(surface: Sequence[str]) -> bool:
    """ "R." of "(R., Ark.)", the "D" of a list: no name."""
    return len(surface[0]) == 1 and "".join(surface[1:]) in {"", "."} and surface[0] not in LETTERS


def _is_office(tokens: Tokens, first: int, last: int) -> bool:
    """ "Interior" of "Interior Minister", "State" of "Secretary of State": no name."""
    beside = tokens.lower(last + 1) in OFFICES or (
        tokens.lower(first - 1) == "of" and tokens.lower(first - 2) in OFFICES
    )
    return beside and all(lower in words().roles for lower in tokens.lowers[first : last + 1])


def likelier(tokens: Tokens, tagged: Tagged) -> Tagged:
    """A name with the kind that its words leave no doubt of, before its mentions agree on one."""
    texts = tokens.texts
    before = texts[tagged.first - 1] if tagged.first else ""
    if before in LEADING or (tagged.first > 1 and texts[tagged.first - 2] in SHIPS):
        tagged = tagged._replace(first=_whole_first(tokens, tagged))
    kind = sure_kind(tokens, tagged.first, tagged.last, KINDS[tagged.kind])
    if before in LEADING and _is_addressed(tokens, tagged.first):
        kind = "PER"
    elif texts[tagged.first] in STORMS and _is_storm(tokens, tagged):
        kind = "EVENT"
    elif kind == "PER" and tagged.first == tagged.last and tokens.lower(tagged.last + 1) in SHOT:
        kind = "WEAPON"
    if kind == KINDS[tagged.kind]:
        return tagged
    number = KINDS.index(kind)
    return tagged._replace(kind=number, scores=sure_scores(number))


def _whole_first(tokens: Tokens, tagged: Tagged) -> int:
    """Where "Hurricane Sandy" begins, and "HMS Queen Elizabeth", of which the tagger may have had
    the last word."""
    first, texts = tagged.first, tokens.texts
    if tagged.kind == PERSON and texts[first - 1 : first] == ["."]:
        return _first_initial(tokens, first)
    if first and texts[first - 1] in STORMS and first == tagged.last:
        return first - 1
    if first and texts[first - 1] in SHIPS:
        return first - 1
    if first > 1 and texts[first - 2] in SHIPS and is_capitalised(texts[first - 1]):
        return first - 2
    if first > 1 and tagged.kind == PERSON and first < tagged.last and texts[first - 1] == "-":
        before = texts[first - 2]  # "Kassym-Jomart Tokayev"
        if before.istitle() and before not in names() and tokens.glued(first - 2):
            return first - 2
    return first


def _first_initial(tokens: Tokens, first: int) -> int:
    """Where "A.G. Sulzberger" begins, of which the tagger may have had "G. Sulzberger"."""
    texts, before = tokens.texts, first - 2
    initials = before >= 0 and all(
        len(texts[i]) == 1 and texts[i].isupper() for i in (before, first)
    )
    return before if initials and tokens.glued(before) and tokens.glued(before + 1) else first


def _is_addressed(tokens: Tokens, first: int) -> bool:
    """ "Mr. Bloomberg", "Mrs Ford": a person, whatever else has the name."""
    texts = tokens.texts
    return first > 0 and texts[first - 1 - (texts[first - 1] == ".")] in ADDRESSES


def agreed(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The same names with one kind for each, that of the highest score over all its mentions.

    A last name alone has also the scores of the person whom the article names in full, the first
    word of a body's name those of the body ("Spirit" of "Spirit AeroSystems"). A headline in
    capitals counts with the name in small letters.
    """
    same: dict[str, list[Tagged]] = defaultdict(list)
    parts: dict[tuple[int, str], float] = defaultdict(float)
    for name in tagged:
        same[tokens.text[tokens.starts[name.first] : tokens.ends[name.last]].upper()].append(name)
        if name.kind == EVENT and _is_storm(tokens, name):
            parts[EVENT, tokens.texts[name.last].upper()] += 1.0
        if name.last > name.first and name.kind in (PERSON, BODY):
            word = tokens.texts[name.last if name.kind == PERSON else name.first]
            named = name.kind == PERSON or END not in names().get(word, {})
            if named and (name.kind == PERSON or word.lower() not in towns()):
                parts[name.kind, word.upper()] += 1.0
    result: list[Tagged] = []
    for surface, mentions in same.items():
        extra = [
            (kind, parts[kind, surface])
            for kind in (PERSON, BODY, EVENT)
            if (kind, surface) in parts
        ]
        if len(mentions) == 1 and not extra:
            result += mentions
            continue
        total = [sum(column) for column in zip(*(m.scores for m in mentions), strict=True)]
        first = mentions[0].first
        several = extra and len(mentions) > 1
        known = longest_name(tokens.texts, first, first + 1) if several else None
        place = known is not None and known[0].type == "PLACE"
        share = SHARED_WITH_PLACE if place else SHARED
        for kind, score in extra:
            total[kind] += score if kind == BODY else score * max(1, share * len(mentions))
        kind = max(range(len(KINDS)), key=total.__getitem__)
        result += [m if m.kind == kind else m._replace(kind=kind) for m in mentions]
    return sorted(result)


def _is_storm(tokens: Tokens, name: Tagged) -> bool:
    """ "Hurricane Sandy", which the text goes on to call "Sandy"."""
    return name.last == name.first + 1 and tokens.texts[name.first] in STORMS


def with_event_words(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "French Open", "Asia Cup": a people or place and a capitalised word of events behind it."""
    taken = {t.first for t in tagged}
    result = []
    for name in tagged:
        last = name.last
        while (
            KINDS[name.kind] in {"NORP", "LOC"}
            and tokens.lower(last + 1) in words().event_last
            and is_capitalised(tokens.texts[last + 1])
            and last + 1 not in taken
            and tokens.ends[last] + 1 == tokens.starts[last + 1]
        ):
            last += 1
        if last > name.last:
            name = name._replace(last=last, kind=KINDS.index("EVENT"))
        result.append(name)
    return result


def with_circuits(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "U.S. Court of Appeals for the Ninth Circuit" in one, of which the tagger makes two."""
    result: list[Tagged] = []
    for name in tagged:
        court = result[-1] if result else None
        between = [] if court is None else tokens.lowers[court.last + 1 : name.first]
        if (
            court is not None
            and court.kind == BODY
            and between == ["for", "the"]
            and tokens.lowers[court.last] in COURTS
        ):
            result[-1] = court._replace(last=name.last)
        else:
            result.append(name)
    return result


def with_operations(
    tokens: Tokens, tagged: Sequence[Tagged], bounds: Sequence[tuple[int, int]]
) -> list[Tagged]:
    """ "Operation Barkhane", "Typhoon Yagi": such a word and what is capitalised behind it."""
    result = list(tagged)
    if EVENT_FIRST.isdisjoint(tokens.texts):
        return result
    for first, text in enumerate(tokens.texts):
        if text not in EVENT_FIRST:
            continue
        last = first
        end = min(sentence_at(bounds, first)[1], first + LONGEST_OPERATION)
        if text in STORMS:
            end = min(end, first + 2)
        while last + 1 < end and is_capitalised(tokens.texts[last + 1]):
            last += 1
        if text in STORMS and is_common(tokens.texts[last]):
            continue  # "Hurricane Season"
        if last > first:
            result = [t for t in result if t.last < first or t.first > last]
            result.append(Tagged(first, last, EVENT, sure_scores(EVENT)))
    return sorted(result)


def merged(tokens: Tokens, tagged: Sequence[Tagged], known: Sequence[Known]) -> list[Candidate]:
    """The tagger's names and the known ones as mentions, none overlapping.

    Where both name the same tokens, the gazetteer says what is meant; a longer name wins over what
    it holds; a known name that the tagger passes over counts where it stands for one thing only.
    """
    by_first = {t.first: t for t in tagged}
    covered = {i: t for t in tagged for i in range(t.first, t.last + 1)}
    dropped: set[int] = set()
    found: list[Candidate] = []
    arms: set[int] = set()
    """Where the names of arms end."""
    surnames = {tokens.texts[t.last] for t in tagged if t.kind == PERSON and t.first < t.last}
    bodies = {tokens.texts[t.first] for t in tagged if t.kind == BODY and t.first < t.last}
    for first, last, name in known:
        within = covered.get(first), covered.get(last)
        one = within[0]
        if one is not None and one.kind == PERSON and first == last:
            other = not (name.sovereign or name.demonym or name.users)
            if other and (tokens.texts[first] in surnames or _is_addressed(tokens, first)):
                continue  # "Bloomberg" where the text names Michael Bloomberg
        same = by_first.get(first)
        sure = _sure(tokens, first, last, name)
        if name.type in {"WEAPON", "VEHICLE"}:
            sure = sure or _among_arms(tokens, first, last, arms)
            if sure:
                arms.add(last)
        elif not sure and first == last and name.type in {"ORG", "GROUP"}:
            sure = _at_body(tokens, first, name) or tokens.texts[first] in bodies - surnames
        if same is not None and same.last == last:
            if sure or _fits(name, same) or _stands_as_place(tokens, first, last):
                dropped.add(same.first)
                found.append(_of_name(first, last, name, 0.95))
            continue
        overlapping = {t.first: t for i in range(first, last + 1) if (t := covered.get(i))}
        longer = any(t.first <= first and last <= t.last for t in overlapping.values())
        if longer:
            holder = within[0] or within[1]
            if holder is not None and _ends_with(tokens, holder, first, last, name):
                found += _in_parts(tokens, holder, first, last, name)
                dropped.add(holder.first)
            elif holder is not None and _splits(tokens, holder, first, last, name):
                found.append(_of_name(first, last, name, 0.9))
                dropped.add(holder.first)
                rest = holder._replace(first=last + 1)
                if last < holder.last and (kept := trimmed(tokens, rest)) is not None:
                    found.append(_of_tagged(tokens, kept))
            continue
        if sure and all(first <= t.first and t.last <= last for t in overlapping.values()):
            dropped |= set(overlapping)
            found.append(_of_name(first, last, name, 0.9))
    found += [_of_tagged(tokens, t) for t in tagged if t.first not in dropped]
    return without_overlaps(found)


def without_overlaps(found: Sequence[Candidate]) -> list[Candidate]:
    """In order; of two that overlap the one that begins first, then the longer one."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.first, -c.last)):
        if not kept or candidate.first > kept[-1].last:
            kept.append(candidate)
    return kept


def _sure(tokens: Tokens, first: int, last: int, name: Name) -> bool:
    """Whether a known name stands for one thing only."""
    if name.users:
        return True
    if name.demonym or name.sovereign or last > first:
        return tokens.surface(first, last) not in ambiguous()
    if name.type == "PLACE":
        return False
    return tokens.surface(first, last) not in ambiguous()


def _among_arms(tokens: Tokens, first: int, last: int, arms: Collection[int]) -> bool:
    """ "Patriot missiles", "HIMARS, Patriots": the words beside say what is meant."""
    return tokens.lower(last + 1) in ARMS or (
        first - 2 in arms and tokens.texts[first - 1] in {",", "and", "or"}
    )


def _at_body(tokens: Tokens, first: int, name: Name) -> bool:
    """ "at Fox", "Wagner fighters": no person's name, where it is a body's or group's as well."""
    if name.demonym:
        return False
    following = tokens.lower(first + 1)
    group = name.type == "GROUP" and following == "group"
    return group or tokens.lower(first - 1) == "at" or following in FORCES


def _fits(name: Name, tagged: Tagged) -> bool:
    kind = TYPES[KINDS[tagged.kind]]
    return kind == name.type or {kind, name.type} <= {"PLACE", "FACILITY", "ORG", "GROUP"} & (
        {"PLACE", "FACILITY"} if name.type in {"PLACE", "FACILITY"} else {"ORG", "GROUP"}
    )


def _stands_as_place(tokens: Tokens, first: int, last: int) -> bool:
    """ "in Lima", "mayor of Lima": a capital is no person, whatever the tagger says."""
    capital = first == last and tokens.texts[first] in words().capitals
    return capital and tokens.lower(first - 1) in BEFORE_PLACE


def _splits(tokens: Tokens, holder: Tagged, first: int, last: int, name: Name) -> bool:
    """Whether a known name was taken into another with what stands beside it.

    A nationality or a body before a person ("Russian Putin", "UN Secretary"); a count before arms
    ("Two F-35s").
    """
    if holder.first == first and KINDS[holder.kind] == "PER":
        body = name.type == "ORG" and tokens.surface(first, last).isupper()
        return (name.demonym or body) and tokens.surface(first, last) not in ambiguous()
    counted = holder.first == first - 1 and tokens.lowers[holder.first] in COUNTS
    return counted and holder.last == last and name.type in {"WEAPON", "VEHICLE"}


def _ends_with(tokens: Tokens, holder: Tagged, first: int, last: int, name: Name) -> bool:
    """Whether a known body was taken into one name with what stands before it: an abbreviated
    country, a party, a person."""
    if name.type != "ORG" or holder.last != last or holder.kind != BODY or first == holder.first:
        return False
    before = tokens.texts[holder.first : first]
    return (
        before in AMERICAN
        or (len(before) == 1 and before[0] in PARTISAN)
        or (first < last and is_named_like_a_person(tokens, holder.first, first - 1))
    )


AMERICAN = (["U", ".", "S", "."], ["US"], ["United", "States"])


def _in_parts(tokens: Tokens, holder: Tagged, first: int, last: int, name: Name) -> list[Candidate]:
    """The known body, and the person or party before it: "Republican", "Facebook". What is a
    country's stays one name: "U.S. Food and Drug Administration"."""
    before = tokens.texts[holder.first : first]
    if before in AMERICAN:
        return [_of_name(holder.first, last, name, 0.9)]
    body = _of_name(first, last, name, 0.9)
    if len(before) > 1:
        person = Candidate(holder.first, first - 1, "PERSON", None, None, 0.8)
        return [person, body]
    known = longest_name(tokens.texts, holder.first, first)
    return [body] if known is None else [_of_name(holder.first, holder.first, known[0], 0.9), body]


def with_parties(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """The mentions, with the states of members of Congress: "(D-CA)", "R-Ky.", "I-Vt."."""
    states = list(party_states(tokens, capitals))
    if not states:
        return list(found)
    taken = {i for c in states for i in range(c.first - 2, c.last + 1)}
    return sorted([*states, *(c for c in found if taken.isdisjoint(range(c.first, c.last + 1)))])


def _of_name(first: int, last: int, name: Name, confidence: float) -> Candidate:
    return Candidate(
        first, last, name.type, name.canonical, name.country, confidence, None, name.demonym,
        name.demonym,
    )  # fmt: skip


def _of_tagged(tokens: Tokens, tagged: Tagged) -> Candidate:
    kind = finer(tokens, tagged.first, tagged.last, TYPES[KINDS[armed(tokens, tagged)]])
    if kind == "PLACE" and (name := _in_capitals(tokens, tagged.first, tagged.last)):
        return _of_name(tagged.first, tagged.last, name, 0.9)
    score = min(0.95, max(tagged.scores[tagged.kind], 0.3))
    return Candidate(
        tagged.first, tagged.last, kind, None, None, round(score, 2),
        people=kind == "GROUP" and KINDS[tagged.kind] == "NORP",
    )  # fmt: skip


def armed(tokens: Tokens, tagged: Tagged) -> int:
    """The kind of a name, where a weapon that no list knows needs a word of arms or a number beside
    it: "Skittles" is none."""
    if KINDS[tagged.kind] != "WEAPON":
        return tagged.kind
    beside = {
        tokens.lower(tagged.last + 1),
        tokens.lowers[tagged.last],
        tokens.lower(tagged.first - 1),
    }
    numbered = any(c.isdigit() for c in tokens.surface(tagged.first, tagged.last))
    if numbered or not beside.isdisjoint(ARMS):
        return tagged.kind
    others = [0.0 if KINDS[i] == "WEAPON" else score for i, score in enumerate(tagged.scores)]
    return max(range(len(KINDS)), key=others.__getitem__) if any(others) else PRODUCT


def _in_capitals(tokens: Tokens, first: int, last: int) -> Name | None:
    """The known place that a dateline or headline writes in capitals: "SANTIAGO"."""
    texts = tokens.texts[first : last + 1]
    short = sum(map(len, texts)) < SHORTEST_IN_CAPITALS
    if short or not all(text.isupper() for text in texts):
        return None
    spelt = [text.capitalize() for text in texts]
    small = [form.lower() if form in SMALL_IN_NAMES else form for form in spelt]
    for forms in (spelt,) if small == spelt else (spelt, small):
        known = longest_name(forms, 0, len(texts))
        if known is not None and known[1] == len(texts) and known[0].type == "PLACE":
            return known[0]
    return None


def bare_surnames(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """Last names that stand alone, of people whom the text names in full elsewhere.

    `capitals`: the tokens that begin with a capital letter.
    """
    known = {
        surname(tokens.surface(c.first, c.last))
        for c in found
        if c.type == "PERSON" and c.last > c.first
    }
    if not known:
        return []
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    extra: list[Candidate] = []
    for i in capitals:
        token = tokens.texts[i]
        if i in taken or len(token) < SHORTEST_SURNAME or surname(token) not in known:
            continue
        near = tokens.texts[max(i - 1, 0) : i] + tokens.texts[i + 1 : i + 2]
        if not any(n in "-‑&" for n in near):
            extra.append(Candidate(i, i, "PERSON", None, None, 0.8))
    return extra


def acronyms(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """Initials that the text explains and the tagger passed over, wherever they stand."""
    meant = {short: c for c in found if (short := explained(tokens, c))}
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    return [
        meant[text]._replace(first=i, last=i, confidence=0.9)
        for i, text in enumerate(tokens.texts if meant else ())
        if text in meant and i not in taken
    ]


def with_initials(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, with the people whom the text names in full by their initials alone as well:
    "RBG", "MbS", "AMLO"; not where these are a known body's."""
    people = {
        initials
        for c in found
        if c.type == "PERSON" and c.last > c.first + 1
        for initials in initials_of(tokens.surface(c.first, c.last))
        if len(initials) >= SHORTEST_INITIALS
    }
    if people.isdisjoint(map(str.upper, tokens.texts)):
        return list(found)
    at = {i for i, text in enumerate(tokens.texts) if is_written_as_initials(text, people)}
    kept = [c for c in found if not (c.first == c.last and c.first in at and c.canonical is None)]
    taken = {i for c in kept for i in range(c.first, c.last + 1)}
    kept += [Candidate(i, i, "PERSON", None, None, 0.8) for i in sorted(at - taken)]
    return sorted(kept)


def with_roles(
    tokens: Tokens, found: Sequence[Candidate], bounds: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """The mentions, people with the tokens of the role before their name."""
    before = {c.last: c for c in found}
    result = []
    for c in found:
        if c.type == "PERSON":
            role = role_span(tokens, c.first, sentence_at(bounds, c.first)[0], before)
            result.append(c if role is None else c._replace(role=role))
        else:
            result.append(c)
    return result


def role_span(
    tokens: Tokens, first: int, floor: int, before: dict[int, Candidate]
) -> tuple[int, int] | None:
    """The role before a name: titles, role words, and the names of states and bodies among them.

    "Ukrainian President", "former Defence Secretary", "NATO Secretary General", "Lt. Col."
    """
    last = first - 1
    office = _office_of(tokens, before[last], floor) if last in before else None
    if office is not None:
        return office, last
    if last >= floor and tokens.texts[last] == ".":
        last -= 1
    i = first - 1
    start: int | None = None
    said = False
    while i >= floor and first - i <= LONGEST_ROLE:
        lower = tokens.lowers[i]
        named = before.get(i)
        if named is not None and (not said or named.type not in OF_ROLES):
            named = None
        if named is not None and (named.last > named.first or lower not in words().roles):
            start = named.first
            break
        if lower in words().roles and (start is not None or _is_head(tokens, i)):
            said, start = True, i
            i -= 1
        elif named is not None:
            start = named.first
            break
        elif i > floor and _joins_role(tokens, i, said=said):
            i -= 1
        else:
            break
    if start is None or words().holders.isdisjoint(tokens.lowers[start : last + 1]):
        return None  # "State" is what somebody is secretary of
    if start > floor and tokens.lowers[start - 1] in QUALIFIERS:
        start -= 1
    return start, last


def _office_of(tokens: Tokens, named: Candidate, floor: int) -> int | None:
    """Where "Mayor of Berkeley", "director of the FBI" begins before a name."""
    i = named.first - 1 - (tokens.lower(named.first - 1) == "the")
    if named.type not in OF_ROLES or tokens.lower(i) != "of" or i <= floor:
        return None
    if tokens.lowers[i - 1] not in words().offices:
        return None
    while i - 1 > floor and tokens.lowers[i - 2] in words().roles:
        i -= 1
    return i - 1


QUALIFIERS = frozenset("former late then acting interim".split())
"""What may stand before the place or body of a role: "former New Mexico Gov."."""
OF_ROLES = frozenset({"GROUP", "ORG", "PLACE", "FACILITY", "WORK"})
"""What somebody is the head of: "White House", "Ukrainian"."""


def _joins_role(tokens: Tokens, i: int, *, said: bool) -> bool:
    """ "Secretary of State", "Secretary of the Treasury", "Lt. Col.", "Secretary-General"."""
    text = tokens.texts[i]
    if text == "the":
        return said and tokens.lower(i - 1) == "of" and _is_role_at(tokens, i - 2)
    if text == "of":
        return said and _is_role_at(tokens, i - 1)
    if text == ".":
        return tokens.glued(i - 1) and tokens.lowers[i - 1] in words().shortened_titles
    return text == "-" and (tokens.glued(i - 1) or tokens.glued(i))


def _is_role_at(tokens: Tokens, i: int) -> bool:
    """Whether a noun for somebody stands there, with a point or none: "Sec." of "Sec. of State"."""
    if tokens.lower(i) == ".":
        return tokens.lower(i - 1) in words().shortened_titles
    return tokens.lower(i) in words().holders


def _is_head(tokens: Tokens, i: int) -> bool:
    """Whether a word may end a role: in small letters only a noun for somebody."""
    return is_capitalised(tokens.texts[i]) or tokens.lowers[i] in words().holders
