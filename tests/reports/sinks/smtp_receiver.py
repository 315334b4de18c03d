"""A mail server over TLS, as far as a sender needs one. Source: RFC 5321, RFC 3207."""

import socketserver
import ssl
import threading
from collections import deque
from contextlib import contextmanager, suppress

REFUSED = {"busy": "421 busy", "unavailable": "450 not now", "locked": "550 you may not send here"}
SLOW = 1.0
"""Longer than the sender waits, in seconds."""
OVER = threading.Event()


class SmtpReceiver(socketserver.ThreadingTCPServer):
    """Takes mail after STARTTLS; `refuse` is what it answers to the sender's address instead."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, authority):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mails, self.refuse, self.logins = [], "", []
        self.ids, self._next = [], deque()
        pem, _, _ = authority.issue("localhost")
        self.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.tls.load_cert_chain(pem)

    @property
    def messages(self):
        """What it has for good."""
        return self.mails

    def misbehave(self, kind, times):
        """Do this to the next so many mails."""
        self._next.extend([kind] * times)

    def misbehaving(self):
        """What to do to this mail."""
        return self._next.popleft() if self._next else ""

    def have(self, events):
        """Note what a mail told of."""
        self.ids += [uid for uid in events if uid not in self.ids]

    @contextmanager
    def serving(self):
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.shutdown()
            self.server_close()
            thread.join()

    def handle_error(self, request, client_address):
        """Stay quiet: a client that went away is no fault of the service."""


class _Handler(socketserver.StreamRequestHandler):
    secured = None
    kind = ""

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say("220 mail.aozora.example ESMTP")
        with suppress(OSError, ssl.SSLError, ValueError):
            while line := self.rfile.readline():
                if not self.obey(line.decode().strip()):
                    return

    def finish(self):
        with suppress(OSError):
            super().finish()
        if self.secured:
            self.secured.close()

    def obey(self, line):
        verb = line.upper()
        if verb.startswith("EHLO"):
            self.say("250-mail.aozora.example\r\n250-STARTTLS\r\n250 AUTH PLAIN")
        elif verb == "STARTTLS":
            self.say("220 go ahead")
            self.secured = self.server.tls.wrap_socket(self.request, server_side=True)
            self.rfile, self.wfile = self.secured.makefile("rb"), self.secured.makefile("wb", 0)
        elif verb.startswith("AUTH"):
            self.server.logins.append(line)
            self.say("235 welcome")
        elif verb.startswith("MAIL"):
            return self.begin()
        elif verb == "DATA":
            return self.take()
        elif verb == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 fine")
        return True

    def begin(self):
        """Take the sender's address, or misbehave; false ends the connection."""
        self.kind = self.server.misbehaving()
        if self.kind in ("down", "broken", "slow"):
            OVER.wait(SLOW if self.kind == "slow" else 0)
            return False
        self.say(self.server.refuse or REFUSED.get(self.kind, "250 fine"))
        return True

    def take(self):
        """Take the mail; false ends the connection before it is acknowledged."""
        self.say("354 go ahead")
        content = b""
        while (part := self.rfile.readline()) != b".\r\n":
            content += part
        self.server.mails.append(content)
        if self.kind == "reset":
            return False
        self.say("250 taken")
        return True
