"""What a form is filled in with: as it is shown but for some fields, or all of it nonsense."""

from urllib.parse import urlencode

from hypothesis import strategies as st

from tests.access.fuzzing.values import (
    BODIES,
    CONTENTS,
    COUNTS,
    FILES,
    KEYS,
    LONG,
    NAMES,
    NUMBERS,
    PLAIN,
    QUERIES,
    SURROGATE,
    TEXTS,
    TIMES,
    Body,
    Upload,
)


@st.composite
def files(draw):
    name, content = draw(st.sampled_from(NAMES)), draw(st.sampled_from(CONTENTS))
    kinds = ["application/pdf", "text/html", "image/png", "text/csv", "x/y; charset=\0", ""]
    return Upload(content, name, draw(st.sampled_from(kinds)))


def plain(field, *, is_full=False):
    """What is sent as shown; where that is empty and needed, or `is_full`, what is likely taken.

    Where any file will do, an address is asked for beside it, and is given.
    """
    shown, is_any_file = field.shown, field.kind == "file" and not field.accept
    is_wanted = field.is_required or (is_full and not is_any_file)
    if any(shown) or not is_wanted or field.kind in {"hidden", "search"}:
        return shown
    if field.kind == "file":
        return [Upload(content, name, "") for name, content in _files_for(field)[:1]]
    if field.options:
        return [one for one in field.options if one][-1:]
    about = f"{field.kind} {field.name}"
    return [next((text for word, text in PLAIN.items() if word in about), "Ice")]


def _files_for(field):
    return next(some for word, some in FILES.items() if word in field.accept)


def nasty(field):
    """A strategy of lists: fields are missing, and come twice."""
    if field.kind == "file":
        good = st.sampled_from(_files_for(field)).map(lambda one: Upload(one[1], one[0], ""))
        return st.lists(files() | good | st.sampled_from(TEXTS), max_size=2)
    return st.lists(st.sampled_from(_nasty_values(field)), max_size=3)


def _nasty_values(field):
    if field.name.endswith("_FORMS"):
        return COUNTS
    if field.kind in {"select", "radio", "checkbox"}:
        return [*field.options, *KEYS, LONG, SURROGATE, "[]"]
    if field.kind == "number":
        return NUMBERS
    if field.kind in {"date", "time", "datetime-local"}:
        return TIMES
    if field.kind == "hidden":
        return [*field.shown, *KEYS, *TEXTS, *TIMES]
    return TEXTS + NUMBERS + TIMES


class Filling:
    def __init__(self, to, data):
        """`data` is {name: [value, …]} or a `Body`."""
        self.to, self.data = to, data

    def __repr__(self):
        """Short, whatever was typed."""
        return f"{self.to[:200]} {str(self.data)[:2000]}"


@st.composite
def filled(draw, form):
    """As shown but for some fields, or all of it nonsense; or a `Body` that is no form."""
    to, data = draw(_filling(form))
    if draw(st.integers(0, 4)) == 0:
        query = {draw(st.sampled_from(QUERIES)): draw(st.sampled_from(TEXTS + KEYS + TIMES))}
        to = f"{to}{'&' if '?' in to else '?'}{urlencode(query)}"
    if form.method == "post" and draw(st.integers(0, 19)) == 0:
        return Filling(to, Body(*draw(st.sampled_from(BODIES))))
    return Filling(to, data)


@st.composite
def _filling(draw, form):
    names = list(form.fields)
    at_most = min(draw(st.sampled_from([1, 1, 3, len(names)])), len(names))
    chosen = draw(st.sets(st.sampled_from(names or [""]), min_size=1, max_size=max(1, at_most)))
    full = draw(st.sampled_from([st.just(False), st.just(True), st.booleans()]))
    data = {
        name: draw(nasty(field)) if name in chosen else plain(field, is_full=draw(full))
        for name, field in form.fields.items()
    }
    if draw(st.integers(0, 3)) == 0:
        data[draw(st.sampled_from(QUERIES))] = [draw(st.sampled_from(TEXTS + KEYS))]
    if data and form.method == "post" and draw(st.integers(0, 9)) == 0:
        data[draw(st.sampled_from([*data]))] = [draw(files())]
    to = form.action
    if form.buttons:
        name, value, to = draw(st.sampled_from(form.buttons))
        data |= {name: [value]} if name else {}
    return to, data
