"""Digits that number or identify: phones, codes, footnotes, lists."""

import msgspec

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.ages import in_brackets
from streams.extraction.quantities.lexicon import by_form
from streams.extraction.quantities.marks import DASHES
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    dial: frozenset[str]
    calls: frozenset[str]
    of_that_day: frozenset[str]
    paid_for: frozenset[str]


WORDS = word_lists("codes", Words)
EMERGENCIES = frozenset({"911", "999", "112", "988", "000"})
CODES = (["area", "code"], ["zip", "code"], ["post", "code"])
VERSIONS = frozenset({"2.0", "3.0", "4.0"})


def phone(tokens: Tokens, i: int) -> bool:
    """The area code, or the number after it, of "(628) 400-7370"."""
    for at in (i, i - 2, i - 4):
        groups = [tokens.lower(at), tokens.lower(at + 2), tokens.lower(at + 4)]
        signs = [tokens.lower(at - 1), tokens.lower(at + 1), tokens.lower(at + 3)]
        digits = [len(group) for group in groups if group.isdecimal()] == [3, 3, 4]
        if digits and signs[:2] == ["(", ")"] and signs[2] in DASHES:
            return True
    return False


def after_code(tokens: Tokens, number: Number) -> bool:
    """The groups after the area code of "0800 555 111"."""
    i = number.first
    for at in (i - 1, i - 2):
        token = tokens.texts[at] if at >= 0 else ""
        if not token.isdecimal():
            return False
        if len(token) > 2 and token[0] == "0":
            return True
    return False


def hyphen_chain(tokens: Tokens, number: Number) -> bool:
    """Phone numbers and codes: three or more digit groups joined by hyphens, slashes or points."""
    joined = 0
    i = number.first
    if (tokens.lower(i - 1) in {"(", ")"} or tokens.lower(i - 1) in DASHES) and phone(tokens, i):
        return True
    for step, at in ((-1, i), (1, number.last)):
        while joined < 2:  # a chain may be as long as the text
            sign, other = at + step, at + 2 * step
            glue = tokens.glued(min(at, sign)) and tokens.glued(min(sign, other))
            if not glue or tokens.lower(sign) not in {"-", "‑", "–", "/", "."}:
                break
            if not tokens.lower(other)[:1].isdecimal():
                break
            joined += 1
            at = other
    return joined >= 2


def slashed(tokens: Tokens, number: Number) -> bool:
    """9/11, 24/7, 2019/20."""
    if number.form == "fraction":
        return False
    i, j = number.first, number.last
    for at in (i, i - 2):
        if at >= 0 and tokens.spaced(["9", "-", "11"], at) and tokens.glued(at):
            return tokens.lower(at + 3) not in unit_table.unit_words()  # "9-11 was an inside job"
    left = i > 0 and tokens.lower(i - 1) == "/" and tokens.glued(i - 1)
    right = tokens.lower(j + 1) == "/" and tokens.glued(j) and tokens.lower(j + 2)[:1].isdecimal()
    thread = tokens.lower(j + 1) == "/" and tokens.glued(j) and not tokens.glued(j + 1)  # "4/ So"
    return left or right or thread


def version(tokens: Tokens, number: Number) -> bool:
    """Tax cuts 2.0, Guccifer 2.0: behind a noun, and no measure."""
    before, after = tokens.lower(number.first - 1), tokens.lower(number.last + 1)
    if tokens.texts[number.first] not in VERSIONS or number.first != number.last:
        return False
    measured = after in unit_table.unit_words() or after in {"%", "-", "points", "point", "times"}
    noun = before.isalpha() and before != "magnitude" and by_form(before) in {"N", "b", "s"}
    return noun and not measured


def list_numbering(tokens: Tokens, number: Number) -> bool:
    """1. First point; (2) second point: at the start of a paragraph, or 3. alone in a later one."""
    i, j = number.first, number.last + 1
    if tokens.lower(j) not in {".", ")"} or not tokens.glued(j - 1):
        return False
    if tokens.lower(j) == ")" and i == number.last and len(tokens.texts[i]) <= 2:
        if in_brackets(tokens, number):
            return False  # "Seán Kelly (19)": an age
        return tokens.lower(i - 1) == "(" or "(" not in tokens.lowers[max(0, i - 12) : i]
    start = tokens.starts[i]
    at_start = i == 0 and (start == 0 or tokens.text[start - 1] == "\n")
    return at_start and (j + 1 < len(tokens) or start > 0)


def exponent(tokens: Tokens, number: Number) -> bool:
    """The 2 of "20 J/m^2"."""
    return tokens.lower(number.first - 1) == "^"


def book_of_the_bible(tokens: Tokens, number: Number) -> bool:
    """2 Timothy 1:7, 1 Chronicles 12:32."""
    j = number.last + 1
    if tokens.texts[number.first] not in {"1", "2", "3"} or number.last != number.first:
        return False
    return tokens.lower(j + 1).isdecimal() and tokens.lower(j + 2) == ":" and tokens.glued(j + 1)


def spelt_number(tokens: Tokens, number: Number) -> bool:
    """1-800-FLOWERS: a phone number that ends in letters."""
    for i in (number.first, number.first - 2):
        if i >= 0 and tokens.texts[i] == "1" and tokens.lower(i + 2) in WORDS.paid_for:
            return tokens.spaced(["-", tokens.lower(i + 2), "-"], i + 1) and tokens.glued(i + 1)
    return False


def area_code(tokens: Tokens, number: Number) -> bool:
    """ "A 513 area code", "ZIP code 73111"."""
    after = tokens.lowers[number.last + 1 : number.last + 3]
    before = tokens.lowers[max(0, number.first - 2) : number.first]
    return after in CODES or before in CODES


def emergency_call(tokens: Tokens, number: Number) -> bool:
    """Call 911, dialled 999, a 911 operator; the 911 attacks."""
    if tokens.texts[number.first] not in EMERGENCIES:
        return False
    following = tokens.lower(number.last + 1)
    if tokens.texts[number.first] == "911" and following in WORDS.of_that_day:
        return True  # "the 911 attacks"
    if tokens.lower(number.first - 1) == "to" and tokens.lower(number.first - 2) in WORDS.calls:
        return True  # "a call to 911"
    return tokens.lower(number.first - 1) in WORDS.dial or following in WORDS.calls


def part_of_a_thread(tokens: Tokens, number: Number) -> bool:
    """1 of 2: which post of a thread it is."""
    for at in (number.first, number.first - 2):
        pair = tokens.lower(at).isdecimal() and tokens.lower(at + 2).isdecimal()
        if at >= 0 and pair and tokens.lower(at + 1) == "of" and len(tokens.lower(at)) < 3:
            caption = tokens.spaced(["show", "caption"], at + 3)  # of a gallery
            return at == 0 or caption or tokens.lower(at + 3) in {":", ""}
    return False


def section_of_a_law(tokens: Tokens, number: Number) -> bool:
    """401(k), 501(c): digits with a letter in brackets glued to them; § 1001."""
    i, j = number.first, number.last
    if tokens.lower(i - 1) == "§":
        return True
    if tokens.lower(i - 1) == ")" and tokens.glued(i - 1) and tokens.lower(i - 3) == "(":
        return tokens.glued(i - 4) and tokens.lower(i - 4).isdecimal()  # the 4 of 501(c)4
    if tokens.lower(j + 1) != "(" or not tokens.glued(j) or tokens.lower(j + 3) != ")":
        return False
    letter = tokens.lower(j + 2)
    return len(letter) == 1 and letter.isalpha()


def footnote(tokens: Tokens, number: Number) -> bool:
    """[12]: a mark in the text."""
    return (tokens.lower(number.first - 1), tokens.lower(number.last + 1)) == ("[", "]")
