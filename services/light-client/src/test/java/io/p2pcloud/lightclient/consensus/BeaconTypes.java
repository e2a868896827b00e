package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.lightclient.consensus.SszType.Basic;
import io.p2pcloud.lightclient.consensus.SszType.Bitlist;
import io.p2pcloud.lightclient.consensus.SszType.Bitvector;
import io.p2pcloud.lightclient.consensus.SszType.Container;
import io.p2pcloud.lightclient.consensus.SszType.Sequence;
import io.p2pcloud.lightclient.consensus.SszType.Vector;

/// The beacon chain's states and block bodies from Altair to Fulu, as far as a type goes (consensus
/// specs, `beacon-chain.md` of each fork).
final class BeaconTypes {
    private static final SszType U64 = SszType.uint64();
    private static final SszType ROOT = SszType.bytes(32);
    private static final SszType KEY = SszType.bytes(48);
    private static final SszType SIGNATURE = SszType.bytes(96);
    private static final SszType ADDRESS = SszType.bytes(20);
    private static final SszType CHECKPOINT = SszType.container(U64, ROOT);
    private static final SszType HEADER = SszType.container(U64, U64, ROOT, ROOT, ROOT);
    private static final SszType ETH1_DATA = SszType.container(ROOT, U64, ROOT);
    private static final SszType ATTESTATION_DATA =
            SszType.container(U64, U64, ROOT, CHECKPOINT, CHECKPOINT);
    private static final long REGISTRY = 1L << 40;
    private static final long HISTORY = 1L << 24;
    private static final int MAX_OPERATIONS = 16;

    private final Fork fork;
    private final Preset preset;
    private final Limits limits;

    BeaconTypes(Fork fork, Preset preset, Limits limits) {
        this.fork = fork;
        this.preset = preset;
        this.limits = limits;
    }

    /// What releases of the minimal preset changed over time.
    record Limits(int blobCommitments, int deposits, int withdrawals, int consolidations) {
        static final Limits MAINNET = new Limits(4096, 8192, 16, 2);
    }

    private boolean since(Fork other) {
        return fork.isAtLeast(other);
    }

    private int of(int mainnet, int minimal) {
        return preset == Preset.MAINNET ? mainnet : minimal;
    }

    private SszType syncCommittee() {
        return SszType.container(new Vector(KEY, preset.syncCommitteeSize()), KEY);
    }

    Container state() {
        int roots = of(8192, 64);
        var validator = SszType.container(KEY, ROOT, U64, new Basic(1), U64, U64, U64, U64);
        var state =
                (Container)
                        SszType.container(
                                U64,
                                ROOT,
                                U64,
                                SszType.container(SszType.bytes(4), SszType.bytes(4), U64),
                                HEADER,
                                new Vector(ROOT, roots),
                                new Vector(ROOT, roots),
                                new Sequence(ROOT, HISTORY),
                                ETH1_DATA,
                                new Sequence(ETH1_DATA, of(2048, 32)),
                                U64,
                                new Sequence(validator, REGISTRY),
                                new Sequence(U64, REGISTRY),
                                new Vector(ROOT, of(65_536, 64)),
                                new Vector(U64, of(8192, 64)),
                                new Sequence(new Basic(1), REGISTRY),
                                new Sequence(new Basic(1), REGISTRY),
                                new Bitvector(4),
                                CHECKPOINT,
                                CHECKPOINT,
                                CHECKPOINT,
                                new Sequence(U64, REGISTRY),
                                syncCommittee(),
                                syncCommittee());
        if (since(Fork.BELLATRIX)) {
            state = SszType.extended(state, payload(true));
        }
        if (since(Fork.CAPELLA)) {
            var summary = SszType.container(ROOT, ROOT);
            state = SszType.extended(state, U64, U64, new Sequence(summary, HISTORY));
        }
        if (since(Fork.ELECTRA)) {
            var deposit = SszType.container(KEY, ROOT, U64, SIGNATURE, U64);
            state =
                    SszType.extended(
                            state,
                            U64,
                            U64,
                            U64,
                            U64,
                            U64,
                            U64,
                            new Sequence(deposit, 1L << 27),
                            new Sequence(SszType.container(U64, U64, U64), of(1 << 27, 64)),
                            new Sequence(SszType.container(U64, U64), of(1 << 18, 64)));
        }
        return since(Fork.FULU)
                ? SszType.extended(state, new Vector(U64, 2 * preset.slotsPerEpoch()))
                : state;
    }

    Container body() {
        boolean electra = since(Fork.ELECTRA);
        int attesters = 2048 * (electra ? of(64, 4) : 1);
        var indexed = SszType.container(new Sequence(U64, attesters), ATTESTATION_DATA, SIGNATURE);
        var signedHeader = SszType.container(HEADER, SIGNATURE);
        var attestation =
                (Container) SszType.container(new Bitlist(attesters), ATTESTATION_DATA, SIGNATURE);
        if (electra) {
            attestation = SszType.extended(attestation, new Bitvector(of(64, 4)));
        }
        var deposit =
                SszType.container(
                        new Vector(ROOT, 33), SszType.container(KEY, ROOT, U64, SIGNATURE));
        var exit = SszType.container(SszType.container(U64, U64), SIGNATURE);
        var body =
                (Container)
                        SszType.container(
                                SIGNATURE,
                                ETH1_DATA,
                                ROOT,
                                new Sequence(
                                        SszType.container(signedHeader, signedHeader),
                                        MAX_OPERATIONS),
                                new Sequence(SszType.container(indexed, indexed), electra ? 1 : 2),
                                new Sequence(attestation, electra ? 8 : 128),
                                new Sequence(deposit, MAX_OPERATIONS),
                                new Sequence(exit, MAX_OPERATIONS),
                                SszType.container(
                                        new Bitvector(preset.syncCommitteeSize()), SIGNATURE));
        if (since(Fork.BELLATRIX)) {
            body = SszType.extended(body, payload(false));
        }
        if (since(Fork.CAPELLA)) {
            var change = SszType.container(SszType.container(U64, KEY, ADDRESS), SIGNATURE);
            body = SszType.extended(body, new Sequence(change, MAX_OPERATIONS));
        }
        if (since(Fork.DENEB)) {
            body = SszType.extended(body, new Sequence(KEY, limits.blobCommitments()));
        }
        return electra ? SszType.extended(body, requests()) : body;
    }

    private SszType requests() {
        return SszType.container(
                new Sequence(SszType.container(KEY, ROOT, U64, SIGNATURE, U64), limits.deposits()),
                new Sequence(SszType.container(ADDRESS, KEY, U64), limits.withdrawals()),
                new Sequence(SszType.container(ADDRESS, KEY, KEY), limits.consolidations()));
    }

    /// The payload, or the header that has roots instead of transactions and withdrawals.
    private SszType payload(boolean header) {
        var transactions = new Sequence(new Sequence(new Basic(1), 1L << 30), 1L << 20);
        var withdrawals = new Sequence(SszType.container(U64, U64, ADDRESS, U64), of(16, 4));
        var payload =
                (Container)
                        SszType.container(
                                ROOT,
                                ADDRESS,
                                ROOT,
                                ROOT,
                                SszType.bytes(256),
                                ROOT,
                                U64,
                                U64,
                                U64,
                                U64,
                                new Sequence(new Basic(1), 32),
                                new Basic(32),
                                ROOT,
                                header ? ROOT : transactions);
        if (since(Fork.CAPELLA)) {
            payload = SszType.extended(payload, header ? ROOT : withdrawals);
        }
        return since(Fork.DENEB) ? SszType.extended(payload, U64, U64) : payload;
    }
}
