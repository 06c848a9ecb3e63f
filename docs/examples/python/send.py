"""Sends a document to vanban and saves it as PDF and DOCX.

    python3 send.py DOCUMENT.json [FOLDER]

VANBAN_URL is the server (default http://127.0.0.1:8080), VANBAN_KEY the key where the server asks for one.
"""
import json
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("VANBAN_URL", "http://127.0.0.1:8080")
KEY = os.environ.get("VANBAN_KEY")


def render(document, form):
    request = urllib.request.Request(f"{URL}/v1/documents?format={form}", data=document)
    request.add_header("Content-Type", "application/json")
    if KEY:
        request.add_header("Authorization", f"Bearer {KEY}")
    try:
        return urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        if error.code not in (429, 503):
            raise
        # The server is busy and says for how many seconds; once is enough for a program with a user in front of it.
        time.sleep(min(int(error.headers.get("Retry-After", 1)), 30))
        return urllib.request.urlopen(request, timeout=60)


def file_name(headers, form):
    """The name that the server gives, with nothing left in it that could lead out of the folder."""
    found = re.search(r"filename\*=UTF-8''([^;]+)", headers.get("Content-Disposition", ""), re.IGNORECASE)
    name = urllib.parse.unquote(found[1]) if found else ""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).lstrip(".") or f"document.{form}"


def explain(error):
    print(f"HTTP {error.code}", end=" ")
    if not error.headers.get("Content-Type", "").startswith("application/problem+json"):
        print(error.reason)
        return
    answer = json.load(error)
    print(f"{answer['code']}: {answer['detail']} (request {answer['request_id']})")
    # Errors first: the warnings alone would not have kept the file from being made.
    for problem in sorted(answer.get("problems", []), key=lambda p: p["severity"] != "error"):
        print(f"{problem['severity']} {problem['pointer']}: {problem['message']} {problem.get('hint', '')}")


def main():
    with open(sys.argv[1], "rb") as file:
        document = file.read()
    folder = sys.argv[2] if len(sys.argv) > 2 else "."
    for form in ("pdf", "docx"):
        with render(document, form) as answer:
            name, headers = file_name(answer.headers, form), answer.headers
            with open(os.path.join(folder, name), "wb") as file:
                file.write(answer.read())
        print(f"{name}: pages {headers['Vanban-Pages']}, warnings {headers['Vanban-Warnings']}",
              headers.get("Vanban-Warning-Codes", ""))


try:
    main()
except urllib.error.HTTPError as error:
    explain(error)
    sys.exit(1)
