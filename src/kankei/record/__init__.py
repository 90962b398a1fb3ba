"""The sourced record: what is known, from whom, since when, and what contradicts what.

``hand`` reads the facts a person keeps, ``assemble`` turns them and what was read into tables,
``store`` writes and opens the record, ``questions`` ask it, ``audit`` distrusts it.
"""
