"""Addresses that a crawl must not go to: judged by what the servers there were asked."""

import socket
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from pipeline.sources.crawling.guard import is_public
from tests.portal.server import Fault, Portal
from tests.sources.conftest import TABLE, Bench

INNER = "127.0.0.2"  # another loopback address, where nothing may be asked for


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "ff02::1", "2002:7f00:1::"],
)  # fmt: skip
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["113.160.1.1", "8.8.8.8", "2405:4800::1"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.fixture
def inner() -> Iterator[Portal]:
    """A server that a crawl of the portal has no business with."""
    with Portal(host="127.0.0.2") as portal:
        yield portal


def test_a_source_must_name_the_private_host_it_means(bench: Bench) -> None:
    (result,) = bench.crawl(bench.describe(TABLE, ("allow_private: [127.0.0.1]\n", "")))
    assert bench.portal.seen == []
    assert "no public address" in result.problems[0].message


@pytest.mark.parametrize("hosts", ["", "hosts: [127.0.0.2]\n"])
def test_a_redirect_to_a_private_address_is_refused(bench: Bench, inner: Portal, hosts: str) -> None:
    bench.portal.faults = [Fault("view/1", f"to http://{INNER}:{inner.port}/bang/ke-hoach/view/1")]
    (result,) = bench.crawl(bench.describe(TABLE, ("limits:", f"{hosts}limits:")))
    assert inner.seen == []
    assert [problem.code for problem in result.problems] == ["guard"]
    assert ("does not allow" if not hosts else "no public address") in result.problems[0].message


@pytest.mark.parametrize("host", ["localhost", "2130706434", "0x7f000002", "127.2"])
def test_other_ways_to_write_a_private_address_are_refused(bench: Bench, inner: Portal, host: str) -> None:
    bench.portal.faults = [Fault("view/1", f"to http://{host}:{inner.port}/bang/ke-hoach/view/1")]
    changes = ("limits:", f"hosts: [{host!r}]\nlimits:")
    (result,) = bench.crawl(bench.describe(TABLE, changes))
    assert inner.seen == []
    assert [problem.code for problem in result.problems] == ["guard"]


def test_a_name_that_comes_to_stand_for_a_private_address_is_refused(bench: Bench, inner: Portal) -> None:
    """The name server says a public address first, which nothing answers at, and the inner server's then."""
    bench.portal.faults = [
        Fault("view/1", f"to http://doi.example:{inner.port}/a"), Fault("view/2", f"to http://doi.example:{inner.port}/b"),
    ]  # fmt: skip
    (result,) = bench.crawl(
        bench.describe(TABLE, ("limits:", "hosts: [doi.example]\nlimits:")), setup=partial(_change_names, INNER)
    )
    assert inner.seen == []
    assert {problem.code for problem in result.problems} == {"guard"}
    assert all(INNER in problem.message for problem in result.problems)


def _change_names(address: str) -> None:
    """In the crawl's process: doi.example has no address at first, and a private one after that."""
    known: Callable[[str], str] = socket.gethostbyname
    asked: list[str] = []

    def changing(name: str) -> str:
        if name != "doi.example":
            return known(name)
        asked.append(name)
        if len(asked) == 1:
            raise socket.gaierror("not yet")
        return address

    socket.gethostbyname = changing
