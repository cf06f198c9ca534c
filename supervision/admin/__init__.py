"""What is edited in the admin of supervision; one module a topic."""

from . import pilot, rules, weights

__all__ = ["pilot", "rules", "weights"]
