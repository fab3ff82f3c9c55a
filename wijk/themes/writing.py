"""The thesaurus as TOML: what an export holds and an import reads back without loss. Pure."""

from collections.abc import Iterable

from wijk.themes.reference import ConceptRow, TermRow

HEAD = """\
# termen: gescheiden door komma's; meerdere woorden staan dicht bij elkaar; * aan het eind = begint met;
# ~ ervoor = zwakke aanwijzing; ! ervoor = tegenaanwijzing. code: het thema. soort: help, goods, together, advice,
# space, join. straight_to: een soort organisatie.
"""


def toml(rows: Iterable[ConceptRow]) -> str:
    return HEAD + "".join(map(_section, rows))


def written(term: TermRow) -> str:
    text, weight = term
    return {"weak": "~", "counter": "!"}.get(weight, "") + text


def _section(row: ConceptRow) -> str:
    optional = {
        "code": row.theme,
        "thema": row.area,
        "soort": ", ".join(row.kinds),
        "straight_to": row.straight_to,
        "verwant": ", ".join(row.related),
    }
    lines = [f"[{row.code}]", f"label = {_quoted(row.label)}"]
    lines += [f"{key} = {_quoted(value)}" for key, value in optional.items() if value]
    lines.append(f"termen = {_quoted(', '.join(map(written, row.terms)))}")
    return "\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
