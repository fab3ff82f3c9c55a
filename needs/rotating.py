"""What this floor keeps sealed, sealed anew with the newest key."""

from needs.background import rotate

__all__ = ["rotate"]
