"""The folder's own server: one address for a browser, and a sentence where it can't have it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from http.client import HTTPConnection
from http.server import HTTPServer, SimpleHTTPRequestHandler
from threading import Thread

import pytest

from tests.conftest import ROOT

SERVE = ROOT / "tools" / "offline" / "serve.py"


def free_port():
    """Give a port that nobody serves at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def folder_at(place):
    """Lay out a folder with two languages, as small as it can be."""
    (place / "fr").mkdir(parents=True)
    for path, text in {
        "index.html": "first",
        "404.html": "isn't in the book",
        "fr/404.html": "n'est pas dans le livre",
        "READ-ME-FIRST.txt": "read",
    }.items():
        (place / path).write_text(text, "utf-8")
    shutil.copy(SERVE, place)
    return place


def start(folder, *options):
    """Start the server with a bare Python."""
    command = [sys.executable, "-I", str(folder / "serve.py"), "--no-browser", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A folder, the port that it is served at, and what its server said first."""
    folder, port = folder_at(tmp_path_factory.mktemp("stick") / "a"), free_port()
    with start(folder, f"--port={port}") as process:
        yield folder, port, [process.stdout.readline(), process.stdout.readline()]
        process.kill()


def ask(port, path, host="127.0.0.1", accept="text/html"):
    """Ask for a path as a browser does, and give the answer's status, its place to go to, and its text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{port}", "Accept": accept})
    answer = connection.getresponse()
    return answer.status, answer.getheader("Location"), answer.read().decode()


def test_it_says_its_address_and_that_answers_belong_to_it(served):
    """The one address is printed, and a warning under it."""
    _folder, port, said = served
    assert said[0].split()[-1] == f"http://127.0.0.1:{port}/"
    assert said[1].startswith("Answers belong to this address")


@pytest.mark.parametrize("path", ["/exercises/a.html?x=1", "/", "//elsewhere.example/a"])
def test_localhost_leads_to_the_one_address(served, path):
    """A browser that comes to localhost is sent on, within this server whatever the path; others aren't."""
    _folder, port, _said = served
    status, place, _text = ask(port, path, host="LocalHost")
    assert (status, place) == (307, f"http://127.0.0.1:{port}/{path.lstrip('/')}")
    assert ask(port, "/index.html") == (200, None, "first")
    assert ask(port, "/index.html", host="10.1.2.3")[0] == 200


def test_a_folder_that_is_served_already_is_known(served):
    """A second start names the address of the first one, and takes no other port."""
    folder, port, _said = served
    second = start(folder, f"--port={port}")
    said, trouble = second.communicate(timeout=30)
    assert (second.returncode, said) == (1, "")
    assert f"being served already. Open http://127.0.0.1:{port}/" in trouble


def test_another_copy_is_another_program(served, tmp_path):
    """A copy elsewhere on the machine isn't taken for the folder that is served."""
    _folder, port, _said = served
    copy = start(folder_at(tmp_path / "b"), f"--port={port}")
    assert f"Port {port} is in use by another program" in copy.communicate(timeout=30)[1]


def test_a_port_that_is_in_use_is_named(tmp_path):
    """Where something else answers at the port, nothing is started, and the way to another port is told."""
    other = HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    Thread(target=other.serve_forever, daemon=True).start()
    refused = start(folder_at(tmp_path / "c"), f"--port={other.server_port}")
    said, trouble = refused.communicate(timeout=30)
    other.shutdown()
    other.server_close()
    assert (refused.returncode, said) == (1, "")
    assert f"--port {other.server_port + 1}" in trouble
    assert "Traceback" not in trouble


@pytest.mark.parametrize("port", ["99999", "-1"])
def test_a_port_that_there_isnt_is_refused(tmp_path, port):
    """A number that is no port ends with a sentence."""
    refused = start(folder_at(tmp_path / "d"), f"--port={port}")
    assert f"There is no port {port}" in refused.communicate(timeout=30)[1]


@pytest.mark.parametrize(
    ("path", "said"), [("/fr/x/y.html", "n'est pas"), ("/x.html", "isn't"), ("/zz/x", "isn't"), ("/../x", "isn't")]
)
def test_a_wrong_address_gets_the_books_own_page(served, path, said):
    """In the language that was asked for, the book says that it has no such page; a program gets no page."""
    _folder, port, _said = served
    status, _place, text = ask(port, path)
    assert status == 404
    assert said in text
    assert "in the book" not in ask(port, path, accept="*/*")[2]


def test_a_picture_that_isnt_there_is_just_missing(served):
    """What isn't asked for as a page gets the plain answer."""
    _folder, port, _said = served
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/x.png", timeout=10)
