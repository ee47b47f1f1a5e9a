from django.http import HttpRequest


def cadre(request: HttpRequest) -> dict[str, object]:
    return {}
