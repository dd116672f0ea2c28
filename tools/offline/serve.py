"""Serve the folder that this file lies in, for browsers on this machine or, with --room, in the whole room.

    python serve.py             http://127.0.0.1:8000, for this machine alone
    python serve.py --room      for every device in the same network; it prints the address to write on the board
    python serve.py --port 8001     at another address, where answers that were given at the first one don't appear
    python serve.py --room --certificate FILE.pem --key FILE.pem     the same over HTTPS

It needs Python 3.6 or newer and nothing else, and it never writes.
"""

import argparse
import contextlib
import hashlib
import http.client
import http.server
import os
import socket
import socketserver
import ssl
import sys
import webbrowser

HERE = os.path.dirname(os.path.abspath(__file__))
SIGN = "X-Firearmskit-Folder"
FOLDER = hashlib.sha256(os.path.realpath(__file__).encode("utf-8", "surrogateescape")).hexdigest()[:16]
"""Each answer bears them, so that a second serve.py knows the first one."""
EDITIONS = [name for name in ["", *os.listdir(HERE)] if os.path.isfile(os.path.join(HERE, name, "404.html"))]
"""The folders of the book's languages."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Give files of this folder; browsers ask again whether one has changed."""

    protocol_version = "HTTP/1.1"
    scheme = "http"
    extensions_map = dict(  # noqa: RUF012 - the parent's own way to say it
        http.server.SimpleHTTPRequestHandler.extensions_map,
        **{
            "": "application/octet-stream",
            ".css": "text/css",
            ".html": "text/html; charset=utf-8",
            ".ipynb": "application/json",
            ".js": "text/javascript",
            ".json": "application/json",
            ".mjs": "text/javascript",
            ".svg": "image/svg+xml",
            ".txt": "text/plain; charset=utf-8",
            ".wasm": "application/wasm",
            ".whl": "application/octet-stream",
        },
    )

    def end_headers(self) -> None:
        """Let browsers keep files, but ask whether they are still the same."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(SIGN, FOLDER)
        super().end_headers()

    def do_GET(self) -> None:
        """Give a file, from one address only."""
        if not self.sent_on():
            super().do_GET()

    def do_HEAD(self) -> None:
        """Give a file's head, from one address only."""
        if not self.sent_on():
            super().do_HEAD()

    def sent_on(self) -> bool:
        """Send a browser on from localhost: it keeps answers by address, and would show none of the other one's."""
        name, colon, port = self.headers.get("Host", "").partition(":")
        if name.lower() != "localhost" or (colon and not port.isdigit()):
            return False
        # Only a path of this folder: two slashes at its head would name another machine.
        way = "/" + self.path.lstrip("/").replace("\r", "").replace("\n", "")
        self.send_response(307)
        self.send_header("Location", self.scheme + "://127.0.0.1" + colon + port + way)
        self.send_header("Content-Length", "0")
        self.end_headers()
        return True

    def send_error(self, code, message=None, explain=None) -> None:  # type: ignore[no-untyped-def]
        """Say that a page is missing with the book's own page, in the language of the edition that was asked for."""
        page = self.lost() if code == 404 and "text/html" in self.headers.get("Accept", "") else b""
        if not page:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def lost(self) -> bytes:
        """Give the page of the book for an address that isn't in it; nothing where there is none."""
        edition = self.path.lstrip("/").partition("/")[0]
        for place in [each for each in (edition, "") if each in EDITIONS]:
            with open(os.path.join(HERE, place, "404.html"), "rb") as stream:
                return stream.read()
        return b""

    def list_directory(self, path) -> None:  # type: ignore[no-untyped-def]
        """Show no lists of files."""
        self.send_error(404)

    def log_message(self, *_anything: object) -> None:
        """Keep no record of who reads what."""


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """One thread a request; a whole class opens the page at once."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = os.name == "posix"  # on Windows, two servers could share a port without a word

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser has gone away."""


def addresses() -> list:  # type: ignore[type-arg]  # this file runs on old Pythons, too
    """Give the addresses of this machine that others in the room may reach."""
    found = []  # type: list[str]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # an address for examples: nothing is sent
        found.append(probe.getsockname()[0])
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl  # Linux alone has it with these numbers; a room without a router has no other way

        for _number, name in socket.if_nameindex():
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
                asked = name.encode()[:15].ljust(40, b"\0")
                found.append(socket.inet_ntoa(fcntl.ioctl(probe.fileno(), 0x8915, asked)[20:24]))
    with contextlib.suppress(OSError):
        found += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [each for each in dict.fromkeys(found) if not each.startswith("127.")] or ["<address of this machine>"]


def found_at(port: int) -> str:
    """Say what answers at a port of this machine: this folder's address, "other", or nothing."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=3).close()
    except (OSError, OverflowError):
        return ""
    for scheme in ("http", "https"):
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(asking(scheme, port)) as asked:
            asked.request("HEAD", "/READ-ME-FIRST.txt")
            if asked.getresponse().getheader(SIGN) == FOLDER:
                return f"{scheme}://127.0.0.1:{port}/"
    return "other"


def asking(scheme: str, port: int) -> http.client.HTTPConnection:
    """Give a connection to this machine; no certificate is needed to ask which folder is served."""
    if scheme == "http":
        return http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection("127.0.0.1", port, timeout=3, context=context)


def begin(port: int, room: bool) -> Server:
    """Begin to serve at exactly that port, or end with a sentence: another port is another address for a browser."""
    there = found_at(port)
    if not there:
        try:
            return Server(("" if room else "127.0.0.1", port), Handler)
        except OverflowError:
            sys.exit(f"There is no port {port}: ports go from 1 to 65535.")
        except PermissionError:
            sys.exit(f"This machine doesn't let you serve at port {port}. Take another one, such as --port 8000.")
        except OSError:
            there = "other"
    if there != "other":
        sys.exit(
            f"This folder is being served already. Open {there}\n"
            "To serve it in another way, end that serve.py first: Ctrl-C in its terminal."
        )
    sys.exit(
        f"Port {port} is in use by another program, so nothing was started.\n"
        f"End that program. Or take another address: serve.py --port {port + 1}\n"
        f"Answers belong to an address: those that were given at port {port} don't appear at port {port + 1}. "
        "Save them as a file first, and load it there."
    )


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Serve the course in this folder.")
    parser.add_argument("--room", action="store_true", help="for every device in the same network")
    parser.add_argument("--port", type=int, default=8000, help="8000 by default; each port is an address of its own")
    parser.add_argument("--certificate", help="a certificate in PEM form: serve over HTTPS")
    parser.add_argument("--key", help="its key, if it isn't in the same file")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    options = parser.parse_args()
    os.chdir(HERE)
    server = begin(options.port, options.room)
    if options.certificate:
        Handler.scheme = "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    own = f"{Handler.scheme}://127.0.0.1:{server.server_port}/"
    print("On this machine:  " + own)
    if options.room:
        for each in addresses():
            print(f"In the room:      {Handler.scheme}://{each}:{server.server_port}/")
    print("Answers belong to this address in this browser. Save a file before you change either.")
    print("Ctrl-C ends it.", flush=True)
    if not options.no_browser:
        webbrowser.open(own)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nEnded.")


if __name__ == "__main__":
    main()
