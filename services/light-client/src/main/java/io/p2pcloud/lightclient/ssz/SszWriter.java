package io.p2pcloud.lightclient.ssz;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;

/// Writes one SSZ container: fixed parts in order, variable parts collected behind them.
public final class SszWriter {
    private final ByteArrayOutputStream fixed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream variable = new ByteArrayOutputStream();
    private final int fixedSize;

    /// @param fixedSize bytes of all fixed parts, offsets included
    public SszWriter(int fixedSize) {
        this.fixedSize = fixedSize;
    }

    public SszWriter bytes(Bytes value) {
        fixed.writeBytes(value.toArray());
        return this;
    }

    public SszWriter bytes(byte[] value) {
        fixed.writeBytes(value);
        return this;
    }

    public SszWriter bytes32(Bytes32 value) {
        fixed.writeBytes(value.toArray());
        return this;
    }

    public SszWriter vector32(List<Bytes32> values) {
        values.forEach(this::bytes32);
        return this;
    }

    public SszWriter uint64(long value) {
        fixed.write(Merkle.uint64(value).toArray(), 0, Long.BYTES);
        return this;
    }

    public SszWriter uint256(BigInteger value) {
        var bigEndian = Bytes32.ofNumber(value).toArray();
        for (int i = Bytes32.SIZE - 1; i >= 0; i--) {
            fixed.write(bigEndian[i]);
        }
        return this;
    }

    /// Adds an offset here and `value` behind all fixed parts.
    public SszWriter variable(byte[] value) {
        fixed.write(Merkle.uint64(fixedSize + variable.size()).toArray(), 0, Integer.BYTES);
        variable.writeBytes(value);
        return this;
    }

    public byte[] toArray() {
        if (fixed.size() != fixedSize) {
            throw new IllegalStateException(
                    "SSZ container of " + fixedSize + " fixed bytes got " + fixed.size());
        }
        var whole = new ByteArrayOutputStream(fixed.size() + variable.size());
        whole.writeBytes(fixed.toByteArray());
        whole.writeBytes(variable.toByteArray());
        return whole.toByteArray();
    }
}
