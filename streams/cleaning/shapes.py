"""Lines that their shape gives away, whatever they are about.

Credits at the end of a caption, a date that stands alone, a headline that a page has twice in a row
(for the picture and for the link), one in capitals between paragraphs that are not, code of the
page's editor. All patterns are anchored and look at an end of the line only.
"""

import re
from collections.abc import Callable, Sequence
from string import ascii_letters

from streams.cleaning.features import SAID
from streams.cleaning.headlines import ends
from streams.cleaning.page_dates import is_date

EDGE = 90
"""Characters of a line's end in which a credit stands."""
AGENCIES = (
    "Reuters", "AFP", "AP", "EPA", "EFE", "dpa", "Getty", "Associated Press", "Shutterstock",
    "iStock", "Alamy", "Bloomberg", "WireImage", "REX", "imago", "IMAGO", "NurPhoto",
    "Canadian Press", "AAP", "ANP", "TASS", "Xinhua", "PA Wire", "PA Media", "PTI", "ANSA", "APA",
    "MTI", "Belga", "Lusa", "NTB", "Ritzau", "Lehtikuva", "Keystone", "picture alliance",
    "Anadolu", "Europa Press", "EUROPA PRESS", "KYODO", "Kyodo", "Yonhap", "РИА Новости", "ТАСС",
)  # fmt: skip
BEHIND_AGENCY = (
    "Images", "Photo", "Europe", "News", "Scanpix", "via Getty Images", "file", "File", "FILE",
)  # fmt: skip
AGENCY = rf"(?:The )?(?:{'|'.join(AGENCIES)})(?:,? (?:{'|'.join(BEHIND_AGENCY)}))*"
AGENCY_ENDS = (*AGENCIES, *BEHIND_AGENCY)
AGENCY_CREDIT = re.compile(rf"(?:[a-zß-ÿ.!?)”\"]|[.!?)”\"] ){AGENCY}$")
"""Glued on, as in "in New York.Reuters", or behind the end of a sentence; such a line ends with one
of AGENCY_ENDS."""
NAME = r"[A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){0,4}"
NAME_TWO = r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){1,2}"
SLASH = r"(?: ?/ ?[A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){0,5})"
CREDITS = tuple(
    (needed, re.compile(pattern))
    for needed, pattern in (
        ("/", rf"\({NAME}{SLASH}{{1,3}}\)$"),  # (Jane Doe/The Daily Ledger)
        ("/", rf"[.!?)”\"] (?!Reuters/Ipsos){AGENCY} ?/ ?{NAME_TWO}$"),  # EFE/ Ann Poe
        # Jane Doe/Getty Images
        ("/", rf"(?:^| )[A-ZÀ-Þ][\w.’'-]+ [A-ZÀ-Þ][\w.’'-]+ ?/ ?{AGENCY}$"),
        (
            "/",
            rf"[.!?)”\"] {NAME_TWO} ?/ ?[A-Z][\w.’-]+(?: (?!Poll$)[A-Z][\w.’-]+){{0,3}}$",
        ),
        (
            "",
            r"[.!?)”\"] ?(?:Supplied|Handout|Submitted|Contributed|Screenshot|File|Courtesy)$",
        ),
        ("Courtesy", r"^Courtesy (?:of )?[A-Z][^.!?]{2,60}$"),
        (" for ", rf"\({NAME_TWO} for (?:[Tt]he )?[A-Z][^()]{{2,40}}\)$"),
    )
)
"""What stands at the end of a credited line, each with a part that it cannot do without."""
FOR_CREDIT = re.compile(
    rf"[.!?)”\"|] ?{NAME_TWO} for (?:[A-Z]{{3,}}|[Tt]he(?: [A-Z][\w.’'-]*){{1,4}}"
    r"|(?:[A-Z][\w.’'-]* ){1,3}(?:Magazine|News|Times|Post|Journal|Press|Review|Today))$"
)
"""For whom a picture was made: "on Monday. Jane Doe for The Daily Ledger" ..."""
FOR_CHARS = 300
"""... in a caption of at most so many characters, without a quotation: else it is a portrait."""
WHOLE_CREDIT = re.compile(
    rf"^(?:[A-ZÀ-Þ][\w.’'-]+ [A-ZÀ-Þ][\w.’'-]+ ?/ ?{NAME}"
    rf"|(?:{AGENCY}|[A-ZÀ-Þ][\w.’'-]+ Images) ?/ ?(?!Ipsos|NORC|Morning Consult)"
    r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,2})$"
)
"""A name and whom it works for, alone, or the other way round: "Jane Doe/Ledger", "APA/Ann Poe",
no poll's two makers."""
LEADING_CHARS = 70
"""Characters from the start of a line in which the credit of a LEADING_CREDIT stands."""
LEADING_CREDIT = re.compile(
    rf"^(?:AP|{NAME_TWO}) ?/ ?(?:Staff|File|Special to (?:[A-Z][\w.’-]+ ){{0,4}}?[A-Z][\w.’-]+"
    rf"|The(?: [A-Z][\w.’-]+){{1,4}}?|{AGENCY})"
    rf"(?:/(?:File|FILE))? (?=[“\"‘]|[A-ZÀ-Þ][\w.’'-]+,? [\w.,’'-]+)"
)
"""A credit before its caption, which may be a sentence: "Jane Doe/Staff Children cross it."."""
COUNTRIES, LIST_CHARS = "Afghanistan Albania Algeria", 1000
"""The start of a form's list of countries, and how long that makes a line at least."""
OPEN_VIDEO = "CLOSE "
"""The button of a video that opens over the text, before the video's caption."""
READ_MORE = re.compile(r"Read More [A-ZÀ-Þ“‘\"\d]")
"""A link to another article: label and headline in capitals, with nothing between them."""
MARKS = frozenset(" *_=~•·|–—-")
"""What parts of a text are set apart with, in a line of their own."""
GLUED = re.compile(r"[a-z’'?\"”]:[A-Z‘']|[a-z]\?[A-Z]")
LONG_GLUED = re.compile(r"[A-Z]:[A-Z‘']|[A-Za-z’'?\"”]:\d[^ :]* [a-z]{3}")
GLUED_SPACES = 4
"""So many spaces has a headline, at least, behind a label in capitals or where it begins with a
number: "Kick-off:7 tonight" is none."""
GLUED_PLACE, GLUED_CHARS = 60, 160
"""Where such a colon or question mark stands at the latest, and the longest line that is a
headline."""
GLUED_LINES = 250
"""So many lines before and after are looked through for the same word, so that thousands are no
matter."""
SECTIONS = frozenset(
    "analysis business celebrity climate comment courts crime culture economy education "
    "entertainment environment exclusive explainer finance football health interview "
    "investigates investigation kultur lifestyle local national news opinion opinión panorama "
    "politica politics politik politique review science sociedad sport sports technology travel "
    "video weather wirtschaft world".split()
)
"""Words with which the name of a section ends."""
SECTION_HEADLINE = re.compile(
    r"(?:[A-ZÀ-Þ][\w/-]* (?:& )?){0,2}(?P<last>[A-ZÀ-Þ][a-zß-ÿ]{3,})(?P<first>[A-ZÀ-Þ‘“][\w’]*) "
)
"""A section with a headline that runs into it: "Federal PoliticsLabor turns to climate" ..."""
NAME_ALONE = re.compile(r"(?:(?:By|Von|Par|Por|Di) )?[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){1,2}")
"""... and who wrote that, in the next line."""
NAME_CHARS = 30
"""How long that is at most."""
TOPICS = re.compile(r"[^/|•·]{1,30}(?: [/|•·] [^/|•·]{1,30}){2,}")
TOPIC_LINES = 10
"""Topics stand so near the end."""
EDITOR_CODE = re.compile(
    r"\[/?[a-z_]+(?: [a-z_]+=|\])|[a-z-]+=\"http|[a-z.#][\w.#-]{0,40} ?\{ ?[a-z-]{2,30} ?: "
)
CAPITAL_WORDS, CAPITAL_CHARS = 5, 30
"""A line in capitals as long as this between lines that are not is another article's headline."""
HEADINGS_NEAR = 40
"""Lines above and below among which a text's own headings in capitals are looked for."""
NUMBERED = re.compile(r"\d+[.)] ")
TOP = 2
TWICE_CHARS, CAPTION_CHARS = 16, 40
"""From so many characters on words or lines twice are no refrain, and a line twice at the top of a
text is a caption."""
QUOTES = "\"'“‘«„"
NO_ENGLISH = dict.fromkeys(map(ord, ascii_letters))
"""Takes the letters of English out."""


def shape_reason(texts: Sequence[str], place: int) -> str | None:
    """The reason to cut the line at a place of a text by its shape, None to keep it."""
    text = texts[place]
    if "/" in text[:LEADING_CHARS] and LEADING_CREDIT.match(text):
        return "caption"
    if text.startswith(OPEN_VIDEO) and text[len(OPEN_VIDEO) :][:1].isupper():
        return "caption"
    if READ_MORE.match(text):
        return "related"
    if (place < TOP or texts[place - 1] == text) and (copied := copy_reason(texts, place)):
        return copied
    if len(text) > LIST_CHARS and COUNTRIES in text:
        return "sign_up"
    if len(text) > EDGE and text[-1] in ".!?…":  # prose: nearly all lines go this way
        return "related" if len(text) <= GLUED_CHARS and is_glued(texts, place) else None
    for rule, reason in RULES:
        if rule(texts, place):
            return reason
    return None


def copy_reason(texts: Sequence[str], place: int) -> str | None:
    """The reason to cut a line that is the same as the one beside it: the second of the two.

    At the top of a text both are the caption of its picture, which the page has large and small.
    """
    text = texts[place]
    if len(text) <= TWICE_CHARS:
        return None
    is_top = place < TOP < len(texts) and texts[0] == texts[1] and text[0] not in QUOTES
    if is_top and len(text) >= CAPTION_CHARS:
        return "caption"
    return "related" if place > 0 and texts[place - 1] == text else None


def is_marks(texts: Sequence[str], place: int) -> bool:
    """Signs that set parts of a text apart, and no word."""
    return MARKS.issuperset(texts[place])


def is_glued(texts: Sequence[str], place: int) -> bool:
    """A link to another article whose label has no space after it: "More:Mayor resigns"."""
    text = texts[place]
    if len(text) > GLUED_CHARS or not (":" in text[:GLUED_PLACE] or "?" in text[:GLUED_PLACE]):
        return False
    found = GLUED.search(text)
    if found is None and text.count(" ") >= GLUED_SPACES and not text[0].islower():
        found = LONG_GLUED.search(text)
    if not found or found.start() > GLUED_PLACE:
        return False
    if ends(text) and SAID.search(text[: found.start() + 1].lower()):  # "He said:'I will go.'"
        return False
    word = text[text.rfind(" ", 0, found.start()) + 1 :].partition(" ")[0]
    around = texts[max(0, place - GLUED_LINES) : place + GLUED_LINES]
    return not any(word in other for other in around if other is not text)  # no name of a thing


def is_of_section(texts: Sequence[str], place: int) -> bool:
    """A headline that its section runs into, or the name of who wrote it below."""
    text = texts[place]
    if place and len(text) <= NAME_CHARS and NAME_ALONE.fullmatch(text):
        return _section(texts, place - 1) is not None
    section = _section(texts, place)
    if section is None:
        return False
    signed = place + 1 < len(texts) and NAME_ALONE.fullmatch(texts[place + 1]) is not None
    return signed or section.lower() in SECTIONS


def _section(texts: Sequence[str], place: int) -> str | None:
    """The last word of a section that a headline runs into, None where none does."""
    text = texts[place]
    found = SECTION_HEADLINE.match(text)
    if found is None or len(text) > GLUED_CHARS or text.count(" ") < GLUED_SPACES:
        return None
    if text[-1] == ":" or ends(text):
        return None
    word = found["last"] + found["first"]
    around = texts[max(0, place - GLUED_LINES) : place + GLUED_LINES]
    is_name = any(word in other for other in around if other != text)
    return None if is_name else found["last"]


def is_topics(texts: Sequence[str], place: int) -> bool:
    """Topics in one line below the text: "Kerala / rains / monsoon"."""
    text = texts[place]
    near = place >= len(texts) - TOPIC_LINES
    return near and TOPICS.fullmatch(text) is not None and not ends(text)


def is_credited(texts: Sequence[str], place: int) -> bool:
    """A caption with a credit at its end."""
    text = texts[place]
    end = text[-EDGE:]
    if end[-1] in ".!?…,;:" or text[0] in QUOTES:  # a quotation and where it is from
        return False
    if len(text) <= EDGE and WHOLE_CREDIT.match(text):
        return True
    if len(text) <= FOR_CHARS and " for " in end and "“" not in text and FOR_CREDIT.search(end):
        return True
    if end.endswith(AGENCY_ENDS) and AGENCY_CREDIT.search(end):
        return True
    return any(needed in end and credit.search(end) for needed, credit in CREDITS)


def is_editor_code(texts: Sequence[str], place: int) -> bool:
    """A code of the page's editor, a tag's attribute or a style left in: "[button link=...]"."""
    return EDITOR_CODE.match(texts[place]) is not None


def is_twice(texts: Sequence[str], place: int) -> bool:
    """The same words twice in a row."""
    text = texts[place]
    half = len(text) // 2
    if len(text) <= TWICE_CHARS or text[0] != text[half + len(text) % 2]:
        return False
    return text[:half].rstrip() == text[half:].lstrip() and " " in text[:half].strip()


def is_shouted(texts: Sequence[str], place: int) -> bool:
    """A headline in capitals between paragraphs that are not, in English.

    Turkish and German sites set the headings of a text's own parts so, and who sets short ones so
    or numbers them does too.
    """
    text = texts[place]
    if len(text) < CAPITAL_CHARS or not text.isupper() or text[-1] in ".!?:":
        return False
    if NUMBERED.match(text) or any(map(str.isalpha, text.translate(NO_ENGLISH))):
        return False
    if text.count(" ") < CAPITAL_WORDS - 1 or 2 * sum(map(str.isupper, text)) < len(text):
        return False
    around = [*texts[max(0, place - 1) : place], *texts[place + 1 : place + 2]]
    if len(around) < 2 or any(map(str.isupper, around)):
        return False
    near = texts[max(0, place - HEADINGS_NEAR) : place + HEADINGS_NEAR]
    return not any(map(_is_heading, near))


def _is_heading(text: str) -> bool:
    """A few words in capitals: too little for another article's headline."""
    return (
        len(text) < CAPITAL_CHARS
        and text.isupper()
        and 0 < text.count(" ") < CAPITAL_WORDS - 1
        and text[-1] not in ".:"
    )


Rule = Callable[[Sequence[str], int], bool]
RULES: tuple[tuple[Rule, str], ...] = (
    (is_credited, "caption"),
    (is_date, "page_furniture"),
    (is_twice, "related"),
    (is_shouted, "related"),
    (is_editor_code, "page_furniture"),
    (is_marks, "page_furniture"),
    (is_glued, "related"),
    (is_of_section, "related"),
    (is_topics, "related"),
)
