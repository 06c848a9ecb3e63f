"""Checks for what schemathesis.toml lets through, so that nothing else gets through with it."""

import os
from pathlib import Path

import schemathesis
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation

# Files that the server made before: without them nearly every body would be refused as unreadable.
for media, name in {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "sample.docx",
    "application/pdf": "sample.pdf",
    "application/octet-stream": "sample.docx",
}.items():
    schemathesis.openapi.media_type(media, st.just(Path(name).read_bytes()) | st.binary(max_size=200))

for media, data in {
    "text/csv": "TT,Họ và tên,Chức vụ\n1,Trần Văn Bình,Chuyên viên\n".encode(),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": b"PK\x03\x04",
}.items():
    schemathesis.openapi.media_type(media, st.just(data) | st.binary(max_size=200))


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Every other call on a batch is on one that there is. Removing it would take it from the others."""
    if path_parameters and len(path_parameters.get("id") or "") % 2 and context.operation.method.upper() != "DELETE":
        path_parameters["id"] = os.environ["VANBAN_BATCH"]
    return path_parameters


# The faults that the schema has words for. A document that it allows must never be found to have one.
OF_THE_SCHEMA = {
    "syntax_error", "wrong_type", "unknown_type", "unknown_key", "missing_key", "duplicate_key", "unknown_node", "two_forms",
    "not_whole_number",
}


def problems(answer):
    return [p for p in answer.json().get("problems") or [] if p["severity"] == "error"]


def in_words_of_the_schema(answer):
    return [p for p in problems(answer) if p["code"] in OF_THE_SCHEMA]


def is_generated(case):
    """Neither a request with another method nor one without a key."""
    return case.meta is not None and case.method.upper() == case.operation.method.upper()


@schemathesis.check
def refused_by_rule(ctx, response, case):
    """A document that the schema allows is refused for a rule of the law alone, a page for not being there."""
    if case.operation.label != "POST /v1/documents" or not is_generated(case) or not case.meta.generation.mode.is_positive:
        return
    query = case.query or {}
    if response.status_code == 400:
        wanted = {"bad_page": "page", "bad_parameter": "fonts"}.get(response.json()["code"])
        assert wanted in query and query.get("format") != "svg", response.text
    elif response.status_code == 404:
        assert response.json()["code"] == "no_such_page" and "page" in query, response.text
    elif response.status_code == 422:
        assert problems(response), "refused without an error: " + response.text
        assert not in_words_of_the_schema(response), response.text


@schemathesis.check
def read_or_said_why(ctx, response, case):
    """A file is read, or the answer has the reader's code. Arbitrary bytes are no fault of the server's."""
    if case.operation.label not in ("POST /v1/imports", "POST /v1/checks") or not is_generated(case):
        return
    if not case.meta.generation.mode.is_positive:
        others = [l for l in case.meta.components if case.meta.is_negative_at(l) and l != ParameterLocation.BODY]
        assert response.status_code != 200 or not others, f"accepted in spite of {others}"
        return
    if response.status_code == 422:
        code = response.json()["code"]
        assert code in ("unreadable_file", "invalid_document") and problems(response), response.text
        assert code != "invalid_document" or not in_words_of_the_schema(response), response.text
    elif response.status_code == 406:
        assert response.json()["code"] == "no_comments_in_pdf", response.text
    elif response.status_code == 200 and case.operation.label == "POST /v1/checks":
        assert response.headers["vanban-clean"][0] in ("true", "false")


@schemathesis.check
def reported(ctx, response, case):
    """A report finds faults in what the schema forbids, and in what it allows none that the schema knows of."""
    if case.operation.label != "POST /v1/documents/validate" or not is_generated(case) or response.status_code != 200:
        return
    if case.meta.generation.mode.is_positive:
        assert not in_words_of_the_schema(response), response.text
    elif case.meta.is_negative_at(ParameterLocation.BODY):
        assert response.json()["valid"] is False and problems(response), response.text
    else:
        others = [l for l in case.meta.components if case.meta.is_negative_at(l)]
        assert not others, f"accepted in spite of {others}"
