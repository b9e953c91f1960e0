"""The AWS clients of one environment; ``AWS_ENDPOINT_URL`` makes them the emulator's."""

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from types_boto3_apigateway import APIGatewayClient
    from types_boto3_cloudformation import CloudFormationClient
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_lambda import LambdaClient
    from types_boto3_s3 import S3Client
    from types_boto3_ssm import SSMClient


@dataclass(frozen=True)
class Cloud:
    """One AWS account and region."""

    region: str

    @property
    def emulator(self) -> str:
        """Where the emulator listens; empty on AWS."""
        return os.environ.get("AWS_ENDPOINT_URL", "")

    @property
    def pause(self) -> float:
        """Seconds between looks at something in progress."""
        return 0.05 if self.emulator else 2.0

    @cached_property
    def cloudformation(self) -> "CloudFormationClient":
        return boto3.Session(region_name=self.region).client("cloudformation")

    @cached_property
    def apigateway(self) -> "APIGatewayClient":
        return boto3.Session(region_name=self.region).client("apigateway")

    @cached_property
    def dynamodb(self) -> "DynamoDBClient":
        return boto3.Session(region_name=self.region).client("dynamodb")

    @cached_property
    def functions(self) -> "LambdaClient":
        return boto3.Session(region_name=self.region).client("lambda")

    @cached_property
    def s3(self) -> "S3Client":
        return boto3.Session(region_name=self.region).client("s3")

    @cached_property
    def ssm(self) -> "SSMClient":
        return boto3.Session(region_name=self.region).client("ssm")
