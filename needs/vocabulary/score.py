"""How well other words find what fits, on a labelled set, when the installation has one.

The reading of such a set and its measures are those of `evaluate_matching`.
"""

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings

from needs.matching.profile import Profile, Side
from needs.matching.relevance import Pool
from needs.matching.scoring import best
from wijk.themes.analysis import analyse
from wijk.themes.thesaurus import Thesaurus

NEVER = date(2000, 1, 1)  # no labelled text expires
PLACES = 5
MOST = 8  # measurements remembered: what stands now is compared with one try after another
ROOM = "needs.matching.evaluation"
_measured: dict[tuple[Path, str], float] = {}  # by folder and version


def installed() -> Path | None:
    """The folder with the labelled set of this installation."""
    folder = Path(settings.LABELLED_SET) if settings.LABELLED_SET else None
    return folder if folder is not None and (folder / "needs.jsonl").is_file() and find_spec(ROOM) else None


def ndcg(folder: Path, words: Thesaurus) -> float:
    """Mean ndcg@5 with nothing given, some 5 s the first time. Raises BadFile when the set is wrong."""
    key = (folder, words.version)
    if key not in _measured:
        if len(_measured) >= MOST:
            _measured.clear()
        _measured[key] = _ndcg(folder, words)
    return _measured[key]


def _ndcg(folder: Path, words: Thesaurus) -> float:
    labelled = import_module(f"{ROOM}.labelled").read(folder)
    measures = import_module(f"{ROOM}.measures")
    offers = [_profile(Side.OFFER, number, text, words) for number, text in enumerate(labelled.offers)]
    pool = Pool.of(offers, words)
    answers = []
    for need in labelled.needs:
        found = best(_profile(Side.NEED, 0, need, words), pool, today=NEVER, count=PLACES)
        ranked = tuple(labelled.offers[number].id for number, _score in found)
        answers.append(measures.Answer(need.id, need.intent, ranked, 0.0, labelled.grades(need)))
    scores = [measures.ndcg(answer, PLACES) for answer in answers if measures.FITS in answer.grades.values()]
    return float(sum(scores) / len(scores)) if scores else 0.0


def _profile(side: Side, number: int, text: Any, words: Thesaurus) -> Profile:
    return Profile(side=side, id=number, features=analyse(text.title, text.text, words))
