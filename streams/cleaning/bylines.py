"""Who wrote an article: names in a line that says no more, and in what a page says of itself."""

import re
from collections.abc import Iterable

LONGEST, WORDS = 120, 14
"""Characters that a byline has at most, and words that it has fewer than."""
NAME = r"[A-ZÀ-Þ][\w.'’-]*"
BYLINE = re.compile(
    rf"(?:By|BY|by|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|Door|Af|Av|Oprac\.|A cura di|Artikel von):? "
    rf"(?P<names>{NAME}"
    rf"(?: (?:de|van|von|der|la|bin|al)| {NAME}| ?,| and| &| und| et| y| e)*)"
    r"(?: ?[|/,•·–-] .{2,60}| (?:Posted|Published|Updated)\b.{2,40}"
    r"| for .{2,40}| in [A-Z][\w ]{2,30}| ?\( ?@\w+ ?\)| [^ @]+@[^ @]+)?$"
)
AGENCY = (
    r"(?:The )?(?:Associated Press|AP|Reuters|AFP|Bloomberg|UPI|dpa|EFE|ANSA|Xinhua|TASS|BBC|CNN"
    r"|NBC|CBS|ABC|NPR|USA TODAY)"
)
FIELD = (
    r"(?:Chief|Senior|Staff|Special|Foreign|World|National|Political|White House|Washington"
    r"|Business|Health|Science|Environment|Sports?|News)"
)
POST = r"(?:Editor|Correspondent|Reporter|Writer|Columnist)s?"
BEHIND_NAME = re.compile(
    r"(?:^|(?<= and )|(?<= & ))(?P<name>[^,|]{1,60}?[\w.]) "
    rf"(?:{AGENCY}(?: News)?|(?:{FIELD} )*{POST})(?=$|,| and | & )"
)
"""For whom or as what somebody writes, with nothing between the `name` and it."""
WITH_POST = re.compile(
    rf"(?P<names>{NAME}(?: {NAME}){{1,2}}), (?:{AGENCY}(?: News)?,? )?(?:{FIELD} )*{POST}$"
)
"""A byline without its first word: "Jane Doe, Political Correspondent"."""
BARE = re.compile(rf"(?:The Editorial Board|{NAME}(?: (?:and|de|van|von|al|bin|{NAME})){{1,6}})$")
POST_BELOW = re.compile(r"(?i)(?:opinion|guest|staff|special) ?(?:columnist|contributor|writer)s?$")
SET_APART = " *_|•·"
"""What emphasis and a bullet leave around a byline."""
NAMES_APART = re.compile(
    r"[;,](?! ?(?:Jr|Sr|II|III|IV)\b)| (?:and|AND|und|et|och|og|en|ve|&) | [yeiи] (?=\S+ \S)"
)
"""Not "Ortega y Gasset": behind the one letter there is a name of two words."""
ROLE = re.compile(
    r"(?i)\b(?:editors?|correspondents?|reporters?|writers?|staff|press|news|bureau|chief|columnist"
    r"|contributor|agencies|redaktion)\b"
)
DEGREE = re.compile(r"(?:Ph\.?D|M\.?D|R\.?N|MBA|Esq)\.?$")
NO_AUTHOR = re.compile(
    r"(?i)^(?:the (?:numbers|book|clock|dozen|hour|rules|sea|way)|(?:christmas|boxing) (?:day|eve)"
    r"|new year[’']?s (?:day|eve)|easter (?:sunday|monday)|good friday)$"
)
""" "By The Numbers" is a heading, "By Christmas Day" a time."""
SURNAME_FIRST = re.compile(
    r"(?:^|(?<=; ))(?P<last>[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]), "
    r"(?P<first>[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ](?: [A-Z]\.?)?)(?=;|$)"
)
NO_SURNAME = re.compile(rf"(?i)\b(?:{AGENCY}|agen[ctz]\w+|ag[êe]nci\w+|r[eé]da[czk]\w+)\b")
NO_NAME = re.compile(r"(?i)https?:|www\.|@|^(?:admin|staff|editor|redaktion|unknown|none|null|by)$")
BY = re.compile(r"(?i)^(?:by|von|par|por|di|door):?\s+")
NAME_CHARS = range(3, 80)


def byline_names(text: str) -> list[str]:
    """The authors that a byline names; none where it is no byline."""
    if len(text) > LONGEST or text.count(" ") >= WORDS:
        return []
    text = text.strip(SET_APART)
    found = BYLINE.match(BEHIND_NAME.sub(r"\g<name>", text)) or WITH_POST.match(text)
    if not found:
        return []
    names = [name.strip(" ,") for name in NAMES_APART.split(found["names"])]
    return [
        name
        for name in names
        if " " in name and not ROLE.search(name) and not NO_AUTHOR.match(name)
    ]


def is_over_post(text: str, below: str) -> bool:
    """Whether names stand alone above what their bearers are: "Jane Doe", "Opinion contributor"."""
    short = len(text) < NAME_CHARS.stop and len(below) < NAME_CHARS.stop
    told = short and (POST_BELOW.match(below) or below == "USA TODAY")
    return bool(told) and BARE.match(text) is not None


def given_names(texts: Iterable[str]) -> tuple[str, ...]:
    """The authors in what a page gives as such, each once: "By Ann Poe, Political Editor",
    "Poe, Ann".

    `texts` have single spaces. What stands alone may be a paper or an agency; behind a name it is
    a post.
    """
    found: list[str] = []
    for text in texts:
        if not (NO_SURNAME.search(text) or ROLE.search(text)):
            text = SURNAME_FIRST.sub(r"\g<first> \g<last>", text)
        for place, part in enumerate(NAMES_APART.split(text)):
            name = BY.sub("", part.strip())
            is_name = len(name) in NAME_CHARS and not NO_NAME.search(name)
            if is_name and not (place and (ROLE.search(name) or DEGREE.match(name))):
                found.append(name)
    return tuple(dict.fromkeys(found))
