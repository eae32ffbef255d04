"""Folders of articles kept up to date: intake, grouping, reports, history, and the index over all of it.

``build`` is the whole; ``groupings`` prints what it groups; ``watch`` repeats it. The functions that an engine
spreads over processes are in ``work``.
"""
