"""What is cut, what is kept, and what stops an article."""

from textwrap import fill

import lxml.etree
import pytest

from schemas import RawArticle
from streams import clean
from streams.cleaning.boilerplate import judge
from streams.cleaning.html import MAX_DEPTH, read_page
from streams.cleaning.language import identify
from streams.cleaning.phrases import LONG, fold, folded_lines, phrase_lists, reason_for
from streams.cleaning.text import normalise
from streams.errors import InvalidInputError, Reason

BODY = "The council voted by 12 to 3 to close the bridge until the repairs are done."
MORE = "Whoever wants to cross takes the ferry, the mayor told reporters after the vote."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ADVERTISEMENT", "advertisement"),
        ("Read more: The bridge that never was", "related"),
        ("[Support the Ledger’s coverage of bridges. Join today.]", "related"),
        ("[The floods in maps: Get daily updates on where the rivers stand.]", "related"),
        (
            "Ana Silva is head of the Bridge Institute. Write to her at silva@inst.example.",
            "credit",
        ),
        ("media: 19075802", "page_furniture"),
        ("Sign up for our newsletter", "sign_up"),
        ("Share this article", "share"),
        ("© 2026 The Valley Ledger", "copyright"),
        ("Wir verwenden Cookies, um Inhalte zu personalisieren.", "consent"),
        ("Source: Read Full Article", "aggregator"),
        ("(Image: Getty)", "caption"),
        ("The mayor at home ( Image: River News)", "caption"),
        ("The mayor on the bridge (Courtesy of Jane Doe)", "caption"),
        ("Filed under: Bridges, Rivers , Councils", "related"),
        ("Write to Jane Doe at jane.doe@ledger.example", "credit"),
        ("John Roe and Ana Silva contributed.", "credit"),
        ("Interested in Bridges? Add Bridges as an interest to stay up to date.", "sign_up"),
        ("Are you at the bridge? Email yourviews@ledger.example", "share"),
        ("This article is more than 2 years old", "page_furniture"),
        ("The opinions expressed in this column are the author's own.", "page_furniture"),
        ("Baca juga: Jembatan ditutup", "related"),
        ("Jane Doe blogs at ledger.example and may be reached at jane@ledger.example.", "credit"),
        (f"FILE - In this May 5, 2026, file photo, {'the bridge is seen ' * 20}", "caption"),
        (f"The bridge {'from above ' * 40}. (AP Photo/Jane Doe, File)", "caption"),
        ("In this March 3, 2026, photo the bridge is shown", "caption"),
        ("The bridge after the flood. Photo: Jane Doe for The River Ledger", "caption"),
        ("The bridge after the flood. Getty Images, FILE", "caption"),
        ("Catch up on the vote with our experts on our weekly politics podcast.", "related"),
        ("Source: Ministry of Bridges", "caption"),
        ("An artist's impression of the new bridge.", "caption"),
        ("Firefighters search the bridge after the flood – video", "caption"),
        ("With reports from Valley Ledger and River News", "credit"),
        ("JUST WATCHED A bridge falls Replay More Videos ... MUST WATCH 01:04", "caption"),
        ("Facebook Twitter Pinterest Ana Silva leaves the court. Photograph: Agency", "caption"),
        ("Share your thoughts What should become of the bridge?", "share"),
        ("To read the rest of our coverage of the bridge, please click here.", "related"),
        ("Tune into River News at noon every weekday for all that is new.", "related"),
        ("This form requires JavaScript to complete.", "sign_up"),
        ("Want to keep up with the bridge? Sign up to receive our weekly newsletter.", "sign_up"),
        ("Roe reported from Riverton. Jane Doe reported from Lisbon.", "credit"),
        ("The bridge in March. Courtesy Jane Doe", "caption"),
        ("The bridge in March. (Provided by the Ministry of Bridges)", "caption"),
    ],
)
def test_phrases_of_the_trade(line: str, reason: str) -> None:
    assert reason_for(line) == reason


@pytest.mark.parametrize(
    "line",
    [BODY, "He said he would share the prize.", "Read more books, the minister told pupils.",
     "Wind and rain contributed to the flood, engineers said.",
     "If you saw anything, email police at tips@valley.example, the chief said.",
     "The views expressed by voters were clear: close the bridge, said the mayor.",
     "Advertisement revenue fell by 5 percent last year, the company said.",
     "Two in three want the bridge closed, according to a Reuters/Ipsos poll.",
     "Who did not download the application could not cross, passengers said.",
     "This article was originally published by the Valley Ledger.",
     "In a video of March 3, 2026, the bridge is seen to move, the mayor said.",
     "Source: who said so? The mayor did not want to tell.",
     "Talks may be reached again in spring, the mayor said."],
)  # fmt: skip
def test_prose_is_kept(line: str) -> None:
    assert judge([MORE, line, MORE]) == [None, None, None]


@pytest.mark.parametrize(
    "line",
    ["The river council said that it would change its privacy policy and terms of service.",
     "“We take the security of your personal data very seriously,” the mayor wrote to them.",
     "The council wants no part of this bridge, the mayor told reporters.",
     "The mayor must follow him on Twitter to learn of it, according to the chief engineer.",
     "Prices are subject to change, the ministry says, if the river rises again."],
)  # fmt: skip
def test_a_sentence_in_which_somebody_speaks_is_no_notice_of_the_page(line: str) -> None:
    """A phrase of the trade anywhere in it cut it; junk that lists cut does not speak so."""
    assert reason_for(line) is None
    assert judge([MORE, line, MORE]) == [None, None, None]


@pytest.mark.parametrize(
    "line",
    ["A deal on the bridge can be reached at next week's summit in Riverton.",
     "The village can be reached by boat only.", "Heavy rain contributed to this year's floods.",
     "Gunfire was reported from the barracks.", "Published in 2018, the novel sold well.",
     "Research by the Bridge Institute found that one pillar in four is cracked.",
     "Translated by Ana Silva, the book has sold two million copies.",
     "The profile photo on the account was of a model.", "Now Readers may cross the bridge.",
     "She captioned the photo: 'Happy birthday to my love!'",
     "The picture was taken in May and distributed by Getty Images.",
     "Victims may receive compensation of up to £20,000 each.",
     "Subscribers will pay 10.99 per month after the rise takes effect in May.",
     "Copyright holders have sued the company over its data of 2023.",
     "A handout of £150 will be paid to each household in April.",
     "The clip went viral on Twitter and Facebook on Sunday.",
     "This video is from 2019 and has nothing to do with the bridge.",
     "Something went wrong with the second pillar, and the bridge fell into the river.",
     "Get the latest vaccine before the winter comes.",
     "Melden Sie sich bitte bei der Polizei, wenn Sie etwas gesehen haben."],
)  # fmt: skip
def test_a_phrase_of_the_trade_is_told_from_a_sentence_that_has_its_words(line: str) -> None:
    assert reason_for(line) is None


@pytest.mark.parametrize(
    ("label", "sentence", "reason"),
    [("Don't forget", "Don't forget that the bridge was closed for two years.", "related"),
     ("Now playing: A bridge falls, and this is what we saw...",
      "Now playing in the second division, the club hopes to return.", "related"),
     ("Other news in this section", "Other news organisations confirmed the report.", "related"),
     ("Mehr zum Thema Brücken", "Mehr zu tun gibt es in den Kliniken.", "related"),
     ("Jump to content", "Jump to 2023, and the picture is a different one.", "page_furniture"),
     ("Buy now!", "Buy now, pay later firms will face new rules.", "advertisement"),
     ("Before you go", "Before you go to the polls, you need a photo ID.", "sign_up")],
)  # fmt: skip
def test_a_label_that_begins_sentences_too_is_junk_where_no_sentence_ends(
    label: str, sentence: str, reason: str
) -> None:
    """Sentences of articles began with it and were cut."""
    assert (reason_for(label), reason_for(sentence)) == (reason, None)


@pytest.mark.parametrize(
    "line",
    ["Jane Doe covers the river for the Ledger. She can be reached at jane@ledger.example.",
     "John Roe is head of the Bridge Institute. He can be reached at roe@inst.example and on "
     "Twitter. A version of this article ran in the Ledger, in another form, under another name.",
     "Ana Silva may be reached by email at silva@inst.example.",
     "Jane Doe contributed to this report, along with River News.",
     "Reporting by Jane Doe in Riverton; Editing by John Roe."],
)  # fmt: skip
def test_where_the_author_is_reached_is_a_credit(line: str) -> None:
    assert reason_for(line) == "credit"


@pytest.mark.parametrize(
    ("line", "reason"),
    [("Share or comment on this article: The bridge", "share"), ("Story saved", "share"),
     ("Join the Ledger's Telegram channel and have all that is new.", "share"),
     ("More Great Stories From the Ledger", "related"), ("media:18892049", "page_furniture"),
     ("More on the inquiry into the bridge and whoever built it:", "related"),
     ("Related Article What You Need to Know About Bridges", "related"),
     ("[ Council votes to close the bridge Opens in new window ]", "related"),
     ("The river in figures: get them by email. Sign up here", "sign_up"),
     ("Jane Doe covers the council. Contact her at doe@ledger.example or on X @doe.", "credit"),
     ("Purchase Licensing Rights", "copyright"),
     ("Published in River News, May 3, 2026", "copyright"),
     ("Empfohlener redaktioneller Inhalt", "page_furniture"),
     ("Artikel anhören • 3 Min", "page_furniture"), ("Passer la publicité", "advertisement"),
     ("Copiar enlace", "share"), ("Per approfondire", "related"),
     ("✅ Clique aqui para seguir o canal", "share"), ("5 хв читання", "page_furniture"),
     ("Мост ночью. Архивное фото", "caption"), ("İlginizi Çekebilir", "related"),
     ("Fotoğraf: Ana Silva", "caption"), ("المصدر : الجزيرة", "credit")],
)  # fmt: skip
def test_phrases_of_sites_that_no_list_was_made_from(line: str, reason: str) -> None:
    """Each stayed; the Turkish one for its capital, which leaves a dot behind in small letters."""
    assert reason_for(line) == reason


@pytest.mark.parametrize(
    "line",
    ["Follow-up talks on WhatsApp and Telegram began in May.", "Published in May, it sold well.",
     "Follow the money on Telegram and you end with the mayor.",
     "Leer más despacio el texto habría evitado tres erratas.",
     "The editor asked for the file to be opened in a new window."],
)  # fmt: skip
def test_sentences_like_them_are_kept(line: str) -> None:
    assert reason_for(line) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [("Keep it Clean. Please avoid obscene, vulgar or lewd language.", "share"),
     ("Your subscription could not be saved. Please try again.", "sign_up"),
     ("Facebook Twitter WhatsApp SMS Email", "share"), ("(0) comments", "share"),
     ("Add Valley Ledger on Google", "sign_up"), ("1 h ago", "page_furniture"),
     ("Subscribe to Valley News on YouTube.", "sign_up"),
     ("Let us know what you think in the comments below.", "share"),
     ("The audio version of this article is generated by a machine.", "page_furniture"),
     ("Jane Doe · Valley News · Posted: Oct 05, 2026 4:00 AM", "page_furniture"),
     ("👉 Read more about the old bridge", "related"), ("» Mehr zum Thema", "related"),
     ("Um mit Inhalten aus Facebook zu interagieren, brauchen wir Ihre Zustimmung.", "consent"),
     ("• Lesezeit: 3 Min.", "page_furniture"), ("Forum: 87 Postings", "share"),
     ("Artikel vorlesen", "page_furniture"), ("Weiterlesen mit Fluss+", "sign_up"),
     ("Le Fleuve avec AFP", "credit"), ("Voir les commentaires", "share"),
     ("Siga las noticias del valle en Google Discover", "share"), ("Seguí leyendo:", "related"),
     ("Attiva le notifiche per ricevere gli aggiornamenti", "sign_up"),
     ("Maak een gratis profiel aan en lees verder", "sign_up"), ("Net binnen", "related"),
     ("Dalsza część artykułu pod materiałem wideo", "related"), ("Самое читаемое", "related"),
     ("Artiklen fortsætter efter annoncen", "advertisement"), ("Hirdetés", "advertisement"),
     ("Bron over de rivier. Foto: Ann Poe/TT", "caption"), ("/ritzau/", "credit"),
     ("De brug vanmorgen © ANP", "caption"), ("Il ponte vecchio (ansa)", "caption"),
     ("You have one free article left this month.", "sign_up"),
     ("Dit artikel is exclusief voor abonnees", "sign_up"),
     ("Este contenido es exclusivo para suscriptores.", "sign_up"),
     ("Mit dem Absenden stimmen Sie unserer Datenschutzerklärung zu.", "consent"),
     ("Toute reproduction interdite.", "copyright"),
     ("Alle rechten voorbehouden", "copyright"),
     ("The Ledger has changed the headline; the rest is from a syndicated feed.", "credit"),
     ("Die Brücke im Herbst (Symbolbild)", "caption"), ("list 1 of 3Why bridges fall", "related")],
)  # fmt: skip
def test_phrases_of_todays_sites_in_many_languages(line: str, reason: str) -> None:
    assert reason_for(line) == reason


@pytest.mark.parametrize(
    "line",
    ["Sigue la polémica por el vídeo del puente en Instagram", "La newsletter du maire a fuité.",
     "Entre WhatsApp y Telegram, la mitad de los vecinos se entera por el móvil",
     "Unite members will vote on WhatsApp rules", "Add salt on Google's advice and stir it.",
     "The bridge is closed (PTI reported on Friday)", "→ 12 of the piers are cracked",
     "Nach Angaben der Stadt halten 87 Postings gegen sie", "La newsletter du maire qui dérange",
     "Bezoekers die geen cookies accepteren, krijgen de site van de stad niet te zien.",
     "You find your ward by entering your postcode in the map of the council.",
     "Entra nel canale di Suez la portaerei francese", "Dalszy ciąg procesu odbędzie się w maju.",
     "Tilmeld dig kommunens beredskab, lyder rådet til borgerne i byen.",
     "Ihre Meinung zählt im Rathaus wenig, so der Verein.", "Tutto sulle spalle del capitano",
     "Zu den Kommentaren der Gegner fiel ihm nichts ein.",
     "Diskutieren Sie mit Ihrem Arzt, ob die Impfung sinnvoll ist.",
     "Заметили ошибку только через три дня, когда вода дошла до моста.",
     "Sdílet na sociálních sítích fotky dětí může být nebezpečné.", "Da non perdere",
     "In the headlines of Monday the bridge was a hero.", "Lo último", "Notre sélection",
     "Siga estos pasos para activar los canales de WhatsApp en su teléfono",
     "Audio generado por inteligencia artificial imita la voz de la ministra",
     "The audio was generated using AI and sent to voters before the primary.",
     "نشر في حسابه على تويتر صورة للجسر القديم", "Auf dem Foto: Ana Silva und ihr Mann",
     "Har du tips, hører politiet gerne fra dig.",
     "Het concert van donderdag is exclusief voor abonnees van de schouwburg.",
     "Die Bürger können sich ab Montag kostenlos registrieren."],
)  # fmt: skip
def test_sentences_like_those_of_todays_sites_are_kept(line: str) -> None:
    assert reason_for(line) is None


def test_an_author_who_is_quoted_is_not_the_articles() -> None:
    """Cut as a note on the author: a source whom the article introduces near its end."""
    note = "Jane Doe is the author of a book on bridges."
    line = f"{note} She said: “Close it before winter comes.”"
    assert judge([BODY, BODY, BODY, BODY, line, BODY])[4] is None
    assert judge([BODY, BODY, BODY, BODY, BODY, note])[5] == "credit"


def test_headlines_under_a_heading_for_them_are_related() -> None:
    headlines = [
        "Council votes to close the bridge until the spring comes",
        "Six bridges that never were",
        "Mayor of Riverton: what I would have done with the old bridge",
    ]
    texts = [BODY, "Read more:", *headlines, "After the vote", MORE]
    assert judge(texts) == [None, *["related"] * 4, None, None]
    assert judge([BODY, "Read more:", BODY, MORE])[2] is None
    assert judge([BODY, "Read more: Six bridges that never were", headlines[0], BODY])[2] is None


def test_all_but_the_last_of_short_headlines_under_a_heading_go() -> None:
    """All of them stayed, as each could have headed what follows."""
    headlines = ["What the new bridge is to cost", "Where ferries run in winter"]
    assert judge([BODY, "Read more:", *headlines, BODY, MORE])[2:4] == ["related", None]
    assert judge([BODY, BODY, "Topics", "Bridges", "Riverton council"])[3:] == ["related"] * 2
    assert judge([BODY, BODY, "Topics", "Bridges", "Copyright 2026"])[3:] == [
        "related",
        "copyright",
    ]


def test_points_of_the_text_below_a_heading_for_them_stay() -> None:
    """ "What we know" is a link as often; the points below went as other articles' headlines."""
    points = ["Three people were hurt on the bridge", "The road to the port stays closed"]
    assert judge([BODY, "What we know", *points, MORE, BODY])[2:4] == [None, None]


def test_a_heading_of_the_text_between_labels_stays() -> None:
    """nationalpost.com has "Article content" above and below each paragraph."""
    label, heading = "Article content", "Mayor loses her office on the river"
    assert judge([BODY, label, heading, label, MORE, BODY])[2] is None
    assert judge([BODY, "Read more:", "What we know so far:", "The bridge", MORE])[2] is None
    assert judge([BODY, "Read more:", "Schools stay closed until Friday /cb"])[2] is None


def test_a_summary_above_a_note_on_the_page_stays() -> None:
    """It was cut as a caption, as what stands under it is no body."""
    texts = [
        "Court rules that the bridge may be closed at once",
        "This article is more than 1 year old",
    ]
    assert judge([*texts, BODY, BODY])[0] is None


def test_every_phrase_is_as_it_is_looked_up() -> None:
    for entry in phrase_lists():
        for phrase in (*entry.starts, *entry.labels, *entry.equals, *entry.contains):
            assert fold(phrase) == phrase.strip()


def test_the_title_above_the_body_is_removed() -> None:
    assert judge(["The bridge closes", BODY], "The Bridge closes") == ["title", None]


def test_normalise() -> None:
    text = "Cafe\u0301\r\nsoft\u00adhyphen\u200b\u00a0and\tspaces  \x07 \ud800"
    assert normalise(text) == "Café\nsofthyphen and spaces \ufffd"
    assert normalise("a 9\u2011year\u2010old") == "a 9-year-old"


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("The mayor&#39;s &amp;quot;plan&amp;quot; &amp; more", 'The mayor\'s "plan" & more'),
        ("Q&A; and R&D; stay, &unheardof; too", "Q&A; and R&D; stay, &unheardof; too"),
        ("``It is over,'' he said. It wasn\u02bct.", '"It is over," he said. It wasn’t.'),
        ("a UN\u2011led o\ufb03ce \u2015 once", "a UN-led office — once"),
        ("They don‘t, he isn`t, ‘they’ are", "They don’t, he isn’t, ‘they’ are"),
    ],
)
def test_signs_that_stand_for_others(text: str, fit: str) -> None:
    """ "It&#39;s" was a word, ``...'' no quotation, "Monday\u02bcs" a person."""
    assert normalise(text) == fit


def test_lines_broken_at_a_width_are_put_together() -> None:
    """Each was a paragraph: names were cut in two, and quotations had no end."""
    whole = [
        "The harbour authority of Port Ashdown said on Monday that it would sell both of its old "
        "self-propelled dredgers, and the tugs that go with them, to a yard in Gdansk.",
        '"We have no more use for them," its head, Miriam Oyelaran, said at the pier. "We had '
        'hoped to keep one. Nobody could tell us who would pay for its crew or its fuel."',
    ]
    for width, parted in ((50, "\n"), (66, "\n\n"), (72, "\r\n\r\n")):
        text = parted.join(fill(paragraph, width) for paragraph in whole)
        assert [line for line in normalise(text).split("\n") if line] == whole


def test_short_lines_stay_lines() -> None:
    text = "Mayor: Ann Silva, the first woman in the office\nClerk: Bo Ek\nTreasurer: Li Na\nNone"
    assert normalise(text) == text


def test_mojibake_is_repaired() -> None:
    assert normalise("Itâ€™s the ministerâ€™s cafÃ©") == "It’s the minister’s café"


@pytest.mark.parametrize("text", ["Сегодня в Москве шёл дождь.", "وقال محللون إن التوتر سيستمر."])
def test_utf_8_read_as_latin_1_is_repaired_in_other_scripts(text: str) -> None:
    """It came out as it was, with lines broken inside of words at U+0085."""
    assert normalise(text.encode().decode("latin-1")) == text


def test_utf_8_read_as_cp1251_is_repaired() -> None:
    text = "Сегодня в Москве дождь: “Мокро”."
    assert normalise(text.encode().decode("cp1251")) == text
    assert normalise("В СССР и РФ. С»") == "В СССР и РФ. С»"


def test_quotes_of_cp1252_read_as_latin_1_stay() -> None:
    """They were deleted with the control characters: "Its fine", and a line broken at the dots."""
    text = "“Good,” he said. It’s – fine…"
    assert normalise(text.encode("cp1252").decode("latin-1")) == text


def test_a_page_without_a_charset_is_repaired() -> None:
    """As `requests` reads it: "Itâs" came out, the rest of the mojibake dropped on the way."""
    html = f"<title>It’s over</title><article><p>It’s “over”. {BODY}</p><p>{MORE}</p></article>"
    for encoding in ("utf-8", "cp1252"):
        article = clean(RawArticle(html=html.encode(encoding).decode("latin-1")))
        assert article.title == "It’s over"
        assert article.text == f"It’s “over”. {BODY}\n\n{MORE}"


def test_html_gives_body_title_and_author() -> None:
    page = read_page(
        "<html><head><title>Bridge closes</title><meta name='author' content='Megan Price'></head>"
        "<body><nav><a href='/'>Home</a></nav><article>"
        + "".join(f"<p>{BODY} It is paragraph {i}.</p>" for i in range(6))
        + "</article><footer>All rights reserved</footer></body></html>"
    )
    assert page.metadata.title == "Bridge closes"
    assert page.metadata.authors == ("Megan Price",)
    assert page.text.count(BODY) == 6
    assert "Home" not in page.text


def test_html_of_more_elements_than_can_be_searched_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def overrun(*_: object, **__: object) -> None:
        raise lxml.etree.XPathEvalError("unknown error")  # as libxml2 says of 12 million elements

    monkeypatch.setattr("trafilatura.bare_extraction", overrun)
    with pytest.raises(InvalidInputError, match="too many elements"):
        clean(RawArticle(html="<p>Rain fell all night."))


def test_html_nested_too_deep_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="nested") as caught:
        read_page("<div>" * (MAX_DEPTH + 1) + "deep" + "</div>" * (MAX_DEPTH + 1))
    assert caught.value.reason is Reason.BAD_HTML


@pytest.mark.parametrize(
    ("text", "code"),
    [(BODY, "en"), ("Der Bundestag hat am Donnerstag den Haushalt beschlossen.", "de"),
     ("Le gouvernement a annoncé mardi une nouvelle réforme des retraites.", "fr"),
     ("12 3", "und")],
)  # fmt: skip
def test_language(text: str, code: str) -> None:
    assert identify(text).code == code


def test_the_source_is_taken_from_the_address() -> None:
    article = clean(RawArticle(text=BODY, url="https://www.example.org/a?b=c"))
    assert article.source == "example.org"


def test_an_article_of_nothing_but_junk_has_no_text_and_all_of_it_on_record() -> None:
    article = clean(RawArticle(text="ADVERTISEMENT\nShare this article"))
    assert article.text == ""
    assert [cut.reason for cut in article.removed] == ["advertisement", "share"]


def test_a_title_is_repaired_as_a_body_is() -> None:
    raw = RawArticle(title="The mayorâ€™s  plan", text="Rain fell all night on the town.")
    assert clean(raw).title == "The mayor’s plan"


def test_the_section_is_what_the_page_says() -> None:
    page = (
        '<html><head><meta property="article:section" content="World News"></head><body><article>'
        "<p>Rain fell all night on the old town, the mayor of Lisbon said on Monday.</p></article>"
        "</body></html>"
    )
    assert clean(RawArticle(html=page)).section == "World News"


@pytest.mark.parametrize(
    "texts",
    [["Read more", "“It’s over”, she said"], ["a  b", "c"], [" a", "b "], ["a\tb", "c\u00a0d"],
     ["a\nb", "c"], ["İstanbul", "x" * 2000]],
)  # fmt: skip
def test_lines_are_folded_together_as_each_alone(texts: list[str]) -> None:
    alone = [fold(text) if len(text) <= LONG else "" for text in texts]
    assert folded_lines(texts) == alone


def test_notes_on_links_are_cut_out_of_a_sentence() -> None:
    text = (
        f"The study (opens in new tab), in a journal (öffnet im neuen Fenster), says so.\n\n{BODY}"
    )
    article = clean(RawArticle(text=text))
    assert article.text == f"The study, in a journal, says so.\n\n{BODY}"
    assert [cut.text for cut in article.removed] == [
        "(opens in new tab)",
        "(öffnet im neuen Fenster)",
    ]


def test_a_note_on_a_link_that_has_no_brackets_is_cut_out_of_a_sentence() -> None:
    """reuters.com prints it behind each link."""
    article = clean(f"The port said in a filing, opens new tab on Monday that it closes.\n\n{BODY}")
    assert article.text.startswith("The port said in a filing on Monday that it closes.")
    assert [cut.text for cut in article.removed] == [", opens new tab"]
    assert clean(f"The ruling opens new tables of law.\n\n{BODY}").removed == []


def test_a_link_for_whoever_edits_a_page_is_cut_behind_its_heading() -> None:
    """Wikipedia: 59 headings of four articles."""
    article = clean(RawArticle(text=f"The bridge [ edit ]\n\n{BODY}\n\nThe [old] one[edit source]"))
    assert article.text == f"The bridge\n\n{BODY}\n\nThe [old] one"


def test_headlines_behind_a_name_glued_to_itself_are_cut_out() -> None:
    text = f"Gov. Ana SilvaAna Maria SilvaHarbour deal fails MORE (D) spoke.\n\n{BODY}"
    assert clean(RawArticle(text=text)).text == f"Gov. Ana Silva (D) spoke.\n\n{BODY}"


def test_the_title_behind_a_word_on_its_subject_is_the_title() -> None:
    article = clean(RawArticle(text=f"Flood: Bridge closes after a night of rain\n\n{BODY}",
                               title="Bridge closes after a night of rain"))  # fmt: skip
    assert [cut.reason for cut in article.removed] == ["title"]
