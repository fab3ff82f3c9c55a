"""The words of a PDF that typst made, read from the file itself: nothing else need be installed to read them."""

import re
import zlib
from collections.abc import Iterator

ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words(pdf: bytes) -> str:
    """All text in reading order, once for each font: what another font wrote is then missing, never wrong.

    A run of letters that is kerned stays whole, so a word that one font wrote is found whole.
    """
    streams = list(_streams(pdf))
    drawn = [run for stream in streams for run in _runs(stream)]
    return "\n".join(
        " ".join(filter(None, (_read(run, shapes) for run in drawn))) for shapes in map(_shapes, streams) if shapes
    )


def sides(pdf: bytes) -> int:
    """How many pages it has."""
    listed = b"".join([pdf, *_streams(pdf)])  # the list may lie in a packed stream
    return len(re.findall(rb"/Type\s*/Page\b", listed))


def _streams(pdf: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"(?<!end)stream\r?\n", pdf):
        try:
            yield zlib.decompressobj().decompress(pdf[found.end() :])
        except zlib.error:
            continue  # a font or a picture that is packed in another way


def _shapes(stream: bytes) -> dict[int, str]:
    """The table from a shape's number to the letters that it stands for; empty when this stream is none."""
    if b"begincmap" not in stream:
        return {}
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", stream.split(b"endcodespacerange")[1])
    return {int(shape, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for shape, letters in pairs}


def _runs(stream: bytes) -> list[bytes]:
    """Each text operator's string, as pairs of bytes."""
    if b"BT" not in stream:
        return []
    operators = re.findall(rb"(\[(?:\((?:\\.|[^\\)])*\)|[^\]()])*\]|\((?:\\.|[^\\)])*\)) ?T[jJ]", stream, re.DOTALL)
    return [b"".join(map(_plain, re.findall(rb"\(((?:\\.|[^\\)])*)\)", run, re.DOTALL))) for run in operators]


def _plain(string: bytes) -> bytes:
    def sign(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8)]) if code.isdigit() else ESCAPED.get(code, code)

    return re.sub(rb"\\([0-7]{1,3}|.)", sign, string, flags=re.DOTALL)


def _read(run: bytes, shapes: dict[int, str]) -> str:
    numbers = (int.from_bytes(run[at : at + 2], "big") for at in range(0, len(run) - 1, 2))
    return "".join(shapes.get(number, "") for number in numbers).strip()
