"""What this matter knows by itself, asked like a registry."""

from .use_cases.claims import other_applications

REGISTERS = {"own/other_applications": other_applications}
