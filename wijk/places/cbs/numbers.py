"""Numbers as CBS writes them: plain digits, a point for the fraction, and nothing where a small cell is withheld.

Python's own int() and float() also take 'nan', '-5', '1_000' and digits of other scripts.
"""

import re

WITHHELD = ("", ".")
WHOLE = re.compile(r"[0-9]{1,9}")  # nine digits fit the columns that keep them
FRACTION = re.compile(r"[0-9]{1,9}(\.[0-9]+)?")


def whole(text: str) -> int | None:
    """Raises ValueError."""
    found = _checked(text, WHOLE)
    return None if found is None else int(found)


def with_fraction(text: str) -> float | None:
    """Raises ValueError."""
    found = _checked(text, FRACTION)
    return None if found is None else float(found)


def _checked(text: str, form: re.Pattern[str]) -> str | None:
    if text.strip() in WITHHELD:
        return None
    if not form.fullmatch(text.strip()):
        raise ValueError(text)
    return text.strip()
