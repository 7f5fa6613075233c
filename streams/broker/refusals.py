"""What Kafka refuses or does not answer, for a person: its own words, and what to do about it."""

from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    InvalidReplicationFactorError,
    KafkaError,
    KafkaTimeoutError,
    TopicAuthorizationFailedError,
    TransactionalIdAuthorizationFailed,
    UnknownTopicOrPartitionError,
)

PERMISSIONS = "SECURITY.md lists what is needed there"
LATER = "the broker may be busy or away: try again; `newswire doctor` looks at it"
WHAT_TO_DO: dict[type[KafkaError], str] = {
    TopicAuthorizationFailedError: PERMISSIONS,
    GroupAuthorizationFailedError: PERMISSIONS,
    ClusterAuthorizationFailedError: PERMISSIONS,
    TransactionalIdAuthorizationFailed: PERMISSIONS,
    InvalidReplicationFactorError: (
        "set --replication or NEWSWIRE_REPLICATION to at most the number of brokers"
    ),
    UnknownTopicOrPartitionError: "`newswire topics create` makes the topics that are missing",
    KafkaTimeoutError: LATER,
}


def told(error: KafkaError, words: str | None = None) -> str:
    """An error of Kafka's client in one line; `words` are those of the broker, where it has some.

    What may work later says so; of what is not known the words stand alone.
    """
    hint = WHAT_TO_DO.get(type(error)) or (LATER if error.retriable else "")
    return "; ".join(filter(None, ((words or str(error)).rstrip("."), hint)))
