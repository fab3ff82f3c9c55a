"""The question on paper: the same questions as on the site, in the same order, made from the same forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from members.forms import PhoneField
from needs.asking.check import CheckForm
from needs.asking.fields import DayField
from needs.asking.questions import QUESTIONS, Question
from needs.paper.desk import desk
from needs.paper.typesetting import typeset
from wijk.places.models import Neighbourhood

MANY, LONG = 12, 17  # more boxes than this, or longer names on more than a few, and it is a line to write on
FEW = 8
UNSAID = {"concepts", "subject"}  # suggestions of the platform, which paper does not make


def paper_form(wijk: Neighbourhood) -> bytes:
    data: dict[str, Any] = {
        **desk(wijk),
        "title": _("Ik wil graag iets vragen"),
        "lead": _("Vul in wat u wilt. Leeg laten mag."),
        "bring": _("Lever dit blad in bij ons.") if wijk.visiting else _("Bel ons als u klaar bent."),
        "or_call": _("Of bel. Wij schrijven het voor u op."),
        "danger": _("Is er gevaar? Bel 112. Kan het niet wachten? Bel uw huisarts of de huisartsenpost."),
        "rights": _("U kunt altijd zelf bij de gemeente hulp vragen (Wmo-melding)."),
        "after": _("Uw naam en nummer geven wij pas door als u ja zegt."),
        "turn": _("Ga verder op de achterkant."),
        "desk": _("Voor ons"),
        "desk_lines": [_("Via"), _("Namens"), _("Nummer V-"), _("Voorgelezen en goed, op")],
        "questions": questions(wijk),
    }
    return typeset("form", data)


def questions(wijk: Neighbourhood) -> list[dict[str, Any]]:
    """Per question its heading and its fields: {label, hint, choices, shape}; `_shape` names the shapes."""
    asked = [(question, question(neighbourhood=wijk)) for question in QUESTIONS.values()]
    numbered = [_question(type_.headline, form) for type_, form in asked]
    check = CheckForm(neighbourhood=wijk, answers={"title": "", "text": "", "kind": ""})
    return [*numbered, {"heading": _("Wie mag uw vraag zien?"), "hint": "", "fields": _fields(check, skip=UNSAID)}]


def _question(headline: str, form: Question) -> dict[str, Any]:
    """The field that gives a page its heading gives it on paper too."""
    fields = _fields(form)
    if headline:
        return {
            "heading": fields[0]["label"],
            "hint": fields[0]["hint"],
            "fields": [{**fields[0], "label": "", "hint": ""}],
        }
    if "name" in form.fields:
        return {"heading": _("Hoe bereiken wij u?"), "hint": "", "fields": fields}
    first = fields[0]
    if first["shape"] == "boxes":
        return {
            "heading": first["label"],
            "hint": first["hint"],
            "fields": [{**first, "label": "", "hint": ""}, *fields[1:]],
        }
    return {"heading": _("Vertel uw vraag"), "hint": "", "fields": fields}


def _fields(form: forms.Form, skip: set[str] = frozenset()) -> list[dict[str, Any]]:  # type: ignore[assignment]
    return [_field(field) for name, field in form.fields.items() if name not in skip]


def _field(field: forms.Field) -> dict[str, Any]:
    hints = getattr(field.widget, "hints", {})
    choices = [[str(label), str(hints.get(value, ""))] for value, label in getattr(field, "choices", [])]
    return {
        "label": str(field.label),
        "hint": str(field.help_text),
        "shape": _shape(field, [label for label, _hint in choices]),
        "choices": choices,
    }


def _shape(field: forms.Field, choices: list[str]) -> str:
    if choices:
        fits = len(choices) <= (MANY if max(map(len, choices)) < LONG else FEW)
        return "boxes" if fits else "line"
    if isinstance(field, forms.BooleanField):
        return "box"
    if isinstance(field, DayField):
        return "day"
    if isinstance(field, PhoneField):
        return "phone"
    return "lines" if isinstance(field.widget, forms.Textarea) else "line"
