package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.util.List;

/// An event of a contract, as its receipt holds it. Where it lies (block, transaction, position)
/// follows from the proven list of receipts, never from a server's word.
public record Log(Address address, List<Bytes32> topics, Bytes data) {
    private static final int MAX_TOPICS = 4;

    public Log {
        topics = List.copyOf(topics);
        if (topics.size() > MAX_TOPICS) {
            throw new IllegalArgumentException("a log of " + topics.size() + " topics");
        }
    }
}
