"""Words a line: what comes with a concept here, and which shared words do not count here."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijk.themes.overlay import Change
from wijk.themes.reference import LONGEST
from wijk.themes.thesaurus import Thesaurus
from wijk.themes.words import tokens

MOST = 50  # words of one wijk for one concept
SIZE = 6_000  # letters of a box


def _lines(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=SIZE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Dit is te lang. Kies de belangrijkste woorden.")},
    )


def bare(term: str) -> str:
    return term.lstrip("~!").strip()


class OwnWordsForm(forms.Form):
    """For one concept of one wijk. `shared`: the terms of the shared thesaurus for it, as in TOML."""

    use_required_attribute = False
    headline = ""

    added = _lines(_("Woorden erbij"), _("Elk woord op een eigen regel. Twee woorden op een regel mag ook."))
    off = _lines(_("Woorden die hier niet tellen"), _("Elk woord op een eigen regel. Kies uit de woorden hieronder."))

    def __init__(self, *args: Any, code: str, shared: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        self.shared = {bare(term): term for term in shared}

    @classmethod
    def of(cls, code: str, base: Thesaurus, changes: list[Change], data: Any = None) -> "OwnWordsForm":
        """`base` is the shared thesaurus, `changes` those of this wijk to this concept."""
        texts = {off: "\n".join(bare(c.term) if off else c.term for c in changes if c.off == off) for off in (0, 1)}
        shared = [term for other, term in base.terms if other == code]
        return cls(data, code=code, shared=shared, initial={"added": texts[0], "off": texts[1]})

    def clean_added(self) -> list[str]:
        words = self._words("added")
        for word in words:
            if len(word) > LONGEST or not word.isprintable() or "," in word or not tokens(word):
                raise ValidationError(
                    _("‘%(word)s’ is geen goed woord. Gebruik letters, hooguit 80."), params=_of(word)
                )
        return words

    def clean_off(self) -> list[str]:
        words = self._words("off")
        for word in words:
            if bare(word) not in self.shared:
                raise ValidationError(_("‘%(word)s’ staat niet bij de woorden hieronder."), params=_of(word))
        return [self.shared[bare(word)] for word in words]

    def _words(self, name: str) -> list[str]:
        lines = (" ".join(line.lower().split()) for line in self.cleaned_data[name].splitlines())
        words = list(dict.fromkeys(line for line in lines if line))
        if len(words) > MOST:
            raise ValidationError(_("Dit zijn er te veel. Houd het bij 50 woorden."))
        return words

    def changes(self) -> list[Change]:
        """Only when the form is valid."""
        data = self.cleaned_data
        on = [Change(self.code, word) for word in data["added"] if word not in self.shared.values()]
        return on + [Change(self.code, word, off=True) for word in data["off"]]


def _of(word: str) -> dict[str, str]:
    return {"word": word[:40]}
