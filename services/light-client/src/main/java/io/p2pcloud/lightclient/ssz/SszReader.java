package io.p2pcloud.lightclient.ssz;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads one SSZ container from front to back. The input is untrusted: every length is checked
/// before it is used, and [#end()] refuses bytes that no field claimed.
public final class SszReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    public SszReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private SszReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /// Bytes not read yet.
    public int remaining() {
        return end - position;
    }

    public byte[] bytes(int count) {
        if (count < 0 || count > remaining()) {
            throw new IllegalArgumentException("SSZ data is cut short");
        }
        var read = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return read;
    }

    public Bytes fixed(int count) {
        return Bytes.of(bytes(count));
    }

    public Bytes32 bytes32() {
        return Bytes32.of(bytes(Bytes32.SIZE));
    }

    public List<Bytes32> vector32(int count) {
        var items = new ArrayList<Bytes32>(count);
        for (int i = 0; i < count; i++) {
            items.add(bytes32());
        }
        return List.copyOf(items);
    }

    /// The 64 bits of an unsigned little-endian number.
    public long uint64() {
        var read = bytes(Long.BYTES);
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = value << 8 | (read[i] & 0xff);
        }
        return value;
    }

    public BigInteger uint256() {
        var read = bytes(Bytes32.SIZE);
        var bigEndian = new byte[Bytes32.SIZE];
        for (int i = 0; i < Bytes32.SIZE; i++) {
            bigEndian[i] = read[Bytes32.SIZE - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    /// A four-byte offset that must not reach beyond the container.
    public int offset() {
        var read = bytes(Integer.BYTES);
        long value = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            value = value << 8 | (read[i] & 0xff);
        }
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("SSZ offset out of range");
        }
        return (int) value;
    }

    /// A reader over the next `count` bytes, which this reader then has behind it.
    public SszReader part(int count) {
        if (count < 0 || count > remaining()) {
            throw new IllegalArgumentException("SSZ offsets do not fit the data");
        }
        var part = new SszReader(bytes, position, position + count);
        position += count;
        return part;
    }

    /// Ends the container.
    ///
    /// @throws IllegalArgumentException when bytes are left
    public void end() {
        if (remaining() != 0) {
            throw new IllegalArgumentException(remaining() + " bytes after the end of SSZ data");
        }
    }
}
