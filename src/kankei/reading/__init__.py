"""The reader: from a document to what it says, every find with the characters it rests on.

``read.py`` composes the stages; ``write.py`` writes what they found. Words stand in ``words/``.
"""
