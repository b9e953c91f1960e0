"""The TwiML verbs of a call: one function each, told apart by name."""

from simulators.carrier.session import Verbs
from simulators.carrier.verbs.dial import dial
from simulators.carrier.verbs.flow import hang_up, redirect, reject, sms
from simulators.carrier.verbs.gather import gather
from simulators.carrier.verbs.speak import pause, play, say

VERBS: Verbs = {
    "Say": say,
    "Play": play,
    "Pause": pause,
    "Gather": gather,
    "Dial": dial,
    "Redirect": redirect,
    "Reject": reject,
    "Hangup": hang_up,
    "Sms": sms,
}
