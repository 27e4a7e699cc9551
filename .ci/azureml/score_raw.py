"""Takes requests as they are: any content type in; the query's `m` chooses what comes out."""

import json

from azureml_inference_server_http.api.aml_request import rawhttp
from azureml_inference_server_http.api.aml_response import AMLResponse


def init():
    """Called once by the server; there is nothing to load."""


@rawhttp
def run(request):
    """Answers a picture, an error or, without `m`, the size and type of the body as JSON within a JSON string."""
    if request.method == "GET":
        return AMLResponse(f"GET {request.full_path}", 200)
    body = request.get_data(False)
    mode = request.args.get("m")
    if mode == "png":
        return AMLResponse(body[::-1], 200, {"Content-Type": "image/png"})
    if mode == "418":
        return AMLResponse("bad request", 418)
    if mode == "503":
        return AMLResponse("busy", 503)
    if mode == "boom":
        raise RuntimeError("boom")
    return json.dumps({"len": len(body), "ct": request.content_type})
