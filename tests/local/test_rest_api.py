"""API Gateway as Chalice uses it: made from a swagger document, with CORS and binary bodies, behind a custom domain."""

import base64
import json
from typing import Any

import pytest

from local.emulator.process import ACCOUNT, REGION
from tests.local.cloud import Cloud, name, served_by, swagger

ECHO = "def handler(event, context): import json; return {'statusCode': 200, 'body': json.dumps(event)}"
PICTURE = bytes(range(256))
SHOW = f"def handler(event, context): return dict(statusCode=200, isBase64Encoded=True, body={base64.b64encode(PICTURE).decode()!r})"
PREFLIGHT: dict[str, Any] = {
    "x-amazon-apigateway-integration": {
        "type": "mock",
        "requestTemplates": {"application/json": '{"statusCode": 200}'},
        "responses": {
            "default": {
                "statusCode": "200",
                "responseParameters": {"method.response.header.Access-Control-Allow-Origin": "'*'"},
            }
        },
    }
}


@pytest.mark.restores("rest_api_import")
def test_an_imported_document_is_served(cloud: Cloud) -> None:
    api = cloud.api({"/echo/{who}": {"get": served_by(cloud.function(ECHO))}})

    answer = cloud.ask("/echo/%E6%B1%9F", api=api)

    assert answer.status == 200
    assert answer.json()["pathParameters"] == {"who": "江"}


@pytest.mark.restores("rest_api_import")
def test_a_new_document_replaces_the_routes_and_keeps_the_api(cloud: Cloud) -> None:
    echo = served_by(cloud.function(ECHO))
    api = cloud.api({"/old": {"get": echo}})

    put = cloud.client("apigateway").put_rest_api(
        restApiId=api, mode="overwrite", body=json.dumps(swagger({"/new": {"get": echo}}))
    )

    assert put["id"] == api
    assert [cloud.ask(path, api=api).status for path in ("/new", "/old")] == [200, 403]


@pytest.mark.restores("rest_api_details")
def test_options_answers_with_the_cors_headers_of_the_document(cloud: Cloud) -> None:
    api = cloud.api({"/echo": {"options": PREFLIGHT}})

    assert cloud.ask("/echo", "OPTIONS", api=api).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.restores("rest_api_details")
def test_a_picture_arrives_as_it_was_sent(cloud: Cloud) -> None:
    paths = {
        "/show": {"get": served_by(cloud.function(SHOW))},
        "/echo": {"post": served_by(cloud.function(ECHO))},
    }
    api = cloud.api(paths, **{"x-amazon-apigateway-binary-media-types": ["*/*"]})

    assert cloud.ask("/show", api=api, accept="text/html,image/*").body == PICTURE
    sent = cloud.ask("/echo", "POST", api=api, body=PICTURE, accept="*/*", content_type="image/png").json()
    assert base64.b64decode(sent["body"]) == PICTURE


@pytest.mark.restores("rest_api_in_place")
def test_cloudformation_changes_the_routes_and_keeps_the_api(cloud: Cloud) -> None:
    stack, echo = name("stack"), served_by(cloud.function(ECHO))

    def deploy(path: str) -> str:
        body = swagger({path: {"get": echo}})
        return cloud.stack(
            stack, {"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": body}}}
        )["Api"]

    assert deploy("/old") == deploy("/new")


@pytest.mark.restores("rest_api_compression")
def test_an_empty_compression_size_is_no_compression(cloud: Cloud) -> None:
    api = cloud.client("apigateway").create_rest_api(name=name("api"), minimumCompressionSize=1024)["id"]

    off = [{"op": "replace", "path": "/minimumCompressionSize", "value": ""}]
    updated = cloud.client("apigateway").update_rest_api(restApiId=api, patchOperations=off)

    assert "minimumCompressionSize" not in updated


@pytest.fixture
def domain(cloud: Cloud) -> str:
    """A domain that serves an echo under /car-move and nothing else."""
    gateway, domain = cloud.client("apigateway"), f"{name('domain')}.localhost"
    api = cloud.api({"/echo": {"get": served_by(cloud.function(ECHO))}})
    certificate = f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/any"
    gateway.create_domain_name(domainName=domain, regionalCertificateArn=certificate)
    gateway.create_base_path_mapping(domainName=domain, basePath="car-move", restApiId=api, stage="api")
    return domain


@pytest.mark.restores("custom_domain")
def test_a_function_is_told_the_public_path_and_domain(cloud: Cloud, domain: str) -> None:
    event = cloud.ask("/car-move/echo", host=domain).json()

    assert (event["path"], event["requestContext"]["resourcePath"]) == ("/car-move/echo", "/echo")
    assert (event["requestContext"]["path"], event["requestContext"]["domainName"]) == (
        "/car-move/echo",
        domain,
    )


@pytest.mark.restores("custom_domain")
@pytest.mark.parametrize("path", ["/", "/other", "/_ministack/health", "/restapis"])
def test_a_domain_shows_nothing_of_the_control_plane(cloud: Cloud, domain: str, path: str) -> None:
    answer = cloud.ask(path, host=domain, x_amz_target="DynamoDB_20120810.ListTables")

    assert (answer.status, answer.json()) == (403, {"message": "Forbidden"})


@pytest.mark.restores("custom_domain")
def test_one_api_may_have_the_root_and_leaves_their_paths_to_the_others(cloud: Cloud, domain: str) -> None:
    """As the portal has it: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html"""
    gateway, root = (
        cloud.client("apigateway"),
        "def handler(event, context): return dict(statusCode=200, body='root')",
    )
    api = cloud.api({path: {"get": served_by(cloud.function(root))} for path in ("/", "/my")})
    gateway.create_base_path_mapping(domainName=domain, basePath="(none)", restApiId=api, stage="api")

    assert [cloud.ask(path, host=domain).body for path in ("/", "/my")] == [b"root", b"root"]
    assert cloud.ask("/car-move/echo", host=domain).json()["path"] == "/car-move/echo"
    assert gateway.get_base_path_mapping(domainName=domain, basePath="(none)")["restApiId"] == api


@pytest.mark.restores("source_address")
def test_a_caller_cannot_choose_its_address(cloud: Cloud) -> None:
    api = cloud.api({"/echo": {"get": served_by(cloud.function(ECHO))}})

    behind = cloud.ask("/echo", api=api, x_forwarded_for="6.6.6.6, 203.0.113.9").json()
    direct = cloud.ask("/echo", api=api).json()

    assert behind["requestContext"]["identity"]["sourceIp"] == "203.0.113.9"
    assert direct["headers"]["x-forwarded-for"] == "127.0.0.1"


def test_every_cookie_has_its_own_header(cloud: Cloud) -> None:
    source = "def handler(event, context): return dict(statusCode=204, multiValueHeaders={'Set-Cookie': ['a=1', 'b=2']})"
    api = cloud.api({"/": {"get": served_by(cloud.function(source))}})

    assert cloud.ask("/", api=api).headers.get_all("Set-Cookie") == ["a=1", "b=2"]
