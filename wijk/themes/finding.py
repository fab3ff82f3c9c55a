"""Finding a concept by a word: in its label, in its terms, or in what the word means as a text. Pure."""

from wijk.themes.analysis import analyse, suggest
from wijk.themes.thesaurus import Thesaurus
from wijk.themes.words import fold

LONGEST = 80  # letters of a question


def find(typed: str, thesaurus: Thesaurus, n: int) -> list[str]:
    """Codes, best first: labels that begin with the word, labels that have it, terms that begin with it, and what the
    engine reads in it. Nothing for nothing."""
    wanted = " ".join(fold(typed, LONGEST).split())
    if not wanted:
        return []
    labels = {code: fold(concept.label) for code, concept in thesaurus.concepts.items()}
    begins = [code for code, label in labels.items() if label.startswith(wanted)]
    has = [code for code, label in labels.items() if f" {wanted}" in f" {label}"]
    read = suggest(analyse(wanted, "", thesaurus), n, thesaurus)
    by_term = dict.fromkeys(code for code, term in thesaurus.terms if _is_sign(term) and _begins(term, wanted))
    by_label = [*sorted(begins, key=labels.__getitem__), *sorted(has, key=labels.__getitem__)]
    return list(dict.fromkeys([*by_label, *read, *by_term]))[:n]


def _is_sign(term: str) -> bool:
    return not term.startswith("!")


def _begins(term: str, wanted: str) -> bool:
    return term.lstrip("~").startswith(wanted)  # terms stand in the thesaurus in lower case
