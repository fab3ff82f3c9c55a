"""Who gets a proposal and who does not: per theme, buurt and language; and how the asking is spread over helpers."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from coalitions.fairness.months import Month
from coalitions.figures.withholding import LEAST
from needs.models import Need, Proposal
from offers.models import Offer
from wijk.places.models import Neighbourhood

REASON = "counts for the fairness page"
BUSY = 4  # asked so often in a month: the coordinator asks whether it is still fine


@dataclass(frozen=True)
class Group:
    """`asked` is None when it is withheld; a group under five is not compared with anything."""

    label: str
    asked: int | None
    proposed: int | None

    @property
    def percentage(self) -> int | None:
        return None if not self.asked or self.proposed is None else round(100 * self.proposed / self.asked)


def groups(wijk: Neighbourhood, month: Month, field: str, say: Callable[[str], str] = str) -> list[Group]:
    """Needs asked in the month per value of `field`, least proposed first, small groups last."""
    since, until = month.moments(wijk)
    proposals = Proposal.objects.within(wijk, reason=REASON).filter(need=OuterRef("pk"))
    rows = Need.objects.within(wijk, reason=REASON).filter(registered_at__gte=since, registered_at__lt=until)
    rows = rows.annotate(has=Exists(proposals)).values_list(field).annotate(n=Count("pk"), got=Count("pk", Q(has=True)))
    found = [
        Group(say(label) if label else _("Niet bekend"), n if n >= LEAST else None, got if n >= LEAST else None)
        for label, n, got in rows
    ]
    return sorted(found, key=lambda group: (group.percentage is None, group.percentage or 0, group.label))


def language(code: str) -> str:
    """'nl' → 'Nederlands'; a code that nobody knows stays a code."""
    try:
        return str(get_language_info(code)["name_translated"]).capitalize()
    except KeyError:
        return code


def load(wijk: Neighbourhood, month: Month) -> list[str]:
    """How the asking is spread, in sentences: no names, and few is a word."""
    since, until = month.moments(wijk)
    givers = Offer.objects.within(wijk, reason=REASON).standing().exclude(person=None)
    asked = Proposal.objects.within(wijk, reason=REASON).filter(made_at__gte=since, made_at__lt=until)
    times = Counter(asked.exclude(helper=None).values_list("helper", flat=True))
    people = set(givers.values_list("person", flat=True)) | times.keys()
    never = sum(1 for person in people if not times[person])
    busy = sum(1 for count in times.values() if count >= BUSY)
    some = len(people) - never - busy
    return [
        _("%(who)s kregen deze maand geen vraag.") % {"who": _several(never)},
        _("%(who)s kregen 1 tot %(most)d vragen.") % {"who": _several(some), "most": BUSY - 1},
        _("%(who)s kregen %(busy)d vragen of meer.") % {"who": _several(busy), "busy": BUSY},
    ]


def _several(count: int) -> str:
    if not count:
        return _("Geen helpers")
    if count < LEAST:
        return _("Enkele helpers")
    return ngettext("%(n)d helper", "%(n)d helpers", count) % {"n": count}
