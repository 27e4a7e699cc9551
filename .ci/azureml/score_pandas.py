"""A model over a table: columns of several types, one of them without a value in some rows."""

import pandas
from inference_schema.parameter_types.pandas_parameter_type import PandasParameterType
from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType
from inference_schema.schema_decorators import input_schema, output_schema

SAMPLE = pandas.DataFrame(
    {
        "name": ["first"],
        "age": [36],
        "weight": [61.5],
        "member": [True],
        "since": [pandas.Timestamp("2020-01-02T03:04:05")],
    }
)


def init():
    """Called once by the server; there is nothing to load."""


@input_schema("Inputs", StandardPythonParameterType({"data": PandasParameterType(SAMPLE)}))
@input_schema("GlobalParameters", StandardPythonParameterType({"factor": 2.0}))
@output_schema(PandasParameterType(pandas.DataFrame({"name": ["first"], "score": [61.5], "year": [2020]})))
def run(Inputs, GlobalParameters):
    """Returns a row for each row: the weight times the factor, 0 where there is none."""
    table = Inputs["data"]
    table["score"] = table["weight"].fillna(0.0) * GlobalParameters["factor"]
    table["year"] = table["since"].dt.year
    return table[["name", "score", "year"]].to_dict("records")
