"""Documents written by seed together with their gold, to find faults of the reader by numbers."""
