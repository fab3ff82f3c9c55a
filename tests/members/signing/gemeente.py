"""A small OpenID provider in a thread: real HTTP, signed tokens, and PKCE that is checked."""

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """`claims` is what the next token says besides issuer, audience and times; `refused` counts wrong verifiers."""

    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # code → challenge
    refused: int = 0
    issuer: str = ""
    audience: str = "wijk"

    def start(self) -> None:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: Any) -> None:
                pass

            def _say(self, what: Any, status: int = 200) -> None:
                body = json.dumps(what).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self) -> None:  # noqa: N802 -- http.server's name
                self._say(provider.metadata() if "openid-configuration" in self.path else provider.jwks())

            def do_POST(self) -> None:  # noqa: N802
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self._say(*provider.token(sent))

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def metadata(self) -> dict[str, Any]:
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        found: dict[str, Any] = {name: f"{self.issuer}/{path}" for name, path in paths.items()}
        return found | {"issuer": self.issuer, "token_endpoint_auth_methods_supported": ["client_secret_post"]}

    def jwks(self) -> dict[str, Any]:
        return {
            "keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1", "alg": "RS256"}]
        }

    def authorize(self, address: str) -> dict[str, str]:
        """What the browser brings back after the visitor said yes at `address`. Needs a challenge."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked["code_challenge"]
        return {"code": code, "state": asked["state"]}

    def token(self, sent: dict[str, list[str]]) -> tuple[dict[str, Any], int]:
        verifier = sent.get("code_verifier", [""])[0]
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        if self.codes.pop(sent["code"][0], None) != challenge:
            self.refused += 1
            return {"error": "invalid_grant"}, 400
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 60} | self.claims
        token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}, 200
