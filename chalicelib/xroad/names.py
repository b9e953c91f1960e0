"""Who is who: instance / member class / member / subsystem, and the service (PR-REST 4.1)."""

INSTANCE = "AH"  # GB/T 2260: 安徽
MEMBERS = "GOV"
PLATFORM = "tongban"
SUBSYSTEM = "registry"


def client_of(matter: str) -> str:
    """``AH/GOV/tongban/public-housing``: every matter is a subsystem of the platform."""
    return f"{INSTANCE}/{MEMBERS}/{PLATFORM}/{matter}"


def matter_of(client: str) -> str:
    """The matter's slug; raises ValueError for anybody who is none of ours."""
    ours, _, matter = client.rpartition("/")
    if ours != f"{INSTANCE}/{MEMBERS}/{PLATFORM}" or not matter:
        raise ValueError(f"no client of this platform: {client}")
    return matter


def provider_of(service: str) -> str:
    """``AH/GOV/police/registry/household`` for ``police/household``."""
    registry, _, name = service.partition("/")
    return f"{INSTANCE}/{MEMBERS}/{registry}/{SUBSYSTEM}/{name}"


def path_of(service: str) -> str:
    return f"/r1/{provider_of(service)}"


def service_of(path: str) -> str:
    """The opposite; raises ValueError for a path that leads to no registry."""
    parts = path.split("/")
    if len(parts) != 7 or path != path_of(f"{parts[4]}/{parts[6]}"):
        raise ValueError("no such service")
    return f"{parts[4]}/{parts[6]}"
