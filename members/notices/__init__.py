"""Notices: the outbox and nothing else. What to tell whom, the floors above say.

    Notice.objects.tell(person, "proposal.waiting", "17", neighbourhood=wijk, proposal=17)   in a verb's transaction
    @kinds.register("proposal.waiting", subject=_("Er is een voorstel voor u"))               in a floor's telling.py

Mechanism only: outbox, ledger, delivery, digest frame, unsubscribe, signed links. Uses `members`.
"""
