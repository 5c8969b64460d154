from django.urls import path

from submissions import views

urlpatterns = [
    path("submit/", views.submit, name="submit"),
    path("submissions/<str:code>/", views.submission, name="submission"),
    path("submissions/<str:code>/edit/", views.edit, name="edit_submission"),
    path("submissions/<str:code>/withdraw/", views.withdraw, name="withdraw"),
    path("submissions/<str:code>/proposal.pdf", views.proposal, name="proposal"),
    path("submissions/<str:code>/pages/<int:number>/", views.page, name="page_of_submission"),
]
