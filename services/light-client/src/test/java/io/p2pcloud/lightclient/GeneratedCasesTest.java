package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.GeneratedObjects;
import io.p2pcloud.lightclient.consensus.LightClientSsz;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Preset;
import io.p2pcloud.lightclient.consensus.VectorsRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The runner of official cases, on cases of every kind, fork and preset in their layout, and on
/// folders in which something is wrong.
class GeneratedCasesTest {
    @TempDir private Path root = Path.of("");

    private String run() throws IOException {
        var out = new ByteArrayOutputStream();
        var failures =
                new VectorsRun(root).failures(new PrintStream(out, true, StandardCharsets.UTF_8));
        var printed = out.toString(StandardCharsets.UTF_8);
        assertThat(failures).as(printed).isEmpty();
        return printed;
    }

    private List<String> failures() throws IOException {
        return new VectorsRun(root).failures(new PrintStream(new ByteArrayOutputStream()));
    }

    /// Every fork from `first` on, `each` epochs long.
    private static TestChain chain(Preset preset, Fork first, long each) {
        var epochs = new EnumMap<Fork, Long>(Fork.class);
        long epoch = 0;
        for (var fork : Fork.values()) {
            if (fork != Fork.PHASE0) {
                epochs.put(fork, epoch);
                epoch += fork.isAtLeast(first) ? each : 0;
            }
        }
        return new TestWorld(50, TestChain.network(preset, epochs), TestNode.unlinked()).chain;
    }

    private void sync(GeneratedCases cases, TestChain chain, Fork from, Fork to)
            throws IOException {
        long epoch = chain.network().preset().slotsPerEpoch();
        long first = start(chain, from) + epoch;
        cases.begin(from, "sync", "pyspec_tests", from.apiName() + "_to_" + to.apiName());
        cases.start(first, from);
        long end = start(chain, to) + 3 * epoch;
        var store = from;
        long finalized = first;
        for (long slot = first + 1; slot < end; slot += epoch / 2 - 1) {
            finalized = Math.max(finalized, chain.finalizedSlot(slot));
            var fork = chain.network().forkAtSlot(slot);
            if (fork != store) {
                store = fork;
                long before = Math.max(first, chain.finalizedSlot(slot - (epoch / 2 - 1)));
                cases.upgradeStore(fork, before, Math.max(first, slot - (epoch / 2 - 1)));
            }
            cases.processUpdate(chain.update(slot), finalized, slot);
        }
    }

    private static long start(TestChain chain, Fork fork) {
        return chain.network().forks().stream()
                        .filter(each -> each.fork() == fork)
                        .findFirst()
                        .orElseThrow()
                        .epoch()
                * chain.network().preset().slotsPerEpoch();
    }

    /// The fork after `fork`; the last one stays.
    private static Fork next(Fork fork) {
        var forks = List.of(Fork.values());
        return forks.get(Math.min(forks.indexOf(fork) + 1, forks.size() - 1));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void passesSyncCasesThatCrossForks(Preset preset) throws IOException {
        var chain = chain(preset, Fork.ALTAIR, 4);
        var cases = new GeneratedCases(root, chain);
        for (var from : List.of(Fork.ALTAIR, Fork.CAPELLA, Fork.DENEB, Fork.ELECTRA)) {
            sync(cases, chain, from, next(from));
        }
        sync(cases, chain, Fork.ALTAIR, Fork.GLOAS);
        assertThat(run()).contains("5 cases, 0 failed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fork.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PHASE0"})
    void passesForcedUpdatesAndStoresOfLaterForks(Fork fork) throws IOException {
        var chain = chain(Preset.MINIMAL, fork, 100);
        var cases = new GeneratedCases(root, chain);
        cases.begin(fork, "sync", "pyspec_tests", "light_client_sync");
        cases.start(8, fork);
        // Fewer than two thirds: only a forced update applies it, after a whole period.
        cases.processUpdate(chain.update(40, 21), 8, 40);
        cases.forceUpdate(8 + 64, 8, 40);
        cases.forceUpdate(8 + 65, 24, 40);
        cases.begin(fork, "sync", "pyspec_tests", "store_with_legacy_data");
        cases.start(8, next(fork));
        cases.processUpdate(chain.update(40), 24, 40);
        assertThat(run()).contains("2 cases, 0 failed");
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void passesProofsOfWholeStatesAndBodies(Preset preset) throws IOException {
        var cases = new GeneratedCases(root, chain(preset, Fork.GLOAS, 1));
        int count = 0;
        for (var fork : Fork.values()) {
            if (fork != Fork.PHASE0 && fork != Fork.GLOAS) {
                for (var each : GeneratedObjects.proofs(fork, preset, 9).entrySet()) {
                    var name = each.getKey().split("/", -1);
                    cases.begin(fork, "single_merkle_proof", name[0], name[1]);
                    cases.proof(each.getValue());
                    count++;
                }
            }
        }
        assertThat(run()).contains(count + " cases, 0 failed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fork.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PHASE0"})
    void passesRankingsAndCollectedData(Fork fork) throws IOException {
        var chain = chain(Preset.MINIMAL, fork, 100);
        var cases = new GeneratedCases(root, chain);
        cases.begin(fork, "update_ranking", "pyspec_tests", "update_ranking");
        var ranked = List.of(chain.update(40), chain.update(41), chain.update(40, 25), lone(chain));
        cases.text("meta.yaml", "{updates_count: " + ranked.size() + "}\n");
        for (int i = 0; i < ranked.size(); i++) {
            cases.ssz(
                    "updates_" + i,
                    LightClientSsz.writeUpdate(ranked.get(i), fork, Preset.MINIMAL));
        }
        if (fork != Fork.GLOAS) {
            cases.begin(fork, "data_collection", "pyspec_tests", "light_client_data_collection");
            cases.collection(40, chain.network().genesisValidatorsRoot());
        }
        assertThat(run()).contains("0 failed");
        Files.move(root.resolve(path(fork, "updates_0")), root.resolve(path(fork, "first")));
        Files.move(root.resolve(path(fork, "updates_3")), root.resolve(path(fork, "updates_0")));
        Files.move(root.resolve(path(fork, "first")), root.resolve(path(fork, "updates_3")));
        assertThat(failures()).hasSize(1).first().asString().contains("ranks before");
    }

    /// Signed by 21 of 32 only.
    private static LightClientUpdate lone(TestChain chain) {
        return chain.update(40, 21);
    }

    private static String path(Fork fork, String file) {
        return "tests/minimal/%s/light_client/update_ranking/pyspec_tests/update_ranking/%s.ssz_snappy"
                .formatted(fork.apiName(), file);
    }

    /// A good case for the tests that break one thing in it.
    private Path goodCase() throws IOException {
        var chain = chain(Preset.MINIMAL, Fork.ELECTRA, 100);
        var cases = new GeneratedCases(root, chain);
        var folder = cases.begin(Fork.ELECTRA, "sync", "pyspec_tests", "good");
        cases.start(8, Fork.ELECTRA);
        cases.processUpdate(chain.update(40), 24, 40);
        run();
        return folder;
    }

    private void breakIn(Path folder, String name, String from, String to) throws IOException {
        var file = folder.resolve(name);
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void failsOnAnUnknownStepCheckOrDigest() throws IOException {
        for (var each :
                Map.of(
                                "process_update", "unknown step process_magic",
                                "optimistic_header", "unknown check",
                                "beacon_root", "unknown check",
                                "update_fork_digest: '0x", "no fork of this network")
                        .entrySet()) {
            var folder = goodCase();
            var to =
                    each.getKey().endsWith("0x")
                            ? "update_fork_digest: '0xffffffff' #"
                            : each.getKey().equals("process_update") ? "process_magic" : "magic";
            breakIn(folder, "steps.yaml", each.getKey(), to);
            assertThat(failures()).hasSize(1).first().asString().contains(each.getValue());
        }
    }

    @Test
    void failsWhereAStepExpectsSomethingElse() throws IOException {
        var folder = goodCase();
        breakIn(folder, "steps.yaml", "slot: 24", "slot: 23");
        assertThat(failures()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"steps.yaml", "meta.yaml", "config.yaml", "bootstrap.ssz_snappy"})
    void failsOnAMissingFile(String name) throws IOException {
        Files.delete(goodCase().resolve(name));
        assertThat(failures()).hasSize(1).first().asString().contains("no file");
    }

    @Test
    void failsOnAMissingUpdateNoStepsAndDamage() throws IOException {
        var folder = goodCase();
        var steps = Files.readString(folder.resolve("steps.yaml"));
        breakIn(folder, "steps.yaml", "update: update_", "update: none_");
        assertThat(failures()).hasSize(1).first().asString().contains("no file none_");
        Files.writeString(folder.resolve("steps.yaml"), "[]\n");
        assertThat(failures()).hasSize(1).first().asString().contains("no steps");
        Files.writeString(folder.resolve("steps.yaml"), steps);
        Files.write(folder.resolve("bootstrap.ssz_snappy"), new byte[] {3, 8, 1, 2, 3});
        assertThat(failures()).hasSize(1);
    }

    @Test
    void failsOnAnUnknownKindOfCaseAndOnAFolderWithoutCases() throws IOException {
        assertThat(failures()).hasSize(1).first().asString().contains("no cases");
        var folder = goodCase().resolveSibling("other");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("data.yaml"), "{}\n");
        assertThat(failures()).hasSize(1).first().asString().contains("not known");
    }

    @Test
    void failsOnAProofThatDoesNotHold() throws IOException {
        var cases = new GeneratedCases(root, chain(Preset.MINIMAL, Fork.GLOAS, 1));
        var proofs = GeneratedObjects.proofs(Fork.ELECTRA, Preset.MINIMAL, 9);
        var good =
                Objects.requireNonNull(proofs.get("BeaconState/next_sync_committee_merkle_proof"));
        cases.begin(Fork.ELECTRA, "single_merkle_proof", "BeaconState", "wrong");
        cases.proof(
                new GeneratedObjects.Proof(good.ssz(), Bytes32.ZERO, good.index(), good.branch()));
        assertThat(failures()).hasSize(1).first().asString().contains("does not lead");
        // The index of another fork.
        cases.begin(Fork.DENEB, "single_merkle_proof", "BeaconState", "wrong");
        cases.proof(good);
        assertThat(failures()).hasSize(2);
    }

    @Test
    void looksAtLightClientCasesOnlyInAWholeRelease() throws IOException {
        goodCase();
        var other = root.resolve("tests/minimal/electra/ssz_static/Fork/case_0");
        Files.createDirectories(other);
        Files.writeString(other.resolve("roots.yaml"), "{}\n");
        assertThat(run()).contains("1 cases, 0 failed");
    }
}
