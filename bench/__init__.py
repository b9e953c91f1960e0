"""One benchmark per promise: each measures against a baseline in the same run, and says whether the promise holds."""
