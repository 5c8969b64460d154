"""The decision board: read, choose, look at what would change, do it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from reviews.chair_page import reviewing_context
from reviews.deciding import decide_all
from reviews.decisions.choosing import ChoosingForm, choices_of, confirmed
from reviews.decisions.drawing import Drawing
from reviews.decisions.filters import DecisionsForm
from reviews.decisions.news import newest_of, news_since, note_visit, visit_of
from reviews.decisions.places import places_of
from reviews.decisions.rows import outcomes_of, page_of, rows_of, totals_of
from reviews.outcomes import counts_of
from submissions.conflicts import set_aside
from submissions.models import Submission
from workshop.boards import from_here
from workshop.fields import FIRST_YEAR, LAST_YEAR
from workshop.views.shared import chaired
from workshop.views.tables import heads_of, paging_of, query_of

# [(its heading, the sort that comes first, or none)]
COLUMNS = [
    (gettext_lazy("Submission"), "title"),
    (gettext_lazy("Reviews"), "reviews"),
    (gettext_lazy("Marks"), ""),
    (gettext_lazy("Mean"), "-mean"),
    (gettext_lazy("By confidence"), "-sure"),
    (gettext_lazy("Spread"), "-spread"),
    RECOMMENDED := (gettext_lazy("Recommended"), ""),
    (gettext_lazy("Decision"), "decision"),
]


@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request, slug):
    """Of what the viewer may decide; a POST is answered by a preview, nothing is done by it."""
    workshop = chaired(request, slug)
    form = DecisionsForm(request.GET, workshop=workshop)
    everything = _rows(request, workshop)
    rows = _shown(request, workshop, form, everything)
    sent = request.POST if request.method == "POST" else None
    choosing = ChoosingForm(sent, workshop=workshop, rows=rows)
    if sent is not None and choosing.is_valid():
        return _preview(request, workshop, choosing, everything)
    page = page_of(rows, request.GET.get("page"))
    is_advised = any(row.is_advised for row in page)
    columns = [one for one in COLUMNS if is_advised or one is not RECOMMENDED]
    drawing = Drawing(slug, choosing.ticked, from_here(request), is_advised=is_advised)
    context = reviewing_context(workshop) | set_aside(workshop, request.user)
    context |= paging_of(page) | {
        "form": form,
        "choosing": choosing,
        "drawn": [drawing.row_of(row) for row in page],
        "heads": heads_of(request, columns, form.order),
        "query": query_of(request),
        "totals": totals_of(everything),
        "places": places_of(workshop, outcomes_of(everything).values()),
        "since": visit_of(request.user, workshop),
        "until": newest_of(everything),
    }
    return render(request, "reviews/decisions.html", context)


def _rows(request, workshop):
    own = Submission.objects.filter(workshop=workshop).decidable_by(request.user)
    news = news_since(visit_of(request.user, workshop), request.user)
    return rows_of(own.order_by("pk"), workshop, news)


def _shown(request, workshop, form, rows):
    """Those of the rows that the form asks for, in its order."""
    own = Submission.objects.filter(workshop=workshop).decidable_by(request.user)
    found = set(form.searched(own).values_list("pk", flat=True))
    return form.applied_to([row for row in rows if row.pk in found])


def _preview(request, workshop, choosing, rows):
    chosen = choices_of(choosing, request.user)
    left = [one for one in chosen if not one.outcome]
    closed = [one for one in chosen if one.outcome and one.is_closed]
    stale = [one for one in chosen if one.outcome and one.is_stale and not one.is_closed]
    out = {id(one) for one in [*left, *closed, *stale]}
    kept = [one for one in chosen if id(one) not in out]
    changes = [one for one in kept if not one.is_empty]
    then = outcomes_of(rows, {one.submission.pk: one.outcome for one in changes})
    places = places_of(workshop, then.values())
    context = reviewing_context(workshop) | {
        "changes": changes,
        "crowded": [one for one in places if one.left is not None and one.left < 0],
        "beyond": choosing.beyond,
        "counts": counts_of(one.outcome for one in changes),
        "same": len(kept) - len(changes),
        "left": left,
        "closed": closed,
        "stale": stale,
        "note": choosing.cleaned_data["note"],
        "label": choosing.cleaned_data.get("label"),
        "query": query_of(request),
    }
    return render(request, "reviews/decisions_preview.html", context)


@require_POST
def decide_chosen(request, slug):
    """What the preview has shown; each as it was seen there, or not at all."""
    workshop = chaired(request, slug)
    done = decide_all(confirmed(request.POST, workshop, request.user), by=request.user)
    if done.new:
        told = _("Decided: %(counts)s. The authors learn nothing until it is announced.")
        messages.success(request, told % {"counts": counts_of(one.outcome for one in done.new)})
    else:
        messages.warning(request, _("Nothing was decided."))
    if done.stale:
        told = _("Another chair has decided meanwhile, so these stay as they are: %(which)s.")
        messages.error(request, told % {"which": _told(done.stale)})
    if done.closed:
        told = _("These are not in review any more, so they were not decided: %(which)s.")
        messages.error(
            request, told % {"which": ", ".join(f"“{one.submission}”" for one in done.closed)}
        )
    return redirect(reverse("decisions", args=[slug]) + query_of(request))


def _told(choices):
    """Each with what stands: "“Cold starts” (reject), …"."""
    told = _("“%(title)s” (%(stands)s)")
    return ", ".join(told % {"title": one.submission, "stands": one.old} for one in choices)


@require_POST
def board_seen(request, slug):
    """All that the page has told: what comes later is new the next time."""
    workshop = chaired(request, slug)
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until and until.tzinfo and FIRST_YEAR <= until.year <= LAST_YEAR:
        note_visit(request.user, workshop, until)
        messages.success(request, _("What comes from now on is marked as new."))
    return redirect(reverse("decisions", args=[slug]) + query_of(request))
