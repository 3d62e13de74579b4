"""Taking a port, and saying why it cannot be had."""

import socket

import pytest

from cityscene.setup import failures, ports


def test_bind_listens():
    with ports.bind("127.0.0.1", 0) as listening:
        address = listening.getsockname()
        with socket.create_connection(address, timeout=5) as caller:
            assert caller.getpeername() == address


def test_a_taken_port():
    with ports.bind("127.0.0.1", 0) as holder:
        port = holder.getsockname()[1]
        with pytest.raises(failures.SetupFailure) as caught:
            ports.require_free("127.0.0.1", port)
    assert caught.value.en == failures.port_in_use(port).en
    assert f"PORT={port + 1}" in caught.value.en


def test_a_port_is_free_again_after_the_check():
    with ports.bind("127.0.0.1", 0) as holder:
        port = holder.getsockname()[1]
    ports.require_free("127.0.0.1", port)
    ports.bind("127.0.0.1", port).close()


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", 70000), ("203.0.113.7", 8501), ("no such host", 8501)]
)
def test_an_address_that_cannot_be_bound(host, port):
    with pytest.raises(failures.SetupFailure) as caught:
        ports.bind(host, port)
    assert caught.value.en == failures.port_not_allowed(host, port).en
