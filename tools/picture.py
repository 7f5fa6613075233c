"""Draws the README's picture of an enriched sample article: `python -m tools.picture`."""

import io
import re
from importlib import resources
from pathlib import Path

from rich.console import Console

from schemas import decode_raw_article
from streams import enrich, render
from streams.reading import read_articles

TARGET = Path(__file__).parent.parent / "docs/images/enriched.svg"
FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
SAMPLE = "2-clean-text.json"


def main() -> None:
    (sample,) = read_articles(str(resources.files("streams") / "samples" / SAMPLE))
    console = Console(
        record=True, width=110, file=io.StringIO(), force_terminal=True, _environ={"TERM": "xterm"}
    )  # whatever terminal this is
    console.print(render.article(enrich(decode_raw_article(sample.value))))
    # without the fonts that rich would have a reader's browser fetch from elsewhere
    picture = FONT_FACE.sub("", console.export_svg(title="newswire tail"))
    TARGET.write_text(picture, "utf-8")


if __name__ == "__main__":
    main()
