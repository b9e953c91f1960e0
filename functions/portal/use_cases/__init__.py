"""The verbs of the portal: hear, list, mark as read, forget, show."""
