"""Asking: five questions, one a page, then "Klopt dit?"; the same questions on one page at the telephone.

What is typed stands in a Draft on the server until it is sent. Uses `members`, `wijk.themes` and its own floor.
"""
