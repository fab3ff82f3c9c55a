"""What the admin and the command show before words for all wijken are saved."""

from dataclasses import dataclass
from pathlib import Path

from needs.vocabulary import preview, score
from needs.vocabulary.told import Told, tell
from wijk.themes import current, storing
from wijk.themes.reference import ConceptRow


@dataclass(frozen=True)
class Trial:
    told: Told
    ndcg: tuple[float, float] | None  # before and after, on the labelled set, when there is one


def wanted(rows: list[ConceptRow], *, words_go: bool, concepts_go: bool) -> list[ConceptRow]:
    """All concepts as they would stand after `storing.store` with the same arguments."""
    coming = {row.code: row for row in rows}
    kept = [] if concepts_go else [row for row in storing.rows() if row.code not in coming]
    if words_go:
        return kept + rows
    before = {row.code: row for row in storing.rows()}
    return kept + [_joined(before[row.code], row) if row.code in before else row for row in rows]


def _joined(old: ConceptRow, new: ConceptRow) -> ConceptRow:
    terms = tuple((dict(old.terms) | dict(new.terms)).items())
    return ConceptRow(new.code, new.label, new.area, new.theme, new.straight_to, terms, new.related, new.kinds)


def attempt(rows: list[ConceptRow], *, words_go: bool, concepts_go: bool, folder: Path | None) -> Trial:
    """On the open needs of all wijken, and on a labelled set when `folder` has one."""
    after = storing.thesaurus(wanted(rows, words_go=words_go, concepts_go=concepts_go))
    told = tell(preview.everywhere(after), after, exact=False)
    figures = (score.ndcg(folder, current.of(None)), score.ndcg(folder, after)) if folder else None
    return Trial(told, figures)
