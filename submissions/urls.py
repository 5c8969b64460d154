from django.urls import path

from submissions.views import (
    acts,
    chair_list,
    code,
    extensions,
    files,
    form,
    guest,
    handover,
)

urlpatterns = [
    path("chair/submissions/", chair_list.chair_list, name="chair_list"),
    path("chair/extensions/", extensions.extensions, name="extensions"),
    path("chair/submissions/export/<slug:kind>/", chair_list.export, name="export_submissions"),
    path("submit/", form.submit, name="submit"),
    path("submit/code/", code.claim_by_code, name="claim"),
    path("submit/discard/", guest.discard, name="discard_of_guest"),
    path("submit/check/", guest.check, name="check_of_guest"),
    path("submit/pages/<int:number>/", guest.page, name="page_of_guest"),
    path("submit/pages/<int:number>/small/", guest.small_page, name="small_page_of_guest"),
    path("submissions/<code:code>/", acts.submission, name="submission"),
    path("submissions/<code:code>/check/", files.check, name="check"),
    path("submissions/<code:code>/edit/", form.edit, name="edit_submission"),
    path("submissions/<code:code>/send/", acts.send_in, name="send_in"),
    path("submissions/<code:code>/discard/", acts.discard, name="discard"),
    path("submissions/<code:code>/withdraw/", acts.withdraw, name="withdraw"),
    path("submissions/<code:code>/proposal.pdf", files.proposal, name="proposal"),
    path("submissions/<code:code>/versions/<int:number>.pdf", files.version, name="version"),
    path("submissions/<code:code>/co-authors/", handover.limit_coauthors, name="limit_coauthors"),
    path("submissions/<code:code>/hand-over/", handover.hand_over, name="hand_over"),
    path("hand-over/<str:token>/", handover.accept, name="accept_hand_over"),
    path("submissions/<code:code>/receipt/", acts.receipt_again, name="receipt_again"),
    path("submissions/<code:code>/pages/<int:number>/", files.page, name="page_of_submission"),
    path("submissions/<code:code>/pages/<int:number>/small/", files.small_page, name="small_page"),
]
