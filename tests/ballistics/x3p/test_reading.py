"""Good X3P files are read to the last digit; hostile and damaged ones are refused with a sentence, in little memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit.ballistics import read_x3p
from firearmskit.errors import InputError
from tests.ballistics.x3p.making import HEIGHTS, description, make
from tests.conftest import SHARED_DATA

SCANS = sorted((SHARED_DATA / "x3p").glob("*.x3p"))


@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.stem)
def test_every_real_scan_opens(path):
    """Each scan has its size in millimetres, its check sums are right, and NumPy's minimum is a number."""
    surface = read_x3p(path)
    assert 0.2 < surface.measured < 0.95
    assert np.isfinite(np.nanmin(surface.heights_m))
    assert 1e-6 < np.nanmax(surface.heights_m) - np.nanmin(surface.heights_m) < 2e-4
    assert not any("no check sum" in note for note in surface.notes)
    assert surface.metadata["creator"]


@pytest.mark.skipif(not SCANS, reason="../shared/data isn't there")
def test_the_land_has_its_regions_and_its_odd_root():
    """The bullet land with a root of its own opens, and its mask gives regions with their names."""
    surface = read_x3p(SHARED_DATA / "x3p/sample-land_x3ptools.x3p")
    assert surface.shape == (256, 918)
    assert any("ISO5436" in note for note in surface.notes)
    assert {"left groove", "right groove"} <= set(surface.region_names.values())
    assert surface.regions.shape == surface.shape
    assert set(np.unique(surface.regions)) == {0, *surface.region_names}


@pytest.mark.skipif(not SCANS, reason="../shared/data isn't there")
def test_signalling_nans_are_quiet():
    """R's own kind of NaN, on which NumPy's minimum comes to NaN, is the usual one after reading."""
    path = SHARED_DATA / "x3p/weller_TW01-01.x3p"
    with zipfile.ZipFile(path) as archive:
        raw = np.frombuffer(archive.read("bindata/data.bin"), dtype="<u8")
    signalling = ((raw >> 52) & 0x7FF == 0x7FF) & (raw & 0x000FFFFFFFFFFFFF != 0) & (raw & (1 << 51) == 0)
    assert signalling.any(), "the file no longer has what this test is about"
    read = read_x3p(path).heights_m.view("<u8").ravel()[signalling]
    assert (read & (1 << 51) != 0).all()


def test_heights_spacing_and_words_are_those_of_the_file(tmp_path):
    """Rows and columns stand as they were written, x first, with the distances of their axes."""
    surface = read_x3p(make(tmp_path / "a.x3p"))
    assert surface.heights_m.tolist() == HEIGHTS.tolist()
    assert (surface.spacing_x_m, surface.spacing_y_m) == (2e-6, 3e-6)
    assert surface.metadata["creator"] == "Made by hand"
    assert not surface.heights_m.flags.writeable


@pytest.mark.parametrize(("kind", "dtype"), [("I", "<i2"), ("L", "<i4"), ("F", "<f4"), ("D", "<f8")])
def test_each_kind_of_number_is_read(tmp_path, kind, dtype):
    """Whole and floating numbers are steps of the increment above the offset."""
    steps = np.array([[-3, 0, 5], [7, 100, -32768]])
    xml = description(kind=kind, increment="1e-9", offset="2e-6")
    surface = read_x3p(make(tmp_path / "a.x3p", xml, data=steps.astype(dtype).tobytes()))
    assert surface.heights_m == pytest.approx(steps * 1e-9 + 2e-6)
    assert any("whole numbers" in note for note in surface.notes) == (kind in "IL")


def test_points_that_are_not_valid_are_not_measured(tmp_path):
    """The member of valid points takes others out: a bit each, the lowest first."""
    link = "<PointDataLink>bindata/data.bin</PointDataLink><ValidPointsLink>bindata/valid.bin</ValidPointsLink>"
    data = np.arange(6, dtype="<i2").tobytes()
    xml = description(kind="I", increment="1e-6", link=link)
    surface = read_x3p(make(tmp_path / "a.x3p", xml, data=data, members={"bindata/valid.bin": b"\x2d"}))
    assert np.isfinite(surface.heights_m).tolist() == [[True, False, True], [True, False, True]]
    assert not any("whole numbers" in note for note in surface.notes)


def test_a_list_of_points_is_read(tmp_path):
    """Heights that stand in the description are read; an empty one wasn't measured."""
    points = "".join(f"<Datum>{each}</Datum>" for each in ("1e-6", "", ";;3e-6", "4e-6", "5e-6", "6e-6"))
    xml = description(record3=f"<DataList>{points}</DataList>")
    surface = read_x3p(make(tmp_path / "a.x3p", xml, without=("bindata/data.bin",)))
    assert surface.heights_m[0, 0] == 1e-6
    assert np.isnan(surface.heights_m[0, 1])
    assert surface.heights_m[0, 2] == 3e-6


def test_missing_check_sums_are_said(tmp_path):
    """A file without check sums is read, and its notes say so."""
    surface = read_x3p(make(tmp_path / "a.x3p", description(checksum=""), without=("md5checksum.hex",)))
    assert surface.notes == (
        "The file has no check sum of its description.",
        "The file has no check sum of its points.",
    )


def test_a_folder_inside_is_found(tmp_path):
    """A file that was packed with its folder, as a Mac does, opens."""
    path = make(tmp_path / "a.x3p", folder="scan/", members={"../__MACOSX/._x": b"x"})
    assert read_x3p(path).shape == (2, 3)


def _mask(colours: list[list[tuple[int, int, int]]], size: tuple[int, int] | None = None) -> bytes:
    from PIL import Image

    picture = Image.fromarray(np.array(colours, dtype=np.uint8))
    stream = io.BytesIO()
    (picture.resize(size) if size else picture).save(stream, "PNG")
    return stream.getvalue()


BROWN, RED, BLUE = (0xCD, 0x7F, 0x32), (255, 0, 0), (0, 0, 255)
MASK = (
    "<Mask><Background>#cd7f32</Background><Annotations>"
    '<Annotation color="#ff0000">groove</Annotation></Annotations></Mask>'
)


def test_a_mask_gives_regions(tmp_path):
    """Each colour but the background is a region: with its name, or with its colour where it has none."""
    picture = _mask([[BROWN, RED, RED], [BLUE, BROWN, RED]])
    surface = read_x3p(make(tmp_path / "a.x3p", description(mask=MASK), members={"bindata/mask.png": picture}))
    names = [[surface.region_names.get(int(each), "") for each in row] for row in surface.regions]
    assert names == [["", "groove", "groove"], ["#0000ff", "", "groove"]]


BILLION = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY file SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"size": ("30", "20", "1")}, "has 48 bytes"),
        ({"size": ("3", "1", "1")}, "more than 24 bytes"),
        ({"size": ("99999", "99999", "1")}, "9999800001 points"),
        ({"size": ("0", "2", "1")}, 'SizeX is "0"'),
        ({"size": ("-3", "2", "1")}, 'SizeX is "-3"'),
        ({"size": ("3", "2", "4")}, "several layers"),
        ({"size": ("٣", "2", "1")}, "no number of points"),
        ({"feature": "PRF"}, "PRF"),
        ({"axis_x": "A"}, "CX isn't in equal steps"),
        ({"step": "0"}, "a step is more than 0"),
        ({"step": "-1e-6"}, "a step is more than 0"),
        ({"step": "nan"}, "no number"),
        ({"step": "1e999"}, "no number"),
        ({"step": "wide"}, '"wide"'),
        ({"kind": "Q"}, '"Q"'),
        ({"root": "html"}, '"html"'),
        ({"link": "<PointDataLink>../../etc/passwd</PointDataLink>"}, 'no "../../etc/passwd"'),
        ({"link": "<PointDataLink>/etc/passwd</PointDataLink>"}, 'no "/etc/passwd"'),
        ({"link": "<PointDataLink>main.xml</PointDataLink>"}, "more than 48 bytes"),
        ({"link": ""}, "neither in one member nor in one list"),
        ({"head": BILLION}, "isn't plain XML"),
        ({"head": OUTSIDE}, "isn't plain XML"),
        (
            {
                "link": "<PointDataLink>bindata/data.bin</PointDataLink>"
                f"<MD5ChecksumPointData>{'0' * 32}</MD5ChecksumPointData>"
            },
            "it was changed or damaged",
        ),
        ({"record3": f"<DataList>{'<Datum>1</Datum>' * 5}</DataList>"}, "lists 5 points"),
        ({"record3": f"<DataList>{'<Datum>x</Datum>' * 6}</DataList>"}, 'point 1 is "x"'),
    ],
)
def test_a_description_that_cannot_be_is_refused(tmp_path, said, wanted):
    """The message names the file and quotes what is wrong."""
    path = make(tmp_path / "bad.x3p", description(**said))
    with pytest.raises(InputError, match=r"bad\.x3p") as refused:
        read_x3p(path)
    assert wanted in str(refused.value)


@pytest.mark.parametrize(
    ("picture", "wanted"),
    [
        (b"no picture", "no PNG picture"),
        (_mask([[RED, RED], [RED, RED]]), "2 by 2 points"),
        (_mask([[RED, RED, RED], [RED, RED, RED]])[:-40], "no PNG picture"),
        (b"GIF89a" + bytes(200), "no PNG picture"),
    ],
    ids=["text", "other size", "cut off", "another kind"],
)
def test_a_mask_that_does_not_fit_is_refused(tmp_path, picture, wanted):
    """A mask is a PNG picture as large as the surface."""
    path = make(tmp_path / "bad.x3p", description(mask=MASK), members={"bindata/mask.png": picture})
    with pytest.raises(InputError) as refused:
        read_x3p(path)
    assert wanted in str(refused.value)


def test_a_mask_of_too_many_colours_is_refused(tmp_path):
    """More than 255 colours are no regions."""
    side = 20
    colours = [[(row, column, 1) for column in range(side)] for row in range(side)]
    xml = description(size=(str(side), str(side), "1"), mask=MASK)
    path = make(tmp_path / "a.x3p", xml, data=bytes(8 * side * side), members={"bindata/mask.png": _mask(colours)})
    with pytest.raises(InputError, match="255 colours"):
        read_x3p(path)


def test_what_is_no_archive_is_refused(tmp_path):
    """A missing file, a folder, a text, an empty archive and half of one are each named."""
    text = tmp_path / "text.x3p"
    text.write_text("not a scan", "utf-8")
    whole = make(tmp_path / "whole.x3p").read_bytes()
    half = tmp_path / "half.x3p"
    half.write_bytes(whole[: len(whole) // 2])
    empty = tmp_path / "empty.x3p"
    with zipfile.ZipFile(empty, "w"):
        pass
    for path in (text, half, empty, tmp_path, tmp_path / "none.x3p"):
        with pytest.raises(InputError, match=path.name.replace(".", r"\.")):
            read_x3p(path)


def test_an_archive_in_an_archive_is_not_opened(tmp_path):
    """A description inside another archive isn't found."""
    inner = make(tmp_path / "inner.x3p").read_bytes()
    outer = tmp_path / "outer.x3p"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.x3p", inner)
    with pytest.raises(InputError, match=r"holds main\.xml 0 times"):
        read_x3p(outer)


def test_a_member_that_stands_twice_is_refused(tmp_path):
    """Two members of one name could be read differently by two readers."""
    path = make(tmp_path / "a.x3p")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("bindata/data.bin", bytes(48))
    with pytest.raises(InputError, match="twice"):
        read_x3p(path)


def test_a_changed_description_is_refused(tmp_path):
    """A description that doesn't fit its check sum was changed."""
    path = make(tmp_path / "a.x3p", members={"md5checksum.hex": b"0" * 32})
    with pytest.raises(InputError, match="changed or damaged"):
        read_x3p(path)


def test_damaged_points_are_refused(tmp_path):
    """A byte that is another one inside the packed points is noticed."""
    path = make(tmp_path / "a.x3p", data=np.random.default_rng(1).normal(size=6).astype("<f8").tobytes())
    held = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("bindata/data.bin").header_offset + 30 + len("bindata/data.bin") + 5
    held[start] ^= 0xFF
    path.write_bytes(bytes(held))
    with pytest.raises(InputError, match="damaged"):
        read_x3p(path)


@pytest.mark.parametrize("bomb", ["main.xml", "bindata/data.bin", "bindata/mask.png"])
def test_a_zip_bomb_takes_little_memory(tmp_path, bomb):
    """A member of 300 MB of zeros is refused before it is unpacked, in a few MB."""
    path = make(tmp_path / "bomb.x3p", without=(bomb,))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(bomb, "w", force_zip64=True) as out:
        for _each in range(300):
            out.write(bytes(1_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="more than"):
            read_x3p(path)
        assert tracemalloc.get_traced_memory()[1] < 130_000_000
    finally:
        tracemalloc.stop()


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_is_an_error_or_the_same_surface(tmp_path_factory, data):
    """Whatever bytes of a good file are changed, it is refused by name or read as it was; nothing else happens."""
    folder = tmp_path_factory.getbasetemp()
    good = make(folder / "good.x3p").read_bytes()
    changed = bytearray(good)
    for _each in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "changed.x3p"
    path.write_bytes(bytes(changed))
    read: object
    try:
        read = read_x3p(path).heights_m.tolist()
    except InputError as error:
        read = str(error)
    assert read == HEIGHTS.tolist() or "changed.x3p" in str(read)


def test_paths_may_be_texts(tmp_path):
    """A path is a ``Path`` or a text."""
    assert read_x3p(str(make(tmp_path / "a.x3p"))).shape == (2, 3)
    assert isinstance(tmp_path, Path)
