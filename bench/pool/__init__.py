"""The pool of masked numbers: no call goes astray in ten million sessions, and no number more than needed."""
