"""What is edited in the admin of supervision; one module a topic."""

from . import rules, weights

__all__ = ["rules", "weights"]
