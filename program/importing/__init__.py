"""Reading a program out of a spreadsheet: seen line by line first, then done at once or not at all.

`reading` makes lines of a file, `rows` says which columns there are, a module for each kind of row
says what a line would do, and `services` does it.
"""
