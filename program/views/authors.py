"""What authors put beside their own contribution."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from program.materialforms import SharedForm
from program.materials import TooManyMaterials, WorkshopClosed, add_of_author, remove_material
from program.models import Contribution, Material
from program.uploads import store_file
from workshop.closing import is_closed

CLOSED = gettext_lazy("The workshop is closed, so nothing was changed. Write to its chairs.")


@require_http_methods(["GET", "HEAD", "POST"])
def author_materials(request, slug, code):
    """GET shows; POST adds or takes away."""
    own = Contribution.objects.of_author(request.user).select_related("workshop", "submission")
    contribution = get_object_or_404(own, workshop__slug=slug, submission__code=code)
    is_adding = "add" in request.POST
    form = SharedForm(*[request.POST, request.FILES] if is_adding else [])
    form.instance.contribution = contribution
    if is_adding and _added(request, contribution, form):
        return redirect("author_materials", slug, code)
    if "remove" in request.POST:
        _remove(request, contribution)
        return redirect("author_materials", slug, code)
    context = {
        "workshop": contribution.workshop,
        "submission": contribution.submission,
        "materials": _shown(contribution),
        "form": form,
        "is_closed": is_closed(contribution.workshop),
    }
    return render(request, "program/author_materials.html", context)


def _shown(contribution):
    """Recordings are the chairs': of them consent is asked."""
    return contribution.materials.exclude(kind=Material.Kind.RECORDING)


def _added(request, contribution, form):
    if not form.is_valid():
        return False
    store_file(form)
    try:
        add_of_author(contribution, form.save(commit=False), by=request.user)
    except TooManyMaterials:
        form.add_error(None, _("Twenty things stand beside it already. Take one away first."))
        return False
    except WorkshopClosed:
        form.add_error(None, CLOSED)
        return False
    except Contribution.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, _("It is added. Open it once, as everybody gets it: see below."))
    return True


def _remove(request, contribution):
    if is_closed(contribution.workshop):
        return messages.error(request, CLOSED)
    material = get_object_or_404(_shown(contribution), code=request.POST["remove"])
    remove_material(material, by=request.user)
    return messages.success(request, _("It is taken away."))
