"""Reading a program out of a spreadsheet: seen line by line first, then done at once or not at all.

`workshop.sheets` makes lines of a file; a module for each kind of row names its columns and says
what a line would do; `services` does it.
"""
