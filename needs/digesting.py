"""What waits for somebody's own answer, as a number."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from members.models import User
from members.notices.kinds import Words
from needs.models import Proposal
from wijk.places.models import Neighbourhood


def section(person: User, neighbourhood: Neighbourhood, start: datetime, end: datetime) -> Words | None:
    rows = Proposal.objects.visible_to(person).filter(need__neighbourhood=neighbourhood).waiting()
    mine = rows.filter(Q(need__asker=person) | Q(helper=person)).exclude(
        Q(need__asker=person, answers__side="asker") | Q(helper=person, answers__side="helper")
    )
    count = mine.distinct().count()
    if not count:
        return None
    address = settings.SITE_URL + reverse("pages:mine", args=[neighbourhood.slug])
    words = ngettext("Er wacht %d voorstel op uw antwoord.", "Er wachten %d voorstellen op uw antwoord.", count) % count
    return Words([words], [(ngettext("Bekijk het voorstel", "Bekijk de voorstellen", count), address)])
