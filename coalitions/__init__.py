"""Who works on it together: coalitions with their seats, and the screens that read every floor.

`routing.py` decides which organisation a need may be offered to, and when. The top floor; only the roof is higher.
"""
