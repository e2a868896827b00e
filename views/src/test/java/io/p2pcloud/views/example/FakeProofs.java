package io.p2pcloud.views.example;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Figures;
import io.p2pcloud.chain.Figures.Kind;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Signal;
import io.p2pcloud.lightclient.Checkpoint;
import io.p2pcloud.lightclient.CrossCheck;
import io.p2pcloud.lightclient.EndpointRecord;
import io.p2pcloud.lightclient.Head;
import io.p2pcloud.lightclient.LightClientState;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.ProvenBlock;
import io.p2pcloud.lightclient.Refusal;
import io.p2pcloud.lightclient.RefusalReason;
import io.p2pcloud.views.session.Proofs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A light client that says what it is told to say.
public final class FakeProofs implements Proofs {
    public static final Bytes32 ROOT = hash(7);
    private static final Sync.Following FOLLOWING =
            new Sync.Following(
                    block(Head.FINALIZED, 12_204_254, 780),
                    block(Head.OPTIMISTIC, 12_204_318, 7),
                    482,
                    512,
                    Example.NOW);

    public final Signal<LightClientState> state = new Signal<>(following());
    public final Figures figures = new Figures();
    public final List<String> acts = new ArrayList<>();
    public boolean elsewhere;
    public List<String> vouchers = List.of("beacon.example", "node.at-home.local");

    private static Bytes32 hash(int seed) {
        return Keccak.hash(new byte[] {(byte) seed});
    }

    private static ProvenBlock block(Head head, long number, int age) {
        return new ProvenBlock(
                head,
                number + 3_000_000,
                number,
                hash((int) number),
                hash(1),
                hash(2),
                Example.NOW.minusSeconds(age));
    }

    private static LightClientState state(
            Sync sync,
            Checkpoint.Source source,
            List<EndpointRecord> endpoints,
            List<Refusal> refusals) {
        return new LightClientState(
                "sepolia",
                new Checkpoint(ROOT, source),
                sync,
                endpoints,
                71_266,
                refusals.size(),
                refusals,
                Duration.ZERO);
    }

    /// All is well, but for one server that lied and one that is slow.
    public static LightClientState following() {
        return state(
                FOLLOWING,
                Checkpoint.Source.RELEASE,
                List.of(
                        server("beacon.lodestar.example", EndpointRecord.Kind.BEACON, 18_204, 0, 0),
                        server("rpc.sepolia.example", EndpointRecord.Kind.EXECUTION, 41_066, 2, 0),
                        server("node.at-home.local", EndpointRecord.Kind.EXECUTION, 9_310, 0, 0),
                        server("free-rpc.example", EndpointRecord.Kind.EXECUTION, 2_117, 4, 3),
                        server("archive.example", EndpointRecord.Kind.EXECUTION, 640, 12, 0)),
                List.of(
                        new Refusal(
                                RefusalReason.INVALID_PROOF,
                                "Server free-rpc.example sent a proof of account 0x7a3e…e21c that"
                                        + " does not hold (a node's hash is not the one its parent"
                                        + " names).",
                                "free-rpc.example",
                                Example.NOW.minusSeconds(640))));
    }

    private static EndpointRecord server(
            String name, EndpointRecord.Kind kind, long answered, long failed, long refused) {
        Instant until =
                failed > 2 ? Example.NOW.plusSeconds(refused > 0 ? 1200 : 40) : Instant.EPOCH;
        return new EndpointRecord(
                name,
                kind,
                answered,
                failed,
                refused,
                until,
                failed > 2 ? "did not answer in 15 seconds" : "");
    }

    public static LightClientState starting() {
        return state(
                new Sync.Starting(), Checkpoint.Source.RELEASE, following().endpoints(), List.of());
    }

    public static LightClientState unreachable() {
        return state(
                new Sync.Unreachable(
                        "No server could be asked for the newest finality update:"
                                + " beacon.lodestar.example did not answer (no route to host).",
                        FOLLOWING),
                Checkpoint.Source.OWN_STORE,
                following().endpoints(),
                List.of());
    }

    public static LightClientState stale() {
        var refusal =
                new Refusal(
                        RefusalReason.STALE_CHECKPOINT,
                        "For sepolia, what was last proven here is older than 15 days and cannot be"
                                + " trusted any more; paste a fresh checkpoint, or compare one among"
                                + " several servers.",
                        "",
                        Example.NOW);
        return state(
                new Sync.Refused(refusal, FOLLOWING),
                Checkpoint.Source.OWN_STORE,
                following().endpoints(),
                List.of(refusal));
    }

    /// Forty-three figures, two of them unproven.
    public void fill() {
        var finalized = new Trust.ProvenFinalized(reference());
        note(Kind.BALANCE, 6, finalized);
        note(Kind.LEASE, 12, finalized);
        note(Kind.OFFER, 18, finalized);
        note(Kind.PROVIDER, 2, finalized);
        figures.note(Kind.PROVIDER, "3", new Trust.ProvenOptimistic(reference()), "");
        figures.note(Kind.HISTORY, "1", finalized, "");
        for (int i = 0; i < 2; i++) {
            figures.note(
                    Kind.ORDER,
                    "" + i,
                    new Trust.Unproven("free-rpc.example"),
                    "These are too many figures to prove at once; each is proven when it is"
                            + " opened.");
        }
    }

    private static BlockRef reference() {
        return new BlockRef(12_204_254, hash(3), Example.NOW);
    }

    private void note(Kind kind, int count, Trust trust) {
        for (int i = 0; i < count; i++) {
            figures.note(kind, kind.name() + i, trust, "");
        }
    }

    @Override
    public Signal<LightClientState> state() {
        return state;
    }

    @Override
    public Signal<Figures.Summary> figures() {
        return figures.summary();
    }

    @Override
    public void again() {
        acts.add("again");
    }

    @Override
    public boolean canStartElsewhere() {
        return elsewhere;
    }

    @Override
    public CrossCheck crossCheck(Bytes32 root) {
        acts.add("compare " + root);
        return new CrossCheck(root, vouchers, 3);
    }

    @Override
    public List<CrossCheck> proposals() {
        return vouchers.isEmpty()
                ? List.of()
                : List.of(
                        new CrossCheck(hash(9), vouchers.subList(0, 1), 3),
                        new CrossCheck(ROOT, vouchers, 3));
    }

    @Override
    public void startFrom(Bytes32 root) {
        acts.add("start from " + root);
    }
}
