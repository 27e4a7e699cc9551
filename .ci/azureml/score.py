"""A ridge regression over the diabetes data: ten numbers a row in, one prediction a row out.

The coefficients stand here as numbers, so that the server needs neither numpy nor scikit-learn, and the products are
summed from left to right by hand: `sum` compensates since Python 3.12 and ends in another last digit.
"""

from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType
from inference_schema.schema_decorators import input_schema, output_schema

COEFFICIENTS = [
    3.6673762369694565,
    -137.03884377642626,
    414.2531952736957,
    231.22218714779868,
    -27.594878912203317,
    -81.33626225331001,
    -190.8012606255576,
    125.48559142769668,
    350.55962210194025,
    96.85216850184771,
]
INTERCEPT = 152.11788558574

SAMPLE_INPUT = [
    [
        0.0199132141783263,
        0.0506801187398187,
        0.104808689473925,
        0.0700725447072635,
        -0.0359677812752396,
        -0.0266789028311707,
        -0.0249926566315915,
        -0.00259226199818282,
        0.00371173823343597,
        0.0403433716478807,
    ]
]
SAMPLE_OUTPUT = [3726.995]


def init():
    """Called once by the server; there is nothing to load."""


def predict(row):
    """Returns the prediction for one row."""
    if len(row) != len(COEFFICIENTS):
        raise ValueError(f"a row has {len(COEFFICIENTS)} numbers, this one has {len(row)}")
    total = 0.0
    for coefficient, feature in zip(COEFFICIENTS, row):
        total += coefficient * feature
    return total + INTERCEPT


@input_schema("data", StandardPythonParameterType(SAMPLE_INPUT))
@output_schema(StandardPythonParameterType(SAMPLE_OUTPUT))
def run(data):
    """Returns the predictions, in the order of the rows; raises, as scikit-learn does, where there are none."""
    if not data:
        raise ValueError("there is no row to score")
    return [predict(row) for row in data]
