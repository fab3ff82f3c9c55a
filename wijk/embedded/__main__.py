"""python -m wijk.embedded COMMAND …"""

import signal
import subprocess
import sys

from wijk import embedded
from wijk.embedded.server import EmbeddedError, running


def main() -> int:
    if len(sys.argv) < 2:
        print(embedded.__doc__)
        return 2
    try:
        with running():
            return _run(sys.argv[1:])
    except EmbeddedError as problem:
        print(f"wijk: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(command: list[str]) -> int:
    """Wait for the command however it is asked to end: the server stops after it, and it may have children to end.

    Ctrl-C in a terminal reaches the command by itself; `subprocess.run` would kill it a quarter of a second later.
    """
    child = subprocess.Popen(command)  # noqa: S603 -- the caller's own command
    signal.signal(signal.SIGTERM, lambda number, frame: child.terminate())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    raise SystemExit(main())
