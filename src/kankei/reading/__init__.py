"""Documents become sentences, notes, names, dates and claims, each with its place in the text."""
