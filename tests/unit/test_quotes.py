"""Who says what: each case is a way of writing that gave a quotation the wrong speaker."""

import pytest

from streams import enrich

CASES = [
    (
        "whom somebody tells something does not say it",
        "Maria Santos spoke. “They should give it back at once,” Santos told Oliver Kent.",
        "They should give",
        "Maria Santos",
    ),
    (
        "who is named in the quotation is not who says it",
        "Laura Jimenez asked a question. “I wrote to Senator Oliver Kent many times,” she said.",
        "I wrote to",
        "Laura Jimenez",
    ),
    (
        "a pronoun means the subject, not a name behind a preposition",
        "Richard Alley spoke to Hala Grant, sitting in for Ann Moore. “This is weather,” he said.",
        "This is weather",
        "Richard Alley",
    ),
    (
        "a pronoun beside the verb counts more than a body named with it",
        "Laura Jimenez was asked. “I will not run again,” she said in an interview on CNN.",
        "I will not",
        "Laura Jimenez",
    ),
    (
        "who is in the words that are reported did not report them",
        "Laura Jimenez said Oliver Kent is involved in a “staggering public effort to hide it.”",
        "staggering",
        "Laura Jimenez",
    ),
    (
        "the sentence behind a full stop is another one",
        "Laura Jimenez wrote, “We urge you to act now.” Oliver Kent also said that he would wait.",
        "We urge",
        "Laura Jimenez",
    ),
    (
        "a title with a point ends no sentence",
        "“The demand is far above supply,” Dr. Laura Jimenez, a doctor in Lima, told reporters.",
        "The demand",
        "Laura Jimenez",
    ),
    (
        "nor does an initial",
        "“Our towns face a hard winter,” said Cardinal Joseph W. Kent in a statement.",
        "Our towns",
        "Joseph W. Kent",
    ),
    (
        "somebody is named by the role that the text gave",
        "Mayor Laura Jimenez met Oliver Kent on Monday. “It is not done yet,” the mayor said.",
        "It is not",
        "Laura Jimenez",
    ),
    (
        "nobody is said to speak where the text does not say who does",
        "Laura Jimenez left.\n\nA banner read: “Billions for stadiums and crumbs for us all.”",
        "Billions",
        None,
    ),
    (
        "a noun that looks like a verb is none",
        "Laura Jimenez has won no states tonight and should “shut this thing down for good.”",
        "shut this",
        None,
    ),
    (
        "several who speak are not the last of them",
        "Laura Jimenez and Oliver Kent write, “We urge you to act now and at once.”",
        "We urge",
        None,
    ),
    (
        "who wrote a tweet that is shown whole is not who a pronoun means",
        "Oliver Kent left.\n\nKent was right — Laura Jimenez (@laura) May 1, 2026\n\n"
        "“It was never about the money,” he said.",
        "It was never",
        "Oliver Kent",
    ),
    (
        "a name that is spelt like a verb is none",
        "Laura Jimenez wrote that the United States is “a nation of laws and of men.”",
        "a nation",
        "Laura Jimenez",
    ),
    (
        "a quotation goes on with the one before it",
        "“We wait,” Oliver Kent said. “But not for very much longer.”",
        "But not",
        "Oliver Kent",
    ),
    (
        "the person of the last sentence speaks where nothing else is said",
        "Laura Jimenez made it personal. “It is because I am not that different from him.”",
        "It is because",
        "Laura Jimenez",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "speaker"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_who_says_it(text: str, start: str, speaker: str | None) -> None:
    article = enrich(text, cleaned=False)
    names = {entity.id: entity.name for entity in article.entities}
    (quote,) = (q for q in article.quotes if q.surface[1:].startswith(start))
    assert names.get(quote.speaker or "") == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Laura Jimenez said on the so-called “morning-after” pills that she would wait.",
        "Laura Jimenez said on CBS’s “60 Minutes” program that she would wait.",
    ],
)
def test_a_term_or_a_title_in_marks_is_no_speech(text: str) -> None:
    assert enrich(text, cleaned=False).quotes == []
