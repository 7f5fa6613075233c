"""Which language a text is in, by a model that its package carries (pycld2, Apache-2.0).

Sites, "Compact Language Detector 2", 2013: https://github.com/CLD2Owners/cld2. Of the identifiers
with their model in the wheel it was the most often right on pages of news and the cheapest by far
(docs/decisions/2026-11-24-language-identification.md).
"""

import pycld2

from schemas import Language

Detected = tuple[bool, int, tuple[tuple[str, str, int, float], ...]]
SAMPLE = 1000
"""Characters looked at: more costs time and settles nothing."""
TOO_SHORT = 20
UNKNOWN = Language(code="und", confidence=0.0)
CODES = {"iw": "he", "jw": "jv", "in": "id", "ji": "yi", "mo": "ro", "sh": "sr", "tl": "fil"}
"""Codes that CLD2 has from older standards, as ISO 639 has them now."""


def codes() -> frozenset[str]:
    """Every code that `identify` may give."""
    known = {code.split("-")[0] for _, code in pycld2.LANGUAGES}
    return frozenset(CODES.get(code, code) for code in known) | {UNKNOWN.code}


def identify(text: str) -> Language:
    """The language of a text: its ISO 639 code and a confidence from 0 to 1.

    `und` for fewer than 20 letters, and where the model is at a loss. The confidence is the share
    of the text that is in this language, halved where the model calls its answer unreliable.
    """
    sample = text[:SAMPLE]
    if _letters(sample[: 4 * TOO_SHORT]) < TOO_SHORT and _letters(sample) < TOO_SHORT:
        return UNKNOWN
    reliable, _, languages = _detect(sample)
    _, code, percent, _ = languages[0]
    if code == "un":
        return UNKNOWN
    code = code.split("-")[0]  # zh-Hant is a script of zh
    share = percent / 100
    return Language(code=CODES.get(code, code), confidence=share if reliable else share / 2)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _detect(sample: str) -> Detected:
    try:
        found: Detected = pycld2.detect(sample.encode("utf-8", "ignore"), isPlainText=True)
    except pycld2.error:  # control characters and non-characters are no UTF-8 to it
        plain = "".join(c if c.isprintable() else " " for c in sample)
        found = pycld2.detect(plain.encode("utf-8", "ignore"), isPlainText=True)
    return found
