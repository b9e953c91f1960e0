"""What an operator is told when a deployment cannot go on."""


class CannotDeploy(Exception):
    """One line that says what is wrong and what to do about it."""
