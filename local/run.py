"""``make run``: the whole platform on this machine, until Ctrl-C. Its data stays, and the next start goes on with it."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from local import officers, preflight, seed
from local.cloud import LocalCloud, NotUp
from local.instance import Instance, NotAPort
from local.progress import step
from local.web import Refused
from simulators.carrier.client import Refusal


class SelfCheck(RuntimeError):
    """The platform is up and does not do what it is for."""


def raise_up(cloud: LocalCloud) -> seed.Seed:
    """Everything, in the order in which one part needs another."""
    with step(f"the cloud: an AWS emulator{' with IAM on' if cloud.instance.auth else ''}"):
        cloud.start_emulator()
    with step("the telephone carrier"):
        cloud.start_carrier()
    with step("other departments' registries"):
        cloud.start_registries()
    with step("the payment provider and the billers"):
        cloud.start_payments()
    with step("the front door"):
        cloud.start_front_door()
    with step("deploying every matter (python -m infra.deploy --all dev)"):
        cloud.deploy()
    with step("telling functions where the registries, the payment provider and the billers are"):
        seed.registries(cloud)
        seed.payments(cloud)
    with step("publishing the catalogue of all matters"):
        seed.catalogue(cloud)
    return seed.sow(cloud)


def check(cloud: LocalCloud) -> None:
    with seed.strangers(cloud) as scene:
        scene.talk()
        if leaks := scene.leaks():
            raise SelfCheck(f"a number was shown to the other side: {', '.join(leaks)}")


def addresses(cloud: LocalCloud, sown: seed.Seed) -> str:
    door, carrier = cloud.instance.public_url, cloud.instance.carrier_url
    return f"""
  the front page           {door}/
  an owner's vehicles      {door}/car-move/vehicles   sign in as {seed.OWNER}; the code is on the handset
  that owner's sticker     {seed.sticker(cloud)}
  what its QR code opens   {sown.link.replace("HTTP://", "http://")}   the plate ends in {seed.PLATE[-3:]}
  the owner's handset      {carrier}/handsets/{seed.OWNER}
  a passer-by's handset    {carrier}/handsets/{seed.PASSER_BY}   ask as {seed.PASSER_BY}, then dial from here
  made-up people           {cloud.instance.registries_url}/_sim/people   their names and ID numbers, to apply as
  an electricity account   {seed.ELECTRICITY}   in Hefei; pay at {door}/pay, the bank's books are at {cloud.instance.payments_url}/control
  the officers' desk       {door}/public-housing/officer   sign in at {door}/identity/officers/sign-in
{desks(cloud)}
  the editors' desk        {door}/catalogue/editor   one editor writes, the other publishes
  logs                     {cloud.instance.logs}/
  to deploy to it          source {hand_out_variables(cloud.instance)}   in another terminal; then make deploy …
"""


def desks(cloud: LocalCloud) -> str:
    """Whoever may sit there, and where their codes arrive."""
    carrier = cloud.instance.carrier_url
    return "\n".join(
        f"    {it.account:<22} {officers.PASSWORD}   {it.area or '(catalogue)':<12}   code on {carrier}/handsets/{it.phone}"
        for it in officers.needed()
    )


def hand_out_variables(instance: Instance) -> Path:
    """Where a shell finds what makes aws, chalice and infra.deploy speak to this machine instead of AWS."""
    file = instance.data / "aws.sh"
    file.write_text("".join(f"export {name}={value}\n" for name, value in instance.variables().items()))
    return file


def main(
    environment: Mapping[str, str] = os.environ,
    usage: Callable[[Path], preflight.Usage] = shutil.disk_usage,
) -> int:
    """Nothing is started, and nothing written, unless all that is needed is there."""
    began = monotonic()
    try:
        instance = Instance.of(environment)
    except NotAPort as reason:
        print(reason, file=sys.stderr)
        return 1
    if wrong := [*preflight.this_machine(usage, instance.folder), *preflight.ports(instance.ports)]:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    cloud = LocalCloud(instance)
    print("Tongban, on this machine only:", flush=True)
    try:
        sown = raise_up(cloud)
        with step("self-check: scan, ask, dial, whisper, press 1, talk"):
            check(cloud)
        print(
            f"up in {monotonic() - began:.0f} s.\n{addresses(cloud, sown)}\nCtrl-C stops it; its data stays.",
            flush=True,
        )
        if ended := cloud.processes.wait():
            print(f"the {ended} ended by itself: see {cloud.processes.log_of(ended)}", file=sys.stderr)
            return 1
        return 0
    except (NotUp, SelfCheck, Refused, Refusal, OSError) as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        print("\nstopping …", flush=True)
        cloud.stop()


if __name__ == "__main__":
    sys.exit(main())
