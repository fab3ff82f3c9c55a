"""When … then …, for what is asked together: who is told, and who drops out. Each is idempotent."""

from collections import defaultdict
from typing import Any

from django.utils import timezone

from needs.models import Bundle, BundledNeed, CallTask, Need
from needs.telling import tell
from needs.together import telling
from needs.together.who import may_be_asked
from wijk import journal
from wijk.journal.post import subject_of
from wijk.places.scopes import EVERYWHERE

__all__ = ["telling"]  # its kinds and its links register themselves
REASON = "what is asked together follows what happens"
TOGETHER = CallTask.Reason.TOGETHER
GONE = ("need.paused", "need.closed", "need.referred", "need.agreed", "need.corrected", "need.rewritten")


def _rows() -> Any:
    return BundledNeed.objects.within(EVERYWHERE, reason=REASON)


@journal.on("need.together_asked")
def ask_the_asker(entry: Any) -> None:
    row = _rows().asked().filter(pk=entry.ids["row"], yes=None).select_related("need__neighbourhood").first()
    if row is not None:
        tell(row.need.asker, "bundle.asked", str(row.pk), TOGETHER, need=row.need, row=row.pk)


@journal.on("need.together_answered")
def whoever_answered_is_not_called(entry: Any) -> None:
    _call_off([entry.subject_id])


@journal.on(*GONE)
def a_need_that_changed_is_asked_alone(entry: Any) -> None:
    """Helped, over, shown to nobody, or about something else now: it drops out. The others go on without it."""
    need: Any = subject_of(entry)
    if not isinstance(need, Need):
        return
    row = _rows().staying().filter(need=need).first()
    if row is not None and (entry.verb == "need.rewritten" or not may_be_asked([need])):
        row.leave()
        _call_off([need.pk])


@journal.on("member.merged")
def nobody_counts_twice(entry: Any) -> None:
    """Two rows turned out to be one person: in each bundle one need of theirs stays, the one that was answered."""
    mine = _rows().staying().filter(need__asker=entry.ids["into"], bundle__status__in=("suggested", *Bundle.ASKED))
    needs = Need.objects.within(EVERYWHERE, reason=REASON).filter(asker=entry.ids["into"]).order_by("pk")
    list(needs.locked().values_list("pk"))  # in order, before the bundles
    by_bundle = defaultdict(list)
    for row in sorted(mine, key=lambda row: (row.yes is None, row.pk)):
        by_bundle[row.bundle_id].append(row)
    for _first, *more in by_bundle.values():
        for row in more:
            row.leave()
            _call_off([row.need_id])


@journal.on("bundle.dropped", "bundle.activity")
def nobody_is_called_about_what_is_over(entry: Any) -> None:
    bundle: Any = subject_of(entry)
    if bundle is not None:
        _call_off(bundle.bundled.values_list("need", flat=True))


@journal.on("bundle.dropped")
def tell_who_had_said_yes(entry: Any) -> None:
    """Only to whoever said yes and is still searched for."""
    bundle: Any = subject_of(entry)
    if bundle is None:
        return
    rows = bundle.bundled.filter(yes=True, ended_at__gte=bundle.status_since).select_related("need__neighbourhood")
    for row in rows:
        if may_be_asked([row.need]):
            tell(row.need.asker, "bundle.over", str(row.pk), CallTask.Reason.TELL, need=row.need, row=row.pk)


def _call_off(needs: Any) -> None:
    calls = CallTask.objects.within(EVERYWHERE, reason="what the call was about is over").open()
    calls.filter(need__in=list(needs), reason=TOGETHER).update(done_at=timezone.now())
