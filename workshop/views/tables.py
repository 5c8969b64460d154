"""What lists of chairs have in common: headings that sort, and links that keep what was chosen."""


def query_of(request, **changed):
    """What was chosen, without the page; with a leading “?”."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


def heads_of(request, columns, order):
    """[(column, address of the list sorted by it or "", how it is sorted by it now)]

    `columns` is [(heading, the sort that comes first or "")], `order` the sort that it has now.
    """
    return [
        (word, sort and _turned(request, order, sort), _now(order, sort)) for word, sort in columns
    ]


def _turned(request, order, sort):
    """Once more the other way."""
    other = sort[1:] if sort.startswith("-") else f"-{sort}"
    return query_of(request, sort=other if order == sort else sort)


def _now(order, sort):
    if not sort or order.lstrip("-") != sort.lstrip("-"):
        return ""
    return "descending" if order.startswith("-") else "ascending"


def paging_of(page):
    """What `workshop/_paging.html` needs beside the query."""
    around = {"on_each_side": 2, "on_ends": 1}
    return {"page": page, "numbers": page.paginator.get_elided_page_range(page.number, **around)}
