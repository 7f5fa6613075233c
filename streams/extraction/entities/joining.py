"""One entity an article: mentions of the same person, organisation or place brought together.

People are joined by their last name, in one spelling ("Zelensky", "Zelenskyy"); organisations by
the name their forms stand for, or by the initials given in brackets; the rest by their name.
"""

from collections.abc import Sequence

from schemas.extractions import EntityType
from streams.extraction.entities.aliases import bodies_by_aliases
from streams.extraction.entities.bodies import as_hurricane, bodies_joined, in_full
from streams.extraction.entities.candidates import Candidate, Cluster
from streams.extraction.entities.explained import acronyms_of
from streams.extraction.entities.firms import known_firm
from streams.extraction.entities.geography import one_place
from streams.extraction.entities.people import people_joined
from streams.extraction.entities.shorter import places_joined
from streams.extraction.entities.spelling import normalised
from streams.extraction.tokens import Tokens


def join(
    tokens: Tokens, candidates: Sequence[Candidate], fuller_names: Sequence[str] = ()
) -> list[Cluster]:
    """Clusters in order of first mention.

    `fuller_names`: people named outside the body (in the title, in removed lines); a last name in
    the body takes its full form from them.
    """
    others = [c for c in candidates if c.type != "PERSON"]
    acronyms = {**acronyms_of(tokens, candidates), **bodies_by_aliases(tokens, candidates)}
    clusters = [
        *people_joined(tokens, candidates, fuller_names),
        *places_joined(bodies_joined(_by_name(tokens, others, acronyms))),
    ]
    return sorted(clusters, key=lambda cluster: cluster.mentions[0].first)


def _by_name(
    tokens: Tokens,
    candidates: Sequence[Candidate],
    acronyms: dict[str, tuple[EntityType, str]],
) -> list[Cluster]:
    """What has the same name and kind, brought together."""
    clusters: dict[tuple[str, str], Cluster] = {}
    surfaces = [tokens.surface(c.first, c.last) for c in candidates]
    events = {s for c, s in zip(candidates, surfaces, strict=True) if c.type == "EVENT"}
    for candidate, surface in zip(candidates, surfaces, strict=True):
        kind, name = candidate.type, candidate.canonical or surface
        if surface in acronyms:
            kind, name = acronyms[surface]
            candidate = candidate._replace(type=kind)
        if kind == "EVENT":
            name = as_hurricane(name, events)
        if kind == "ORG" and candidate.canonical is None:
            name = in_full(name)
        known = known_firm(name) if kind == "ORG" else None
        if kind == "PLACE":
            known = one_place(name, candidate.country)
        key = (kind, normalised(known or name).removeprefix("the "))
        if key in clusters:
            clusters[key].mentions.append(candidate)
            if known is not None and len(name) > len(clusters[key].name):
                clusters[key] = Cluster(name, clusters[key].mentions, known)
        else:
            clusters[key] = Cluster(name, [candidate], known or "")
    return list(clusters.values())
