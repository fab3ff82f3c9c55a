"""Web, worker and beat as children with sessions of their own, ended by pid: TERM, ten seconds, KILL."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.conf import settings

PATIENCE = 10  # seconds between TERM and KILL


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def commands(port: int) -> dict[str, list[str]]:
    celery = [sys.executable, "-m", "celery", "--quiet", "--no-color", "-A", "wijk.celery"]
    return {
        "web": [
            sys.executable,
            "-m",
            "gunicorn",
            "wijk.wsgi",
            "-b",
            f"127.0.0.1:{port}",
            "-w",
            "2",
            "--log-level=warning",
        ],
        "worker": [*celery, "worker", "--pool=solo", "--concurrency=1", "--loglevel=WARNING"],
        "beat": [*celery, "beat", "--loglevel=WARNING"],
    }


def run(port: int, announce: Any) -> int:
    """Start all three, call `announce` when the site answers, and stay until Ctrl-C or until one of them dies."""
    environment = {
        **os.environ,
        "DEMO": "1",
        "STATIC_BUILT": "1",
        "SITE_URL": f"http://localhost:{port}",
        "DJANGO_SETTINGS_MODULE": "wijk.settings",
        "QUEUE_FOLDER": str(settings.QUEUE),
        "STATIC_ROOT": str(settings.LOCAL / "static"),
    }
    children = {
        name: subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603
        for name, command in commands(port).items()
    }
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        _wait_for(port, children["web"])
        announce()
        while not stopping:
            time.sleep(0.3)
            for name, child in children.items():
                if child.poll() is not None:
                    print(f"wijk: {name} is gestopt.", file=sys.stderr)  # noqa: T201 -- a command line tool
                    return 1
        return 0
    finally:
        _end(list(children.values()))


def _wait_for(port: int, web: subprocess.Popen) -> None:
    for _try in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 or web.poll() is not None:
                return
        time.sleep(0.1)


def _end(children: list[subprocess.Popen]) -> None:
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
