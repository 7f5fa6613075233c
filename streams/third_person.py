"""Verbs as they stand with "she"."""


def third_person(verb: str) -> str:
    """A regular verb's form in -s: "carries" of "carry", "watches" of "watch"."""
    if verb[-1] == "y" and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o", "z")) else "s")
