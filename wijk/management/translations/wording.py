"""Who is addressed in a sentence, how long it is, and what must stay as it is. Pure."""

import re

FORMAL = re.compile(r"\b(u|uw|uwe|uzelf)\b", re.I)
INFORMAL = re.compile(r"\b(je|jij|jou|jouw|jezelf|jullie)\b", re.I)
ABOUT_THE_CHOICE = {"u", "je"}  # the labels of the setting itself address nobody
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}|</?[a-z]+[^>]*>")
LONGEST = 15  # words in a sentence; language level B1


def addresses_reader(text: str) -> bool:
    return text.strip() not in ABOUT_THE_CHOICE and FORMAL.search(text) is not None


def familiar(text: str) -> bool:
    return text.strip() not in ABOUT_THE_CHOICE and INFORMAL.search(text) is not None


def gaps(text: str) -> list[str]:
    """Placeholders and tags in alphabetical order: a translation may move them, not lose or bend them."""
    return sorted(GAP.findall(text))


def too_long(text: str) -> list[str]:
    """The sentences of a text that have more words than a B1 reader likes."""
    plain = re.sub(r"<[^>]+>", " ", GAP.sub("x", text))
    return [part for part in re.split(r"(?<=[.!?:])\s+|\n\n", plain) if len(part.split()) > LONGEST]
