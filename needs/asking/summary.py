"""The answers as rows to read back: what was asked, what was said, and where to change it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import CallWhen
from members.phones import shown
from needs.asking.questions import UNKNOWN_BUURT
from needs.haste import Haste
from wijk.places.dayparts import MOMENTS
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.templatetags.dutch import datum
from wijk.themes.kinds import Kind


@dataclass(frozen=True)
class Row:
    question: str
    answer: str
    more: str
    change: str
    change_words: str


def summary(answers: dict[str, Any], wijk: Neighbourhood) -> list[Row]:
    def row(step: str, question: str, answer: Any, more: Any, words: str) -> Row:
        return Row(question, str(answer), str(more), reverse("needs:ask_step", args=[wijk.slug, step]), words)

    moments = dict(MOMENTS)
    buurt = Buurt.objects.filter(code=answers["buurt"]).first() if answers["buurt"] != UNKNOWN_BUURT else None
    day = datum(answers["on_day"]).capitalize() if answers["on_day"] else Haste(answers["haste"]).label
    reach = ", ".join(part for part in (shown(answers["phone"]), answers["email"]) if part)
    rows = [
        row("soort", _("U zoekt"), Kind(answers["kind"]).label, "", _("wat u zoekt")),
        row("vraag", _("Uw vraag"), answers["title"], answers["text"], _("uw vraag")),
        row("wanneer", _("Wanneer"), day, ", ".join(str(moments[m]) for m in answers["moments"]), _("wanneer")),
        row("buurt", _("Waar"), buurt.name if buurt else _("Weet ik niet"), "", _("waar het is")),
        row("contact", _("Zo bereiken wij u"), answers["name"], _reach(answers, reach), _("hoe wij u bereiken")),
    ]
    if answers["for_other"] == "yes":
        knows = _("weet ervan") if answers["other_knows"] == "yes" else _("weet het nog niet")
        rows.append(row("contact", _("Voor wie"), answers["relation"], knows, _("voor wie het is")))
    return rows


def _reach(answers: dict[str, Any], reach: str) -> str:
    when = str(CallWhen(answers["call_when"]).label).lower()
    return _("%(reach)s. Bellen: %(when)s") % {"reach": reach, "when": when}
