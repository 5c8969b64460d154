"""A list as a file to take away."""

from django.http import FileResponse, Http404, StreamingHttpResponse

from workshop.exports import as_csv, as_json, as_xlsx

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": SHEET, "json": "application/json"}
KINDS = [(kind.upper(), kind) for kind in TYPES]


def check_kind(kind):
    if kind not in TYPES:
        raise Http404


def file_of(workshop, name, kind, *, records, heading, cells):
    """The answer: `records` are dictionaries, `cells(record)` its texts below the heading."""
    lines = map(cells, records)
    if kind == "xlsx":
        content, response = as_xlsx(name, heading, lines), FileResponse
    else:
        content = as_json(records) if kind == "json" else as_csv(heading, lines)
        response = StreamingHttpResponse
    saved = f'attachment; filename="{workshop.slug}-{name}.{kind}"'
    return response(content, content_type=TYPES[kind], headers={"Content-Disposition": saved})
