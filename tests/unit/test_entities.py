"""Names, their kinds, and which of them are one."""

import numpy as np
import pytest

from schemas import RawArticle, Span
from streams import enrich
from streams.extraction.entities import tagger, word_cache
from streams.extraction.entities.decoding import best_labels
from streams.extraction.entities.edges import trimmed
from streams.extraction.entities.features import shape_of
from streams.extraction.entities.forms import WordForms, glued_before
from streams.extraction.entities.labels import KINDS, LABELS, label
from streams.extraction.entities.parted import listed
from streams.extraction.entities.places import looked_at, stance_of
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.entities.spelling import normalised, surname
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.weights import is_common
from streams.extraction.entities.word_cache import MOST_TOGETHER, MOST_WORDS, WordCache
from streams.extraction.sentences import sentences
from streams.extraction.tokens import Tokens, tokenise
from streams.steps import finished
from tests.unit.entities import named


def test_titles_and_last_names_are_one_person() -> None:
    found = named("President Ana Silva spoke. Mr Costa left. Silva's aide said Ms Silva was ill.")
    assert [m.surface for m in found["Ana Silva"].mentions] == ["Ana Silva", "Silva", "Silva"]
    assert found["Ana Silva"].roles == ["President"]


def test_spelling_variants_are_one_person() -> None:
    found = named("Volodymyr Zelenskiy spoke. Mr Zelensky left. President Zelenskyy returned.")
    assert len(found["Volodymyr Zelenskiy"].mentions) == 3


def test_a_son_of_his_fathers_name_is_another_person() -> None:
    found = named(
        "President Donald Trump spoke. Donald Trump Jr. met a lawyer. Trump said he is Trump's son."
    )
    assert len(found["Donald Trump"].mentions) == 3
    assert len(found["Donald Trump Jr."].mentions) == 1


def test_one_person_is_named_with_and_without_the_generation() -> None:
    found = named(
        "Martin Luther King Jr. spoke in Washington. Martin Luther King was 34, King said."
    )
    assert len(found["Martin Luther King Jr."].mentions) == 3


def test_two_people_of_one_name_stay_two() -> None:
    found = named("Jane Miller met Tom Miller. Tom Miller said no.")
    assert {"Jane Miller", "Tom Miller"} <= set(found)


def test_a_role_after_the_name() -> None:
    found = named("Jane Doe, a research fellow at the Chatham House think tank, said so.")
    assert found["Jane Doe"].roles == ["research fellow at the Chatham House think tank"]


def test_the_state_of_a_secretary_of_state_is_no_body() -> None:
    found = named("Secretary of State Ana Silva met the Secretary of Defense on Monday.")
    assert list(found) == ["Ana Silva"]
    assert found["Ana Silva"].roles == ["Secretary of State"]


@pytest.mark.parametrize(
    "text",
    [
        "He met Ana Silva, and that President Viktor Orban knew of it, he said.",
        "It was for Ana Silva, Vice President Viktor Orban and Minister Jean Dupont, he said.",
        "It is Ana Silva, the first campaign adviser event Mr. Orban has held.",
        "They saw Ana Silva, in which the president of the bank spoke, he said.",
    ],
)
def test_a_list_or_a_clause_behind_a_name_is_no_role(text: str) -> None:
    assert named(text)["Ana Silva"].roles == []


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("He flew to Minsk.", "Minsk", "PLACE", "BY"),
        ("SANTIAGO, Chile: Rain fell on Monday.", "Santiago", "PLACE", "CL"),
        ("It is made in Britain.", "United Kingdom", "PLACE", "GB"),
        ("They met in Scotland.", "Scotland", "PLACE", "GB"),
        ("A Russian ship sank.", "Russian", "GROUP", "RU"),
        ("It was claimed by the Islamic State.", "Islamic State", "GROUP", None),
        ("Norway's Ministry of Defence said so.", "Norwegian Ministry of Defence", "ORG", "NO"),
        ("The Boston Police Department said so.", "Boston Police Department", "ORG", None),
        ("They fired a Kalibr missile.", "Kalibr", "WEAPON", None),
        ("A Su-57 crashed.", "Su-57", "VEHICLE", None),
    ],
)
def test_kinds(text: str, name: str, kind: str, country: str | None) -> None:
    entity = named(text)[name]
    assert (entity.type, entity.country) == (kind, country)
    assert entity.key == f"{kind}:{normalised(name)}"


@pytest.mark.parametrize(
    "text", ["Police said so.", "On Tuesday it rained.", "I think so.", "However, it rained."]
)
def test_no_names(text: str) -> None:
    assert named(text) == {}


def test_surname_of_variants_is_the_same() -> None:
    assert surname("Zelenskiy") == surname("Zelensky") == surname("Volodymyr Zelenskyy")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Hezbollah fired rockets, he said.", "Hezbollah", "GROUP"),
        ("They hit it with HIMARS on Monday.", "HIMARS", "WEAPON"),
        ("Two Patriot missiles were fired.", "Patriot", "WEAPON"),
        ("It was Russia's Foreign Ministry that said so.", "Foreign Ministry", "ORG"),
        ("Mathieu Boulegue, a research fellow, said so.", "Mathieu Boulegue", "PERSON"),
        ("It was called Pizzagate by the press.", "Pizzagate", "EVENT"),
        ("Troops joined Operation Barkhane on Monday.", "Operation Barkhane", "EVENT"),
        ("They swore to uphold the Constitution on Monday.", "Constitution", "WORK"),
        ("He spoke in the Rose Garden on Monday.", "Rose Garden", "FACILITY"),
        ("Cuts to Medicare were planned, he said.", "Medicare", "PRODUCT"),
        ("Two F-35s took off on Monday.", "F-35", "VEHICLE"),
        ("Joe BidenGOP leaders met on Monday.", "Joe Biden", "PERSON"),
        ("Ships met at Second Thomas Shoal on Monday.", "Second Thomas Shoal", "PLACE"),
        ("A ship crossed the Suez Canal on Monday.", "Suez Canal", "FACILITY"),
        ("The Rohingya fled on Monday, he said.", "Rohingya", "GROUP"),
    ],
)
def test_kinds_by_what_a_list_or_a_word_beside_says(text: str, name: str, kind: str) -> None:
    assert named(text)[name].type == kind


@pytest.mark.parametrize(
    "text",
    [
        "The senator (R., Ark.) left.",
        "Oh, that was all.",
    ],
)
def test_initials_of_parties_and_cries_are_nobody(text: str) -> None:
    assert not [e.name for e in named(text).values() if e.type == "PERSON"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ukrainian President Ana Silva left.", "Ukrainian President"),
        ("He met union leader Ana Silva.", "union leader"),
        ("He met Secretary of State Ana Silva.", "Secretary of State"),
        ("UN Secretary-General Ana Silva left.", "UN Secretary-General"),
        ("It was Ms Ana Silva.", None),
    ],
)
def test_roles_before_a_name(text: str, role: str | None) -> None:
    assert named(text)["Ana Silva"].roles == ([role] if role else [])


def test_initials_in_brackets_are_the_name() -> None:
    found = named("The Economic Community of West African States (ECOWAS) met. ECOWAS paid.")
    surfaces = [m.surface for m in found["Economic Community of West African States"].mentions]
    assert surfaces[1:] == ["ECOWAS", "ECOWAS"]


def test_every_label_has_its_kind_and_position() -> None:
    person = KINDS.index("PER")
    assert [LABELS[label(person, position)] for position in "BIES"] == [
        "B-PER", "I-PER", "E-PER", "S-PER",
    ]  # fmt: skip


def test_shapes_are_short() -> None:
    assert [shape_of(w) for w in ("Gulevich", "F", "2014", "NATO")] == ["Xxxx", "X", "000", "XXX"]


def test_a_broken_name_is_mended() -> None:
    logits = np.zeros((4, len(LABELS)), np.float32)
    logits[0, 0] = logits[3, 0] = 9
    logits[1, LABELS.index("B-PER")] = 5
    logits[2, LABELS.index("E-ORG")] = 4
    logits[2, LABELS.index("E-PER")] = 3
    assert [LABELS[i] for i in best_labels(logits, np.arange(4))] == ["O", "B-PER", "E-PER", "O"]
    alone = best_labels(logits[1:3], np.array([7, 8]))
    assert [LABELS[i] for i in alone] == ["B-PER", "E-PER"]


def test_no_name_goes_over_a_gap() -> None:
    logits = np.zeros((2, len(LABELS)), np.float32)
    logits[0, LABELS.index("B-PER")] = 5
    logits[1, LABELS.index("E-PER")] = 5
    found = [LABELS[i] for i in best_labels(logits, np.array([3, 9]))]
    assert not {"B-PER", "E-PER"} & set(found)


@pytest.mark.parametrize(
    ("text", "looked"),
    [
        ("it said Bank of the West would", "Bank of the West"),
        ("Trump said that Clinton did", "Trump Clinton"),
        ("some anti-Trump men , and so", "anti - Trump"),
        ("The man saw 15 men as an old party", ""),
        ("The Hague and 15 men", "The Hague"),
        ("a Boeing 737-800 fell", "Boeing 737 - 800"),
        ("the 9th Circuit ruled", "9 th Circuit"),
        ('Jacob "Jack" Lew, he said', 'Jacob " Jack " Lew'),
        ("Austin (Texas) and", "Austin ( Texas"),
        ("see Google.com today", "Google . com"),
        ("1990 Russian presidential election", "1990 Russian presidential election"),
        ("the Partei für Freiheit fell", "Partei für Freiheit"),
    ],
)
def test_the_tagger_looks_where_a_name_can_be(text: str, looked: str) -> None:
    tokens = tokenise(text)
    stances = np.array([stance_of(word, is_common) for word in tokens.texts], np.int32)
    found = looked_at(stances, glued_before(tokens)[:-1])
    assert " ".join(tokens.texts[i] for i in np.flatnonzero(found)) == looked


def test_the_cache_of_words_keeps_those_met_often_when_full() -> None:
    cache = WordCache(most=4)
    cache.ids(["Moscow", "Minsk"])
    numbers = cache.ids(["Moscow", "Kiev"])
    first = cache.tables[:, numbers]
    cache.ids(["Bern"])
    cache.ids(["Riga", "Oslo"])
    assert list(cache.forms.numbers) == ["Moscow", "Riga", "Oslo"]
    again = cache.ids(["Moscow", "Kiev"])
    assert np.allclose(cache.tables[:, again], first, atol=1e-4)


def test_texts_that_are_read_side_by_side_have_their_words_worked_out_together() -> None:
    cache, alone = WordCache(), WordCache()
    texts = [["Moscow", "Minsk"], ["Minsk", "Kiev", "Kiev"], ["Moscow"]]
    together = [cache.id_steps(text) for text in texts]
    for steps in together:
        next(steps)
    first = finished(together[0])
    assert list(cache.forms.numbers) == ["Moscow", "Minsk", "Kiev"]
    numbers = [first, *map(finished, together[1:])]
    assert [n.tolist() for n in numbers] == [alone.ids(text).tolist() for text in texts]
    assert np.allclose(cache.tables[:, :3], alone.tables[:, :3], atol=1e-4)
    assert cache.met[:3].tolist() == alone.met[:3].tolist() == [2, 2, 1]


def test_a_text_between_its_steps_looks_again_when_the_cache_is_thinned_out() -> None:
    cache = WordCache(most=4)
    cache.ids(["Minsk", "Moscow", "Bern", "Kiev"])
    cache.ids(["Kiev"])
    steps = cache.id_steps(["Kiev", "Moscow"])
    next(steps)
    cache.ids(["Riga", "Oslo"])
    assert list(cache.forms.numbers) == ["Kiev", "Riga", "Oslo"]
    assert finished(steps).tolist() == cache.ids(["Kiev", "Moscow"]).tolist() == [0, 3]


def test_words_that_are_kept_say_what_they_said_before() -> None:
    forms, fresh = WordForms(is_common), WordForms(is_common)
    forms.add(["Moscow", "NATO", "minsk", "Minsk", "moscow"])
    fresh.add(["Minsk", "minsk", "NATO"])
    kept = forms.part(np.array([3, 2, 1]))
    assert kept.numbers == fresh.numbers
    assert np.array_equal(kept.columns[:, :3], fresh.columns[:, :3])
    assert kept.lower_count() == fresh.lower_count() == 2


def side_by_side(texts: list[Tokens]) -> list[tagger.Reading]:
    """What `tagger.read` says of texts of one sentence each, read in steps."""
    going = [tagger.read_steps(tokens, [(0, len(tokens))]) for tokens in texts]
    for _ in range(2):
        for steps in going:
            next(steps)
    return [finished(steps) for steps in going]


@pytest.mark.parametrize(("most", "at_once"), [(MOST_WORDS, MOST_TOGETHER), (12, 0)])
def test_texts_that_are_read_side_by_side_have_the_names_that_each_has_alone(
    monkeypatch: pytest.MonkeyPatch, most: int, at_once: int
) -> None:
    """Also where the words of one put those of another out of the cache."""
    texts = list(
        map(
            tokenise,
            (
                "Ana Silva met Viktor Gulevich of the European Union in Minsk",
                "",
                "it rained and rained.",
                "Gulevich left for Moscow on Monday, the BBC said",
                "Putin and NATO. Moscow",
            ),
        )
    )
    monkeypatch.setattr(tagger, "_seen", WordCache(most))
    monkeypatch.setattr(word_cache, "MOST_TOGETHER", at_once)
    together = side_by_side(texts)
    for tokens, reading in zip(texts, together, strict=True):
        alone = tagger.read(tokens, [(0, len(tokens))])
        assert (reading.known, reading.capitals) == (alone.known, alone.capitals)
        assert [t[:3] for t in reading.tagged] == [t[:3] for t in alone.tagged]
        for one, other in zip(reading.tagged, alone.tagged, strict=True):
            assert one.scores == pytest.approx(other.scores, abs=1e-4)
    assert [len(reading.tagged) > 0 for reading in together] == [True, False, False, True, True]


def test_a_text_without_any_name_has_none() -> None:
    text = "it rained and rained."
    assert not tagger.read(tokenise(text), [(0, 5)]).tagged


def test_long_texts_go_through_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ana Silva met Viktor Gulevich in Minsk. " * 40
    tokens = tokenise(text)
    bounds = sentence_tokens(tokens, sentences(text, [Span(start=0, end=len(text))]))
    whole = tagger.read(tokens, bounds).tagged
    monkeypatch.setattr(tagger, "BLOCK", 50)
    parts = tagger.read(tokens, bounds).tagged
    assert [t[:3] for t in parts] == [t[:3] for t in whole]
    assert np.allclose([t.scores for t in parts], [t.scores for t in whole], atol=1e-3)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He was born in Alexandria, Virginia, in 1950.", "Alexandria", "US"),
        ("The ship left Alexandria on Monday for Greece.", "Alexandria", "EG"),
        ("Students of Athens, Ga., met on Monday.", "Athens", "US"),
        ("He was in Syria, Libya, Yemen, Iran.", "Yemen", "YE"),
        ("Protests in Vancouver, B.C., ended on Monday.", "British Columbia", "CA"),
        ("Sen. Ana Silva (D-Calif.) left on Monday.", "California", "US"),
        ("Talks were held in Kiev, Moscow and Minsk.", "Kiev", "UA"),
        ("He has lived in London, Paris.", "London", "GB"),
        ("He won Ohio, Florida and Georgia in November.", "Georgia", "US"),
        ("Russia invaded Georgia while the United States looked on.", "Georgia", "GE"),
        ("Georgia held an election on Sunday.", "Georgia", "GE"),
    ],
)
def test_the_country_of_a_place_is_what_the_text_says(text: str, name: str, country: str) -> None:
    """Alexandria in Virginia was in Egypt, and Georgia never a state."""
    assert named(text)[name].country == country


def test_a_number_of_things_is_no_name_and_no_name_is_endless() -> None:
    tokens = tokenise("They sent 30 boats to Kiev, Moscow. " + "Chad Chile China Cuba " * 5)
    place, work = KINDS.index("LOC"), KINDS.index("WORK")
    scores = tuple(1.0 for _ in KINDS)
    assert trimmed(tokens, Tagged(2, 3, work, scores)) is None
    assert trimmed(tokens, Tagged(9, len(tokens) - 1, place, scores)) is None
    parts = listed(tokens, Tagged(5, 7, place, scores))
    assert [tokens.surface(part.first, part.last) for part in parts] == ["Kiev", "Moscow"]
    people = tokenise("Ana Silva and Viktor Gulevich left.")
    parts = listed(people, Tagged(0, 4, KINDS.index("PER"), scores))
    assert [people.surface(part.first, part.last) for part in parts] == [
        "Ana Silva", "Viktor Gulevich"]  # fmt: skip


def test_the_points_of_initials_belong_to_them() -> None:
    """The tagger had "E.P" of it."""
    tokens = tokenise("Critics of the E.P.A. spoke.")
    scores = tuple(1.0 for _ in KINDS)
    found = trimmed(tokens, Tagged(3, 5, KINDS.index("ORG"), scores))
    assert found is not None
    assert tokens.surface(found.first, found.last) == "E.P.A"


def test_a_question_in_a_headline_gives_nobody_a_first_name() -> None:
    text = "President Obama spoke on Monday. Mr. Obama will not join, officials said."
    article = enrich(RawArticle(title="Will Obama Join the Legal Fight?", text=text))
    assert [entity.name for entity in article.entities if entity.type == "PERSON"] == [
        "Barack Obama"
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The mayor of Lima resigned on Monday, officials said.", "Lima", "PLACE"),
        ("He spoke of Obama on Monday. Critics of Obama agreed.", "Barack Obama", "PERSON"),
    ],
)
def test_a_capital_is_no_person_and_a_person_no_town(text: str, name: str, kind: str) -> None:
    """A rule for all cities made a place in Japan of the president."""
    assert {entity.type for entity in enrich(text).entities if entity.name == name} == {kind}


def test_a_title_is_no_name_of_any_kind() -> None:
    """The tagger had learnt that a Senator is an armoured car."""
    found = named("The bill was blocked by Republican Senator Ana Silva, normally an ally.")
    assert "Senator" not in found
    assert found["Ana Silva"].type == "PERSON"


GERMAN = (
    "Der Bundestag hat am Freitag beschlossen, dass die Ausgaben um 3 Prozent steigen. Das sei gut "
    "für die Wirtschaft, sagte der Minister. Die NATO und Google schwiegen dazu."
)


def test_a_german_text_names_what_is_known_and_no_noun_as_a_person() -> None:
    """ "Der Bundestag" and "Ausgaben steigen" were people: all nouns of German have a capital."""
    article = enrich(GERMAN, cleaned=False)
    assert article.language.code == "de"
    found = {(entity.type, entity.name) for entity in article.entities}
    assert {("ORG", "NATO"), ("ORG", "Google")} <= found
    assert all(type_ != "PERSON" for type_, _ in found)
