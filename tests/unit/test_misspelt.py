"""A last name with a letter wrong, and a given name cut short, are whom the text names."""

import pytest

from tests.unit.entities import named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Guy Reschenthaler ran. Reschenthaler won. Later Reschentaler left.",
            ["Guy Reschenthaler"],
        ),
        ("Rep. Ann Byrne ran. Ms. Byrne won. “No,” Rep. Bryne said.", ["Ann Byrne"]),
        ("Ann Ullmann left. Ullmann won. Ann Ullman ran.", ["Ann Ullmann"]),
        ("Shepard Smith left. Shep Smith won.", ["Shepard Smith"]),
        ("Tom Barrett left. Barrett won. Tom Garrett ran.", ["Tom Barrett", "Tom Garrett"]),
        (
            "Bill Clinton left. Clinton won. Dan Clifton ran. Clifton lost.",
            ["Bill Clinton", "Dan Clifton"],
        ),
        ("Joe Hansen left. Hansen won. Mike Hanson ran.", ["Joe Hansen", "Mike Hanson"]),
    ],
)
def test_a_letter_wrong_in_a_name(text: str, names: list[str]) -> None:
    assert [e.name for e in named(text).values() if e.type == "PERSON"] == names
