"""What is deployed, remembered beside what is deployed: so that any checkout can go on where another left off.

Chalice finds its REST API again only by the record it keeps in ``.chalice/deployed/``; the artifacts bucket has the
copy that counts.
"""

import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError
from pydantic import BaseModel

from infra.build import RECORDS
from infra.cloud import Cloud


class Record(BaseModel):
    """One stage, as it was deployed last."""

    fingerprint: str
    live: str
    chalice: dict[str, Any]

    @property
    def api(self) -> str:
        """The stage's REST API."""
        apis = [made["rest_api_id"] for made in self.chalice["resources"] if "rest_api_id" in made]
        return str(apis[0])


@dataclass(frozen=True)
class Records:
    """The records of one environment, in its artifacts bucket."""

    cloud: Cloud
    bucket: str

    def fetch(self, stage: str) -> Record | None:
        """The stage's record, put where Chalice looks for it; none means never deployed."""
        local = RECORDS / f"{stage}.json"
        try:
            body = self.cloud.s3.get_object(Bucket=self.bucket, Key=_key(stage))["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] not in {"NoSuchKey", "NoSuchBucket"}:
                raise
            local.unlink(missing_ok=True)
            return None
        record = Record.model_validate_json(body)
        RECORDS.mkdir(parents=True, exist_ok=True)
        local.write_text(json.dumps(record.chalice, indent=2), encoding="utf-8")
        return record

    def keep(self, stage: str, fingerprint: str) -> Record:
        """Remember what Chalice just deployed."""
        made = json.loads((RECORDS / f"{stage}.json").read_text(encoding="utf-8"))
        record = Record(fingerprint=fingerprint, live=self.live(stage), chalice=made)
        self.cloud.s3.put_object(
            Bucket=self.bucket, Key=_key(stage), Body=record.model_dump_json(indent=2).encode()
        )
        return record

    def live(self, stage: str) -> str:
        """What the stage's pages run on at this moment, however it came there; empty where there is nothing."""
        try:
            found = self.cloud.functions.get_function_configuration(FunctionName=f"tongban-{stage}")
        except self.cloud.functions.exceptions.ResourceNotFoundException:
            return ""
        return found["CodeSha256"]

    def forget(self, stage: str) -> None:
        self.cloud.s3.delete_object(Bucket=self.bucket, Key=_key(stage))
        (RECORDS / f"{stage}.json").unlink(missing_ok=True)


def _key(stage: str) -> str:
    return f"deployed/{stage}.json"
