"""A mail server over TLS, as far as a sender needs one. Source: RFC 5321, RFC 3207."""

import socketserver
import ssl
import threading
from contextlib import contextmanager, suppress


class SmtpReceiver(socketserver.ThreadingTCPServer):
    """Takes mail after STARTTLS; `refuse` is what it answers to the sender's address instead."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, authority):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mails, self.refuse, self.logins = [], "", []
        pem, _, _ = authority.issue("localhost")
        self.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.tls.load_cert_chain(pem)

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
        elif verb.startswith("MAIL") and self.server.refuse:
            self.say(self.server.refuse)
        elif verb == "DATA":
            self.say("354 go ahead")
            content = b""
            while (part := self.rfile.readline()) != b".\r\n":
                content += part
            self.server.mails.append(content)
            self.say("250 taken")
        elif verb == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 fine")
        return True
