"""Where: municipalities, wijken and buurten with their figures, and the neighbourhood that runs itself.

`geo.py` and `hours.py` are pure. `scopes.py` keeps every query within what its asker may see. The ground floor: it
imports no other floor.
"""
