"""Roof and ground of the house.

Ground: `places` (where), `journal` (what happened) and `themes` (what it is about) import nothing above
themselves. Roof: `urls`, `pages`, `celery`, `settings` and `management` read every floor; nobody imports them.
"""
