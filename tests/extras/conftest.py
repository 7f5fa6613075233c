"""Tests of the extras: run by `make test-spacy`, in an environment that has them."""

from importlib.util import find_spec

collect_ignore_glob = ["*"] if find_spec("spacy") is None else []
