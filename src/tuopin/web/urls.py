"""Every address of the web door."""

from django.urls import include, path

from tuopin.api.door import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("accounts/", include("tuopin.web.accounts")),
]
