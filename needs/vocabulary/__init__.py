"""The thesaurus, kept by people: a wijk's own words, the admin of concepts and words, and what a change would do.

The words themselves live two floors down (`wijk.themes`); they are kept here, because only here stand the needs on
which a change is tried before it is saved. Uses `needs.matching`.
"""
