"""What people call a device, from what its browser says of itself."""

NAVIGATEURS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def nom_de_l_appareil(user_agent: str) -> str:
    """Return « Firefox sur Windows », or what of it is known.

    >>> nom_de_l_appareil("Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0")
    'Firefox sur Windows'
    >>> nom_de_l_appareil("curl/8.5")
    'Appareil inconnu'
    """
    browser = next((name for sign, name in NAVIGATEURS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMES if sign in user_agent), "")
    return " sur ".join(part for part in (browser, system) if part) or "Appareil inconnu"
