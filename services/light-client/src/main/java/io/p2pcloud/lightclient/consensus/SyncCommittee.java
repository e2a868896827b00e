package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import io.p2pcloud.lightclient.ssz.SszReader;
import io.p2pcloud.lightclient.ssz.SszWriter;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The validators that sign for light clients during one period. Immutable; its root and its
/// checked keys are computed once, when first asked for.
public final class SyncCommittee {
    static final int KEY_SIZE = 48;

    private final Bytes pubkeys;
    private final Bytes aggregatePubkey;
    private volatile @Nullable Bytes32 root;
    private volatile @Nullable CommitteeKeys keys;

    /// @param pubkeys all compressed keys of 48 bytes, one after another
    /// @param aggregatePubkey 48 bytes
    public SyncCommittee(Bytes pubkeys, Bytes aggregatePubkey) {
        if (pubkeys.size() == 0
                || pubkeys.size() % KEY_SIZE != 0
                || aggregatePubkey.size() != KEY_SIZE) {
            throw new IllegalArgumentException("not a sync committee's keys");
        }
        this.pubkeys = pubkeys;
        this.aggregatePubkey = aggregatePubkey;
    }

    /// The default value, all zero: how an absent committee is written.
    static SyncCommittee empty(Preset preset) {
        return new SyncCommittee(
                Bytes.of(new byte[preset.syncCommitteeSize() * KEY_SIZE]),
                Bytes.of(new byte[KEY_SIZE]));
    }

    /// Whether this is the default value, all zero.
    public boolean isEmpty() {
        return Bytes.of(new byte[pubkeys.size()]).equals(pubkeys)
                && Bytes.of(new byte[KEY_SIZE]).equals(aggregatePubkey);
    }

    static int sszSize(Preset preset) {
        return (preset.syncCommitteeSize() + 1) * KEY_SIZE;
    }

    static SyncCommittee read(SszReader in, Preset preset) {
        return new SyncCommittee(
                in.fixed(preset.syncCommitteeSize() * KEY_SIZE), in.fixed(KEY_SIZE));
    }

    void write(SszWriter out) {
        out.bytes(pubkeys).bytes(aggregatePubkey);
    }

    public int size() {
        return pubkeys.size() / KEY_SIZE;
    }

    /// The compressed key of one member, 48 bytes.
    public Bytes pubkey(int member) {
        return pubkeys.slice(member * KEY_SIZE, (member + 1) * KEY_SIZE);
    }

    public Bytes aggregatePubkey() {
        return aggregatePubkey;
    }

    public Bytes32 hashTreeRoot() {
        var known = root;
        if (known == null) {
            var leaves = new ArrayList<byte[]>(size());
            for (int i = 0; i < size(); i++) {
                leaves.add(Merkle.byteVector(pubkey(i).toArray()).toArray());
            }
            int depth = size() == 1 ? 0 : Merkle.depthOf(size() - 1) + 1;
            known =
                    Merkle.container(
                            Merkle.merkleize(leaves, depth),
                            Merkle.byteVector(aggregatePubkey.toArray()));
            root = known;
        }
        return known;
    }

    /// The keys as points, checked once; empty when one is no point, or when their sum is not the
    /// aggregate key or lies outside the subgroup.
    Optional<CommitteeKeys> keys() {
        var known = keys;
        if (known == null) {
            known = CommitteeKeys.check(this).orElse(null);
            keys = known;
        }
        return Optional.ofNullable(known);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SyncCommittee committee
                && pubkeys.equals(committee.pubkeys)
                && aggregatePubkey.equals(committee.aggregatePubkey);
    }

    @Override
    public int hashCode() {
        return pubkeys.hashCode();
    }

    @Override
    public String toString() {
        return "SyncCommittee[" + size() + " keys, " + aggregatePubkey + "]";
    }
}
