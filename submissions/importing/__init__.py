"""Bringing in what was sent in elsewhere: a sheet and a ZIP of PDFs, seen line by line first.

`sheet` says which column is what, `people` reads authors, `packed` the ZIP, `plan` says what each
line would do, `keeping` holds both files between the steps, and `doing` is the long job.
"""
