"""Filling in the admin's forms as a browser would: all fields as shown, some of them changed."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone


def change_page(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def queries_for(client, path):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def shown(response):
    """What a browser would send back from the change form of `response` without any change."""
    data = {}
    with timezone.override(response.context["workshop"].tz):  # in which the page was drawn
        for form in forms_of(response):
            for field in form:
                data |= sent(field)
    return data | {"_seen": response.context.get("seen", "")}


def forms_of(response):
    yield response.context["adminform"].form
    for inline in response.context["inline_admin_formsets"]:
        yield inline.formset.management_form
        yield from inline.formset.forms
        yield inline.formset.empty_form


def sent(field):
    """The names and values that a browser sends for a field; nothing for an empty box or a file."""
    value = field.value()
    if getattr(field.field.widget, "input_type", "") == "file":
        return {}
    if getattr(field.field.widget, "input_type", "") == "checkbox":
        return {field.html_name: "on"} if value else {}
    widget = field.field.widget
    if not hasattr(widget, "decompress"):
        return {field.html_name: "" if value is None else value}
    parts = value if isinstance(value, list) else widget.decompress(value)
    shown_parts = zip(widget.widgets, parts, strict=True)
    return {
        f"{field.html_name}_{number}": part_widget.format_value(part) or ""
        for number, (part_widget, part) in enumerate(shown_parts)
    }


def edit(client, path, **changes):
    """Open the form at `path`, change fields, save; the answer to the save."""
    page = client.get(path)
    assert page.status_code == 200, path
    return client.post(path, shown(page) | changes)
