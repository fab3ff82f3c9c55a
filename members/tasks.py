"""Doorbells of this floor: what is over at night."""

from celery import shared_task
from django.core.management import call_command

from members import retention
from members.models import CodeTry


@shared_task
def forget_codes() -> int:
    return int(CodeTry.objects.forget())


@shared_task
def forget_sessions() -> None:
    """Sessions that are over; the table of who is signed in where follows when its owner looks at it."""
    call_command("clearsessions")


@shared_task
def sweep_what_is_over() -> int:
    """What is kept no longer goes, every night. How many per kind stands nowhere: nobody's name would either."""
    return sum(retention.sweep().values())
