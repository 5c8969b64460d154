"""What a submission's forms and its storing share: names of fields, sentences."""

from django.utils.translation import ngettext_lazy

TEXTS = ("title", "abstract", "institutions", "notes")
AUTHOR = ("name", "mail", "affiliation", "orcid", "is_presenter")
TOO_LONG = {
    "max_length": ngettext_lazy(
        "Shorten it to %(limit_value)d character; it has %(show_value)d.",
        "Shorten it to %(limit_value)d characters; it has %(show_value)d.",
        "limit_value",
    )
}
