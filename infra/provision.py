"""Which stacks an environment and a matter have, and the values their templates are filled in with."""

import hashlib
from pathlib import Path

from chalicelib.definition import Definition, definition_of, folder_of
from infra.environment import Environment
from infra.stacks import Stack
from infra.stages import functions_of, stage_name

HOME = Path("infra")
MACHINES = Path("state_machines")


def province(environment: Environment) -> Stack:
    """Once per environment."""
    return Stack(
        environment.stack,
        HOME / "province.yaml",
        {
            "Environment": environment.name,
            "Domain": environment.domain,
            "CertificateArn": environment.certificate,
            "PublicUrl": environment.public_url,
            "CarrierApi": environment.carrier_api,
            "CarrierAccount": environment.carrier_account,
            "CarrierSmsFrom": environment.carrier_sms_from,
            "RetiredTokenKeys": "".join(f",{key}" for key in environment.retired_token_keys),
            "AlarmEmail": environment.alarm_email,
            "ArchiveDays": str(environment.archive_days),
        },
    )


def matter(slug: str, environment: Environment) -> Stack:
    """Once per matter and environment."""
    definition = defined(slug)
    own = {fact for fact in definition.consumes if fact in definition.publishes}
    return Stack(
        f"tongban-{stage_name(slug, environment.name)}-matter",
        HOME / "matter.yaml",
        {
            "Environment": environment.name,
            "Matter": slug,
            "Consumes": ",".join(sorted(set(definition.consumes) - own)),
            "HearsItself": ",".join(sorted(own)),
            "StartsOn": ",".join(sorted(definition.machine.starts_on)) if definition.machine else "",
            "MachineKey": machine_key(slug) if definition.machine else "",
            "InboxWaits": str(6 * functions_of(slug)["on_fact"]["lambda_timeout"]),
            "LogDays": str(environment.log_days),
            "Files": "true" if definition.uses.files else "false",
            "KeepsFiles": "true" if definition.kind == "application" else "false",
            "Carrier": "true" if definition.uses.carrier else "false",
            "Ledger": "true" if definition.uses.ledger else "false",
            "Spends": "true" if definition.costs else "false",
        },
    )


def defined(slug: str) -> Definition:
    return definition_of(folder_of(slug))


def machine(slug: str) -> Path:
    """Ordinary matters share one."""
    shared = defined(slug).kind == "application"
    return MACHINES / f"{'application' if shared else slug.replace('-', '_')}.asl.json"


def machine_key(slug: str) -> str:
    """Named by its content, so that CloudFormation notices a change."""
    digest = hashlib.sha256(machine(slug).read_bytes()).hexdigest()[:16]
    return f"state_machines/{slug}-{digest}.asl.json"
