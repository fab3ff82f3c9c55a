"""Doorbells of the outbox, rung by beat."""

from celery import shared_task
from django.db import connections
from django.utils import timezone

from members.models import Knock
from members.notices import delivery, digest


@shared_task
def drain() -> int:
    return delivery.drain()


@shared_task
def plan_digests() -> int:
    return digest.plan()


@shared_task
def purge_cache() -> int:
    """Rate limits that are over; the cache itself only throws away when it is full."""
    Knock.objects.forget()
    with connections["cache"].cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE expires < %s", [timezone.now()])
        return int(cursor.rowcount)
