"""The doors: a citizen's accounts and payments, automatic payment, the provider's callbacks, the operators' day."""

from functions.utility_payment.routes import (
    accounts,
    automatic,
    operations,
    payments,
    reconciliation,
    undelivered,
)
from functions.utility_payment.routes.doors import routes

__all__ = ["accounts", "automatic", "operations", "payments", "reconciliation", "routes", "undelivered"]
