package io.p2pcloud.chain.abi;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decoded values by name; unnamed ones are named by their place, from `0`. Asking for a name or a
/// kind that the ABI does not have is a mistake in the program.
public record AbiTuple(Map<String, Object> values) {
    public AbiTuple {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public BigInteger number(String name) {
        return (BigInteger) value(name);
    }

    public long longValue(String name) {
        return number(name).longValueExact();
    }

    public int intValue(String name) {
        return number(name).intValueExact();
    }

    public Address address(String name) {
        return (Address) value(name);
    }

    public Bytes32 word(String name) {
        return (Bytes32) value(name);
    }

    public Bytes bytes(String name) {
        return (Bytes) value(name);
    }

    public String text(String name) {
        return (String) value(name);
    }

    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    public AbiTuple tuple(String name) {
        return (AbiTuple) value(name);
    }

    public List<AbiTuple> tuples(String name) {
        return ((List<?>) value(name)).stream().map(AbiTuple.class::cast).toList();
    }

    public List<Address> addresses(String name) {
        return ((List<?>) value(name)).stream().map(Address.class::cast).toList();
    }

    public List<BigInteger> numbers(String name) {
        return ((List<?>) value(name)).stream().map(BigInteger.class::cast).toList();
    }

    public List<Bytes32> words(String name) {
        return ((List<?>) value(name)).stream().map(Bytes32.class::cast).toList();
    }

    public List<Bytes> blobs(String name) {
        return ((List<?>) value(name)).stream().map(Bytes.class::cast).toList();
    }

    /// The only value of a tuple of one.
    public AbiTuple onlyTuple() {
        return (AbiTuple) values.values().iterator().next();
    }

    private Object value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "no value is named " + name + " among " + values.keySet());
        }
        return value;
    }
}
