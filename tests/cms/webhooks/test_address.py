from __future__ import annotations

import pytest

from cms.webhooks.address import OutboundError, is_global, resolve, target_of

INTERNAL = [
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "100.64.0.1",  # carrier-grade NAT
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",  # cloud metadata
    "172.16.0.1",
    "192.0.0.170",
    "192.0.0.9",
    "192.0.2.1",
    "192.88.99.1",  # 6to4 relay
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",  # IPv4-compatible
    "::ffff:127.0.0.1",  # IPv4-mapped
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
    "64:ff9b:1::7f00:1",
    "100::1",
    "2001::1",  # Teredo
    "2001:db8::1",
    "2002:7f00:1::",  # 6to4 of 127.0.0.1
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",  # cloud metadata
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", INTERNAL)
def test_what_is_not_the_public_internet(address: str) -> None:
    assert not is_global(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "103.10.1.1", "2606:4700::1111"])
def test_what_is(address: str) -> None:
    assert is_global(address)


@pytest.mark.parametrize("address", INTERNAL[:-4])
def test_a_name_of_an_internal_address_is_refused(address: str, names) -> None:
    names("jahat.example", [["8.8.8.8", address]])
    with pytest.raises(OutboundError, match="jaringan"):
        resolve(target_of("https://jahat.example/"))


def test_a_name_of_public_addresses_is_not(names) -> None:
    names("baik.example", [["8.8.8.8", "2606:4700::1111"]])
    found = resolve(target_of("https://baik.example/"))
    assert [address[:2] for _, address in found] == [
        ("8.8.8.8", 443),
        ("2606:4700::1111", 443),
    ]


@pytest.mark.parametrize(
    "alamat",
    [
        "",
        "https://",
        "https:///jalan",
        "//a.example/",
        "a.example",
        "http://a.example/",
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://a.example/",
        "javascript:alert(1)",
        "https://2130706433/",  # decimal
        "https://0177.0.0.1/",  # octal
        "https://0x7f.0.0.1/",  # hexadecimal
        "https://0x7f000001/",
        "https://127.1/",
        "https://127.0.0.1/",
        "https://8.8.8.8/",
        "https://8.8.8.8./",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1%25eth0]/",
        "https://[::1/",
        "https://localhost/",
        "https://a.example./",
        "https://-a.example/",
        "https://a_b.example/",
        "https://a..example/",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 130}example/",
        "https://user@a.example/",
        "https://user:sandi@a.example/",
        "https://@a.example/",
        "https://a.example:443@127.0.0.1/",
        "https://a.example\\@127.0.0.1/",
        "https://a.example:22/",
        "https://a.example:80/",
        "https://a.example:0/",
        "https://a.example:99999/",
        "https://a.example:https/",
        "https://a.example/ b",
        "https://a.example/\r\nX-A: b",
        "https://a.exa\tmple/",
        "https://a.example/\x00",
        "https://ａ.example/",  # noqa: RUF001 - full-width on purpose
        "https://①②⑦.⓪.⓪.①/",
    ],
)
def test_addresses_that_are_refused_as_written(alamat: str) -> None:
    with pytest.raises(OutboundError):
        target_of(alamat)


def test_an_address_taken_apart() -> None:
    target = target_of("https://Penerima.Example:8443/jalan?a=1#bagian")
    assert (target.host, target.port, target.path, target.tls, target.internal) == (
        "penerima.example",
        8443,
        "/jalan?a=1",
        True,
        False,
    )


def test_plain_http_is_for_development(settings) -> None:
    settings.WEBHOOK_ALLOW_HTTP = True
    assert target_of("http://a.example/").port == 80
    with pytest.raises(OutboundError):
        target_of("http://a.example:6379/")


def test_the_operator_names_what_lies_inside(settings, names) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = ["dalam.kantor:9000"]
    names("dalam.kantor", [["10.0.0.1"]])
    target = target_of("https://dalam.kantor:9000/")
    assert resolve(target)[0][1] == ("10.0.0.1", 9000)
    with pytest.raises(OutboundError):
        target_of("https://dalam.kantor:9001/")
