"""Folds of sites: what the line model learns from a site must not be measured on its sisters."""

from zlib import crc32

FOLDS = 5
SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "ac", "edu"])
OWNERS = {
    "postmedia": "nationalpost.com financialpost.com ottawacitizen.com canada.com theprovince.com",
    "reach": "mirror.co.uk express.co.uk",
    "future": "livescience.com space.com techradar.com",
    "nine": "nine.com.au 9news.com.au",
    "isolezwe": "isolezwe.co.za isolezwelesixhosa.co.za eyethunews.co.za ilanganews.co.za "
    "dizindaba.co.za",
    "funke": "waz.de braunschweiger-zeitung.de",
    "insider": "businessinsider.com businessinsider.de",
    "vox": "vox.com theverge.com dawgsbynature.com",
    "nbc": "nbcdfw.com nbcnews.com nbcsports.com",
    "ard": "tagesschau.de wdr.de ndr.de rbb24.de sportschau.de",
    "tsn": "dailynews.co.tz habarileo.co.tz",
}
"""Sites that share a system and its phrases, told by their pages: they are in one fold."""
OWNER = {site: owner for owner, sites in OWNERS.items() for site in sites.split()}


def domain(site: str) -> str:
    """The part of a host that its owner registered."""
    labels = site.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in SECOND_LEVEL else labels[-2:])


def owner(site: str) -> str:
    """Who has the site, as far as OWNERS knows; else its domain."""
    name = domain(site)
    return OWNER.get(name, name)


def fold(site: str) -> int:
    """Which part of the sites this one belongs to, from 0 to FOLDS; FOLDS can be held back."""
    place = crc32(f"newswire {owner(site)}".encode()) % 100
    return FOLDS if place >= 80 else place % FOLDS
