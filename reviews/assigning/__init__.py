"""The matching on the chair's page: from the database to a draft, and from there to assignments.

`computing` computes, in a process of its own and without Django.
"""
