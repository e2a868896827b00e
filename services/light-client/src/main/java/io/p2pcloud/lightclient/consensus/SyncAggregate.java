package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.lightclient.ssz.SszReader;
import io.p2pcloud.lightclient.ssz.SszWriter;

/// Which members of a sync committee signed, and their aggregate signature.
///
/// @param bits one bit per member, least significant first in each byte
/// @param signature 96 bytes, a compressed point of G2
public record SyncAggregate(Bytes bits, Bytes signature) {
    static final int SIGNATURE_SIZE = 96;

    public SyncAggregate {
        if (signature.size() != SIGNATURE_SIZE) {
            throw new IllegalArgumentException("a signature of " + signature.size() + " bytes");
        }
    }

    static int size(Preset preset) {
        return preset.syncCommitteeSize() / Byte.SIZE + SIGNATURE_SIZE;
    }

    static SyncAggregate read(SszReader in, Preset preset) {
        return new SyncAggregate(
                in.fixed(preset.syncCommitteeSize() / Byte.SIZE), in.fixed(SIGNATURE_SIZE));
    }

    void write(SszWriter out) {
        out.bytes(bits).bytes(signature);
    }

    /// Members of the committee, whether or not they signed.
    public int committeeSize() {
        return bits.size() * Byte.SIZE;
    }

    public boolean hasSigned(int member) {
        return (bits.at(member / Byte.SIZE) >> (member % Byte.SIZE) & 1) == 1;
    }

    /// How many members signed.
    public int participants() {
        int count = 0;
        for (int i = 0; i < bits.size(); i++) {
            count += Integer.bitCount(bits.at(i) & 0xff);
        }
        return count;
    }

    /// Whether at least two thirds signed.
    public boolean hasSupermajority() {
        return participants() * 3 >= committeeSize() * 2;
    }
}
