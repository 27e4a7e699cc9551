"""A model of fractions whose document was made from a sample of whole numbers: it says `integer` of input and output."""

from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType
from inference_schema.schema_decorators import input_schema, output_schema


def init():
    """Called once by the server; there is nothing to load."""


@input_schema("data", StandardPythonParameterType([[1, 2]]))
@output_schema(StandardPythonParameterType([3]))
def run(data):
    """Returns the sum of each row."""
    return [sum(row) for row in data]
