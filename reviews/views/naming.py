"""Whether one's name is posted as a reviewer's: said on the queue, changed there at any time."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reviews.naming import agree, withdraw
from reviews.namingforms import NameOfReviewerForm
from reviews.views.reviewer import queue_page, reviewed_workshop


@require_POST
def name_of_reviewer(request, slug):
    workshop = reviewed_workshop(request, slug)
    if "withdraw" in request.POST:
        withdraw(workshop, by=request.user)
        messages.success(request, _("Your name is not posted."))
        return redirect("reviews", slug)
    form = NameOfReviewerForm(request.POST)
    if not form.is_valid():
        return queue_page(request, workshop, form)
    agree(workshop, form.cleaned_data["name"], by=request.user)
    messages.success(request, _("Thank you: your name may be posted. You can withdraw it here."))
    return redirect("reviews", slug)
