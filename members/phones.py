"""Dutch telephone numbers as people type them: with spaces, dashes, +31 or 0031. Pure."""

import re


class WrongNumber(ValueError):
    """`digits` is how many digits there were; a number has ten."""

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.digits = digits


def normalise(typed: str) -> str:
    """'+31 6 0000 0000' → '0600000000'. Raises WrongNumber when it is no Dutch number of ten digits."""
    digits = re.sub(r"\D", "", typed)
    for prefix in ("0031", "31"):
        if digits.startswith(prefix) and len(digits) - len(prefix) == 9:
            digits = "0" + digits[len(prefix) :]
            break
    if len(digits) != 10 or not digits.startswith("0"):
        raise WrongNumber(len(digits))
    return digits


def shown(number: str) -> str:
    """'0600000000' → '06-00000000', '0300000000' → '030-0000000'."""
    if len(number) != 10:
        return number
    cut = 2 if number.startswith("06") else 4 if number.startswith(("0800", "0900")) else 3
    return f"{number[:cut]}-{number[cut:]}"
