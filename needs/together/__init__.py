"""From individual to collective: open needs that are alike become one shared activity, when the askers want that.

`finding.py` stores at night what `needs/matching/bundling.py` finds; the coordinator asks, each asker says yes or no
(`telling.py`), `reactions.py` lets go of who is helped or gone, and `making.py` turns three times yes into an offer
with many places. The rows are `Bundle` and `BundledNeed`. Uses this floor and what lies below it.
"""
