"""The draft of a visitor: found by a key in the session, filled page by page, sent once."""

import re
from typing import Any, cast

from django.http import QueryDict

from needs.asking.questions import ORDER, QUESTIONS, Question
from needs.models import Draft
from wijk.places.models import Neighbourhood
from wijk.places.request import Request


def _slot(neighbourhood: Neighbourhood, what: str) -> str:
    return f"draft_{what}_{neighbourhood.pk}"


def find(request: Request, neighbourhood: Neighbourhood, what: str) -> Draft | None:
    """This visitor's draft that was not sent yet and is not older than thirty days."""
    key = request.session.get(_slot(neighbourhood, what), "")
    return Draft.objects.alive().filter(key=key, neighbourhood=neighbourhood, what=what, became=None).first()


def find_or_begin(request: Request, neighbourhood: Neighbourhood, what: str) -> Draft:
    draft = find(request, neighbourhood, what)
    if draft is None:
        draft = Draft.objects.create(neighbourhood=neighbourhood, what=what)
        request.session[_slot(neighbourhood, what)] = draft.key
    return draft


def keep(draft: Draft, step: str, form: Question) -> None:
    """Keep what was typed, as it was typed, so that the same form can read it again."""
    draft.answers[step] = {name: _typed(form, name) for name in form.fields}
    draft.save(update_fields=["answers", "touched_at"])


def _typed(form: Question, name: str) -> Any:
    key = form.add_prefix(name)
    data = cast(QueryDict, form.data)
    mine = [k for k in data if k == key or re.fullmatch(rf"{key}_\d", k)]
    return {k: [typed.replace("\x00", "") for typed in data.getlist(k)] for k in mine}  # PostgreSQL keeps no NUL


def form_for(draft: Draft, step: str) -> Question:
    """The question of `step`, bound to the kept answer; unbound when there is none."""
    kept = draft.answers.get(step)
    if kept is None:
        return QUESTIONS[step](neighbourhood=draft.neighbourhood)
    data = QueryDict(mutable=True)
    for parts in kept.values():
        for key, values in parts.items():
            data.setlist(key, values)
    return QUESTIONS[step](data, neighbourhood=draft.neighbourhood)


def first_open(draft: Draft) -> str | None:
    """The first question without a good answer; None when all five are answered."""
    for step in ORDER:
        form = form_for(draft, step)
        if not form.is_bound or not form.is_valid():
            return step
    return None


def cleaned(draft: Draft) -> dict[str, Any]:
    """All good answers together. Only when `first_open` is None."""
    answers: dict[str, Any] = {}
    for step in ORDER:
        form = form_for(draft, step)
        form.is_valid()
        answers |= form.cleaned_data
    return answers
