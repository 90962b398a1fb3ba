"""stub"""
class Clauses:
    def __init__(self, line): pass
    def read(self): return []
