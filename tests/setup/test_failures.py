"""Every foreseen failure is one sentence in each language; pip's words lead to the right one."""

from pathlib import Path

import pytest

from cityscene.setup import failures

FOLDER = Path("project")
ALL = [
    failures.port_in_use(8501),
    failures.port_not_allowed("127.0.0.1", 80),
    failures.no_venv_module("python3.11-venv"),
    failures.no_network(),
    failures.no_disk(FOLDER, 1200, 300),
    failures.not_writable(FOLDER),
    failures.no_wheel("duckdb==2.0.0"),
    failures.install_failed("odd"),
    failures.no_browser("sudo apt-get install chromium"),
]

REFUSED = (
    "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError("
    "\"HTTPSConnection(host='127.0.0.1', port=9): Failed to establish a new connection: "
    "[Errno 111] Connection refused\")': /simple/altair/\n"
    "ERROR: No matching distribution found for altair==6.3.0"
)
NO_NAME = (
    "WARNING: Retrying after connection broken by 'NewConnectionError(': [Errno -3] "
    "Temporary failure in name resolution')'\n"
    "ERROR: No matching distribution found for altair==6.3.0"
)
WINDOWS_NO_NAME = "Failed to resolve (NameResolutionError: [Errno 11001] getaddrinfo failed)"
STALLED = "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool: Read timed out."
FULL = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
WINDOWS_FULL = "OSError: [WinError 112] There is not enough space on the disk"
DENIED = "Error: [Errno 13] Permission denied: '/srv/project/.venv'"
NO_WHEEL = (
    "ERROR: Could not find a version that satisfies the requirement duckdb==2.0.0\n"
    "ERROR: No matching distribution found for duckdb==2.0.0"
)


@pytest.mark.parametrize("failure", ALL, ids=lambda failure: failure.en[:25])
def test_one_sentence_in_each_language(failure):
    for text in (failure.en, failure.zh):
        assert "\n" not in text
        assert text == text.strip()
        assert not text.endswith(".")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in failure.zh)
    assert failure.en.isascii()


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (REFUSED, failures.no_network()),
        (NO_NAME, failures.no_network()),
        (WINDOWS_NO_NAME, failures.no_network()),
        (STALLED, failures.no_network()),
        (FULL, failures.no_disk(FOLDER)),
        (WINDOWS_FULL, failures.no_disk(FOLDER)),
        (FULL + "\n" + REFUSED, failures.no_disk(FOLDER)),
        (DENIED, failures.not_writable(FOLDER)),
        (NO_WHEEL, failures.no_wheel("duckdb==2.0.0")),
        ("first\nERROR: something new\n\n", failures.install_failed("ERROR: something new")),
        ("", failures.install_failed("nothing")),
    ],
)
def test_from_pip(output, expected):
    assert failures.from_pip(output, FOLDER).en == expected.en


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "C", "LC_MESSAGES": "zh_TW.UTF-8"}, True),
    ],
)
def test_language_of_the_terminal(monkeypatch, variables, chinese):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    failure = failures.no_network()
    assert str(failure) == (failure.zh if chinese else failure.en)
