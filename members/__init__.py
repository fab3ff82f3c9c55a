"""Who: people, the organisations that are members too, and who has which role where.

Every asker is a person here, also without e-mail and without an account. Uses `wijk.places` and `wijk.journal`.
"""
