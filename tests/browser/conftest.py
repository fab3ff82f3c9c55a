"""A real site for a real browser: web, worker, beat and a mail server as processes of their own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Page, Request, sync_playwright

PICTURES = Path(settings.BASE_DIR) / ".local" / "pictures"
WIDTHS = (1280, 360)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Mailbox:
    """What arrived, in order: (recipient, text)."""

    mails: list[tuple[str, str]] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        self.mails.append((envelope.rcpt_tos[0], envelope.content.decode()))
        return "250 OK"

    def wait_for(self, address: str, pattern: str, seconds: float = 15) -> re.Match[str]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for to, text in reversed(self.mails):
                if to == address and (found := re.search(pattern, text)):
                    return found
            time.sleep(0.1)
        raise AssertionError(f"no mail for {address} with {pattern}: {[to for to, _ in self.mails]}")


@dataclass
class Site:
    url: str
    mail: Mailbox


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """gunicorn, a Celery worker and beat on the test database, and an SMTP server that keeps what it gets."""
    mailbox, port, mail_port = Mailbox(), free_port(), free_port()
    smtp = Controller(mailbox, hostname="127.0.0.1", port=mail_port)
    smtp.start()
    folder = tmp_path_factory.mktemp("site")
    environment = {
        **os.environ,
        "DATABASE_NAME": connections["default"].settings_dict["NAME"],
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "QUEUE_FOLDER": str(folder / "queue"),
        "SITE_URL": f"http://localhost:{port}",
        "SECRET_KEY": settings.SECRET_KEY,  # a session made by a test must be one of the site
        "STATIC_BUILT": "1",
        "STATIC_ROOT": str(folder / "static"),
    }
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        env=environment,
        cwd=settings.BASE_DIR,
        check=True,
    )
    celery = [sys.executable, "-m", "celery", "-A", "wijk.celery"]
    commands = {
        "web": [sys.executable, "-m", "gunicorn", "wijk.wsgi", "-b", f"127.0.0.1:{port}", "-w", "2"],
        "worker": [*celery, "worker", "--pool", "solo", "--loglevel", "WARNING"],
        "beat": [*celery, "beat", "--loglevel", "WARNING"],
    }
    running = []
    for name, command in commands.items():
        log = (folder / f"{name}.log").open("w")
        running.append(
            subprocess.Popen(
                command, env=environment, cwd=settings.BASE_DIR, stdout=log, stderr=log, start_new_session=True
            )
        )
    try:
        _wait(f"http://127.0.0.1:{port}/", folder)
        yield Site(f"http://localhost:{port}", mailbox)
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGTERM)
        for process in running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        smtp.stop()


def _wait(url: str, folder: Path) -> None:
    for _try in range(150):
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310 -- our own address
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError((folder / "web.log").read_text()[-2000:])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("There is no Chromium, and REQUIRE_BROWSER asks for it.")
        pytest.skip("There is no Chromium here; install it or set CHROMIUM.")
    # Playwright's synchronous interface runs a loop in this thread; Django must not mistake us for a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield chrome
        chrome.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor of their own: no cookies, no JavaScript, every message of the console kept."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False, locale="nl-NL")
    visitor = context.new_page()
    yield visitor
    context.close()


@dataclass
class Visit:
    """What one page did at one width; `unwanted` must stay empty: console messages and requests to other hosts."""

    page: Page
    host: str
    unwanted: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.unwanted.append(message.text))
        self.page.on("request", self._request)

    def _request(self, request: Request) -> None:
        if request.url.split("/")[2] != self.host:
            self.unwanted.append(request.url)

    def findings(self) -> list[tuple[str, str]]:
        found = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        return [(violation["id"], violation["nodes"][0]["html"][:120]) for violation in found]

    def sideways(self) -> int:
        """CSS pixels that the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def weight(self) -> int:
        """Bytes on the wire: the page and all that it loads, with their headers, from an empty cache."""
        return int(
            self.page.evaluate(
                "[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
                ".reduce((sum, entry) => sum + entry.transferSize, 0)"
            )
        )


def look(browser: Browser, url: str, name: str, limit: int, cookies: list[Any] | None = None) -> None:
    """Open a page at two widths: a picture, axe, no sideways scroll, a silent console, no other host, its weight.

    A page that sends the visitor elsewhere (to log in, say) is a failure: it was not looked at.
    """
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        context.add_cookies(cookies or [])
        visit = Visit(context.new_page(), url.split("/")[2])
        answer = visit.page.goto(url)
        assert answer is not None and (answer.status, visit.page.url) == (200, url), name
        inspect(visit, f"{name}-{width}", limit)
        context.close()


def inspect(visit: Visit, name: str, limit: int) -> None:
    """`limit`: bytes on the wire, or 0 for a page that was not loaded over it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    visit.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    weight = visit.weight()
    with (PICTURES / "bytes.tsv").open("a") as weights:
        weights.write(f"{name}\t{weight}\n")
    assert (visit.findings(), visit.sideways(), visit.unwanted) == ([], 0, []), name
    assert not limit or weight < limit, (name, weight)
