"""An identity provider on the loopback, as OpenID Connect has it; it can be told to lie."""

import base64
import hashlib
import json
import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "quankan", "a secret of the client"


@dataclass
class FakeProvider:
    """Who is signed in there, and what is told of them.

    Attributes:
        now: Its clock, in seconds.
        subject, name: Of whoever comes.
        lies: Claims that stand before the true ones; None takes one away.
        header: Of the token.
        discovery: What stands before the true discovery document.
    """

    now: int
    subject: str = "42"
    name: str = "王五"
    lies: dict = field(default_factory=dict)
    discovery: dict = field(default_factory=dict)
    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    signs_with: RSAKey | None = None
    codes: dict[str, dict] = field(default_factory=dict)

    def document(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            **self.discovery,
        }

    def authorize(self, asked):
        """Sign in and go back: the address with the code."""
        if asked["response_type"] != "code" or asked["code_challenge_method"] != "S256":
            raise ValueError(asked)
        code = secrets.token_hex(8)
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return f"{asked['redirect_uri']}?{back}"

    def token(self, given, authorization):
        """The answer to who brings a code, once, with the verifier and the client's secret."""
        asked = self.codes.pop(given["code"], None)
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        right = (
            asked is not None
            and asked["code_challenge"] == challenge
            and asked["redirect_uri"] == given["redirect_uri"]
            and authorization == f"Basic {basic}"
        )
        if not right:
            return 400, {"error": "invalid_grant"}
        access = secrets.token_hex(8)
        answer = {"access_token": access, "token_type": "Bearer", "id_token": self._signed(asked)}
        return 200, answer

    def _signed(self, asked):
        true = {
            "iss": self.address,
            "sub": self.subject,
            "aud": asked["client_id"],
            "exp": self.now + 300,
            "iat": self.now,
            "nonce": asked["nonce"],
            "name": self.name,
        }
        claims = {k: v for k, v in {**true, **self.lies}.items() if v is not None}
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.signs_with or self.key)


@contextmanager
def providing(provider):
    """The provider behind an address, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.end_headers()
            elif parts.path == "/keys":
                self._answer(200, {"keys": [provider.key.as_dict(private=False)]})
            else:
                self._answer(200, provider.document())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(*provider.token(given, self.headers["Authorization"]))

        def _answer(self, status, document):
            content = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    provider.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
