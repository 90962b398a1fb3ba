"""Many documents, read by one pure function of Arrow rows: on a pool of processes or in Spark.

``waiting.py`` says what waits to be read, ``reading.py`` reads it, ``pool.py`` does so in several
processes, and ``parts.py`` keeps what was found, so that a killed run goes on.
"""
