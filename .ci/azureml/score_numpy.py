"""A model over arrays of numpy."""

import numpy
from inference_schema.parameter_types.numpy_parameter_type import NumpyParameterType
from inference_schema.schema_decorators import input_schema, output_schema


def init():
    """Called once by the server; there is nothing to load."""


@input_schema("data", NumpyParameterType(numpy.array([[0.5, 1.5]]), enforce_shape=False))
@output_schema(NumpyParameterType(numpy.array([2.5])))
def run(data):
    """Returns the sum of each row."""
    return data.sum(axis=1).tolist()
