package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.BeaconBlockHeader;
import io.p2pcloud.lightclient.consensus.ExecutionPayloadHeader;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.ForkEpoch;
import io.p2pcloud.lightclient.consensus.HeaderRules;
import io.p2pcloud.lightclient.consensus.LightClientBootstrap;
import io.p2pcloud.lightclient.consensus.LightClientHeader;
import io.p2pcloud.lightclient.consensus.LightClientHeader.Execution;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.Preset;
import io.p2pcloud.lightclient.consensus.SigningDomain;
import io.p2pcloud.lightclient.consensus.SyncAggregate;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.ssz.SparseTree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Generates a valid chain, block after block, across any forks. Every slot has a block; epoch n is
/// final two epochs later; everything follows from the seed.
public final class TestChain {
    static final Instant GENESIS = Instant.ofEpochSecond(1_700_000_000);
    static final Duration SLOT = Duration.ofSeconds(12);

    private final long seed;
    private final Network network;
    private final TestNode node;
    private final Map<Long, TestCommittee> committees = new HashMap<>();
    private final Map<Long, LightClientHeader> headers = new HashMap<>();
    private final Map<Bytes32, Long> slots = new HashMap<>();

    TestChain(long seed, Network network, TestNode node) {
        this.seed = seed;
        this.network = network;
        this.node = node;
    }

    /// A network of the minimal preset on which the forks begin at these epochs, in order.
    static Network network(Map<Fork, Long> epochs) {
        return network(Preset.MINIMAL, epochs);
    }

    /// A network on which the forks begin at these epochs, in order.
    public static Network network(Preset preset, Map<Fork, Long> epochs) {
        var forks = new ArrayList<ForkEpoch>();
        byte number = 0;
        for (var fork : Fork.values()) {
            var epoch = epochs.get(fork);
            number++;
            if (epoch != null) {
                var version = new byte[] {number, 0, 0, 1};
                forks.add(new ForkEpoch(fork, Bytes.of(version), epoch));
            }
        }
        return new Network(
                "generated",
                TestNode.CHAIN_ID,
                GENESIS,
                Bytes32.ofNumber(77),
                preset,
                SLOT,
                forks,
                Long.MAX_VALUE,
                Network.WEAK_SUBJECTIVITY_EPOCHS);
    }

    /// The same network with other limits.
    static Network limited(
            Network network,
            Duration slotTime,
            long unknownForkEpoch,
            long weakSubjectivityEpochs) {
        return new Network(
                network.name(),
                network.chainId(),
                network.genesisTime(),
                network.genesisValidatorsRoot(),
                network.preset(),
                slotTime,
                network.forks(),
                unknownForkEpoch,
                weakSubjectivityEpochs);
    }

    /// All forks from Altair on, each for four epochs, the first one longer by `offset` epochs.
    static Network allForks(long offset) {
        var epochs = new HashMap<Fork, Long>();
        long epoch = 0;
        for (var fork : Fork.values()) {
            if (fork != Fork.PHASE0) {
                epochs.put(fork, epoch == 0 ? 0 : epoch + offset);
                epoch += 4;
            }
        }
        return network(epochs);
    }

    public Network network() {
        return network;
    }

    long period(long slot) {
        return network.periodAt(slot);
    }

    TestCommittee committee(long period) {
        return committees.computeIfAbsent(
                period, p -> new TestCommittee(seed, p, network.preset().syncCommitteeSize()));
    }

    /// The slot that is final in the state of `slot`; 0 stands for genesis.
    long finalizedSlot(long slot) {
        int epoch = network.preset().slotsPerEpoch();
        return Math.max(0, (slot / epoch - 2) * epoch);
    }

    public LightClientHeader header(long slot) {
        var known = headers.get(slot);
        if (known == null) {
            // From the oldest on, so that long chains need no deep recursion.
            var missing = new ArrayList<Long>();
            for (long s = slot; s > 0 && !headers.containsKey(s); s = finalizedSlot(s)) {
                missing.addFirst(s);
            }
            missing.forEach(s -> headers.put(s, make(s)));
            missing.forEach(s -> slots.put(root(s), s));
            known = slot == 0 ? make(0) : headers.get(slot);
        }
        return Objects.requireNonNull(known);
    }

    private LightClientHeader make(long slot) {
        var execution = node.block(slot);
        var kind = network.forkAtSlot(slot).execution();
        var payload = payload(execution);
        var leaf =
                switch (kind) {
                    case NONE -> Bytes32.ofNumber(slot);
                    case CAPELLA_PAYLOAD, DENEB_PAYLOAD -> payload.hashTreeRoot(kind);
                    case BLOCK_HASH -> execution.hash();
                };
        int gindex = Math.max(2, kind.gindex());
        var body = new SparseTree(Map.of(gindex, leaf));
        var beacon =
                new BeaconBlockHeader(
                        slot,
                        slot % 64,
                        slot == 0 ? Bytes32.ZERO : Bytes32.ofNumber(slot - 1),
                        state(slot).root(),
                        body.root());
        return new LightClientHeader(
                beacon,
                switch (kind) {
                    case NONE -> new Execution.None();
                    case CAPELLA_PAYLOAD, DENEB_PAYLOAD ->
                            new Execution.Payload(payload, body.branch(gindex));
                    case BLOCK_HASH -> new Execution.BlockHash(leaf, body.branch(gindex));
                });
    }

    private SparseTree state(long slot) {
        var fork = network.forkAtSlot(slot);
        long finalized = finalizedSlot(slot);
        var root = finalized == 0 ? Bytes32.ZERO : header(finalized).beacon().hashTreeRoot();
        long period = period(slot);
        return new SparseTree(
                Map.of(
                        fork.finalizedRootGindex(),
                        root,
                        fork.currentSyncCommitteeGindex(),
                        committee(period).committee().hashTreeRoot(),
                        fork.nextSyncCommitteeGindex(),
                        committee(period + 1).committee().hashTreeRoot()));
    }

    private static ExecutionPayloadHeader payload(ExecutionHeader header) {
        return new ExecutionPayloadHeader(
                header.parentHash(),
                header.beneficiary(),
                header.stateRoot(),
                header.receiptsRoot(),
                header.logsBloom(),
                header.mixHash(),
                header.number(),
                header.gasLimit(),
                header.gasUsed(),
                header.time().getEpochSecond(),
                header.extraData(),
                header.baseFeePerGas(),
                header.hash(),
                Bytes32.ofNumber(1),
                Bytes32.ofNumber(2),
                0,
                0);
    }

    public LightClientBootstrap bootstrap(long slot) {
        var fork = network.forkAtSlot(slot);
        return new LightClientBootstrap(
                header(slot),
                committee(period(slot)).committee(),
                state(slot).branch(fork.currentSyncCommitteeGindex()));
    }

    /// The update that the block after `slot` makes possible, in the containers of its fork.
    public LightClientUpdate update(long slot, int signers) {
        var fork = network.forkAtSlot(slot);
        var state = state(slot);
        long finalized = finalizedSlot(slot);
        return new LightClientUpdate(
                header(slot),
                committee(period(slot) + 1).committee(),
                state.branch(fork.nextSyncCommitteeGindex()),
                finalized == 0
                        ? LightClientHeader.empty(fork)
                        : HeaderRules.upgrade(network, header(finalized), fork),
                state.branch(fork.finalizedRootGindex()),
                sign(slot, slot + 1, signers),
                slot + 1);
    }

    public LightClientUpdate update(long slot) {
        return update(slot, network.preset().syncCommitteeSize());
    }

    /// The best update of a period: all signed, and finality within the period.
    public LightClientUpdate periodUpdate(long period, long currentSlot) {
        int epoch = network.preset().slotsPerEpoch();
        long wanted = network.preset().firstSlotOfPeriod(period) + 4L * epoch;
        return update(Math.min(wanted, currentSlot - 1));
    }

    LightClientUpdate finalityUpdate(long slot) {
        var update = update(slot);
        return LightClientUpdate.finality(
                update.attestedHeader(),
                update.finalizedHeader(),
                update.finalityBranch(),
                update.syncAggregate(),
                update.signatureSlot());
    }

    LightClientUpdate optimisticUpdate(long slot) {
        var update = update(slot);
        return LightClientUpdate.optimistic(
                update.attestedHeader(), update.syncAggregate(), update.signatureSlot());
    }

    private SyncAggregate sign(long slot, long signatureSlot, int signers) {
        var root = SigningDomain.computeSigningRoot(network, header(slot).beacon(), signatureSlot);
        return committee(period(signatureSlot)).sign(root, signers);
    }

    public Bytes32 root(long slot) {
        return header(slot).beacon().hashTreeRoot();
    }

    /// The slot of a block that was made before.
    Optional<Long> slotOf(Bytes32 root) {
        return Optional.ofNullable(slots.get(root));
    }
}
