"""Is it fair, does the search work, and how do we divide what is scarce? From what was stored anyway.

Counts and words, never a ranking of persons. The board sees no need and no small number; how we divide is every
member's to read. Owns no table; reads `members`, `offers`, `needs`, `wijk.themes`, and runs the engine without storing.
"""
