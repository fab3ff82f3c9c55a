"""What one wijk changes in the shared thesaurus, for itself. Pure.

Only the concepts that it touches are indexed anew; all other look-ups are those of the shared thesaurus. So five
hundred wijken with words of their own do not hold five hundred times forty thousand words.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from wijk.themes.thesaurus import Found, Thesaurus

FLAT = ("lemmas", "stems", "starts")  # word → Found
DEEP = ("phrases", "counters")  # first stem → rest → Found
REMEMBERED = ("speller",)  # computed once per thesaurus, of the thesaurus as it was
EMPTIED = ("read",)  # words read before


@dataclass(frozen=True)
class Change:
    code: str  # a concept's
    term: str  # as in TOML
    off: bool = False  # a shared term that does not count here


def version(base: Thesaurus, changes: Iterable[Change]) -> str:
    """Of `overlaid(base, changes)`, without making it: a sweep over all wijken only asks whether rows are old."""
    known = sorted({(change.code, change.term, change.off) for change in changes if change.code in base.concepts})
    return blake2b(repr((base.version, known)).encode(), digest_size=6).hexdigest() if known else base.version


def overlaid(base: Thesaurus, changes: Iterable[Change]) -> Thesaurus:
    """A thesaurus of its own; `base` stays as it was, and is the answer when nothing changes. Changes to a concept
    that is gone do nothing.

    Words inside shared phrases and compounds (`echoes`) keep pointing as they did: they come of many terms, and one
    term more or less hardly moves them.
    """
    known = [change for change in changes if change.code in base.concepts]
    if not known:
        return base
    off = {(change.code, change.term) for change in known if change.off}
    added = [(change.code, change.term) for change in known if not change.off]
    touched = {change.code for change in known}
    shared = set(base.terms)
    terms = [pair for pair in base.terms if pair not in off] + [pair for pair in added if pair not in shared]
    anew = Thesaurus(base.concepts, [pair for pair in terms if pair[0] in touched])
    found = copy(base)
    for name in REMEMBERED:
        vars(found).pop(name, None)
    vars(found).update({name: {} for name in EMPTIED if name in vars(base)})
    vars(found)["version"] = version(base, known)
    found.terms, found._own = tuple(terms), base._own | anew._own
    for name in FLAT:
        setattr(found, name, _joined(getattr(base, name), getattr(anew, name), touched))
    for name in DEEP:
        setattr(found, name, _joined_deep(getattr(base, name), getattr(anew, name), touched))
    return found


def _joined(old: Mapping[Any, Found], anew: Mapping[Any, Found], touched: set[str]) -> dict[Any, Found]:
    """`old` without what it says of the touched concepts, and with what `anew` says of them."""
    table = {}
    for key in {*old, *anew}:
        found, more = old.get(key, {}), anew.get(key, {})
        if more or touched & found.keys():
            found = {code: weight for code, weight in found.items() if code not in touched} | dict(more)
        if found:
            table[key] = found
    return table


def _joined_deep(old: Mapping[str, Any], anew: Mapping[str, Any], touched: set[str]) -> dict[str, Any]:
    table = {key: _joined(old.get(key, {}), anew.get(key, {}), touched) for key in {*old, *anew}}
    return {key: rest for key, rest in table.items() if rest}
