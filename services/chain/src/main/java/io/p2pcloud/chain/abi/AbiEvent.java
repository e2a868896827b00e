package io.p2pcloud.chain.abi;

import io.p2pcloud.chain.EventLog;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// An event of a contract.
public final class AbiEvent {
    private final String name;
    private final AbiType.Tuple indexed;
    private final AbiType.Tuple plain;
    private final Bytes32 topic;

    AbiEvent(String name, AbiType.Tuple all, AbiType.Tuple indexed, AbiType.Tuple plain) {
        this.name = name;
        this.indexed = indexed;
        this.plain = plain;
        topic = AbiFunction.hash(name + all.canonical());
    }

    public String name() {
        return name;
    }

    /// Its first topic.
    public Bytes32 topic() {
        return topic;
    }

    /// All its values by name, indexed or not.
    ///
    /// @throws IllegalArgumentException when the log is no such event
    public AbiTuple decode(EventLog log) {
        if (log.topics().size() != indexed.fields().size() + 1
                || !log.topics().getFirst().equals(topic)) {
            throw new IllegalArgumentException("the log is no " + name);
        }
        var words = new ByteArrayOutputStream();
        log.topics().stream().skip(1).forEach(it -> words.writeBytes(it.toArray()));
        Map<String, Object> values = new LinkedHashMap<>();
        values.putAll(AbiDecoder.decode(indexed, Bytes.of(words.toByteArray())).values());
        values.putAll(AbiDecoder.decode(plain, log.data()).values());
        return new AbiTuple(values);
    }
}
