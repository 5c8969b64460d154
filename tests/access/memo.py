"""A page is asked for again only where what it has read has changed.

What a page answers follows from who asks for what, from the rows that the database gives and from
the time, which stands still while pages are read. So an answer is kept with each query that was
asked for it and the rows that came, in their order. It holds in another state if the first query
gives the same rows there, so that the second is the one that would be asked next, and so on.
"""

from contextlib import contextmanager

from django.core.cache import caches
from django.db import connection

from program.leaderboards.reading import board_at
from program.schedule import program_at
from program.views.reading import workshop_at

HARMLESS = ("SAVEPOINT", "RELEASE SAVEPOINT")  # they change no row


class Memo:
    def __init__(self, ask):
        """`ask(role, address)` gives the text of a page."""
        self.ask = ask
        self.kept = {}  # {(role, address): [([(query, rows)], text)]}
        self.rows = {}  # {query: rows}, as they are now
        self.seen = {}  # {query: [rows]}, each that came once; equal ones are one and the same
        self.asked = []  # the queries since a page was asked for; None for one that writes

    @contextmanager
    def watching(self):
        """Whatever was done before: the rows are looked at anew."""
        self.rows.clear()
        with connection.execute_wrapper(self._watch):
            yield

    def _watch(self, execute, sql, params, many, context):
        if sql.startswith("SELECT"):
            self.asked.append((sql, tuple(params or ())))
        elif not sql.startswith(HARMLESS):
            self.rows.clear()
            self.asked.append(None)
        return execute(sql, params, many, context)

    def read(self, role, address):
        for reads, text in self.kept.get((role, address), ()):
            if all(self._rows_of(query) is rows for query, rows in reads):
                return text
        return self.read_anew(role, address)

    def read_anew(self, role, address):
        """What writes is not kept: it may have read its own rows."""
        forget_renderings()
        self.asked = []
        text, asked = self.ask(role, address), list(dict.fromkeys(self.asked))
        if None not in asked:
            reads = [(query, self._rows_of(query)) for query in asked]
            self.kept.setdefault((role, address), []).append((reads, text))
        return text

    def _rows_of(self, query):
        if query not in self.rows:
            with connection.cursor() as cursor:
                cursor.execute(*query)
                rows = cursor.fetchall()
            seen = self.seen.setdefault(query, [])
            if rows not in seen:
                seen.append(rows)
            self.rows[query] = seen[seen.index(rows)]
        return self.rows[query]


def forget_renderings():
    """Or a page would answer without asking for the rows that it shows."""
    caches["renderings"].clear()
    for reader in (board_at, program_at, workshop_at):
        reader.cache_clear()
