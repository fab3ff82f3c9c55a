"""Without a mail server, mail lands in a folder: there it does not outlive its reader."""

from pathlib import Path

from django.conf import settings

LINE = b"-" * 79 + b"\n"  # what Django's filebased backend puts after each mail


def forget(addresses: set[str]) -> int:
    """Take the mails to these addresses out of the folder. Returns how many went; 0 where there is no folder."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not addresses or folder is None or not Path(folder).is_dir():
        return 0
    return sum(_clean(path, addresses) for path in sorted(Path(folder).glob("*.log")))


def _clean(path: Path, addresses: set[str]) -> int:
    mails = path.read_bytes().split(LINE)
    kept = [mail for mail in mails if not any(address.encode() in mail.lower() for address in addresses)]
    if len(kept) == len(mails):
        return 0
    if any(mail.strip() for mail in kept):
        path.write_bytes(LINE.join(kept))
    else:
        path.unlink()
    return len(mails) - len(kept)
