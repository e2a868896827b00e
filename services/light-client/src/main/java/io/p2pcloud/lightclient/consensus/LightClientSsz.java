package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import io.p2pcloud.lightclient.ssz.SszReader;
import io.p2pcloud.lightclient.ssz.SszWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Light-client objects in SSZ, in the containers of a given fork. Decoding is strict: sizes,
/// offsets and order must be exactly those of the container, with nothing left over.
public final class LightClientSsz {
    private LightClientSsz() {}

    /// @throws IllegalArgumentException when the bytes are no bootstrap of this fork
    public static LightClientBootstrap readBootstrap(byte[] ssz, Fork fork, Preset preset) {
        var in = new Parts(ssz, fork, bootstrapSize(fork, preset));
        in.header();
        var committee = SyncCommittee.read(in.fixed, preset);
        var branch = in.fixed.vector32(Merkle.depthOf(fork.currentSyncCommitteeGindex()));
        var headers = in.finish();
        return new LightClientBootstrap(headers.getFirst(), committee, branch);
    }

    /// @throws IllegalArgumentException when the bytes are no update of this fork
    public static LightClientUpdate readUpdate(byte[] ssz, Fork fork, Preset preset) {
        var in = new Parts(ssz, fork, updateSize(fork, preset));
        in.header();
        var committee = SyncCommittee.read(in.fixed, preset);
        var committeeBranch = in.fixed.vector32(Merkle.depthOf(fork.nextSyncCommitteeGindex()));
        in.header();
        var finalityBranch = in.fixed.vector32(Merkle.depthOf(fork.finalizedRootGindex()));
        var aggregate = SyncAggregate.read(in.fixed, preset);
        long signatureSlot = in.fixed.uint64();
        var headers = in.finish();
        boolean absent = committee.isEmpty() && Merkle.isZero(committeeBranch);
        return new LightClientUpdate(
                headers.get(0),
                absent ? null : committee,
                committeeBranch,
                headers.get(1),
                finalityBranch,
                aggregate,
                signatureSlot);
    }

    /// @throws IllegalArgumentException when the bytes are no finality update of this fork
    public static LightClientUpdate readFinalityUpdate(byte[] ssz, Fork fork, Preset preset) {
        var in = new Parts(ssz, fork, finalityUpdateSize(fork, preset));
        in.header();
        in.header();
        var finalityBranch = in.fixed.vector32(Merkle.depthOf(fork.finalizedRootGindex()));
        var aggregate = SyncAggregate.read(in.fixed, preset);
        long signatureSlot = in.fixed.uint64();
        var headers = in.finish();
        return LightClientUpdate.finality(
                headers.get(0), headers.get(1), finalityBranch, aggregate, signatureSlot);
    }

    /// @throws IllegalArgumentException when the bytes are no optimistic update of this fork
    public static LightClientUpdate readOptimisticUpdate(byte[] ssz, Fork fork, Preset preset) {
        var in = new Parts(ssz, fork, optimisticUpdateSize(fork, preset));
        in.header();
        var aggregate = SyncAggregate.read(in.fixed, preset);
        long signatureSlot = in.fixed.uint64();
        return LightClientUpdate.optimistic(in.finish().getFirst(), aggregate, signatureSlot);
    }

    /// @throws IllegalArgumentException when the containers of `fork` cannot carry it
    public static byte[] writeBootstrap(LightClientBootstrap bootstrap, Fork fork, Preset preset) {
        var out = new SszWriter(bootstrapSize(fork, preset));
        writeHeader(out, bootstrap.header(), fork);
        bootstrap.currentSyncCommittee().write(out);
        var branch = bootstrap.currentSyncCommitteeBranch();
        return out.vector32(Merkle.normalize(branch, fork.currentSyncCommitteeGindex())).toArray();
    }

    /// @throws IllegalArgumentException when the containers of `fork` cannot carry it
    public static byte[] writeUpdate(LightClientUpdate update, Fork fork, Preset preset) {
        var out = new SszWriter(updateSize(fork, preset));
        writeHeader(out, update.attestedHeader(), fork);
        update.committee().orElse(SyncCommittee.empty(preset)).write(out);
        out.vector32(
                Merkle.normalize(update.nextSyncCommitteeBranch(), fork.nextSyncCommitteeGindex()));
        writeFinality(out, update, fork);
        return writeSignature(out, update);
    }

    /// @throws IllegalArgumentException when the containers of `fork` cannot carry it
    public static byte[] writeFinalityUpdate(LightClientUpdate update, Fork fork, Preset preset) {
        var out = new SszWriter(finalityUpdateSize(fork, preset));
        writeHeader(out, update.attestedHeader(), fork);
        writeFinality(out, update, fork);
        return writeSignature(out, update);
    }

    /// @throws IllegalArgumentException when the containers of `fork` cannot carry it
    public static byte[] writeOptimisticUpdate(LightClientUpdate update, Fork fork, Preset preset) {
        var out = new SszWriter(optimisticUpdateSize(fork, preset));
        writeHeader(out, update.attestedHeader(), fork);
        return writeSignature(out, update);
    }

    /// The slot of the attested header in an update of any fork, to choose the fork by. Servers put
    /// a fork digest in front of each update, but since Fulu that depends on the blob schedule.
    ///
    /// @throws IllegalArgumentException when the bytes are too short
    public static long attestedSlot(byte[] ssz, Preset preset) {
        var in = new SszReader(ssz);
        if (ssz.length == updateSize(Fork.ALTAIR, preset)
                || ssz.length == updateSize(Fork.GLOAS, preset)) {
            return in.uint64();
        }
        int offset = in.offset();
        in.bytes(Math.max(0, offset - Integer.BYTES));
        return in.uint64();
    }

    private static void writeHeader(SszWriter out, LightClientHeader header, Fork fork) {
        var written = header.isEmpty() ? LightClientHeader.empty(fork) : header;
        if (LightClientHeader.isVariable(fork)) {
            out.variable(written.write(fork));
        } else {
            out.bytes(written.write(fork));
        }
    }

    private static void writeFinality(SszWriter out, LightClientUpdate update, Fork fork) {
        writeHeader(out, update.finalizedHeader(), fork);
        out.vector32(Merkle.normalize(update.finalityBranch(), fork.finalizedRootGindex()));
    }

    private static byte[] writeSignature(SszWriter out, LightClientUpdate update) {
        update.syncAggregate().write(out);
        return out.uint64(update.signatureSlot()).toArray();
    }

    private static int headerSize(Fork fork) {
        return LightClientHeader.isVariable(fork)
                ? Integer.BYTES
                : LightClientHeader.fixedSize(fork);
    }

    private static int bootstrapSize(Fork fork, Preset preset) {
        return headerSize(fork)
                + SyncCommittee.sszSize(preset)
                + branchSize(fork.currentSyncCommitteeGindex());
    }

    private static int updateSize(Fork fork, Preset preset) {
        return finalityUpdateSize(fork, preset)
                + SyncCommittee.sszSize(preset)
                + branchSize(fork.nextSyncCommitteeGindex());
    }

    private static int finalityUpdateSize(Fork fork, Preset preset) {
        return optimisticUpdateSize(fork, preset)
                + headerSize(fork)
                + branchSize(fork.finalizedRootGindex());
    }

    private static int optimisticUpdateSize(Fork fork, Preset preset) {
        return headerSize(fork) + SyncAggregate.size(preset) + Long.BYTES;
    }

    private static int branchSize(int gindex) {
        return Merkle.depthOf(gindex) * Bytes32.SIZE;
    }

    /// The fixed part of a container, and its headers, which may lie behind it.
    private static final class Parts {
        private final SszReader whole;
        private final SszReader fixed;
        private final Fork fork;
        private final int size;
        private final List<LightClientHeader> headers = new ArrayList<>();
        private final List<Integer> offsets = new ArrayList<>();

        Parts(byte[] ssz, Fork fork, int size) {
            this.whole = new SszReader(ssz);
            this.fixed = whole.part(size);
            this.fork = fork;
            this.size = size;
        }

        void header() {
            if (LightClientHeader.isVariable(fork)) {
                offsets.add(fixed.offset());
            } else {
                headers.add(
                        LightClientHeader.read(
                                fixed.part(LightClientHeader.fixedSize(fork)), fork));
            }
        }

        List<LightClientHeader> finish() {
            fixed.end();
            int total = size + whole.remaining();
            for (int i = 0; i < offsets.size(); i++) {
                int start = offsets.get(i);
                if (start != total - whole.remaining()) {
                    throw new IllegalArgumentException("SSZ offsets are out of order");
                }
                int stop = i + 1 < offsets.size() ? offsets.get(i + 1) : total;
                headers.add(LightClientHeader.read(whole.part(stop - start), fork));
            }
            whole.end();
            return Collections.unmodifiableList(headers);
        }
    }
}
