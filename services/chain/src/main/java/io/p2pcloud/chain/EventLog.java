package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One event as the chain recorded it.
///
/// @param index its place among all logs of its block
public record EventLog(
        Address contract,
        List<Bytes32> topics,
        Bytes data,
        long blockNumber,
        Bytes32 blockHash,
        TxHash transaction,
        int index) {
    private static final int MAX_TOPICS = 4;

    public EventLog {
        topics = List.copyOf(topics);
        if (topics.size() > MAX_TOPICS) {
            throw new IllegalArgumentException("an event has at most 4 topics");
        }
    }

    static EventLog parse(JsonNode node) {
        var topics = Fields.of(node, "topics");
        if (!topics.isArray() || topics.size() > MAX_TOPICS) {
            throw Fields.malformed("a log's topics are no list of up to 4");
        }
        return new EventLog(
                Fields.address(node, "address"),
                topics.valueStream().map(Fields::word).toList(),
                Fields.bytes(node, "data"),
                Fields.small(node, "blockNumber"),
                Fields.word(node, "blockHash"),
                new TxHash(Fields.word(node, "transactionHash")),
                (int) Math.min(Integer.MAX_VALUE, Fields.small(node, "logIndex")));
    }
}
