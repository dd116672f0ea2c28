"""Signed notes and their keys, as the specification of C2SP has them."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.records.ledger import SigningKey, VerifierKey, open_note, sign
from firearmskit.records.ledger.note import cosign, split
from tests.every import every
from tests.records.ledger.logs import KEY, ORIGIN, WITNESS, signing_key

# The example of https://c2sp.org/signed-note, sections *Verifier keys* and *Example* (read 2026-11-27).
SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# Verifier keys of both types, from the tests of transparency-dev/formats, note/note_cosigv1_test.go (read 2026-11-27).
OTHERS_KEYS = (
    "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
)

TEXTS = st.text(st.characters(codec="utf-8", min_codepoint=32) | st.just("\n"), max_size=60).map(
    lambda text: text + "\n"
)


def test_the_note_of_the_specification_opens():
    """The key, its id and the signature of the specification's example hold."""
    key = VerifierKey.parse(SPEC_KEY)
    assert (key.name, key.id.hex(), key.purpose) == ("example.com/foo", "530d903a", "log")
    assert open_note(SPEC_NOTE, [key]).text == "This is an example message.\n"


def test_keys_of_others_are_read_and_written():
    """Keys for logs and for witnesses have the ids that other programs compute."""
    keys = [VerifierKey.parse(text) for text in (SPEC_KEY, *OTHERS_KEYS)]
    assert [key.purpose for key in keys] == ["log", "log", "witness"]
    assert tuple(map(str, keys)) == (SPEC_KEY, *OTHERS_KEYS)


@given(TEXTS)
def test_what_is_signed_opens_and_nothing_else(text):
    """Any text can be signed, also one with empty lines; it comes back as it was."""
    note = sign(text, KEY, signing_key("other.example/log", 3))
    opened = open_note(note, [KEY.verifier])
    assert opened.text == text
    assert [key for key, _signature in opened.signatures] == [KEY.verifier]
    assert [signature.name for signature in opened.unknown] == ["other.example/log"]


@given(TEXTS, st.data())
def test_a_flipped_bit_in_a_note_is_refused(text, data):
    """Whatever bit of a note is changed, it doesn't open."""
    note = bytearray(sign(text, KEY).encode())
    at = data.draw(st.integers(0, 8 * len(note) - 1))
    note[at // 8] ^= 1 << at % 8
    with pytest.raises((InputError, UnicodeDecodeError)):
        open_note(bytes(note).decode(), [KEY.verifier])


def test_base64_has_one_spelling():
    """The bits that base64 leaves unused can't be used to write one signature in several ways."""
    head, data = sign("text\n", KEY)[:-1].rsplit(" ", 1)
    assert data.endswith("=")
    other = data[:-2] + chr(ord(data[-2]) + 1) + "="
    assert base64.b64decode(other) == base64.b64decode(data)
    with pytest.raises(InputError, match="long dash"):
        split(f"{head} {other}\n")


def test_only_known_keys_count():
    """A note of an unknown key is refused, also where name or id is that of a known one."""
    note = sign("text\n", signing_key(seed=9))
    with pytest.raises(InputError, match=r'No known key has signed this note; it is signed by "registry\.example/log"'):
        open_note(note, [KEY.verifier])
    with pytest.raises(InputError, match="No known key"):
        open_note(note, [])


def test_a_forged_signature_under_a_known_name_and_id_is_refused():
    """A line with the name and id of a known key, and another's signature, makes the whole note worthless."""
    text, (good,) = split(sign("text\n", KEY))
    forged = type(good)(name=good.name, id=good.id, data=signing_key(seed=9).sign(text.encode()))
    for note in (f"{text}\n{forged}", f"{text}\n{good}{forged}", f"{text}\n{forged}{good}"):
        with pytest.raises(InputError, match="doesn't hold"):
            open_note(note, [KEY.verifier])


def test_a_key_used_for_both_purposes_signs_only_for_one():
    """The same secret used by a log and by a witness gives two ids, and no signature of one passes for the other's."""
    as_log, as_witness = signing_key("a.example", 4), signing_key("a.example", 4, "witness")
    assert as_log.verifier.public == as_witness.verifier.public
    assert as_log.verifier.id != as_witness.verifier.id
    with pytest.raises(InputError, match="No known key"):
        open_note(sign("text\n", as_log), [as_witness.verifier])
    text, (good,) = split(sign("text\n", as_log))
    moved = type(good)(name=good.name, id=as_witness.verifier.id, data=good.data)
    for data in (good.data, bytes(8) + good.data):
        with pytest.raises(InputError, match="doesn't hold"):
            open_note(f"{text}\n{type(good)(name=moved.name, id=moved.id, data=data)}", [as_witness.verifier])


def test_a_witness_signs_the_time_too():
    """The time under a cosignature can't be moved."""
    note = cosign(sign("a\n1\nb\n", KEY), WITNESS, seconds=1_700_000_000)
    opened = open_note(note, [WITNESS.verifier])
    ((_key, signature),) = opened.signatures
    assert signature.seconds == 1_700_000_000
    later = type(signature)(
        name=signature.name, id=signature.id, data=(1_700_000_001).to_bytes(8, "big") + signature.data[8:]
    )
    with pytest.raises(InputError, match="doesn't hold"):
        open_note(note.replace(str(signature), str(later)), [WITNESS.verifier])


def test_the_message_of_a_witness_is_that_of_the_specification():
    """A witness signs the header, the time and the checkpoint, as the specification's example shows."""
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    note = cosign(sign(text, KEY), WITNESS, seconds=1_679_315_147)
    signature = split(note)[1][-1]
    assert signature.data[:8].hex() == "00000000641850cb"
    assert WITNESS.verifier.signed(signature.data[8:], f"cosignature/v1\ntime 1679315147\n{text}".encode())


LINE = f"— {ORIGIN} {base64.b64encode(bytes(68)).decode()}\n"


@every(
    [
        "",
        "\n",
        "text\n",
        "text\n\n",
        f"text\n{LINE}",
        f"text\n\n{LINE[:-1]}",
        f"text\n\n{LINE}\n",
        f"text\n\n- {LINE[2:]}",
        f"text\n\n—{LINE[2:]}",
        f"text\n\n— {LINE}",
        f"text\n\n— a+b {LINE[-94:]}",
        "text\n\n—  AAAAAAAA\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name AAAAAAB=\n",
        "text\n\n— name !!!!\n",
        f"te\txt\n\n{LINE}",
        f"te\rxt\n\n{LINE}",
        f"te\0xt\n\n{LINE}",
        f"\ud800\n\n{LINE}",
        f"text\n\n{LINE * 65}",
        "x" * 200_000,
        b"text",
        None,
    ]
)
def test_what_is_no_note_is_refused(note):
    """A note has one form only."""
    with pytest.raises(InputError):
        open_note(note, [KEY.verifier])


def test_sixteen_signatures_are_taken():
    """The specification wants at least so many to be accepted."""
    keys = [signing_key(f"log{number}.example", number + 1) for number in range(16)]
    assert len(open_note(sign("text\n", *keys), [key.verifier for key in keys]).signatures) == 16


@every(
    [
        "",
        "name",
        "name+00000000",
        SPEC_KEY[:-1],
        SPEC_KEY.replace("530d903a", "530d903b"),
        SPEC_KEY.replace("530d903a", "530D903A"),
        SPEC_KEY.replace("foo", "bar"),
        SPEC_KEY.replace("+Aeky", "+Beky"),
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "a\u2003b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "\ud800+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "name+00000000+" + base64.b64encode(b"\6" + bytes(1312)).decode(),
        "name+00000000+" + base64.b64encode(b"\1" + bytes(31)).decode(),
        "é" * 100_000,
        None,
        b"name",
    ]
)
def test_what_is_no_verifier_key_is_refused(text):
    """A key that was changed, cut or is of another type isn't taken."""
    with pytest.raises(InputError):
        VerifierKey.parse(text)


@every(
    [
        (lambda: sign("text", KEY), "ends with a line end"),
        (lambda: sign("te\txt\n", KEY), "control characters"),
        (lambda: sign("text\n"), "at least one key"),
        (lambda: sign("text\n", WITNESS), "is a witness's"),
        (lambda: sign("text\n", KEY.verifier), "of the type SigningKey"),
        (lambda: sign(None, KEY), "of the type str"),
        (lambda: cosign(sign("text\n", KEY), KEY, seconds=1), "isn't a witness's"),
        (lambda: cosign(sign("text\n", KEY), WITNESS, seconds=0), "seconds since 1970"),
        (lambda: cosign(sign("text\n", KEY), WITNESS, seconds=2**63), "seconds since 1970"),
        (
            lambda: cosign(cosign(sign("text\n", KEY), WITNESS, seconds=1), WITNESS, seconds=2),
            "signed this note already",
        ),
        (lambda: SigningKey.new("two words"), "no blanks"),
        (lambda: SigningKey.new("name", purpose="court"), 'one of log, witness, not for "court"'),
        (lambda: VerifierKey(name="name", public=b"short"), "32 bytes"),
        (lambda: KEY.pem(b""), "not without one"),
        (lambda: SigningKey.read(KEY.pem(b"right"), name=ORIGIN, password=b"wrong"), "wrong password"),
        (lambda: SigningKey.read(b"nothing", name=ORIGIN, password=b"right"), "no key"),
        (lambda: open_note("text\n\n" + LINE, ["key"]), "of the type VerifierKey"),
    ]
)
def test_slips_are_named(call, said):
    """Whoever signs with the wrong key or the wrong text is told so."""
    with pytest.raises(InputError, match=said):
        call()


def test_a_key_comes_back_from_its_file_and_never_shows():
    """A key is kept encrypted, and neither its repr nor that of its note has it."""
    again = SigningKey.read(KEY.pem(b"password"), name=ORIGIN, password=b"password")
    assert again.verifier == KEY.verifier
    assert b"ENCRYPTED" in KEY.pem(b"password")
    assert KEY.private.private_bytes_raw().hex() not in repr(KEY)
    assert repr(KEY) == "SigningKey(name='registry.example/log', purpose='log')"
