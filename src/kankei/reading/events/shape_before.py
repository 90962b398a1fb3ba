"""stub"""
from .shape import Shape
def shape(rules, text, start, end, surface): return None
