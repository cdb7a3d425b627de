"""Certificates are checked; a chain that a server sends incomplete is mended for its host alone."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pipeline.sources.crawling.result import Ending
from tests.sources.conftest import TABLE, Bench

Signed = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def signed(name: str, by: Signed | None, *, authority: bool) -> Signed:
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder().subject_name(own).issuer_name(by[0].subject if by else own)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key((by[1] if by else key).public_key()), critical=False
        )
    )  # fmt: skip
    if not authority:
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        builder = builder.add_extension(names, critical=False)
    return builder.sign((by or (None, key))[1], hashes.SHA256()), key


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def secure(bench: Bench) -> Bench:
    """The portal over https, sending its own certificate without the one between it and the root."""
    root = signed("root", None, authority=True)
    between = signed("between", root, authority=True)
    leaf, key = signed("portal", between, authority=False)
    (bench.folder / "root.pem").write_bytes(pem(root[0]))
    (bench.folder / "between.pem").write_bytes(pem(between[0]))
    (bench.folder / "chain.pem").write_bytes(pem(between[0]) + pem(root[0]))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (bench.folder / "leaf.pem").write_bytes(pem(leaf) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(bench.folder / "leaf.pem")
    bench.portal.server.socket = context.wrap_socket(bench.portal.server.socket, server_side=True)
    return bench


def described(bench: Bench, certificate: str | None) -> Path:
    path = bench.describe(TABLE, ("http://", "https://"), ("retries: 2", "retries: 0"))
    if certificate is not None:
        path.write_text(path.read_text("utf-8") + f"certificates: {{127.0.0.1: {certificate}}}\n", "utf-8")
    return path


@pytest.mark.parametrize("certificate", [None, "between.pem", "root.pem"])
def test_what_cannot_be_verified_is_not_fetched(secure: Bench, certificate: str | None) -> None:
    """Neither the certificate between, without a root that is trusted, nor a root without it, is enough."""
    (result,) = secure.crawl(described(secure, certificate))
    assert result.ending is Ending.FAILED
    assert secure.portal.seen == []
    assert "certificate" in result.problems[0].message


def test_a_mended_chain_is_verified(secure: Bench) -> None:
    (result,) = secure.crawl(described(secure, "chain.pem"))
    assert (result.ending, result.problems) == (Ending.COMPLETE, [])
    assert len(secure.current()) == 12
