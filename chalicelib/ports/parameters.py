"""Parameter Store: what an operator may change without a deployment, secrets included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic

KEPT_SECONDS = 300


@dataclass
class Parameters(Mapping[str, str]):
    """Everything under one path, by the rest of its name; read at first use and again after five minutes.

    https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
    """

    path: str
    _values: dict[str, str] = field(default_factory=dict, repr=False)
    _until: float = 0.0

    def __getitem__(self, name: str) -> str:
        return self._fresh()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fresh())

    def __len__(self) -> int:
        return len(self._fresh())

    def _fresh(self) -> dict[str, str]:
        if monotonic() >= self._until:
            self._values, self._until = self._read(), monotonic() + KEPT_SECONDS
        return self._values

    def _read(self) -> dict[str, str]:
        import boto3

        pages = boto3.client("ssm").get_paginator("get_parameters_by_path")
        return {
            parameter["Name"].removeprefix(self.path): parameter["Value"]
            for page in pages.paginate(Path=self.path, Recursive=True, WithDecryption=True)
            for parameter in page["Parameters"]
        }
