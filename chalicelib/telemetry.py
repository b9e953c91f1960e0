"""One logger and one set of metrics; no personal data in either."""

from aws_lambda_powertools import Logger

logger = Logger()
