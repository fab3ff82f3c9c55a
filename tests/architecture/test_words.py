"""What people read: short sentences, no jargon, and every sentence translatable."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 15  # words in a sentence; language level B1
JARGON = re.compile(
    r"\b(hulpvraag\w*|traject\w*|cliënt\w*|matchen|match|mobiliteit|persoonsgegevens|participatie|zelfredzaam\w*"
    r"|indien|teneinde|middels|desalniettemin|voornoemde|registreren|submit|error)\b",
    re.I,
)
MARKED = re.compile(
    r"""{%\s*translate\s+(?P<q>['"])(?P<words>.*?)(?P=q)"""
    r"|{%\s*blocktranslate[^%]*%}(?P<block>.*?){%\s*endblocktranslate\s*%}",
    re.S,
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "_now"}


def _python() -> Iterator[tuple[str, str]]:
    for package in ("wijk", "members", "offers", "needs", "coalitions"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
                    for argument in node.args[:2]:
                        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                            yield str(path.relative_to(ROOT)), argument.value


def _templates() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "templates").rglob("*"):
        if path.suffix in (".html", ".txt"):
            for found in MARKED.finditer(path.read_text(encoding="utf-8")):
                yield (
                    str(path.relative_to(ROOT)),
                    found["words"] or re.sub(r"{%.*?%}", ". ", found["block"], flags=re.S),
                )


def sentences() -> Iterator[tuple[str, str]]:
    for path, text in (*_python(), *_templates()):
        plain = re.sub(r"<[^>]+>|%\(\w+\)[sd]|{{[^}]+}}", "x", text)
        for sentence in re.split(r"(?<=[.!?:])\s+|\n\n", plain):
            yield path, " ".join(sentence.split())


def test_no_sentence_is_longer_than_fifteen_words() -> None:
    assert [(path, s) for path, s in sentences() if len(s.split()) > LONGEST] == []


def test_no_jargon() -> None:
    assert [(path, s) for path, s in sentences() if JARGON.search(s)] == []


def test_there_is_something_to_read() -> None:
    assert len(list(sentences())) > 500


def test_no_string_hides_in_an_f_string() -> None:
    """Before Python 3.12 an f-string is one word to whoever collects the strings; what hides in it stays Dutch."""
    hidden = [
        f"{path.relative_to(ROOT)}: {ast.unparse(call)}"
        for package in ("wijk", "members", "offers", "needs", "coalitions")
        for path in (ROOT / package).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in GETTEXT
    ]
    assert hidden == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda p: str(p.name))
def test_every_word_on_a_page_can_be_translated(path: Path) -> None:
    """What is left of a template without tags, comments and translated text has no words."""
    if path.name == "500.html":  # must not depend on anything, a language least of all
        return
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}|<style>.*?</style>|<svg.*?</svg>", " ", text, flags=re.S
    )
    text = re.sub(r"{%\s*block street\s*%}.*?{%\s*endblock\s*%}", " ", text)  # the name of a style, not a word
    text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", " ", text, flags=re.S)
    text = re.sub(r"{%.*?%}|{{.*?}}|<[^>]+>", " ", text, flags=re.S)
    assert re.findall(r"[a-zA-Zé]{4,}", text) == []
