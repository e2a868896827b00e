package io.p2pcloud.bench;

import com.sun.management.OperatingSystemMXBean;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.Checkpoint;
import io.p2pcloud.lightclient.Endpoint;
import io.p2pcloud.lightclient.LightClient;
import io.p2pcloud.lightclient.LightClientSettings;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.TestChain;
import io.p2pcloud.lightclient.TestNode;
import io.p2pcloud.lightclient.TestWorld;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.LightClientBootstrap;
import io.p2pcloud.lightclient.consensus.LightClientStore;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Preset;
import io.p2pcloud.lightclient.consensus.SigningDomain;
import io.p2pcloud.lightclient.consensus.SyncCommittee;
import io.p2pcloud.lightclient.consensus.SyncProtocol;
import io.p2pcloud.lightclient.consensus.UpdateOutcome;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Milliseconds to verify an update of a committee of 512 that is already known, and CPU seconds to
/// catch up over 16 days, each against the BLS work in it alone; and both on real updates against
/// Lodestar's light client, where npm has it.
final class LightClientVerification {
    private static final int SIGNERS = 500;
    private static final int EPOCH = Preset.MAINNET.slotsPerEpoch();

    /// As far back as the weak-subjectivity period lets a client start.
    private static final int EPOCHS = 3_500;

    private static final int WARM = 60;
    private static final int PAIRS = 201;
    private static final int WARM_CATCH_UPS = 3;
    private static final int CATCH_UPS = 7;

    private LightClientVerification() {}

    static void main(String[] args) throws Exception {
        var epochs = Map.of(Fork.FULU, 0L);
        var world =
                new TestWorld(1, TestChain.network(Preset.MAINNET, epochs), TestNode.unlinked());
        oneUpdate(world.chain);
        catchUp(world);
        RealUpdates.compare();
    }

    private static void oneUpdate(TestChain chain) {
        var protocol = new SyncProtocol(chain.network());
        long slot = 5L * EPOCH + 7;
        var store =
                accepted(
                        protocol.initializeLightClientStore(
                                chain.root(EPOCH), chain.bootstrap(EPOCH)));
        var update = chain.update(slot, SIGNERS);
        var bare = new BareBls(chain.bootstrap(EPOCH).currentSyncCommittee());
        var root = signingRoot(chain, update);
        var ours = new double[PAIRS];
        var theirs = new double[PAIRS];
        for (int i = -WARM; i < PAIRS; i++) {
            double first =
                    Figures.milliseconds(() ->
                            accepted(protocol.processLightClientUpdate(store, update, slot + 1)));
            double second = Figures.milliseconds(() -> bare.verify(update.syncAggregate(), root));
            if (i >= 0) {
                ours[i] = first;
                theirs[i] = second;
            }
        }
        Figures.print(
                "light-client-update",
                Figures.median(ours),
                "ms",
                "bls-fast-aggregate-verify",
                Figures.median(theirs));
    }

    private static Bytes32 signingRoot(TestChain chain, LightClientUpdate update) {
        return SigningDomain.computeSigningRoot(
                chain.network(), update.attestedHeader().beacon(), update.signatureSlot());
    }

    static LightClientStore accepted(UpdateOutcome outcome) {
        return switch (outcome) {
            case UpdateOutcome.Accepted(var store) -> store;
            case UpdateOutcome.Rejected(var fault) ->
                    throw new IllegalStateException(
                            "the benchmark's update is not sound: " + fault);
        };
    }

    private static void catchUp(TestWorld world) {
        long now = (long) EPOCHS * EPOCH;
        world.goTo(now);
        var root = world.chain.root(EPOCH);
        var beacon = new FromMemory(world.beacon(true));
        var committees = new ArrayList<SyncCommittee>();
        committees.add(world.chain.bootstrap(EPOCH).currentSyncCommittee());
        var updates = new ArrayList<LightClientUpdate>();
        long periods = world.chain.network().periodAt(now);
        for (long period = 0; period < periods; period++) {
            var update = world.chain.periodUpdate(period, now);
            updates.add(update);
            committees.add(update.committee().orElseThrow());
        }
        // The newest finality and optimistic updates, signed by the present committee.
        updates.add(world.chain.update(now - 1));
        updates.add(world.chain.update(now - 1));
        var ours = new double[CATCH_UPS];
        var theirs = new double[CATCH_UPS];
        for (int i = -WARM_CATCH_UPS; i < CATCH_UPS; i++) {
            double first = cpuSeconds(() -> follow(world, beacon, root));
            double second = cpuSeconds(() -> bareCatchUp(world.chain, committees, updates));
            if (i >= 0) {
                ours[i] = first;
                theirs[i] = second;
            }
        }
        Figures.print(
                "light-client-16-days",
                Figures.median(ours),
                "CPU s",
                "its-bls-alone",
                Figures.median(theirs));
    }

    private static void follow(TestWorld world, Transport beacon, Bytes32 root) {
        var settings =
                LightClientSettings.of(
                        world.chain.network(),
                        new Checkpoint(root, Checkpoint.Source.PASTED),
                        List.of(
                                new Endpoint(
                                        "beacon", URI.create("http://beacon.invalid"), beacon)),
                        List.of(),
                        null);
        try (var client = new LightClient(settings, world)) {
            if (!(client.sync() instanceof Sync.Following)) {
                throw new IllegalStateException("the benchmark's chain is not followed");
            }
        }
    }

    private static void bareCatchUp(
            TestChain chain, List<SyncCommittee> committees, List<LightClientUpdate> updates) {
        var bare = committees.stream().map(BareBls::new).toList();
        for (int i = 0; i < updates.size(); i++) {
            var update = updates.get(i);
            bare.get(Math.min(i, bare.size() - 1))
                    .verify(update.syncAggregate(), signingRoot(chain, update));
        }
    }

    static double cpuSeconds(Runnable work) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = system.getProcessCpuTime();
        work.run();
        return (system.getProcessCpuTime() - start) / 1e9;
    }

    /// A store at the block of `bootstrap`.
    static LightClientStore start(SyncProtocol protocol, LightClientBootstrap bootstrap) {
        return accepted(
                protocol.initializeLightClientStore(
                        bootstrap.header().beacon().hashTreeRoot(), bootstrap));
    }

    /// Answers made once, so that only the client is measured.
    private static final class FromMemory implements Transport {
        private final Transport source;
        private final Map<URI, Answer> answers = new HashMap<>();

        FromMemory(Transport source) {
            this.source = source;
        }

        @Override
        public Answer get(URI address, String accept) throws IOException {
            var known = answers.get(address);
            if (known == null) {
                known = source.get(address, accept);
                answers.put(address, known);
            }
            return known;
        }

        @Override
        public Answer post(URI address, Bytes json) throws IOException {
            return source.post(address, json);
        }
    }
}
