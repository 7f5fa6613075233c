"""Which language a text is in, by a model that its package carries (py3langid, BSD)."""

import math
from functools import cache
from typing import Any

from schemas import Language

SAMPLE = 400
"""Characters looked at: more costs time and settled nothing on pages in 18 languages."""
TOO_SHORT = 20
MIN_CONFIDENCE = 0.3
UNKNOWN = Language(code="und", confidence=0.0)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> Language:
    """The language of a text: its ISO 639-1 code and a confidence from 0 to 1.

    `und` for fewer than 20 letters, and where the model is at a loss.
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < TOO_SHORT:
        return UNKNOWN
    code, confidence = _identifier().classify(sample)
    confidence = float(confidence)
    if confidence < MIN_CONFIDENCE:
        return Language(code="und", confidence=0.0)
    return Language(
        code=code,
        confidence=round(min(1.0, max(0.0, confidence)), 4) if math.isfinite(confidence) else 0.0,
    )
