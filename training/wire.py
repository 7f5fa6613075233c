"""Reports of results as a news wire sends them, made up: lines that newspapers seldom print.

Their people and towns have the names of `training.augment`, from all parts of the world.
"""

import random

from streams.extraction.entities.geography import cities
from training.augment import PEOPLES, Names, plain
from training.data import Document, Span
from training.material import MISC


class Line:
    """A line under way: text and the names in it."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[Span] = []

    def add(self, text: str, *kinds: str) -> "Line":
        if self.text:
            self.text += " "
        start = len(self.text)
        self.text += text
        if kinds:
            self.spans.append(Span(start, len(self.text), kinds))
        return self


SPORTS = (
    "SOCCER TENNIS CRICKET GOLF ATHLETICS BASEBALL BASKETBALL CYCLING RUGBY SWIMMING BOXING".split()
)
LEAGUES = "premier first second third division league cup championship masters open".split()
CLUBS = (
    "United City Rovers Athletic FC Town Wanderers Dynamo Sporting Real Olympique Racing".split()
)
AMERICAN = (
    "NEW YORK;BOSTON;CHICAGO;DETROIT;CLEVELAND;BALTIMORE;TORONTO;TEXAS;SEATTLE;OAKLAND;CALIFORNIA;"
    "ATLANTA;MONTREAL;FLORIDA;PHILADELPHIA;HOUSTON;ST LOUIS;CINCINNATI;PITTSBURGH;LOS ANGELES;"
    "SAN DIEGO;COLORADO;SAN FRANCISCO;MINNESOTA;MILWAUKEE;KANSAS CITY;DALLAS;DENVER;PHOENIX"
).split(";")  # fmt: skip
NATIONS = (
    "Britain;Germany;France;Spain;Italy;Australia;U.S.;Russia;Sweden;Netherlands;Belgium;Ukraine;"
    "Jamaica;Kenya;Morocco;Ethiopia;South Africa;Cuba;Czech Republic;Zimbabwe;Denmark;Croatia;"
    "Japan;South Korea;China;India;Pakistan;Sri Lanka;New Zealand;Canada;Brazil;Argentina;Chile;"
    "Austria;Switzerland;Poland;Hungary;Romania;Norway;Finland;Ireland;Bahamas;Nigeria;Namibia"
).split(";")  # fmt: skip
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def wire(number: int, *, seed: int) -> Document:
    """A report of results as a news wire sends it, tokens parted by spaces: the lines of CoNLL's
    Reuters style, made up. Teams of cities are organisations, the country in brackets a place.
    """
    draw = random.Random(f"{seed}/wire/{number}")
    names = Names(draw, changes=0.6)
    makers = (_soccer, _american, _ranking, _matches, _cricket, _market)
    lines = [*_opening(draw)]
    for _ in range(draw.randint(1, 3)):
        maker = draw.choice(makers)
        lines += maker(draw, names)
    text, spans = "", []
    for line in lines:
        spans += [s._replace(start=s.start + len(text), end=s.end + len(text)) for s in line.spans]
        text += line.text + "\n"
    return Document(f"wire-{number}", "silver", text, spans)


def _town(draw: random.Random) -> str:
    return plain(draw.choice(cities()))


def _opening(draw: random.Random) -> list[Line]:
    head = Line().add(draw.choice(SPORTS)).add("-")
    if draw.random() < 0.6:
        head.add(draw.choice(PEOPLES).upper(), *MISC)
    else:
        head.add(draw.choice(NATIONS).upper(), "LOC")
    head.add(draw.choice(LEAGUES).upper()).add(
        draw.choice(
            ("RESULTS", "STANDINGS", "SUMMARIES", "SCORES", "WIN TITLE", "LEAD AFTER DAY TWO")
        )
    )
    head.add(".")
    date = f"{draw.randint(1990, 2024)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return [head, Line().add(_town(draw).upper(), "LOC").add(date)]


def _intro(draw: random.Random, what: str) -> Line:
    line = Line().add("Results of").add(draw.choice(PEOPLES), *MISC)
    return line.add(f"{draw.choice(LEAGUES)} {what} on {draw.choice(DAYS)} :")


def _club(draw: random.Random) -> str:
    town = _town(draw)
    club = draw.choice(CLUBS)
    return draw.choice((town, town, town, f"{town} {club}", f"{club} {town}"))


def _soccer(draw: random.Random, names: Names) -> list[Line]:
    lines = [_intro(draw, "division soccer matches")]
    for _ in range(draw.randint(4, 10)):
        home, away = _club(draw), _club(draw)
        line = Line().add(home, "ORG").add(str(draw.randint(0, 5)))
        lines.append(line.add(away, "ORG").add(str(draw.randint(0, 4))))
        if draw.random() < 0.3:
            scorers = Line().add("Scorers :").add(home, "ORG").add("-")
            for _ in range(draw.randint(1, 3)):
                scorers.add(names.person(), "PER").add(f"( {draw.randint(1, 90)} ) ,")
            lines.append(scorers)
            lines.append(Line().add(f"Halftime 1-0 . Attendance {draw.randint(1, 80)},000"))
    table = "Standings ( tabulate under games played , won , drawn , lost , goals for , against ) :"
    lines.append(Line().add(table))
    for _ in range(draw.randint(2, 6)):
        counts = " ".join(str(draw.randint(0, 30)) for _ in range(7))
        lines.append(Line().add(_club(draw), "ORG").add(counts))
    return lines


def _american(draw: random.Random, names: Names) -> list[Line]:
    head = Line().add(draw.choice(("AMERICAN LEAGUE", "NATIONAL LEAGUE", "NBA")), *MISC)
    lines = [head.add(draw.choice(("STANDINGS", "RESULTS"))), Line().add("W L PCT GB")]
    for _ in range(draw.randint(3, 7)):
        won, lost, share = draw.randint(40, 90), draw.randint(40, 90), draw.randint(300, 700)
        row = f"{won} {lost} .{share} {draw.randint(1, 30)}"
        lines.append(Line().add(draw.choice(AMERICAN), "ORG").add(row))
    for _ in range(draw.randint(1, 4)):
        away, home = draw.sample(AMERICAN, 2)
        lines.append(Line().add(away, "ORG").add("AT").add(home, "ORG"))
        away, home = draw.sample(AMERICAN, 2)
        away, home = away.title(), home.title()
        score = Line().add(away, "ORG").add(str(draw.randint(0, 12)))
        lines.append(score.add(home, "ORG").add(str(draw.randint(0, 12))))
    return lines


def _ranking(draw: random.Random, names: Names) -> list[Line]:
    unit = draw.choice(("seconds", "points", "metres", "minutes", ""))
    lines = [
        Line().add(
            draw.choice(("Men 's 100 metres", "Women 's high jump", "Leading scores")) + " :"
        )
    ]
    for place in range(1, draw.randint(4, 10)):
        line = (
            Line().add(f"{place} .")
            if draw.random() < 0.7
            else Line().add(str(draw.randint(60, 80)))
        )
        line.add(names.person(), "PER").add("(").add(draw.choice(NATIONS), "LOC").add(")")
        lines.append(line.add(f"{draw.randint(9, 99)}.{draw.randint(10, 99)} {unit}".strip()))
    return lines


def _matches(draw: random.Random, names: Names) -> list[Line]:
    lines = [
        Line().add(
            draw.choice(("Men 's singles , first round", "Quarterfinals", "Semifinals")) + " :"
        )
    ]
    for _ in range(draw.randint(3, 8)):
        line = Line()
        if draw.random() < 0.6:
            line.add(f"{draw.randint(1, 16)} -")
        line.add(names.person(), "PER").add("(").add(draw.choice(NATIONS), "LOC").add(") beat")
        line.add(names.person(), "PER").add("(").add(draw.choice(NATIONS), "LOC").add(")")
        lines.append(line.add("6-4 3-6 7-6 ( 7-5 )"))
    return lines


def _cricket(draw: random.Random, names: Names) -> list[Line]:
    lines = [
        Line()
        .add(draw.choice(NATIONS), "LOC")
        .add(f"first innings {draw.randint(80, 500)} all out")
    ]
    for _ in range(draw.randint(4, 9)):
        line = (
            Line()
            .add(names.person(), "PER")
            .add(draw.choice(("c", "lbw b", "b", "c and b", "run out")))
        )
        lines.append(line.add(names.last(), "PER").add(str(draw.randint(0, 120))))
    bowling = Line().add("Bowling :")
    for _ in range(draw.randint(2, 5)):
        bowling.add(names.last(), "PER").add(f"{draw.randint(5, 30)}-4-62-{draw.randint(0, 6)} ,")
    return [*lines, bowling]


def _market(draw: random.Random, names: Names) -> list[Line]:
    """Notes of a trading desk: sources in dashes, newsrooms with their number."""
    town = _town(draw)
    lines = [Line().add("--").add(f"{town} newsroom", "ORG").add("+44 171 542 7947")]
    company = f"{names.last()} {draw.choice(('Corp', 'Inc', 'Plc', 'AG', 'Holdings', 'Bank'))}"
    line = Line().add(company, "ORG").add(draw.choice(("Q2 net falls", "sets payout", "shares up")))
    lines.append(line.add(f"{draw.randint(1, 90)} pct ."))
    line = Line().add("Shares of").add(company, "ORG").add("rose in").add(_town(draw), "LOC")
    return [*lines, line.add(", said").add(names.person(), "PER").add(".")]
