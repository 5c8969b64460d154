from django.urls import path

from reviews.views import answering

urlpatterns = [path("invitations/<str:token>/", answering.invitation, name="invitation")]
