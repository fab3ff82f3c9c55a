"""The doorbells of the errands and of the seals, rung by beat."""

from celery import shared_task

from wijk.journal import post, seals


@shared_task
def run_due_errands() -> int:
    return post.run_due()


@shared_task
def seal_looks() -> None:
    seals.seal()
