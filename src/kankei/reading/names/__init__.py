"""Who is named in a document: states in all their forms, and persons with their titles."""

from .persons import find_persons
from .states import find_states

__all__ = ["find_persons", "find_states"]
