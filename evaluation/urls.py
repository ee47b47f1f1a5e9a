from django.urls import path

from evaluation.views import candidatures, exports, pilotage

app_name = "pilotage"

urlpatterns = [
    path("", pilotage.programmes, name="programmes"),
    path("<slug:promotion>/", pilotage.promotion, name="promotion"),
    path("<slug:promotion>/candidatures/", candidatures.candidatures, name="candidatures"),
    path("<slug:promotion>/exports/<slug:liste>/", exports.exporter, name="exporter"),
]
