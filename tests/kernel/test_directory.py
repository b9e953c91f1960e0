"""The directory and the signer against an AWS made of memory."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import boto3
import pytest
from cryptography.exceptions import InvalidTag
from moto import mock_aws

from chalicelib.errors import Busy, Conflict, NotFound
from chalicelib.ports.directory import Person, TableDirectory
from chalicelib.ports.kms import client
from chalicelib.ports.signer import KmsSigner
from chalicelib.settings import settings
from chalicelib.tokens import Claims, Tokens
from tests import fakes

PHONE, NEW_PHONE = "+8613800138000", "+8613700137000"


@pytest.fixture
def aws():
    with mock_aws():
        client.cache_clear()
        boto3.client("dynamodb").create_table(
            TableName=settings.directory,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield
        client.cache_clear()


@pytest.fixture
def parameters(aws):
    return {"data-key": boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]}


@pytest.fixture
def directory(parameters):
    return TableDirectory(parameters)


def rows():
    return boto3.client("dynamodb").scan(TableName=settings.directory)["Items"]


def test_a_citizen_is_found_by_phone_and_reached_by_id(directory):
    assert directory.put("citizen-1", PHONE) == "citizen-1"

    assert directory.citizen_of(PHONE) == "citizen-1"
    assert directory.phone_of("citizen-1") == PHONE


def test_strangers_are_not_found(directory):
    assert directory.citizen_of(PHONE) is None
    with pytest.raises(NotFound):
        directory.phone_of("citizen-1")


def test_a_phone_keeps_its_first_citizen(directory):
    directory.put("citizen-1", PHONE)

    assert directory.put("citizen-2", PHONE) == "citizen-1"
    with pytest.raises(NotFound):
        directory.phone_of("citizen-2")


def test_a_citizen_moves_to_another_phone_and_the_old_one_is_free(directory):
    directory.put("citizen-1", PHONE)

    assert directory.move("citizen-1", NEW_PHONE)
    assert directory.phone_of("citizen-1") == NEW_PHONE
    assert directory.citizen_of(NEW_PHONE) == "citizen-1"
    assert directory.citizen_of(PHONE) is None
    assert directory.put("citizen-2", PHONE) == "citizen-2"


def test_moving_twice_is_moving_once(directory):
    directory.put("citizen-1", PHONE)

    assert directory.move("citizen-1", NEW_PHONE)
    assert directory.move("citizen-1", NEW_PHONE)
    assert directory.phone_of("citizen-1") == NEW_PHONE


def test_nobody_moves_to_somebody_elses_phone(directory):
    directory.put("citizen-1", PHONE)
    directory.put("citizen-2", NEW_PHONE)

    assert not directory.move("citizen-1", NEW_PHONE)
    assert (directory.phone_of("citizen-1"), directory.citizen_of(PHONE)) == (PHONE, "citizen-1")


def test_who_moves_twice_at_the_same_moment_has_one_phone_and_leaves_none_behind(directory):
    directory.put("citizen-1", PHONE)
    phones = [f"+861370000000{n}" for n in range(6)]

    def move(phone):
        with suppress(Busy):
            directory.move("citizen-1", phone)

    with ThreadPoolExecutor(6) as crowd:
        list(crowd.map(move, phones))

    mine = [phone for phone in [PHONE, *phones] if directory.citizen_of(phone)]
    assert mine == [directory.phone_of("citizen-1")]


def test_every_matter_reads_what_identity_wrote(directory, parameters):
    directory.put("citizen-1", PHONE)

    assert TableDirectory(parameters).phone_of("citizen-1") == PHONE


def test_first_sign_ins_at_the_same_moment_make_one_citizen(directory):
    directory.citizen_of(PHONE)

    with ThreadPoolExecutor(8) as crowd:
        owners = set(crowd.map(lambda n: directory.put(f"citizen-{n}", PHONE), range(8)))

    assert len(owners) == 1
    assert len([row for row in rows() if "phone" in row]) == 1


def test_no_phone_lies_open_in_the_table(directory):
    directory.put("citizen-1", PHONE)

    assert PHONE[-8:] not in str(rows())


def test_a_sealed_phone_cannot_be_given_to_somebody_else(directory):
    directory.put("citizen-1", PHONE)
    sealed = next(row["phone"] for row in rows() if "phone" in row)

    boto3.client("dynamodb").put_item(
        TableName=settings.directory, Item={"pk": {"S": "citizen#citizen-2"}, "phone": sealed}
    )

    with pytest.raises(InvalidTag):
        directory.phone_of("citizen-2")


def test_kms_signs_tokens_that_everybody_verifies(aws):
    kms = boto3.client("kms")
    first, second = (
        kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
        for _ in range(2)
    )
    clock, claims = fakes.Clock(), Claims(sub="c", sid="s", jti="t", level=1, roles=["citizen"])
    before = Tokens(KmsSigner({"token-keys": first}), "issuer", "test", clock)
    after = Tokens(KmsSigner({"token-keys": f"{second}, {first}"}), "issuer", "test", clock)

    old = before.issue(claims, clock().replace(year=2027))
    new = after.issue(claims, clock().replace(year=2027))

    assert after.read(old) == after.read(new) == claims


LI = Person("李明", "340102199003071232")


def test_a_real_name_is_kept_sealed_under_its_citizen(directory, parameters):
    assert directory.put_person("citizen-1", LI) == "citizen-1"

    assert TableDirectory(parameters).person_of("citizen-1") == LI
    assert LI.id_number[-8:] not in str(rows())
    assert LI.name not in str(rows())


def test_somebody_unverified_has_no_real_name(directory):
    with pytest.raises(NotFound):
        directory.person_of("citizen-1")


def test_an_id_number_keeps_its_first_citizen(directory):
    directory.put_person("citizen-1", LI)

    assert directory.put_person("citizen-2", LI) == "citizen-1"
    with pytest.raises(NotFound):
        directory.person_of("citizen-2")


def test_a_citizen_keeps_their_first_real_name(directory):
    directory.put_person("citizen-1", LI)

    with pytest.raises(Conflict):
        directory.put_person("citizen-1", Person("王芳", "340102199203071249"))
    assert directory.person_of("citizen-1") == LI


def test_an_officer_is_known_by_name_and_may_be_a_citizen_as_well(directory, parameters):
    directory.know_officer("officer-1", Person("王芳", "340102199203071249"))
    directory.know_officer("officer-1", LI)

    assert TableDirectory(parameters).person_of("officer-1") == LI
    assert directory.put_person("citizen-1", LI) == "citizen-1"
