"""Is it fair, and does the search work? For the coordinator and the board, from what was stored anyway.

Counts and words, never a ranking of persons. The board sees no need and no small number. Owns no table; reads
`needs`, `offers` and `wijk.themes`.
"""
