"""Certificate checks for servers that forget to send a certificate of their chain: it is lent to them, host by host."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from OpenSSL import SSL, crypto
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from twisted.internet._sslverify import IOpenSSLTrustRoot  # only there, though trustRoot= takes it
from twisted.internet.ssl import optionsForClientTLS, platformTrust
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

CERTIFICATES = "VANTHU_CERTIFICATES"  # setting: a file of certificates for each host that needs it
_BEGIN = b"-----BEGIN CERTIFICATE-----"


class MendingHandler(HTTP11DownloadHandler):
    """Downloads over https, with the missing certificates of the hosts that need them."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        files = crawler.settings.getdict(CERTIFICATES)
        policy: Any = MendedPolicy({host: read_certificates(Path(file)) for host, file in files.items()})
        self._contextFactory = policy


@implementer(IPolicyForHTTPS)
class MendedPolicy:
    """Every host is checked against the system's roots; a host of `mended` with its certificates besides."""

    def __init__(self, mended: dict[str, list[crypto.X509]]) -> None:
        self._mended = mended

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: ANN401, N802 - Twisted's name and type
        host = hostname.decode("ascii")
        roots: Any = _Roots(self._mended.get(host, []))
        return optionsForClientTLS(host, trustRoot=roots)


@implementer(IOpenSSLTrustRoot)
class _Roots:
    """The system's roots and some certificates more. One that is not its own issuer only completes a chain."""

    def __init__(self, certificates: list[crypto.X509]) -> None:
        self._certificates = certificates

    def _addCACertsToContext(self, context: SSL.Context) -> None:  # noqa: N802 - Twisted's name
        roots: Any = platformTrust()  # type: ignore[no-untyped-call]
        roots._addCACertsToContext(context)
        store = context.get_cert_store()
        for certificate in self._certificates:
            if store is not None:
                store.add_cert(certificate)


def read_certificates(path: Path) -> list[crypto.X509]:
    """All certificates of a PEM file."""
    parts = path.read_bytes().split(_BEGIN)[1:]
    return [crypto.load_certificate(crypto.FILETYPE_PEM, _BEGIN + part) for part in parts]
