"""Entities of a text: mentions, joined to one entity an article, with roles and countries."""

from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from schemas import Entity, Mention
from schemas.extractions import EntityType
from streams.extraction.entities import tagger
from streams.extraction.entities.appositions import role_after
from streams.extraction.entities.backends import (
    OURS,
    OWN,
    Backend,
    backend,
    known_alone,
)
from streams.extraction.entities.bodies import key_name
from streams.extraction.entities.candidates import Candidate, Cluster
from streams.extraction.entities.countries import settle_countries
from streams.extraction.entities.gazetteers import use_lists
from streams.extraction.entities.given_names import MODALS
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.initials import of_their_countries
from streams.extraction.entities.joining import join
from streams.extraction.entities.languages import without_languages
from streams.extraction.entities.mentions import mentions_of
from streams.extraction.entities.national import of_their_nations
from streams.extraction.entities.roles import role_before
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.spelling import surname
from streams.extraction.entities.tagger import Reading
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens, tokenise
from streams.steps import Steps, finished

CONFIDENCE = attrgetter("confidence")
_backend: Backend = OURS


def configure(entities: str = OWN, gazetteers: Sequence[Path] = ()) -> None:
    """Chooses what reads the texts of this process, and adds lists of names of the user's.

    Call it before the first text. `entities`: see `backends`; `gazetteers`: files as `read_list`
    takes them. Raises UserError where one of them cannot be had.
    """
    global _backend
    use_lists(gazetteers)
    tagger.forget()
    _backend = backend(entities)


def find_entities(
    tokens: Tokens,
    bounds: Sequence[tuple[int, int]],
    context: Sequence[str] = (),
    *,
    english: bool = True,
) -> list[Entity]:
    """The entities of a text, in order of first mention, with ids e1, e2 ...

    `bounds`: the `sentence_tokens`; `context`: texts beside the body (title, removed lines) that
    may hold fuller names; `english`: whether the package's own tagger can read it, else it looks
    for known names alone.
    """
    reading = finished(reading_steps(tokens, bounds, english=english))
    return finished(entity_steps(tokens, bounds, reading, context))


def reading_steps(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], *, english: bool
) -> Steps[Reading]:
    """A text as its entities need it, a pass at a time."""
    if _backend is not OURS:
        return _backend(tokens, bounds)
    if not english:
        return known_alone(tokens, bounds)
    return (yield from tagger.read_steps(tokens, bounds))


def entity_steps(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], reading: Reading, context: Sequence[str]
) -> Steps[list[Entity]]:
    """The entities of a text that was read, a pass at a time."""
    candidates = without_languages(tokens, mentions_of(tokens, bounds, reading))
    candidates = settle_countries(tokens, candidates)
    candidates = of_their_countries(tokens, of_their_nations(tokens, candidates))
    yield
    works = [tokens.surface(c.first, c.last) for c in candidates if c.type == "WORK"]
    clusters = join(tokens, candidates, _fuller_names([*context, *works], candidates, tokens))
    people = frozenset(c.first for c in candidates if c.type == "PERSON")
    return [
        _entity(tokens, f"e{number}", cluster, bounds, people)
        for number, cluster in enumerate(clusters, 1)
    ]


def _fuller_names(
    context: Sequence[str], candidates: Sequence[Candidate], tokens: Tokens
) -> list[str]:
    """People named in full beside the body, or in titles of works, whose last name it uses."""
    people = {tokens.surface(c.first, c.last) for c in candidates if c.type == "PERSON"}
    wanted = set(map(surname, people))
    names: list[str] = []
    for text in context if wanted else ():
        if text.isascii() and not _holds_any(text, wanted):
            continue
        names.extend(_named_in_full(tokenise(text), wanted))
    return names


def _named_in_full(beside: Tokens, wanted: Collection[str]) -> Iterator[str]:
    """The given and the last name of each person in a text who has one of these surnames."""
    for i, word in enumerate(beside.texts):
        if not word[0].isupper() or not i:
            continue  # the cheapest test, which most words fail
        if beside.glued(i) and beside.texts[i + 1][0].isalpha():
            continue  # "Donald John TrumpGOP": the name runs on into a headline
        before = beside.texts[i - 1]
        named = surname(word) in wanted and all(
            is_capitalised(t) and t.isalpha() for t in (before, word)
        )
        if named and _is_given(before, opens=i == 1):
            yield f"{before} {word}"


def _is_given(word: str, *, opens: bool) -> bool:
    """Whether a word before a last name is a given name. `opens`: whether it opens the text."""
    if word in MODALS:
        return False  # "Will Jeb Join Him?"
    if word.isupper() or word.lower() in words().roles:
        return False  # "President Trump", "British PM David Cameron"
    if word.lower() not in given_and_last()[0]:
        return False
    # not "Will Obama" of "Will Obama Join?"
    return not is_common(word) or (not opens and word in words().given)


def _holds_any(text: str, wanted: Collection[str]) -> bool:
    """Whether a text without accents has any of these surnames, or the letters of one."""
    lower = text.lower()
    return any(name in lower for name in wanted)


def _entity(
    tokens: Tokens,
    id_: str,
    cluster: Cluster,
    bounds: Sequence[tuple[int, int]],
    people: Collection[int],
) -> Entity:
    best = max(cluster.mentions, key=CONFIDENCE)
    kind: EntityType = best.type
    mentions, country = [], None
    for mention in cluster.mentions:
        start, end = tokens.starts[mention.first], tokens.ends[mention.last]
        mentions.append(Mention(start=start, end=end, surface=tokens.text[start:end]))
        country = country or mention.country
    return Entity(
        id=id_,
        key=f"{kind}:{key_name(cluster.known or cluster.name, kind)}",
        type=kind,
        name=_printed(cluster.name, mentions),
        mentions=mentions,
        country=country,
        roles=_roles(tokens, cluster.mentions, bounds, people) if kind == "PERSON" else [],
        confidence=best.confidence,
    )


def _printed(name: str, mentions: Sequence[Mention]) -> str:
    """A name of several words as it is printed where no headline in capitals has it."""
    if " " not in name or not name.isupper():
        return name
    surfaces = (mention.surface for mention in mentions)
    return next((s for s in surfaces if s.upper() == name and not s.isupper()), name)


def _roles(
    tokens: Tokens,
    mentions: Sequence[Candidate],
    bounds: Sequence[tuple[int, int]],
    people: Collection[int],
) -> list[str]:
    """What a person is called beside these mentions, each role once, in order of appearance."""
    roles: dict[str | None, None] = {}
    for mention in mentions:
        if mention.role is not None:
            roles[role_before(tokens, mention.role)] = None
        roles[role_after(tokens, mention, bounds, people)] = None
    return [role for role in roles if role]
