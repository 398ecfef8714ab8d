"""The text of a PDF as fpdf2 writes it: what a reader copies out of it, by the fonts' maps from glyphs to signs."""

import re
import zlib

_OBJECT = re.compile(rb"(?s)(\d+) 0 obj\n(.*?)\nendobj")
_SHOWN = re.compile(rb"(?s)/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj|(BT)")


def pdf_text(pdf: bytes) -> str:
    """Return the lines of a document, in the order in which they were written."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    signs = {name: _signs(objects, reference) for name, reference in _fonts(objects).items()}
    pages = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    contents = [_stream(objects[_reference(page, b"Contents")]) for page in pages]
    lines: list[str] = []
    font = 0
    for named, shown, begins in (match for content in contents for match in _SHOWN.findall(content)):
        if named:
            font = int(named)
        elif begins:
            lines.append("")
        else:
            codes = re.sub(rb"\\(.)", lambda match: {b"r": b"\r", b"n": b"\n"}.get(match[1], match[1]), shown, flags=re.S)
            lines[-1] += "".join(signs[font].get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))
    return "\n".join(line for line in lines if line)


def _fonts(objects: dict[int, bytes]) -> dict[int, int]:
    return {
        int(name): int(reference)
        for body in objects.values()
        for fonts in re.findall(rb"(?s)/Font <<(.*?)>>", body)
        for name, reference in re.findall(rb"/F(\d+) (\d+) 0 R", fonts)
    }


def _signs(objects: dict[int, bytes], font: int) -> dict[bytes, str]:
    table = _stream(objects[_reference(objects[font], b"ToUnicode")])
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", table)
    return {bytes.fromhex(code.decode()): bytes.fromhex(sign.decode()).decode("utf-16-be") for code, sign in pairs}


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert found, key
    return int(found[1])


def _stream(body: bytes) -> bytes:
    found = re.search(rb"(?s)stream\n(.*)\nendstream", body)
    assert found
    return zlib.decompress(found[1]) if b"FlateDecode" in body else found[1]
