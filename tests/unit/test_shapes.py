"""Lines that their shape gives away, and lines like them that are body."""

import pytest

from streams.cleaning.shapes import HEADINGS_NEAR, shape_reason

PROSE = "The council voted by 12 to 3 on Tuesday to close the old bridge."
FILL = [PROSE] * 12


def reason(line: str, place: int = 6) -> str | None:
    """What is said of a line with prose around it."""
    return shape_reason([*FILL[:place], line, *FILL[place:]], place)


@pytest.mark.parametrize(
    "line",
    ["The bridge at dusk, seen from the east bank. (Jane Doe/The River Ledger)",
     "Cracks in a pillar of the bridge. (NASA/JPL-Caltech/ASU)",
     "The bridge in March Jane Doe/Getty Images", "Jane Maria Doe/Ritzau Scanpix",
     "Jane Doe/River Ledger", "Jane Doe / Ledger",
     "The bridge is shown from below in New York.Reuters", "Workers on the bridge. Supplied",
     "The mayor signs the bill on Monday. Jane Doe/Sun-Times",
     "Jane Doe/Staff Children cross the bridge on their way to school.",
     "Jane Doe/AP/File The mayor, shown in 2017, has long defended the bridge.",
     "CLOSE The mayor explains the vote. River News",
     "Jane Doe/Special to The River Ledger Ana Silva sits in her office at the bridge.",
     "Jane Doe/The Valley River Ledger Ana Silva sits in her office at the bridge, in May.",
     "Jane Doe/Staff “I cannot cross it any more,” says Ana Silva, who works on the east bank",
     "AP/File Mayor Ana Silva opens the bridge in 1998, with Governor John Roe behind her.",
     "Ana Silva in her office at the bridge. Jane Doe for The River Ledger",
     "Ana Silva in her office at the bridge. (Jane Doe for River Ledger)",
     "Courtesy Jane Doe", "APA/Jane Doe",
     "Gallo Images/Jane Doe"],
)  # fmt: skip
def test_a_caption_is_known_by_the_credit_at_its_end(line: str) -> None:
    assert reason(line) == "caption"


def test_a_link_whose_label_is_in_capitals_as_its_headline_is_cut() -> None:
    """propublica.org: 53 lines of 9,639 articles."""
    assert (
        reason("Read More The Bridge That Never Was We looked into who paid for it.") == "related"
    )
    assert reason("Read more books, the minister told pupils of the school by the bridge.") is None


@pytest.mark.parametrize(
    "line",
    ["The mayor spoke to Jane Doe/The River Ledger about it.", "“The bridge is safe.” Reuters",
     "The speed of the train is 90 km/h (or more/less)", "Most of it went to Getty Images",
     "Would you cross the bridge? River News/Ipsos Poll", "Reuters/Ipsos Poll",
     "AP/NORC poll finds few in favour", "Voters near the bridge “punish” PAP",
     "Jane Doe/John Roe and Ana Silva crossed the bridge together.",
     "The bill was carried (with the yes/no votes counted twice)",
     "Yes, the Bridge Is Closing. But Not for Long",
     "“I worked for this all my life,” she says. Jane Doe for The River Ledger",
     "Courtesy is all that she asks for, and she has not got much of it."],
)  # fmt: skip
def test_what_only_looks_like_a_credit_is_kept(line: str) -> None:
    assert reason(line) is None


@pytest.mark.parametrize(
    "line",
    ["She said:'You have shown no remorse.'", "An eyewitness said:‘They were many and had guns.’",
     "The mayor told reporters on Monday:‘We will not go back.’",
     "Asked why he did it?He said he was hungry.", "Kick-off:7 tonight", "UK:Silva",
     "quicklist:1 title: The mayor, and what she has done for the bridge"],
)  # fmt: skip
def test_a_quotation_without_a_space_before_it_is_no_link(line: str) -> None:
    """Papers of Nigeria and Kenya set none: who said what was cut."""
    assert reason(line) is None


def test_a_date_alone_is_the_pages_at_the_ends_and_heads_a_part_inside() -> None:
    assert reason("Mon 18 Nov 2019 18.54 GMT", 1) == "page_furniture"
    assert reason("17:41 JST, October 13, 2024", 12) == "page_furniture"
    assert reason("October 13, 2024", 6) is None
    assert reason("Updated at 3:40 p.m. on Tuesday", 6) == "page_furniture"
    assert reason("3:40 p.m.", 1) is None, "an entry of a live report"
    assert reason("LISBON 2026-10-04", 1) is None, "a dateline"


def test_words_twice_and_code_of_the_editor_are_cut() -> None:
    assert reason("The Bridge That Never Was The Bridge That Never Was") == "related"
    assert reason("Again and again and again and again") is None
    assert reason('[button link="https://ledger.example/"] Send it[/button]') == "page_furniture"
    assert reason('poster="https://img.ledger.example/1.jpg?id=2"') == "page_furniture"
    assert reason("p.p1 {margin: 0.0px 0.0px 5.0px}span.s1 {kerning: none}") == "page_furniture"
    assert reason("[The mayor] said no more.") is None


def test_a_line_that_stands_twice_is_kept_once_and_is_a_caption_at_the_top() -> None:
    """A caption of four lines came at the top of each article of an agency, twice."""
    assert shape_reason(["The vote.", PROSE, PROSE], 1) is None
    assert shape_reason(["The vote.", PROSE, PROSE], 2) == "related"
    assert shape_reason([PROSE, PROSE, "The vote."], 0) == "caption"
    assert shape_reason([PROSE, PROSE, "The vote."], 1) == "caption"
    assert shape_reason([PROSE, PROSE], 0) is None, "there is nothing else"
    quoted = f"“{PROSE}” Jane Doe, Ledger"
    assert shape_reason([quoted, quoted, PROSE], 0) is None, "a quotation is no caption"
    assert shape_reason(["The vote.", "Close it!", "Close it!"], 2) is None, "a refrain"


def test_a_form_for_a_newsletter_with_all_countries_in_it_is_cut() -> None:
    """It is longer than any line in which phrases are looked for."""
    form = f"Get our Bridge Newsletter. Choose your country {'Afghanistan Albania Algeria ' * 60}"
    assert reason(form) == "sign_up"
    assert reason("He has been to Afghanistan, Albania and Algeria.") is None


def test_signs_between_parts_and_links_with_a_glued_label_are_cut() -> None:
    assert reason("* * *") == reason("___") == reason("—") == "page_furniture"
    assert reason("...") is None
    assert reason("More:Mayor of Riverton resigns over the bridge") == "related"
    assert reason("'I cannot cross':Council votes to close the bridge") == "related"
    assert reason("What will it cost?Six bridges that never were") == "related"
    long = "A frightening precedent:The council may close any bridge. Who asks whether it should?"
    assert reason(long) == "related", "it was kept, as what is long and ends so is prose mostly"
    assert reason("MAYOR:“We close it on Monday.") is None
    assert reason("OUR VIEW:Council blows it on the old bridge") == "related"
    assert reason("The bridge:3 things that you need to know") == "related"
    name = "Best of all: the Dry:Soon airer"
    assert shape_reason([PROSE, name, "The Dry:Soon airer is large."], 1) is None, "a name"


def test_a_headline_in_capitals_is_related_between_prose_that_is_not() -> None:
    shouted = "MAYOR OF RIVERTON SAYS THE BRIDGE WAS NEVER SAFE"
    assert reason(shouted) == "related"
    assert shape_reason([shouted, *FILL], 0) is None, "the article's own, above it"
    assert shape_reason([PROSE, shouted, shouted], 1) is None, "all of it is in capitals"
    assert reason("BAŞKAN KÖPRÜNÜN HİÇ GÜVENLİ OLMADIĞINI SÖYLEDİ") is None
    assert reason("THE BRIDGE IS CLOSED UNTIL NEXT YEAR.") is None


def test_headings_in_capitals_of_the_text_itself_stay() -> None:
    """They were cut as another article's headlines: a text may set all of its headings so."""
    heading = "THE MAYOR PUBLISHED A LETTER ON THE BRIDGE TOO"
    texts = [PROSE, heading, PROSE, "WHO PAYS?", PROSE]
    assert shape_reason(texts, 1) is None
    assert reason(f"2. {heading}") is None
    far = [PROSE, heading, *[PROSE] * HEADINGS_NEAR, "WHO PAYS?", PROSE]
    assert shape_reason(far, 1) == "related", "looked for near it alone: the cost stays linear"


def test_a_headline_that_its_section_runs_into_is_related_and_so_is_its_author() -> None:
    """thewest.com.au and cbc.ca: "Federal PoliticsAnthony Albanese turns focus to climate"."""
    link = "Federal PoliticsMayor Jane Doe turns focus to the bridge"
    assert reason(link) == "related"
    texts = [PROSE, link, "Ellen Poe", PROSE]
    assert [shape_reason(texts, place) for place in (1, 2)] == ["related", "related"]
    assert reason("TechCrunch shows what the bridge will cost") is None
    assert reason("What the FedEx driver saw from the old bridge") is None
    named = [PROSE, "SportsCenter anchor asks for a new bridge", "He left SportsCenter in May."]
    assert shape_reason(named, 1) is None, "a name"


def test_topics_in_one_line_near_the_end_are_related() -> None:
    """thehindu.com."""
    topics = "Riverton / bridges and ferries / spring"
    assert shape_reason([*[PROSE] * 3, topics], 3) == "related"
    assert shape_reason([topics, *[PROSE] * 12], 0) is None
    assert reason("The mayor / the council") is None
