from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.views import BaseReauthenticateView
from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from workshop.reauthentication import MailedCode


@method_decorator(never_cache, name="dispatch")
class ReauthenticateByCode(BaseReauthenticateView):
    """A code to the address of who has nothing else to show that it is them; a button sends it."""

    template_name = "account/reauthenticate_by_code.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.is_asked_for = request.POST.get("action") == "send"

    def dispatch(self, request, *args, **kwargs):
        self.process = None if self.is_asked_for else MailedCode.resume(request)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.process:
            return super().post(request, *args, **kwargs)
        if not self.is_asked_for:
            return self._again(_("That code is too old: have another one sent."))
        if not MailedCode.begin(request):
            return self._again(_("Too many codes were asked for: wait a minute, then try again."))
        return self._again()

    def get_form_class(self):
        return ConfirmLoginCodeForm if self.process else forms.Form

    def get_form_kwargs(self):
        code = {"code": self.process.code} if self.process else {}
        return super().get_form_kwargs() | code

    def form_valid(self, form):
        self.process.finish()
        return super().form_valid(form)

    def form_invalid(self, form):
        if self.process.record_invalid_attempt():
            return super().form_invalid(form)
        return self._again(_("That was wrong too often: have another code sent."))

    def _again(self, error=""):
        if error:
            messages.error(self.request, error)
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))
