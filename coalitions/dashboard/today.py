"""What waits for the coordinator today, in blocks: the most urgent first, each with one click to do it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from coalitions.standing import unanswered
from members.notices.models import Notice
from needs.haste import Haste
from needs.lifecycle import Status
from needs.models import Bundle, CallTask, FollowUp, Need, Proposal, Share
from needs.roads import Road
from wijk.places.models import Neighbourhood

SHOWN_DAYS = 14  # how long a bounce stays in sight
AT_MOST = 10  # rows a block shows; the rest is a number and a link
R = CallTask.Reason
ABOUT_NEED = (R.PROMISED, R.CONSENT, R.NEXT_STEP, R.EXPIRES)  # calls to the asker about where the need stands


@dataclass(frozen=True)
class Block:
    code: str
    title: str
    icon: str
    tone: str  # '', now, wait or good
    rows: list[Any]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


class Today:
    """All blocks of one neighbourhood, as `person` may see them; a fixed number of queries."""

    def __init__(self, person: Any, wijk: Neighbourhood) -> None:
        self.person, self.wijk, self.today = person, wijk, wijk.today()

    def blocks(self) -> list[Block]:
        return [
            self._block("nu", _("Eerst doen"), "siren", "now", self._first()),
            self._block("nieuw", _("Nieuw binnen"), "inbox", "", self._new()),
            self._block("wacht", _("Wacht te lang"), "hourglass", "wait", self._waiting()),
            self._proposals(),
            self._followups(),
            self._shares(),
        ]

    @staticmethod
    def needs_on(blocks: list[Block], calls: Block) -> set[int]:
        """The numbers of the needs that stand on the page, for the log of who looked."""
        rows: list[Any] = [row for block in (*blocks, calls) for row in block.rows]
        found = {row.pk for row in rows if isinstance(row, Need)}
        found |= {row.proposal.need_id for row in rows if isinstance(row, FollowUp)}
        return found | {row.need_id for row in rows if getattr(row, "need_id", None)}

    def bounced(self) -> Block:
        """Mail that came back, or never got away: somebody to call, and an address to mend."""
        rows = Notice.objects.visible_to(self.person).filter(neighbourhood=self.wijk)
        rows = rows.filter(status__in=Notice.FAILED)
        rows = rows.filter(due_at__date__gte=self.today - timedelta(days=SHOWN_DAYS)).select_related(
            "person", "organisation"
        )
        return self._block("mail", _("Mail kwam terug"), "mail-x", "", rows.order_by("-due_at"))

    def calls(self) -> Block:
        """Whom to call today; what stands in a block with its own buttons is not said a second time."""
        rows = CallTask.objects.visible_to(self.person).filter(neighbourhood=self.wijk).open()
        rows = rows.filter(due_on__lte=self.today).exclude(self._shown_elsewhere())
        rows = rows.select_related("person", "need", "organisation", "proposal")
        return self._block("bellen", _("Bellen"), "phone-call", "", rows.order_by("due_on", "at", "pk"))

    def together(self) -> dict[str, int]:
        """How many bundles wait for her, by status: ideas to look at, and those that got enough yes."""
        rows = Bundle.objects.visible_to(self.person).filter(neighbourhood=self.wijk).open().order_by()
        return dict(rows.values_list("status").annotate(count=Count("pk")))

    def _shown_elsewhere(self) -> Q:
        asked = self._followup_rows().filter(proposal=OuterRef("proposal"))
        theirs = Q(side="asker", proposal__need__asker=OuterRef("person"))
        theirs |= Q(side="helper", proposal__helper=OuterRef("person"))
        late = self._share_rows().filter(need=OuterRef("need"), organisation=OuterRef("organisation"))
        first = self._first().filter(pk=OuterRef("need"))
        return (
            Q(Exists(asked.filter(theirs)), reason=R.FOLLOW_UP)
            | Q(Exists(self._proposal_rows().filter(pk=OuterRef("proposal"))), reason=R.PROPOSAL)
            | Q(Exists(late), reason=R.PARTNER_LATE)
            | Q(Exists(first), reason__in=ABOUT_NEED)
        )

    def _called_about(self) -> Exists:
        """A need whose asker is to be called today stands at Bellen, with the reason; unless it is urgent."""
        calls = CallTask.objects.visible_to(self.person).open().filter(neighbourhood=self.wijk, need=OuterRef("pk"))
        return Exists(calls.filter(due_on__lte=self.today, reason__in=ABOUT_NEED))

    def _mine(self) -> QuerySet[Need]:
        rows = Need.objects.visible_to(self.person).filter(neighbourhood=self.wijk)
        return rows.select_related("asker", "buurt", "theme", "assignee").order_by("-reopened", "registered_at")

    def _urgent(self) -> Q:
        soon = Q(on_day__lte=self.today + timedelta(days=1))
        return Q(road=Road.DANGER) | Q(haste=Haste.TODAY) | soon | Q(reopened__gt=0)

    def _first(self) -> QuerySet[Need]:
        """With what was promised for today in the row itself: at what hour, and about what."""
        calls = CallTask.objects.visible_to(self.person).open().filter(need=OuterRef("pk"), reason=R.PROMISED)
        calls = calls.filter(due_on__lte=self.today).order_by("due_on", "at", "pk")
        first = {name: Subquery(calls.values(name)[:1]) for name in ("at", "note")}
        return (
            self._mine()
            .filter(self._urgent(), status__in=(Status.NEW, Status.OPEN))
            .annotate(promised=Exists(calls), **first)
        )

    def _new(self) -> QuerySet[Need]:
        return self._mine().filter(~self._urgent(), ~self._called_about(), status=Status.NEW)

    def _waiting(self) -> QuerySet[Need]:
        """Searched for longer than the neighbourhood waits for neighbours."""
        since = self.today - timedelta(days=1)
        while self.wijk.desk.working_days_between(since, self.today) < self.wijk.wait_neighbours:
            since -= timedelta(days=1)
            if (self.today - since).days > 60:
                break
        before = datetime.combine(since, time.min, self.wijk.zone)
        rows = self._mine().filter(~self._urgent(), ~self._called_about())
        return rows.filter(status=Status.OPEN, status_since__lt=before)

    def _proposal_rows(self) -> QuerySet[Proposal]:
        rows = Proposal.objects.visible_to(self.person).filter(need__neighbourhood=self.wijk).waiting()
        return rows.filter(expires_on__lte=self.today)

    def _proposals(self) -> Block:
        rows = self._proposal_rows().select_related("need__asker", "helper", "organisation", "offer")
        rows = rows.prefetch_related("answers")
        return self._block("verloopt", _("Voorstel verloopt"), "calendar-clock", "wait", rows.order_by("expires_on"))

    def _followup_rows(self) -> QuerySet[FollowUp]:
        rows = FollowUp.objects.visible_to(self.person).filter(proposal__need__neighbourhood=self.wijk).waiting()
        silent = Q(call_on__lte=self.today)
        no_mail = Q(due_on__lte=self.today) & (
            Q(side="asker", proposal__need__asker__email=None) | Q(side="helper", proposal__helper__email=None)
        )
        return rows.filter(silent | no_mail)

    def _followups(self) -> Block:
        rows = self._followup_rows().select_related(
            "proposal__need__asker", "proposal__helper", "proposal__organisation"
        )
        return self._block("nazorg", _("Hoe ging het?"), "message-circle-heart", "good", rows.order_by("due_on", "pk"))

    def _share_rows(self) -> QuerySet[Share]:
        rows = Share.objects.visible_to(self.person).filter(need__neighbourhood=self.wijk).live()
        return unanswered(rows).filter(answer_by__lt=self.today)

    def _shares(self) -> Block:
        rows = self._share_rows().select_related("need", "organisation")
        return self._block("partners", _("Partners te laat"), "building-2", "wait", rows.order_by("answer_by"))

    def _block(self, code: str, title: str, icon: str, tone: str, rows: QuerySet) -> Block:
        first = list(rows[: AT_MOST + 1])
        total = rows.count() if len(first) > AT_MOST else len(first)
        return Block(code, title, icon, tone, first[:AT_MOST], total)
