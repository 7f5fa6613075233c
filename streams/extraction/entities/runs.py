"""Runs of capitalised tokens: the places in a text where a name may be."""

from collections.abc import Iterator, Sequence

from schemas import Span
from streams.extraction.tokens import Tokens

JOINERS = frozenset(
    "of for de la du del della da dos bin ibn al van von der den el ben abu and the on &".split()
)
INNER_SIGNS = frozenset("-‑’'.&/")
FUNCTION_WORDS = frozenset(
    """
    a an the and or but nor so yet if then than that this these those there here when where
    while who whom whose what which why how as at by for from in into of off on onto out over to
    under up upon with within without about above after again against all also although always
    am among any are around because been before being below between both can cannot could did do
    does down during each either else even ever every few he her hers him his i it its itself
    just last later least less like many may maybe me might mine more most much must my neither
    never next no none not nothing now often once one only other our ours own perhaps rather
    same several shall she should since some someone something soon still such their theirs them
    they though through thus today together tomorrow too towards under unless until us was we
    well were whatever whether will would yes yesterday you your yours is has have had be let
    according additionally amid apart asked despite earlier finally first second third fourth
    fifth former furthermore given however indeed instead meanwhile moreover nevertheless
    officials people police scientists experts critics researchers thanks two three four five
    six seven eight nine ten hundreds thousands dozens millions speaking monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august
    september october november december honestly authorities residents witnesses voters
    supporters protesters
    """.split()
)
WEEKDAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)


def is_capitalised(token: str) -> bool:
    return token[0].isupper() and token[0].isalpha()


def sentence_tokens(tokens: Tokens, sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """For each sentence its first token and the one after its last."""
    return [(tokens.at(span.start), tokens.at(span.end)) for span in sentences]


def lowercase_words(tokens: Tokens) -> frozenset[str]:
    """Words that the text also writes in lower case: capitalised, they are no names."""
    return frozenset(token for token in tokens.texts if token.islower() and token.isalpha())


def capitalised_runs(
    tokens: Tokens, start: int, end: int, lowercase: frozenset[str]
) -> Iterator[tuple[int, int, bool]]:
    """Maximal runs within one sentence: first token, token after the last, sentence-initial or not.

    Joining words ("of", "bin") and signs (hyphens, points of initials) stay inside a run, never at
    its ends. A capitalised function word at the start of a sentence or quotation is left out.
    """
    i = start
    while i < end:
        if not is_capitalised(tokens.texts[i]) or _skipped(tokens, i, start, lowercase):
            i += 1
            continue
        first, last = i, i
        j = i + 1
        while j < end:
            token = tokens.texts[j]
            if is_capitalised(token) or (token.isdecimal() and tokens.texts[j - 1] in "-‑"):
                if tokens.lowers[j] in WEEKDAYS_AND_MONTHS and tokens.lowers[j] != "may":
                    break
                last = j
            elif token == "'s" or token == "’s":
                if not (j + 1 < end and is_capitalised(tokens.texts[j + 1])):
                    break
                break
            elif token in INNER_SIGNS:
                if not _inner_sign(tokens, j):
                    break
            elif token not in JOINERS or j - last > 2:
                break
            j += 1
        yield first, last + 1, _opens(tokens, first, start)
        i = last + 1


def _skipped(tokens: Tokens, i: int, start: int, lowercase: frozenset[str]) -> bool:
    lower = tokens.lowers[i]
    if lower in WEEKDAYS_AND_MONTHS and lower not in {"may"}:
        return True
    if lower == "i" or lower.startswith(("i'", "i’")):
        return True
    if lower in FUNCTION_WORDS and not (tokens.texts[i].isupper() and len(lower) > 1):
        return True
    if not _opens(tokens, i, start):
        return False
    # the first word of a sentence: no name where the text uses it in lower case as well
    return lower in lowercase


def _opens(tokens: Tokens, i: int, start: int) -> bool:
    """Whether a token opens a sentence, a quotation or a parenthesis."""
    return i == start or tokens.texts[i - 1] in {"“", '"', "‘", "(", "[", ":", "–", "—", "•"}


def _inner_sign(tokens: Tokens, j: int) -> bool:
    sign = tokens.texts[j]
    if sign == ".":
        # the point of an initial or of an abbreviated title, with the name going on after it
        return len(tokens.texts[j - 1]) <= 3 and tokens.glued(j - 1) and j + 1 < len(tokens)
    return tokens.glued(j - 1) and tokens.glued(j)
