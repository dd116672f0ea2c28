"""Serve the folder that this file lies in, for browsers on this machine or, with --room, in the whole room.

    python serve.py             http://127.0.0.1:8000, for this machine alone
    python serve.py --room      for every device in the same network; it prints the address to write on the board
    python serve.py --room --certificate FILE.pem --key FILE.pem     the same over HTTPS

It needs Python 3.6 or newer and nothing else, and it never writes.
"""

import argparse
import contextlib
import http.server
import os
import socket
import socketserver
import ssl
import sys
import webbrowser

HERE = os.path.dirname(os.path.abspath(__file__))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Give files of this folder; browsers ask again whether one has changed."""

    protocol_version = "HTTP/1.1"
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
        super().end_headers()

    def list_directory(self, path) -> None:  # type: ignore[no-untyped-def]
        """Show no lists of files."""
        self.send_error(404)

    def log_message(self, *_anything: object) -> None:
        """Keep no record of who reads what."""


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """One thread a request; a whole class opens the page at once."""

    daemon_threads = True
    request_queue_size = 128

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


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Serve the course in this folder.")
    parser.add_argument("--room", action="store_true", help="for every device in the same network")
    parser.add_argument("--port", type=int, default=8000, help="8000 by default; the next free one if it is taken")
    parser.add_argument("--certificate", help="a certificate in PEM form: serve over HTTPS")
    parser.add_argument("--key", help="its key, if it isn't in the same file")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    options = parser.parse_args()
    os.chdir(HERE)
    server = None
    for port in range(options.port, options.port + 20):
        try:
            server = Server(("" if options.room else "127.0.0.1", port), Handler)
            break
        except OSError:
            continue
    if server is None:
        sys.exit(f"No free port between {options.port} and {options.port + 19}.")
    scheme = "http"
    if options.certificate:
        scheme = "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    own = f"{scheme}://127.0.0.1:{server.server_port}/"
    print(f"On this machine:  {own}")
    if options.room:
        for each in addresses():
            print(f"In the room:      {scheme}://{each}:{server.server_port}/")
    print("Ctrl-C ends it.", flush=True)
    if not options.no_browser:
        webbrowser.open(own)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nEnded.")


if __name__ == "__main__":
    main()
