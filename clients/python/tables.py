#!/usr/bin/env python3
"""Makes holdfast/messages.py from the tables of the protocol's reference, and from nothing else.

  tables.py           writes it
  tables.py --check   says whether it is as the page is; exit code 1 if not
"""

import os
import pprint
import re
import runpy
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "..", "docs", "reference", "protocol.md")
TARGET = os.path.join(HERE, "holdfast", "messages.py")

MARKED = re.compile(r"<!-- (message|type) (\w+) -->\n(.*?)<!-- end -->", re.DOTALL)
MESSAGE = re.compile(r"\*\*Template (\d+)\*\*, from (?:the )?(\w+), block of (\d+) bytes")
FIELD = re.compile(r"\| (\d+) \| (\d+) \| `(\w+)` \| (.*?) \|")
TEXT = re.compile(r"\| text \d+ \| \| `(\w+)` \| text \|")
GROUP = re.compile(r"Group `(\w+)`, rows of (\d+) bytes")
VALUE = re.compile(r"\| (\d+) \| `(\w+)` \|")
LINK = re.compile(r"\[(\w+)\]\(#\w+\)")

HEAD = '''"""Every message of the protocol. Made by tables.py from docs/reference/protocol.md."""

# name: (template, sender, body); a body is (block bytes, fields, groups, texts);
# a field is (name, offset, type); a group is (name, body of a row).
'''


class PageError(Exception):
    """The page has a table that cannot be understood."""


def read_message(name, text):
    """The template, the sender and the body of a message."""
    head = MESSAGE.search(text)
    if head is None:
        raise PageError("message %s: no template" % name)
    body = (int(head.group(3)), [], [], [])
    at = body
    for line in text.split("\n"):
        group, field, words = GROUP.match(line), FIELD.match(line), TEXT.match(line)
        if group:
            at = (int(group.group(2)), [], [], [])
            body[2].append((group.group(1), at))
        elif line == "Behind the group:":
            at = body
        elif field:
            kind = LINK.sub(r"\1", field.group(4))
            at[1].append((field.group(3), int(field.group(1)), kind))
        elif words:
            at[3].append(words.group(1))
        elif line.startswith("|") and not line.startswith(("| At ", "|---")):
            raise PageError("message %s: %s" % (name, line))
    return int(head.group(1)), head.group(2), body


def read_type(name, text):
    """The primitive of a type with names, and the names by their numbers."""
    primitive = re.search(r"(?:A|Bits of a) (\w+)\.", text)
    if primitive is None:
        raise PageError("type %s: no primitive" % name)
    values = {}
    for line in text.split("\n"):
        value = VALUE.match(line)
        if value:
            values[int(value.group(1))] = value.group(2)
    return primitive.group(1), values, "Bits of" in primitive.group(0)


def tables(page):
    """The three tables of messages.py by their names."""
    messages, enums, sets = {}, {}, {}
    for kind, name, text in MARKED.findall(page):
        if kind == "message":
            messages[name] = read_message(name, text)
        else:
            primitive, values, is_set = read_type(name, text)
            (sets if is_set else enums)[name] = (primitive, values)
    if not messages:
        raise PageError("no tables in %s" % PAGE)
    return {"MESSAGES": messages, "ENUMS": enums, "SETS": sets}


def text_of(named):
    """The text of messages.py."""
    parts = ["%s = %s\n" % (name, pprint.pformat(value, width=100)) for name, value in named.items()]
    return "\n".join([HEAD] + parts)


def main(arguments):
    """Writes the file, or compares."""
    with open(PAGE, encoding="utf-8") as page:
        named = tables(page.read())
    if arguments == ["--check"]:
        there = runpy.run_path(TARGET)
        for name, value in named.items():
            if there[name] != value:
                print("holdfast/messages.py is not as docs/reference/protocol.md is: run tables.py")
                return 1
        print("holdfast/messages.py is as docs/reference/protocol.md is")
        return 0
    if arguments:
        print(__doc__)
        return 2
    with open(TARGET, "w", encoding="utf-8") as target:
        target.write(text_of(named))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
