"""What the names of keys, certificates, cipher suites and tunnel options stand for, as the list names it.

Each name gives the algorithms that it is made of; None for a name that nobody here knows. Sources: KMS
Developer Guide, "Key spec reference"; ACM API type CertificateDetail (``KeyAlgorithm``,
``SignatureAlgorithm``); OpenSSL ciphers(1) and RFC 8446 B.4 for cipher suites; EC2 API type
VpnTunnelOptionsSpecification, IANA "Transform Type 4 - Key Exchange Method Transform IDs" for groups.
"""

import re
from collections.abc import Iterable, Mapping

Part = tuple[str, int | None]
"""An algorithm and the length of its key in bits, if that is a question of it."""
Parts = tuple[Part, ...]


def _plain(*names: str) -> Parts:
    return tuple((name, None) for name in names)


def _rsa(bits: int) -> Parts:
    return ("RSA-PSS", bits), ("RSASSA-PKCS1-v1_5", bits), ("RSA-OAEP", bits)


def _curve(bits: int) -> Parts:
    return ("ECDSA", bits), ("ECDH", bits)


KEYS: Mapping[str, Parts] = {
    "SYMMETRIC_DEFAULT": _plain("AES", "GCM"),
    **{f"RSA_{bits}": _rsa(bits) for bits in (2048, 3072, 4096)},
    **{f"ECC_NIST_P{bits}": _curve(bits) for bits in (256, 384, 521)},
    "ECC_NIST_EDWARDS25519": (("EdDSA", 255),),
    **{f"HMAC_{bits}": _plain("HMAC", f"SHA-{bits}") for bits in (224, 256, 384, 512)},
    **{f"ML_KEM_{size}": _plain(f"ML-KEM-{size}") for size in (512, 768, 1024)},
    **{f"ML_DSA_{size}": _plain(f"ML-DSA-{size}") for size in (44, 65, 87)},
    "SM2": _plain("SM2"),
}
"""Key specs of KMS. The curve secp256k1 is missing: the list names no curves, and few vouch for it."""
CERTIFICATE_KEYS: Mapping[str, Parts] = {
    **{f"RSA_{bits}": (("RSASSA-PKCS1-v1_5", bits),) for bits in (1024, 2048, 3072, 4096)},
    "EC_prime256v1": (("ECDSA", 256),),
    "EC_secp384r1": (("ECDSA", 384),),
    "EC_secp521r1": (("ECDSA", 521),),
}
SIGNERS = {"RSA": "RSASSA-PKCS1-v1_5", "RSAENCRYPTION": "RSASSA-PKCS1-v1_5", "ECDSA": "ECDSA", "DSA": "DSA"}
SIGNATURE = re.compile(r"(MD2|MD5|SHA)-?(\d*)WITH(RSAENCRYPTION|RSA|ECDSA|DSA)")
MODERN: Mapping[str, Parts] = {
    "TLS_AES_128_GCM_SHA256": _plain("AES", "GCM", "SHA-256"),
    "TLS_AES_256_GCM_SHA384": _plain("AES", "GCM", "SHA-384"),
    "TLS_CHACHA20_POLY1305_SHA256": _plain("ChaCha20-Poly1305", "SHA-256"),
}
SUITE = re.compile(
    r"(?:(?P<exchange>ECDHE|DHE)-(?P<signer>RSA|ECDSA|DSS)-)?"
    r"(?P<cipher>AES128|AES256|DES-CBC3|RC4|CHACHA20-POLY1305)(?:-(?P<mode>GCM|CCM))?"
    r"(?:-(?P<digest>MD5|SHA|SHA256|SHA384))?"
)
EXCHANGES = {"ECDHE": "ECDH", "DHE": "DH", None: "RSAES-PKCS1-v1_5"}
AUTHENTICATIONS = {"RSA": ("RSASSA-PKCS1-v1_5",), "ECDSA": ("ECDSA",), "DSS": ("DSA",), None: ()}
CIPHERS = {
    "AES128": "AES",
    "AES256": "AES",
    "DES-CBC3": "3-key Triple DES",
    "RC4": "RC4",
    "CHACHA20-POLY1305": "ChaCha20-Poly1305",
}
DIGESTS = {"MD5": "MD5", "SHA": "SHA-1", "SHA256": "SHA-256", "SHA384": "SHA-384", None: "SHA-256"}
"""A suite of TLS 1.2 that names no digest uses SHA-256 (RFC 5246 section 5, RFC 7905)."""
TUNNEL: Mapping[str, Parts] = {
    "AES128": _plain("AES", "CBC"),
    "AES256": _plain("AES", "CBC"),
    "AES128-GCM-16": _plain("AES", "GCM"),
    "AES256-GCM-16": _plain("AES", "GCM"),
    "SHA1": _plain("HMAC", "SHA-1"),
    "SHA2-256": _plain("HMAC", "SHA-256"),
    "SHA2-384": _plain("HMAC", "SHA-384"),
    "SHA2-512": _plain("HMAC", "SHA-512"),
}
MODP = {2: 1024, 5: 1536, 14: 2048, 15: 3072, 16: 4096, 17: 6144, 18: 8192, 22: 1024, 23: 2048, 24: 2048}
"""Groups of Diffie-Hellman and their bits; a higher number is not always a longer one."""
ECP = {19: 256, 20: 384, 21: 521}


def signature(name: str) -> Parts | None:
    """The algorithms of a signature such as SHA256WITHRSA, however it is spelled."""
    found = SIGNATURE.fullmatch(name.upper())
    if found is None:
        return None
    family, bits, signer = found.groups()
    return _plain(f"SHA-{bits or 1}" if family == "SHA" else family, SIGNERS[signer])


def suite(name: str) -> Parts | None:
    """The algorithms of a cipher suite of TLS, named as OpenSSL does."""
    found = SUITE.fullmatch(name)
    if name in MODERN or found is None:
        return MODERN.get(name)
    exchange, signer, cipher, mode, digest = found.groups()
    whole = cipher == "CHACHA20-POLY1305" or mode is not None
    sealed = () if whole else ("HMAC",)
    modes = (mode,) if mode else ("CBC",) if cipher in ("AES128", "AES256") else ()
    return _plain(
        EXCHANGES[exchange], *AUTHENTICATIONS[signer], CIPHERS[cipher], *modes, *sealed, DIGESTS[digest]
    )


def group(number: int) -> Parts | None:
    """The algorithm of a group for the key exchange of a tunnel."""
    if number in MODP:
        return (("DH", MODP[number]),)
    return (("ECDH", ECP[number]),) if number in ECP else None


def tunnel(names: Iterable[str], groups: Iterable[int]) -> dict[str, Parts | None]:
    """The algorithms of each option that a tunnel permits."""
    return {name: TUNNEL.get(name) for name in names} | {f"DH {one}": group(one) for one in groups}
