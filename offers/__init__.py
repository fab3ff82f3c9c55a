"""What is there: the offers of neighbours and of organisations, with their places and their limits.

Uses `wijk.places`, `wijk.journal`, `wijk.themes` and `members`.
"""
