"""Sending what is due: claimed, committed, sent, marked. Running it twice never sends a mail twice.

SMTP has no transaction: between the server's yes and our commit a crash leaves us not knowing. The row then stands
on `sending` with its lease over and its advisory lock free. A digest is not sent again then; a proposal is, with the
same Message-ID, because not hearing of it is worse than hearing twice.
"""

import logging
import smtplib
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from members.notices import links
from members.notices.departing import departed
from members.notices.kinds import KINDS, Kind, Words
from members.notices.models import LEASE, RETRIES, Notice, Subscription
from wijk.places.languages import spoken, tag
from wijk.places.scopes import EVERYWHERE

log = logging.getLogger(__name__)
LOCK = 7_202  # a number of our own for the advisory lock; the second one is the notice
INT4 = 2**31  # the two-number lock takes 32 bits
PERMANENT = 500  # from this SMTP reply on an address does not exist; below it "try again" (greylisting)
REASON = "the outbox is emptied"


class Unreachable(Exception):
    """The mail server does not answer at all."""


def drain(limit: int = 200) -> int:
    """Send what is due, at most `limit`. A mail server that is down leaves everything for later."""
    sent = 0
    mail = get_connection()
    try:
        for _count in range(limit):
            notice = _claim()
            if notice is None:
                break
            try:
                sent += _send(notice, mail)
            except Unreachable:  # for one is for all: do not spend an attempt of every other notice
                break
            except Notice.DoesNotExist:  # its reader was forgotten meanwhile
                pass
            except Exception as problem:  # noqa: BLE001 -- one broken notice never stops the others
                log.error("notice %s: %s", notice.pk, type(problem).__name__, exc_info=problem)
                notice.retry()
            finally:
                _unlock(notice)
    finally:
        mail.close()
    return sent


def _claim() -> Notice | None:
    """The next due notice that no living worker holds, marked as ours and committed."""
    with transaction.atomic():
        rows = Notice.objects.within(EVERYWHERE, reason=REASON).due().select_for_update(skip_locked=True, of=("self",))
        held: list[int] = []  # their workers live, but are slow; they must not keep the rest waiting
        while (notice := rows.exclude(pk__in=held).first()) is not None and not _lock(notice):
            held.append(notice.pk)
        if notice is None:
            return None
        left = notice.status == Notice.Status.SENDING
        kind = KINDS.get(notice.kind)
        if left and kind is not None and kind.twice_is_worse:
            notice.status = Notice.Status.UNCERTAIN
        elif left and notice.attempts > len(RETRIES):
            notice.status = Notice.Status.DEAD  # it ended its worker every time
        else:
            notice.status, notice.lease = Notice.Status.SENDING, timezone.now() + LEASE
            notice.attempts += 1
        notice.save(update_fields=["status", "lease", "attempts"])
        claimed: Notice = notice
        return claimed


def _lock(notice: Notice) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, notice.pk % INT4])
        return bool(cursor.fetchone()[0])


def _unlock(notice: Notice) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, notice.pk % INT4])


def _send(notice: Notice, mail: Any) -> int:
    if notice.status != Notice.Status.SENDING:
        return 0
    kind = KINDS.get(notice.kind)
    if kind is not None and kind.holds is not None:
        _open(notice, mail)  # before the lock: nobody waits for a mail server that does not answer
        with transaction.atomic():
            kind.holds(notice)
            return _send_now(notice, kind, mail)
    return _send_now(notice, kind, mail)


def _open(notice: Notice, mail: Any) -> None:
    try:
        mail.open()
    except (OSError, smtplib.SMTPException) as problem:
        _later(notice, problem)
        raise Unreachable from problem


def _send_now(notice: Notice, kind: Kind | None, mail: Any) -> int:
    words = _words(notice, kind)
    if kind is None or words is None:
        return _mark(notice, Notice.Status.STOPPED, 0)
    message = _message(notice, kind, words, mail)
    _open(notice, mail)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        if all(code >= PERMANENT for code, _reply in refused.recipients.values()):
            return _mark(notice, Notice.Status.BOUNCED, 0)
        return _later(notice, refused)
    except (OSError, smtplib.SMTPException) as problem:
        mail.close()
        return _later(notice, problem)
    return _mark(notice, Notice.Status.SENT, 1)


def _later(notice: Notice, problem: Exception) -> int:
    log.warning("notice %s: %s", notice.pk, type(problem).__name__)
    notice.retry()
    return 0


def _mark(notice: Notice, status: str, sent: int) -> int:
    notice.status = status
    notice.sent_at = timezone.now() if sent else None
    rows = Notice.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.pk)  # none when its reader was forgotten
    rows.update(status=notice.status, sent_at=notice.sent_at)
    return sent


def _words(notice: Notice, kind: Kind | None) -> Words | None:
    """What it says now; None when nobody should get it any more."""
    notice.refresh_from_db()
    person = notice.person
    if kind is None or notice.status != Notice.Status.SENDING or not notice.to:
        return None
    if person is not None and departed(person):
        return None
    if kind.stoppable and Subscription.objects.filter(person=person, kind=kind.code).exists():
        return None
    with translation.override(spoken(notice.language, notice.neighbourhood)):
        return kind.words(notice)


def _message(notice: Notice, kind: Kind, words: Words, mail: Any) -> EmailMultiAlternatives:
    headers = {"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"}  # RFC 3834: no "out of office"
    with translation.override(spoken(notice.language, notice.neighbourhood)):
        stop = links.stop(notice.person_id, kind.code) if kind.stoppable and notice.person_id else ""
        context = {"words": words, "wijk": notice.neighbourhood, "stop": stop, "subject": str(kind.subject)}
        context["language"] = tag(notice.language)
        text = render_to_string("members/notices/mail.txt", context)
        html = render_to_string("members/notices/mail.html", context)
        subject = f"{kind.subject} - {notice.neighbourhood}".replace("\n", " ")
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    reply = [notice.neighbourhood.email] if notice.neighbourhood.email else None
    message = EmailMultiAlternatives(subject, text, to=[notice.to], headers=headers, reply_to=reply, connection=mail)
    message.attach_alternative(html, "text/html")
    return message
