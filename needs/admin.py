"""The admin of this floor is that of the thesaurus: nobody reads a need in the admin."""

from needs.vocabulary.admin import ConceptAdmin, TermAdmin

__all__ = ["ConceptAdmin", "TermAdmin"]
