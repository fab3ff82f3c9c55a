"""The catalogues kept in step with the source: extraction, updating, compiling and the gate that `make check` runs.

Dutch is the source. `en` translates every string; `nl_JE` is Dutch for a wijk that says "je", and holds only the
strings that address the reader. Needs no GNU gettext: Babel reads, polib writes. Uses no floor; nothing imports it
but commands and tests.
"""
