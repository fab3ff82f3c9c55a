"""What it is about: kinds, themes with their risk, and the concepts and terms of everyday Dutch.

`analysis.py` and `safety.py` are pure: text in, features or a warning out; offers and needs share them. Uses
`wijk.places` only.
"""
