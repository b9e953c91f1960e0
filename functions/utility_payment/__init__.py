"""水电气缴费: find a bill, pay it, get a receipt; not one fen lost or charged twice."""
