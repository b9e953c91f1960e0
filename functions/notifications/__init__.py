"""Letting people know (消息提醒): facts in, texts out, as each citizen wishes."""
