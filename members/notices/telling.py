"""The one kind of notice that belongs to nobody upstairs: the digest registers itself when it is imported."""

from members.notices import digest

__all__ = ["digest"]
