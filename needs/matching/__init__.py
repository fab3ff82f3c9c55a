"""Which offers fit which needs: how well, why, why not, and the best set of proposals over all of them together.

`profile`, `relevance`, `refusals`, `scoring`, `network`, `assignment` and `reasons` are pure: no Django, no clock and
no chance. `engine.py` is the only file that reads and writes. Uses `wijk.themes` for what a text is about.
"""
