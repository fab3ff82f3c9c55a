"""Why a file is refused: its name, the line where there is one, and the problem."""

from pathlib import Path

from django.utils.translation import gettext as _


class BadFile(ValueError):
    """A file is refused whole; the text names it, and the line where there is one."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        where = _("%(file)s, regel %(line)s") % {"file": path.name, "line": line} if line else path.name
        super().__init__(f"{where}: {problem}")
        self.problem = problem


def text_of(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte order mark. Raises BadFile."""
    if not path.is_file():
        raise BadFile(path, None, _("het bestand is er niet"))
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise BadFile(path, line, _("de letters zijn geen UTF-8")) from wrong
