"""What was found on the first page of a PDF, offered to the form and never imposed."""

from submissions.pdf.facts import offered_in


def offered_by(manuscript):
    """{title, abstract, authors: [{name, mail, affiliation}]} of one that passed; {} of none."""
    if not manuscript or not manuscript.is_accepted:
        return {}
    found = offered_in(manuscript.facts)
    return found if any(found.values()) else {}


def with_offer(data, submission):
    """The form's data with what its PDF offers in the empty fields, where that was asked for."""
    offer = offered_by(submission.newest) if "use" in data else {}
    if not offer:
        return data
    changed = data.copy()
    for name in ("title", "abstract"):
        if not changed.get(name, "").strip():
            changed[name] = offer[name]
    people = "\n".join(map(_as_pasted, offer["authors"]))
    changed["pasted"] = f"{changed.get('pasted', '')}\n{people}".strip()
    return changed


def _as_pasted(author):
    mail = f" <{author['mail']}>" if author["mail"] else ""
    affiliation = f" ({author['affiliation']})" if author["affiliation"] else ""
    return f"{author['name']}{mail}{affiliation}"
