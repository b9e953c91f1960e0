"""The payment provider as WeChat Pay APIv3 speaks: orders, questions, refunds, sealed callbacks, trade bills, and bad days."""
