"""python -m wijk.embedded COMMAND …"""

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
            return subprocess.run(sys.argv[1:], check=False).returncode  # noqa: S603 -- the caller's own command
    except EmbeddedError as problem:
        print(f"wijk: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
