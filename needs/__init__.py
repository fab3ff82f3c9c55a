"""The spine: what is asked, who is proposed, what both say, and how it ends.

`lifecycle.py` is the table of the life of a need, `privacy.py` says who sees which row and how much of it. Uses
every floor below; `coalitions` stands above.
"""
