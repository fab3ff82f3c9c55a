"""Every address of the site, found in the resolver itself, with the words that fill its gaps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """`pattern` is the whole address with `<name>` for each gap."""

    name: str
    pattern: str

    def address(self, gaps: dict[str, Any]) -> str:
        return "/" + re.sub(r"<(\w+)>", lambda gap: str(gaps[gap[1]]), self.pattern)

    @property
    def gaps(self) -> list[str]:
        return re.findall(r"<(\w+)>", self.pattern)


def _plain(pattern: Any) -> str:
    """'^vragen/(?P<number>[2-9]{5})/$' and 'voorstellen/<int:pk>/' → '<number>' and '<pk>'."""
    text = re.sub(r"\(\?P<(\w+)>(?:[^()\[\]]|\[[^\]]*\])*\)", r"<\1>", str(pattern)).strip("^$")
    return re.sub(r"<\w+:(\w+)>", r"<\1>", text)


def routes(patterns: Any = None, before: str = "", space: str = "") -> Iterator[Route]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here = before + _plain(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, here, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield Route(space + entry.name, here)
