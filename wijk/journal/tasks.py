"""The doorbell of the errands, rung by beat."""

from celery import shared_task

from wijk.journal import post


@shared_task
def run_due_errands() -> int:
    return post.run_due()
