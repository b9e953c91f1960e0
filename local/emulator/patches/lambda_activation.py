"""A new or changed function is ready as soon as AWS could make it ready: here, at once.

Vanilla keeps every function `Pending` for half a second, and `chalice deploy` waits for each of them.
https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
"""

from ministack.services import lambda_svc

from local.emulator.guard import expect

DELAY = 0.02


def apply() -> None:
    """Shorten the delay."""
    expect(lambda_svc._LAMBDA_STATE_TRANSITION_DELAY == 0.5, "new functions are pending for another time")
    lambda_svc._LAMBDA_STATE_TRANSITION_DELAY = DELAY
