"""Figures for municipality staff: asked, solved, by whom, how long; never a story, never a small number.

`withholding.py` is pure and says what may be shown. Owns no table; reads `needs`.
"""
