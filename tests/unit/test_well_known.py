"""Names that no reader should see with the wrong type."""

import pytest

from streams import enrich

SENTENCES = {
    "PERSON": (
        "Joe Biden; Donald Trump; Vladimir Putin; Xi Jinping; Narendra Modi; Emmanuel Macron; "
        "Olaf Scholz; Rishi Sunak; Keir Starmer; Volodymyr Zelensky; Recep Tayyip Erdogan; "
        "Benjamin Netanyahu; Mahmoud Abbas; Ali Khamenei; Bashar al-Assad; Kim Jong Un; "
        "Shinzo Abe; Fumio Kishida; Imran Khan; Sheikh Hasina; Aung San Suu Kyi; Cyril Ramaphosa; "
        "Muhammadu Buhari; Paul Kagame; Abiy Ahmed; Nicolas Maduro; Jair Bolsonaro; "
        "Luiz Inacio Lula da Silva; Justin Trudeau; Angela Merkel; Ursula von der Leyen; "
        "Antonio Guterres; Mohammed bin Salman; Hassan Nasrallah; Ashraf Ghani; Hun Sen",
        "{} spoke to reporters on Tuesday after the talks.",
    ),
    "ORG": (
        "NATO; European Union; United Nations; World Bank; Pentagon Press Association; CIA; FBI; "
        "Foreign Ministry; Defence Ministry; State Department; Congress; Supreme Court; BBC; "
        "Reuters; Xinhua; Al Jazeera; Google; Microsoft; Huawei; Gazprom; Samsung; Toyota; Boeing",
        "Officials of {} said on Tuesday that they would wait.",
    ),
    "GROUP": (
        "Hezbollah; Hamas; Taliban; al-Qaeda; Islamic State; Boko Haram; al-Shabaab; Houthis; "
        "FARC; Islamic Jihad; Muslim Brotherhood",
        "Fighters of {} attacked the village on Tuesday, police said.",
    ),
    "WEAPON": (
        "HIMARS; Javelin; Stinger; Patriot; Iskander; Kinzhal; Kalibr; Tomahawk; ATACMS; S-400; "
        "Storm Shadow",
        "The army fired {} missiles on Tuesday, officials said.",
    ),
    "VEHICLE": (
        "F-16; F-35; Su-35; MiG-29; T-72; T-90; Leopard 2; B-52; Bayraktar TB2; C-130",
        "The army lost two {} on Tuesday, officials said.",
    ),
    "PLACE": (
        "Kyiv; Kiev; Moscow; Beijing; Washington; London; Paris; Berlin; Tehran; Baghdad; Kabul; "
        "Islamabad; New Delhi; Dhaka; Colombo; Jakarta; Manila; Hanoi; Seoul; Pyongyang; Tokyo; "
        "Nairobi; Addis Ababa; Lagos; Abuja; Accra; Pretoria; Harare; Cairo; Tripoli; Khartoum; "
        "Riyadh; Doha; Damascus; Beirut; Jerusalem; Ankara; Caracas; Bogota; Brasilia; Lima; "
        "Buenos Aires; Havana; Mexico City; Ottawa; Canberra; Wellington; Crimea; Donbas; Kashmir; "
        "Gaza; West Bank; Taiwan; Hong Kong; Ukraine; Sri Lanka; Myanmar; Ivory Coast",
        "The minister arrived in {} on Tuesday for talks.",
    ),
}


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name.strip()) for kind, (names, _) in SENTENCES.items() for name in names.split(";")],
)
def test_a_well_known_name_has_its_type(kind: str, name: str) -> None:
    article = enrich(SENTENCES[kind][1].format(name), cleaned=False)
    found = [(m.surface, e.type) for e in article.entities for m in e.mentions]
    assert found == [(name, kind)]


IN_NEWS = {
    "PERSON": (
        "Putin; Zelenskyy; Netanyahu; Gallant; Erdogan; Modi; Macron; Scholz; Sunak; Meloni; "
        "Orban; Lula; Bolsonaro; Milei; Sheinbaum; Petro; Maduro; Trudeau; Carney; Albanese; "
        "Ardern; Kishida; Ishiba; Yoon; Marcos; Duterte; Prabowo; Hasina; Yunus; Khamenei; "
        "Raisi; Assad; Sinwar; Nasrallah; Haniyeh; Blinken; Sisi; Ramaphosa; Tinubu; Ruto; "
        "Kagame; Abiy; Hemedti; Thatcher; Gorbachev; Mandela; Merkel; Obama; Kissinger; "
        "Guterres; Stoltenberg; Navalny; Prigozhin",
        ("{}’s office denied it on Tuesday.", "Aides to {} said on Tuesday that talks had failed."),
    ),
    "PLACE": (
        "Vilnius; Tbilisi; Yerevan; Muscat; Niamey; Bamako; Vientiane; Rafah; Aleppo; Kursk; "
        "Mogadishu; Port-au-Prince; Astana; Xinjiang; Maharashtra; Red Sea; Strait of Hormuz; "
        "Rhine; Mekong; Lake Chad; Golan Heights",
        ("Protests reached {} on Tuesday.", "He called the shelling near {} a crime."),
    ),
    "ORG": (
        "State Department; Foreign Ministry; Mossad; ECOWAS; ASEAN; IMF; IAEA; UN Security "
        "Council; Haaretz; Le Monde; Der Spiegel; Al Jazeera; Samsung; Huawei; Gazprom; OpenAI; "
        "Nvidia; FIFA; UEFA; Real Madrid; Manchester City; Likud; AfD; Fidesz; Lib Dems; "
        "Bundestag; Knesset",
        ("{} declined to comment on Tuesday.", "A man who works for {} said so."),
    ),
    "GROUP": (
        "M23; PKK; TTP; ISIS-K; Tren de Aragua; Sinaloa Cartel; Tamil Tigers; Khmer Rouge; "
        "Proud Boys; Arakan Army; Wagner",
        ("{} fighters took the town on Tuesday.", "It said {} militants fled."),
    ),
    "WEAPON": (
        "Gepard; Shahed; Arrow 3; Storm Shadow",
        ("Two {} missiles failed on Tuesday.", "It sent HIMARS, {} and rifles."),
    ),
    "VEHICLE": (
        "HMS Queen Elizabeth; USS Gerald R. Ford; T-72; Su-30; Boeing 737 MAX",
        ("The {} was hit on Tuesday.",),
    ),
    "EVENT": (
        "Typhoon Yagi; Hurricane Milton; COP29; Super Bowl; Brexit; Oscars",
        ("After {} the mood changed.",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        (kind, name.strip(), sentence)
        for kind, (names, sentences) in IN_NEWS.items()
        for name in names.split(";")
        for sentence in sentences
    ],
)
def test_a_well_known_name_has_its_type_wherever_it_stands(
    kind: str, name: str, sentence: str
) -> None:
    """First mention by the last name, possessives, without an article."""
    article = enrich(sentence.format(name), cleaned=False)
    found = [(m.surface, e.type) for e in article.entities for m in e.mentions]
    assert (name, kind) in found
