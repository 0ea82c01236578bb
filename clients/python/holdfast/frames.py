"""Frames: messages as bytes, and back. Written from docs/reference/protocol.md."""

import struct

from .messages import ENUMS, MESSAGES, SETS

SCHEMA_ID = 1701
VERSION = 0
OLDEST_VERSION = 0
LENGTH_BYTES = 4
HEADER_BYTES = 8
MAX_TEXT_BYTES = 256
MAX_ROWS = 256

_FORMATS = {
    "int8": "<b", "int16": "<h", "int32": "<i", "int64": "<q",
    "uint8": "<B", "uint16": "<H", "uint32": "<I", "uint64": "<Q",
}
_NULLS = {"int8": -2**7, "int16": -2**15, "int32": -2**31, "int64": -2**63}
_BY_TEMPLATE = {message[0]: name for name, message in MESSAGES.items()}
_NUMBERS = {
    name: {value: number for number, value in values.items()} for name, (_, values) in ENUMS.items()
}
_OR_NULL = " or null"


class ProtocolError(Exception):
    """Bytes that are no message, or fields that cannot be written."""


def template_of(name):
    """The number of a message."""
    return MESSAGES[name][0]


def sender_of(name):
    """Who sends it: client, node or both."""
    return MESSAGES[name][1]


def number_of(enum, value):
    """The number of a name; a number stays what it is."""
    return value if isinstance(value, int) else _NUMBERS[enum][value]


def size_of(kind):
    """Bytes that a type takes in a block."""
    kind = kind.replace(_OR_NULL, "")
    if kind == "Uuid":
        return 16
    if kind.startswith("bytes "):
        return int(kind[6:])
    if kind in ENUMS:
        kind = ENUMS[kind][0]
    elif kind in SETS:
        kind = SETS[kind][0]
    return struct.calcsize(_FORMATS[kind])


def encode(name, fields, version=VERSION):
    """The whole frame of a message. Every field must be given; None is null."""
    template, _, body = MESSAGES[name]
    try:
        payload = _encode_body(body, fields)
    except (KeyError, TypeError, ValueError, struct.error) as problem:
        raise ProtocolError("%s cannot be written: %r" % (name, problem)) from problem
    header = struct.pack("<HHHH", body[0], template, SCHEMA_ID, version)
    return struct.pack("<i", len(header) + len(payload)) + header + payload


def _encode_body(body, fields):
    block_bytes, members, groups, texts = body
    block = bytearray(block_bytes)
    for name, offset, kind in members:
        value = _encode_field(kind, fields[name])
        block[offset:offset + len(value)] = value
    parts = [bytes(block)]
    for name, row in groups:
        rows = fields[name]
        if len(rows) > MAX_ROWS:
            raise ValueError("%s: more than %d rows" % (name, MAX_ROWS))
        parts.append(struct.pack("<HH", row[0], len(rows)))
        parts.extend(_encode_body(row, each) for each in rows)
    for name in texts:
        text = fields[name].encode("utf-8")
        if len(text) > MAX_TEXT_BYTES:
            raise ValueError("%s: more than %d bytes" % (name, MAX_TEXT_BYTES))
        parts.append(struct.pack("<H", len(text)) + text)
    return b"".join(parts)


def _encode_field(kind, value):
    if kind == "Uuid":
        raw = bytes.fromhex(value.replace("-", ""))
        if len(raw) != 16:
            raise ValueError("an id of %d bytes" % len(raw))
        return raw[7::-1] + raw[:7:-1]
    if kind.startswith("bytes "):
        raw = bytes.fromhex(value)
        if len(raw) != int(kind[6:]):
            raise ValueError("%d bytes instead of %s" % (len(raw), kind))
        return raw
    if kind in ENUMS:
        return struct.pack(_FORMATS[ENUMS[kind][0]], number_of(kind, value))
    if kind in SETS:
        primitive, bits = SETS[kind]
        unknown = set(value) - set(bits.values())
        if unknown:
            raise ValueError("no bit %s" % ", ".join(sorted(unknown)))
        number = sum(1 << bit for bit, name in bits.items() if name in value)
        return struct.pack(_FORMATS[primitive], number)
    if value is None:
        if not kind.endswith(_OR_NULL):
            raise ValueError("%s is never null" % kind)
        kind = kind.replace(_OR_NULL, "")
        return struct.pack(_FORMATS[kind], _NULLS[kind])
    return struct.pack(_FORMATS[kind.replace(_OR_NULL, "")], int(value))


def decode(message):
    """Name and fields of a message, given without its length field.

    The name of one that is not known here is None, and its fields say the template and the first
    eight bytes of the block, which are a correlation id. Longer blocks and rows are read by their
    lengths, and fields that lie behind the end of a block are None: so newer and older nodes are
    understood.
    """
    if len(message) < HEADER_BYTES:
        raise ProtocolError("a message of %d bytes" % len(message))
    block_bytes, template, schema, _ = struct.unpack_from("<HHHH", message)
    if schema != SCHEMA_ID:
        raise ProtocolError("schema %d" % schema)
    if HEADER_BYTES + block_bytes > len(message):
        raise ProtocolError("template %d is cut short" % template)
    name = _BY_TEMPLATE.get(template)
    if name is None:
        first = struct.unpack_from("<q", message, HEADER_BYTES)[0] if block_bytes >= 8 else None
        return None, {"template": template, "correlationId": first}
    try:
        fields, _ = _decode_body(MESSAGES[name][2], message, HEADER_BYTES, block_bytes)
    except (struct.error, UnicodeDecodeError, IndexError) as problem:
        raise ProtocolError("%s cannot be read: %s" % (name, problem)) from problem
    return name, fields


def _decode_body(body, message, at, block_bytes):
    _, members, groups, texts = body
    fields = {}
    for name, offset, kind in members:
        fits = offset + size_of(kind) <= block_bytes
        fields[name] = _decode_field(kind, message, at + offset) if fits else None
    at += block_bytes
    for name, row in groups:
        row_bytes, count = struct.unpack_from("<HH", message, at)
        at += 4
        rows = []
        for _ in range(count):
            if at + row_bytes > len(message):
                raise IndexError("%s: a row is cut short" % name)
            each, at = _decode_body(row, message, at, row_bytes)
            rows.append(each)
        fields[name] = rows
    for name in texts:
        length = struct.unpack_from("<H", message, at)[0]
        at += 2
        if at + length > len(message):
            raise IndexError("%s: the text is cut short" % name)
        fields[name] = message[at:at + length].decode("utf-8")
        at += length
    return fields, at


def _decode_field(kind, message, at):
    if kind == "Uuid":
        raw = message[at:at + 16]
        return (raw[7::-1] + raw[:7:-1]).hex()
    if kind.startswith("bytes "):
        return message[at:at + int(kind[6:])].hex()
    if kind in ENUMS:
        primitive, values = ENUMS[kind]
        number = struct.unpack_from(_FORMATS[primitive], message, at)[0]
        return values.get(number, number)
    if kind in SETS:
        primitive, bits = SETS[kind]
        number = struct.unpack_from(_FORMATS[primitive], message, at)[0]
        return [name for bit, name in sorted(bits.items()) if number >> bit & 1]
    primitive = kind.replace(_OR_NULL, "")
    number = struct.unpack_from(_FORMATS[primitive], message, at)[0]
    return None if kind != primitive and number == _NULLS[primitive] else number
