"""The Celery app and the whole beat schedule as one table.

Nothing in a web process publishes to the broker: rows say what is due and beat sweeps them. Each entry expires
before its next turn, so a queue that stood still does not start with a heap. Redis when `REDIS_URL` says so,
otherwise a folder.
"""

import os
from datetime import timedelta
from typing import Any

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
from django.conf import settings  # noqa: E402 -- after the settings module is named

app = Celery("wijk")


def _sweep(task: str, every: timedelta | crontab, expires: float) -> dict[str, Any]:
    return {"task": task, "schedule": every, "options": {"expires": expires}}


SECONDS, FEW, SOON = timedelta(seconds=2), timedelta(seconds=5), timedelta(seconds=15)
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
SCHEDULE = {
    # what                        task                                        when                    expires (s)
    "errands": _sweep("wijk.journal.tasks.run_due_errands", SECONDS, 1.9),
    "mail": _sweep("members.notices.tasks.drain", SECONDS, 1.9),
    "follow-ups": _sweep("needs.tasks.ask_due_followups", SOON, 14),
    "proposals": _sweep("needs.tasks.expire_proposals", SOON, 14),
    "match again": _sweep("needs.tasks.rematch_due", FEW, 4.9),
    "routing": _sweep("coalitions.tasks.route_due", QUARTER, 800),
    "late partners": _sweep("coalitions.tasks.ring_late_partners", HOUR, 3000),
    "consent that ends": _sweep("coalitions.tasks.expire_shares", HOUR, 3000),
    "partner mails": _sweep("coalitions.tasks.plan_partner_mails", QUARTER, 800),
    "digests": _sweep("members.notices.tasks.plan_digests", QUARTER, 800),
    "needs that run out": _sweep("needs.tasks.warn_expiring_needs", HOUR, 3000),
    "offers that run out": _sweep("offers.tasks.warn_expiring_offers", HOUR, 3000),
    "offers that are over": _sweep("offers.tasks.end_expired_offers", HOUR, 3000),
    "bundles that run out": _sweep("needs.tasks.expire_bundles", HOUR, 3000),
    "seal who looked": _sweep("wijk.journal.tasks.seal_looks", crontab(minute="6"), 3000),
    "needs read anew": _sweep("needs.tasks.reread_old_needs", QUARTER, 800),
    "offers read anew": _sweep("offers.tasks.reread_old_offers", QUARTER, 800),
    "week: who was let in": _sweep("needs.tasks.report_glasses", crontab(hour="8", minute="0", day_of_week="1"), 3000),
    "night: match again": _sweep("needs.tasks.rematch_all", crontab(hour="3", minute="10"), 3000),
    "night: what is alike": _sweep("needs.tasks.find_bundles", crontab(hour="3", minute="40"), 3000),
    "night: kept no longer": _sweep("members.tasks.sweep_what_is_over", crontab(hour="4", minute="10"), 3000),
    "night: old cache": _sweep("members.notices.tasks.purge_cache", crontab(hour="4", minute="20"), 3000),
    "night: old code tries": _sweep("members.tasks.forget_codes", crontab(hour="4", minute="30"), 3000),
    "night: old sessions": _sweep("members.tasks.forget_sessions", crontab(hour="4", minute="40"), 3000),
}

if settings.REDIS_URL:
    broker = {"broker_url": settings.REDIS_URL, "broker_transport_options": {"visibility_timeout": 300}}
else:
    folders = {name: str(settings.QUEUE / name) for name in ("messages", "control", "processed")}
    for folder in folders.values():
        os.makedirs(folder, exist_ok=True)
    broker = {
        "broker_url": "filesystem://",
        "broker_transport_options": {
            "data_folder_in": folders["messages"],
            "data_folder_out": folders["messages"],
            "control_folder": folders["control"],
            "processed_folder": folders["processed"],
            "store_processed": False,
        },
    }

app.conf.update(
    **broker,
    beat_schedule=SCHEDULE,
    beat_schedule_filename=str(settings.QUEUE / "beat"),
    beat_max_loop_interval=1,
    timezone=settings.TIME_ZONE,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=120,
    task_soft_time_limit=90,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    task_serializer="json",
    accept_content=["json"],
)
app.autodiscover_tasks()  # `<app>/tasks.py` of every floor
