"""What every sheet says of the wijk: its name, number, hours and address, in the words of the reader's language."""

import io
from typing import Any

import segno
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wijk.places.models import Neighbourhood
from wijk.places.templatetags.dutch import nummer
from wijk.places.templatetags.opening import hours_in_words


def desk(wijk: Neighbourhood) -> dict[str, Any]:
    address = f"{settings.SITE_URL}{wijk.get_absolute_url()}"
    return {
        "lang": (get_language() or "nl")[:2],
        "wijk": f"{wijk.get_kind_display()} {wijk.name}",
        "phone": nummer(wijk.phone),
        "hours": hours_in_words(wijk.desk.hours),
        "visiting": ", ".join(line.strip() for line in wijk.visiting.splitlines() if line.strip()),
        "address": address.split("://", 1)[1].rstrip("/"),
        "qr": square(address),
        "qr_alt": _("QR-code naar %(address)s") % {"address": address},
        "on_your_phone": _("Of kijk op uw telefoon"),
    }


def square(address: str) -> str:
    """A QR code as SVG, with the quiet edge of four modules that scanners ask for."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=4, dark="#14211b", light="#ffffff")
    return out.getvalue().decode()
