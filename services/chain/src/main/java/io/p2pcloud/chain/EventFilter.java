package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/// Which events: of one contract, with the topics in their places (an empty set: any).
///
/// @param topics alternatives for topic 0, 1, ...
public record EventFilter(Address contract, List<List<Bytes32>> topics) {
    public EventFilter {
        topics = topics.stream().map(List::copyOf).toList();
    }

    public static EventFilter all(Address contract) {
        return new EventFilter(contract, List.of());
    }

    /// Whether it asks for few events: those about one thing.
    boolean isNarrow() {
        return topics.stream().skip(1).anyMatch(it -> !it.isEmpty());
    }

    Map<String, Object> parameters(long from, long to) {
        var filter = new LinkedHashMap<String, Object>();
        filter.put("address", contract.toHex());
        filter.put("fromBlock", Fields.hex(from));
        filter.put("toBlock", Fields.hex(to));
        if (!topics.isEmpty()) {
            var list = new ArrayList<Object>();
            for (var each : topics) {
                list.add(
                        each.isEmpty()
                                ? JsonNodeFactory.instance.nullNode()
                                : each.stream().map(Bytes32::toHex).toList());
            }
            filter.put("topics", list);
        }
        return filter;
    }

    /// Whether a log that a node sent is one that was asked for.
    boolean matches(EventLog log, long from, long to) {
        if (!log.contract().equals(contract)
                || log.blockNumber() < from
                || log.blockNumber() > to) {
            return false;
        }
        for (int i = 0; i < topics.size(); i++) {
            var wanted = topics.get(i);
            if (!wanted.isEmpty()
                    && (i >= log.topics().size() || !wanted.contains(log.topics().get(i)))) {
                return false;
            }
        }
        return true;
    }
}
