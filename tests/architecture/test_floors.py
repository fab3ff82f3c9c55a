"""Nobody looks up: each floor imports only what stands below it, also by a string foreign key."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
FLOORS = ["wijk.places", "wijk.journal", "wijk.themes", "members", "offers", "needs", "coalitions"]
ROOF = ["wijk.pages", "wijk.management", "wijk.urls", "wijk.celery", "wijk.wsgi", "wijk.asgi"]
NOBODY_IMPORTS = {*ROOF, "wijk.settings"}
ROOMS = {  # room → the floor whose core never imports it
    "members.notices": "members",
    "members.governance": "members",
    "needs.matching": None,
    "coalitions.dashboard": "coalitions",
}
NAMED_EXCEPTIONS = {
    "members.notices.urls: csrf_exempt"
}  # one-click stop: mail programs post without cookies (RFC 8058)
ALLOWED_UP = {("journal.Entry", "actor", "members.User")}


def _floor(module: str) -> int | None:
    """The number of the floor a module stands on; None when it is not ours or part of the ground's machinery."""
    for number, floor in enumerate(FLOORS):
        if module == floor or module.startswith(floor + "."):
            return number
    return len(FLOORS) if any(module == r or module.startswith(r + ".") for r in ROOF) else None


def _imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def _modules() -> list[tuple[str, Path]]:
    packages = ("wijk", "members", "offers", "needs", "coalitions")
    files = [path for package in packages for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]
    return [(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path) for path in files]


def test_no_module_imports_a_floor_above_its_own() -> None:
    wrong = []
    for module, path in _modules():
        here = _floor(module)
        for name in _imports(path):
            there = _floor(name)
            if here is not None and there is not None and there > here:
                wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_nobody_imports_the_roof() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in _modules()
        for name in _imports(path)
        if _floor(module) != len(FLOORS) and any(name == roof or name.startswith(roof + ".") for roof in NOBODY_IMPORTS)
    ]
    assert wrong == []


def test_the_core_of_a_floor_never_imports_its_rooms() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in _modules()
        for name in _imports(path)
        for room, floor in ROOMS.items()
        if floor and name.startswith(room) and module.startswith(floor) and not module.startswith(room)
    ]
    assert wrong == []


def test_no_foreign_key_points_up_also_not_as_a_string() -> None:
    wrong = []
    for model in apps.get_models():
        here = _floor(model.__module__)
        for field in model._meta.get_fields():
            if here is None or not field.is_relation or field.auto_created or field.related_model is None:
                continue
            there = _floor(field.related_model.__module__)
            arrow = (model._meta.label, field.name, field.related_model._meta.label)
            if there is not None and there > here and arrow not in ALLOWED_UP:
                wrong.append(arrow)
    assert wrong == []


@pytest.mark.parametrize("folder", ["utils", "common", "core", "helpers", "services", "managers"])
def test_no_room_is_a_junk_drawer(folder: str) -> None:
    assert [module for module, _path in _modules() if folder in module.split(".")] == []


def test_no_page_is_longer_than_250_lines() -> None:
    assert [(m, n) for m, path in _modules() if (n := len(path.read_text().splitlines())) > 250] == []


def test_no_signals_and_no_unscoped_get() -> None:
    """Events are rows in the journal, and a view never fetches past a scope."""
    wrong = []
    for module, path in _modules():
        text = path.read_text()
        wrong += [f"{module}: {word}" for word in ("post_save", "pre_save", "@receiver", "csrf_exempt") if word in text]
        if ".views" in module and ".objects.get(" in text:
            wrong.append(f"{module}: .objects.get(")
    assert set(wrong) == NAMED_EXCEPTIONS


def test_every_room_says_what_it_is() -> None:
    silent = [
        m for m, path in _modules() if path.name == "__init__.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert [m for m in silent if not m.endswith((".commands", ".management", ".templatetags"))] == []
