"""An effect in words, for whoever may know it.

Who may not read needs gets no small numbers and no exact ones: with words that one makes up oneself, "1 vraag krijgt
dit begrip" would tell what a neighbour wrote.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from needs.vocabulary.effect import Effect, most
from wijk.themes.thesaurus import Thesaurus

LEAST = 5  # needs; also the step in which larger numbers are told
CONCEPTS = 8  # of each list


@dataclass(frozen=True)
class Told:
    lines: list[str]
    gained: list[tuple[str, str]]  # label, how many needs
    lost: list[tuple[str, str]]


def tell(effect: Effect, words: Thesaurus, *, exact: bool) -> Told:
    """`exact` for a coordinator, who reads these needs anyway."""

    def many(count: int) -> str:
        return _needs(count) if exact else _roughly(count)

    counted = [
        (_("Bekeken"), effect.needs),
        (_("Krijgt een ander onderwerp"), effect.changed),
        (_("Krijgt een goed voorstel, en had er geen"), effect.better),
        (_("Verliest het goede voorstel"), effect.worse),
        (_("Krijgt een ander voorstel als eerste"), effect.other),
    ]
    lines = [f"{label}: {many(count)}." for label, count in counted]
    if effect.left_out:
        lines.append(_("Niet alle wijken zijn bekeken. Er bleven er %(n)d over.") % {"n": effect.left_out})
    return Told(
        lines,
        [(label, many(count)) for label, count in most(effect.gained.items(), words, CONCEPTS)],
        [(label, many(count)) for label, count in most(effect.lost.items(), words, CONCEPTS)],
    )


def _needs(count: int) -> str:
    return ngettext("%(n)d vraag", "%(n)d vragen", count) % {"n": count}


def _roughly(count: int) -> str:
    if count == 0:
        return _("0 vragen")
    if count < LEAST:
        return _("minder dan %(n)d vragen") % {"n": LEAST}
    return _("ongeveer %(n)d vragen") % {"n": count - count % LEAST}
