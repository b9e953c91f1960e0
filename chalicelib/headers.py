"""The security headers of every answer (OWASP Secure Headers), and how long it may be kept."""

from collections.abc import Mapping

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


def posting_to(origin: str) -> str:
    """The policy of a page with a form that goes elsewhere, too."""
    return _with({"form-action": origin})


def widened(sources: Mapping[str, str], microphone: bool = False) -> dict[str, str]:
    """The headers of a page that needs more than others: sources by directive, and the microphone."""
    more = {"Content-Security-Policy": _with(sources)}
    if microphone:
        here = str(PLAIN["Permissions-Policy"]).replace("microphone=()", "microphone=(self)")
        more["Permissions-Policy"] = here
    return more


def _with(sources: Mapping[str, str]) -> str:
    kept = dict(directive.split(" ", 1) for directive in POLICY.split("; "))
    for name, more in sources.items():
        kept[name] = f"{kept[name]} {more}" if name in kept else more
    return "; ".join(f"{name} {allowed}" for name, allowed in kept.items())


# Referrer-Policy is not "no-referrer": with that, browsers send "Origin: null" from our own forms.
PLAIN: dict[str, str | list[str]] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Vary": "Accept, Cookie",
}
OVER_HTTPS = PLAIN | {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"
ON_DEVICE: dict[str, str] = {"Cache-Control": "private, no-cache"}


def kept(seconds: int) -> dict[str, str | list[str]]:
    """For what is the same for everybody, for so long."""
    return {"Cache-Control": f"public, max-age={seconds}", "Vary": "Accept"}


def on_device(_: object = None) -> dict[str, str]:
    """For a page that is the same for everybody: a browser may keep it for when there is no network, and always asks anew.

    Given as ``allows``; see docs/decisions/2026-11-25-offline.md.
    """
    return ON_DEVICE
