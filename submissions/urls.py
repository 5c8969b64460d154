from django.urls import path

from submissions import views

urlpatterns = [
    path("submit/", views.submit, name="submit"),
    path("submissions/<code:code>/", views.submission, name="submission"),
    path("submissions/<code:code>/edit/", views.edit, name="edit_submission"),
    path("submissions/<code:code>/send/", views.send_in, name="send_in"),
    path("submissions/<code:code>/discard/", views.discard, name="discard"),
    path("submissions/<code:code>/withdraw/", views.withdraw, name="withdraw"),
    path("submissions/<code:code>/proposal.pdf", views.proposal, name="proposal"),
    path("submissions/<code:code>/pages/<int:number>/", views.page, name="page_of_submission"),
]
