"""Answers the same predictions in each form that models give them: a list, JSON within a string, with bare `NaN`, or both."""

import json

from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType
from inference_schema.schema_decorators import input_schema, output_schema


def init():
    """Called once by the server; there is nothing to load."""


@input_schema("data", StandardPythonParameterType([[0.5, 1.5]]))
@input_schema("form", StandardPythonParameterType("list"))
@output_schema(StandardPythonParameterType([2.5]))
def run(data, form):
    """Returns the sum of each row; the forms with `nan` add one that is no number and both infinities."""
    sums = [sum(row) for row in data]
    if form.endswith("nan"):
        sums += [float("nan"), float("inf"), float("-inf")]
    return json.dumps(sums) if form.startswith("text") else sums
