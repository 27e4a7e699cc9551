"""A script without decorators: its document says nothing of input and output."""

import json


def init():
    """Called once by the server; there is nothing to load."""


def run(body):
    """Takes the body as text and returns JSON as text, which the server encodes once more."""
    rows = json.loads(body)["data"]
    return json.dumps({"rows": len(rows), "sum": sum(sum(row) for row in rows)})
