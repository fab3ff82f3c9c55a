"""The thesaurus by which texts are read now: the tables, with what a wijk added for itself.

    current.of(neighbourhood)     of this wijk; without an overlay it is the shared one
    current.of(None)              the shared one

The tables are read once per process and kept until an Edition says that something changed: one small query a call.
While nobody loaded or edited anything there is no Edition, and the TOML of the product is the thesaurus: a fresh
installation works, and a test pays for the tables only when it is about them.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from threading import RLock

from django.db.models import Q

from wijk.places.models import Neighbourhood
from wijk.themes.models import Concept as Row
from wijk.themes.models import Edition, OverlayTerm, Term
from wijk.themes.overlay import Change, overlaid, version
from wijk.themes.thesaurus import Concept, Thesaurus

MOST = 8  # thesauri kept in a process: the shared one and those of the wijken it worked for last
Stamps = tuple[str, str]  # of the newest edition for all, and of the wijk's own; '' is none
_kept: OrderedDict[Stamps, Thesaurus] = OrderedDict()
_lock = RLock()


def of(neighbourhood: Neighbourhood | None) -> Thesaurus:
    """Never older than the last edit that was committed."""
    shared, own = Edition.objects.stamps(neighbourhood)
    base = _keep((shared, ""), _from_tables if shared else Thesaurus.from_toml)
    return _keep((shared, own), lambda: _with_overlay(base, neighbourhood)) if own else base


@dataclass(frozen=True)
class Reader:
    """Rows that are read by one thesaurus, which is made only when it is needed."""

    version: str
    rows: Q  # a condition on rows by their `neighbourhood`
    thesaurus: Callable[[], Thesaurus]


def everywhere() -> Iterator[Reader]:
    """For a sweep: the wijken without words of their own together, and each of the others."""
    base, changes = of(None), defaultdict(list)
    for row in OverlayTerm.objects.select_related("neighbourhood").order_by("neighbourhood", "pk"):
        changes[row.neighbourhood].append(row.change())
    yield Reader(base.version, ~Q(neighbourhood__in=list(changes)), lambda: base)
    for neighbourhood, own in changes.items():
        yield Reader(version(base, own), Q(neighbourhood=neighbourhood), partial(of, neighbourhood))


def labels() -> Mapping[str, Concept]:
    """Concepts for the words on a page, as this process read them last, without asking the database: a page with
    thirty reasons asks thirty times, and a label that somebody changed a minute ago harms nobody."""
    shared = [kept for (_all, own), kept in _kept.items() if not own]
    return (shared[-1] if shared else Thesaurus.from_toml()).concepts


def forget() -> None:
    """Read everything anew at the next question."""
    _kept.clear()


def _keep(stamps: Stamps, read: Callable[[], Thesaurus]) -> Thesaurus:
    with _lock:  # two threads do not both read forty thousand words
        if stamps not in _kept:
            _kept[stamps] = read()
        _kept.move_to_end(stamps)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return _kept[stamps]


def _from_tables() -> Thesaurus:
    rows = Row.objects.values_list("code", "label", "theme__code", "related", "straight_to", "area", "kinds")
    concepts = {
        code: Concept(code, label, theme or "", tuple(related), straight_to, area, frozenset(kinds))
        for code, label, theme, related, straight_to, area, kinds in rows.order_by("pk")
    }
    terms = Term.objects.order_by("pk").values_list("concept__code", "text", "weight")
    return Thesaurus(concepts, [(code, Term.written(text, weight)) for code, text, weight in terms.iterator(10_000)])


def changes_of(neighbourhood: Neighbourhood | None) -> list[Change]:
    rows = OverlayTerm.objects.filter(neighbourhood=neighbourhood).order_by("pk")
    return [row.change() for row in rows]


def _with_overlay(base: Thesaurus, neighbourhood: Neighbourhood | None) -> Thesaurus:
    return overlaid(base, changes_of(neighbourhood))
