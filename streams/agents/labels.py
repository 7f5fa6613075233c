"""Metric labels from what an article says of itself: closed lists, the rest is `other`."""

from streams.extraction.entities.geography import country_name

LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu und""".split()
)
"""ISO 639-1, and `und` for a text too short to tell."""
GENERIC = frozenset("com org net edu gov mil int info news tv".split())

NOT_ISO = frozenset({"uk", "eu"})


def language(code: str) -> str:
    """The language code as a label."""
    return code if code in LANGUAGES else "other"


def source_group(source: str | None) -> str:
    """The ending of a source's domain: `uk` of bbc.co.uk, `com` of reuters.com."""
    ending = (source or "").rpartition(".")[2].lower()
    known = ending in GENERIC or ending in NOT_ISO or country_name(ending.upper())
    return ending if known else "other"


def country(code: str | None) -> str | None:
    """An ISO 3166-1 alpha-2 code as a label, None for what is not one."""
    return code if code and country_name(code) else None
