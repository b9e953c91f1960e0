"""The one domain: which matter answers under which path, and whether it does."""

import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from botocore.exceptions import ClientError

from infra.cloud import Cloud
from infra.environment import Environment
from infra.errors import CannotDeploy

API_STAGE = "api"
PATIENCE = 30.0  # a new mapping takes a moment to reach API Gateway's edge


def health_of(base_path: str) -> str:
    """Where a matter says that it is well; ``(none)`` is API Gateway's word for the root."""
    return "/health" if base_path == "(none)" else f"/{base_path}/health"


@dataclass(frozen=True)
class FrontDoor:
    """One environment's domain."""

    cloud: Cloud
    environment: Environment

    def open(self, base_paths: list[str], api: str) -> None:
        """Let the API answer under these paths and under no others."""
        for path in set(self.paths_of(api)) - set(base_paths):
            self._unmap(path)
        for path in base_paths:
            mapped = self._mapped(path)
            if mapped and mapped != api:
                self._unmap(path)
            if mapped != api:
                self.cloud.apigateway.create_base_path_mapping(
                    domainName=self.environment.domain, basePath=path, restApiId=api, stage=API_STAGE
                )

    def close(self, api: str) -> None:
        for path in self.paths_of(api):
            self._unmap(path)

    def paths_of(self, api: str) -> list[str]:
        pages = self.cloud.apigateway.get_paginator("get_base_path_mappings")
        found = pages.paginate(domainName=self.environment.domain)
        return [it["basePath"] for page in found for it in page.get("items", []) if it["restApiId"] == api]

    def _mapped(self, base_path: str) -> str | None:
        try:
            return self.cloud.apigateway.get_base_path_mapping(
                domainName=self.environment.domain, basePath=base_path
            )["restApiId"]
        except ClientError as error:
            if error.response["Error"]["Code"] != "NotFoundException":
                raise
            return None

    def _unmap(self, base_path: str) -> None:
        self.cloud.apigateway.delete_base_path_mapping(domainName=self.environment.domain, basePath=base_path)

    def command(self, base_path: str, api: str) -> str:
        """Mapping by hand."""
        return (
            f"aws apigateway create-base-path-mapping --domain-name {self.environment.domain}"
            f" --base-path '{base_path}' --rest-api-id {api} --stage {API_STAGE}"
        )

    def answers(self, base_path: str) -> str | None:
        """What is wrong with GET <base path>/health through the domain; None when it answers 200."""
        path = health_of(base_path)
        # On a laptop this is what the front door asks the emulator; it need not be up for a deployment.
        origin = self.cloud.emulator or self.environment.public_url
        request = urllib.request.Request(
            origin + path, headers={"Host": self.environment.domain, "Accept": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=35):  # API Gateway itself gives up after 29
                return None
        except urllib.error.HTTPError as error:
            return f"GET {self.environment.public_url}{path} answers {error.code}: {error.read()[:200]!r}"
        except OSError as error:
            return f"GET {self.environment.public_url}{path}: {error}"

    def must_answer(self, base_path: str) -> None:
        deadline = time.monotonic() + (2.0 if self.cloud.emulator else PATIENCE)
        while wrong := self.answers(base_path):
            if time.monotonic() > deadline:
                raise CannotDeploy(f"smoke check: {wrong}")
            time.sleep(self.cloud.pause)
