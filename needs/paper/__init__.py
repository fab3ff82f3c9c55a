"""What hangs on the wall and lies on the desk: cards for the notice board, the poster, the question on paper.

Owns no table. Reads needs, offers and places; the sheets are typst (`templates/needs/paper/*.typ`) and get their words
as data, so nothing that somebody typed is ever read as markup. A card names nobody and shows only what was agreed to.
"""
