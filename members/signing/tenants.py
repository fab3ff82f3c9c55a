"""`settings.OIDC` in the shape that allauth reads."""

import hashlib
import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


def id_of(issuer: str) -> str:
    return "g" + hashlib.sha256(issuer.encode()).hexdigest()[:12]


def app(tenant: dict[str, Any]) -> dict[str, Any]:
    """{"name", "issuer", "client_id", "secret", "tenants"?, "trusts_mfa"?} → one app of allauth.

    Its id holds the issuer, so that a subject of one issuer never is the same subject of another.
    """
    issuer = tenant["issuer"]
    return {
        "provider_id": id_of(issuer),
        "name": tenant["name"],
        "client_id": tenant["client_id"],
        "secret": tenant["secret"],
        "settings": {
            "server_url": issuer,
            "issuer": issuer,
            "tenants": tenant.get("tenants", []),
            "trusts_mfa": tenant.get("trusts_mfa", False),
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
        },
    }


def origins(tenants: list[dict[str, Any]]) -> list[str]:
    """Where a form may lead to, for the Content-Security-Policy."""
    return sorted({"{0.scheme}://{0.netloc}".format(urlsplit(tenant["issuer"])) for tenant in tenants})


def known() -> list[tuple[str, str]]:
    """(id, name) of each gemeente whose login is there, for the buttons."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return [(app["provider_id"], app["name"]) for app in apps]


if __name__ == "__main__":
    print(id_of(sys.argv[1]))  # noqa: T201 -- a command line tool prints
