"""One table per matter, one row shape for all of its records."""

from collections.abc import Callable

from pynamodb.attributes import BinaryAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import PutError
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from chalicelib.settings import settings


class Listing(GlobalSecondaryIndex["Row"]):  # type: ignore[no-untyped-call]
    """What belongs together, in order: an owner's vehicles, a queue by due time."""

    class Meta:
        index_name = "listing"
        projection = AllProjection()

    list_key = UnicodeAttribute(hash_key=True)
    list_sort = UnicodeAttribute(range_key=True)


class Unsent(GlobalSecondaryIndex["Row"]):  # type: ignore[no-untyped-call]
    """Facts that the bus has not confirmed; sparse, so it is empty on a good day."""

    class Meta:
        index_name = "outbox"
        projection = AllProjection()

    outbox_shard = UnicodeAttribute(hash_key=True)
    outbox_at = UnicodeAttribute(range_key=True)


class Row(Model):
    """``sk`` is the record's kind, or ``kind#part`` where an id has several of a kind."""

    class Meta:
        table_name = settings.table
        region = settings.region
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    body = JSONAttribute(null=True)
    sealed = BinaryAttribute(null=True, legacy_encoding=False)
    version = NumberAttribute(null=True)
    tally = NumberAttribute(null=True)
    ttl = NumberAttribute(null=True)
    list_key = UnicodeAttribute(null=True)
    list_sort = UnicodeAttribute(null=True)
    outbox_shard = UnicodeAttribute(null=True)
    outbox_at = UnicodeAttribute(null=True)
    listing = Listing()
    unsent = Unsent()


def connection() -> Connection:
    """The connection of ``Row``'s table, which transactions share."""
    return Row._get_connection().connection


def keep_once(pk: str, sk: str, make: Callable[[], bytes]) -> bytes:
    """What is kept under the key; where nothing is, what ``make`` gives, and of two makers one prevails."""
    try:
        return bytes(Row.get(pk, sk, consistent_read=True).sealed)
    except Row.DoesNotExist:
        value = make()
    try:
        Row(pk, sk, sealed=value).save(condition=Row.pk.does_not_exist())
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return bytes(Row.get(pk, sk, consistent_read=True).sealed)
    return value
