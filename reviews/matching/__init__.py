"""Who reviews what: how near texts are to each other, and the best assignment. No Django in here.

Its parts are imported where they are used: numpy, scipy and OR-tools take time and memory.
"""
