"""Notices: the outbox and nothing else. What to tell whom is said by the floors above.

Mechanism only: outbox, ledger, digest frame, unsubscribe, delivery. Uses `members`.
"""
