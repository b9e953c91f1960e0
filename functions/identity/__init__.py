"""Signing in (统一身份认证): phones and one-time codes, sessions, officers' accounts."""
