"""A silent function answers at once, and a new function is active at once.

Vanilla waits 50 ms for a log line in every call and keeps each new function `Pending` for 0.5 s.
https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
"""

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from local.emulator.guard import expect

LOG_WAIT, IDLE_WAIT, HARD_CAP = 0.004, 0.002, 0.250
ACTIVATION = 0.02


def apply() -> None:
    """Shorten both waits."""
    drain = lambda_runtime.Worker._drain_stderr_bounded
    expect(drain.__defaults__ == (0.050, 0.005, 0.250), "Worker._drain_stderr_bounded has other waits")
    drain.__defaults__ = (LOG_WAIT, IDLE_WAIT, HARD_CAP)
    expect(lambda_svc._LAMBDA_STATE_TRANSITION_DELAY == 0.5, "new functions are pending for another time")
    lambda_svc._LAMBDA_STATE_TRANSITION_DELAY = ACTIVATION
