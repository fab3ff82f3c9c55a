"""Signing in: mailed codes that are counted, the second factor for who works here, and the fresh proof for a big step.

The mechanism is allauth's; here stands what it leaves open: attempts counted in the database, equal answers for known
and unknown addresses, which roles need a second factor, a step for people without a password, limits of a session, and
what is written in the journal. Uses the floor's own models and `wijk.journal`.
"""
