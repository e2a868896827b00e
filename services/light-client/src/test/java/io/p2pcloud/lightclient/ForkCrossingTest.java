package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.HeaderRules;
import io.p2pcloud.lightclient.consensus.LightClientJson;
import io.p2pcloud.lightclient.consensus.LightClientSsz;
import io.p2pcloud.lightclient.consensus.LightClientStore;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.SyncProtocol;
import io.p2pcloud.lightclient.consensus.UpdateFault;
import io.p2pcloud.lightclient.consensus.UpdateOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A generated chain on which every fork lasts four epochs.
class ForkCrossingTest {
    // Some forks begin together with a period of the sync committee.
    private TestChain chain = new TestWorld(77, TestChain.allForks(0)).chain;
    private SyncProtocol protocol = new SyncProtocol(chain.network());

    @Test
    void followsEverySlotThroughAllForks() {
        var store = bootstrap(8);
        for (long slot = 9; slot < 40 * 8; slot++) {
            var update = slot % 3 == 0 ? chain.update(slot) : chain.finalityUpdate(slot);
            store = accept(store, throughTheWire(update), slot + 1);
            assertThat(store.optimisticHeader()).isEqualTo(chain.header(slot));
            assertThat(store.finalizedSlot()).isEqualTo(Math.max(8, chain.finalizedSlot(slot)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fork.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PHASE0", "ALTAIR"})
    void startsBeforeOnAndAfterEachForkAndCrossesIt(Fork fork) {
        long epoch =
                chain.network().forks().stream()
                        .filter(each -> each.fork() == fork)
                        .findFirst()
                        .orElseThrow()
                        .epoch();
        for (long start = epoch - 1; start <= epoch + 1; start++) {
            var store = bootstrap(start * 8);
            // An odd number of slots at a time, so that every place in an epoch comes up.
            for (long slot = start * 8 + 1; slot <= (epoch + 4) * 8 + 2; slot += 3) {
                store = accept(store, throughTheWire(chain.update(slot)), slot + 1);
            }
            assertThat(store.optimisticSlot()).isGreaterThanOrEqualTo((epoch + 4) * 8);
            assertThat(store.finalizedHeader().beacon())
                    .isEqualTo(chain.header((epoch + 2) * 8).beacon());
            assertThat(HeaderRules.getLcExecutionRoot(chain.network(), store.finalizedHeader()))
                    .isEqualTo(
                            HeaderRules.getLcExecutionRoot(
                                    chain.network(), chain.header((epoch + 2) * 8)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fork.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PHASE0", "ALTAIR"})
    void usesTheForkVersionOfTheSlotBeforeTheSignature(Fork fork) {
        chain = new TestWorld(78, TestChain.allForks(2)).chain;
        protocol = new SyncProtocol(chain.network());
        long first = (fork.compareTo(Fork.ALTAIR) * 4L + 2) * 8;
        for (long slot = first - 2; slot <= first + 1; slot++) {
            var store = bootstrap(slot / 8 * 8 - 8);
            var update = chain.update(slot);
            accept(store, update, slot + 1);
            var later =
                    new LightClientUpdate(
                            update.attestedHeader(),
                            update.nextSyncCommittee(),
                            update.nextSyncCommitteeBranch(),
                            update.finalizedHeader(),
                            update.finalityBranch(),
                            update.syncAggregate(),
                            first + 2);
            // Claimed to be signed after the fork, a signature from before it does not verify.
            if (slot < first) {
                assertThat(protocol.processLightClientUpdate(store, later, first + 2))
                        .isEqualTo(new UpdateOutcome.Rejected(UpdateFault.INVALID_SIGNATURE));
            }
        }
    }

    @Test
    void upgradesAStoreToEveryLaterForkWithoutChangingWhatItProves() {
        for (long slot : new long[] {8 * 9, 8 * 13, 8 * 17, 8 * 21}) {
            var header = chain.header(slot);
            for (var to : Fork.values()) {
                if (!to.isAtLeast(chain.network().forkAtSlot(slot))) {
                    continue;
                }
                var upgraded = HeaderRules.upgrade(chain.network(), header, to);
                assertThat(HeaderRules.isValidLightClientHeader(chain.network(), upgraded))
                        .isTrue();
                assertThat(HeaderRules.getLcExecutionRoot(chain.network(), upgraded))
                        .isEqualTo(HeaderRules.getLcExecutionRoot(chain.network(), header));
            }
        }
    }

    private LightClientStore bootstrap(long slot) {
        return accepted(
                protocol.initializeLightClientStore(chain.root(slot), chain.bootstrap(slot)));
    }

    private LightClientStore accept(LightClientStore store, LightClientUpdate update, long now) {
        return accepted(protocol.processLightClientUpdate(store, update, now));
    }

    /// Encodes and decodes in SSZ and JSON, which must agree.
    private LightClientUpdate throughTheWire(LightClientUpdate update) {
        var preset = chain.network().preset();
        var fork = chain.network().forkAtSlot(update.attestedSlot());
        if (!update.isSyncCommitteeUpdate()) {
            var ssz = LightClientSsz.writeFinalityUpdate(update, fork, preset);
            var fromSsz = LightClientSsz.readFinalityUpdate(ssz, fork, preset);
            var json = Json.parse(Json.write(LightClientJson.write(update)));
            assertThat(LightClientJson.readFinalityUpdate(json, fork, preset)).isEqualTo(fromSsz);
            return fromSsz;
        }
        var ssz = LightClientSsz.writeUpdate(update, fork, preset);
        var fromSsz = LightClientSsz.readUpdate(ssz, fork, preset);
        var json = Json.parse(Json.write(LightClientJson.write(update)));
        assertThat(LightClientJson.readUpdate(json, fork, preset)).isEqualTo(fromSsz);
        assertThat(LightClientSsz.attestedSlot(ssz, preset)).isEqualTo(update.attestedSlot());
        return fromSsz;
    }

    private static LightClientStore accepted(UpdateOutcome outcome) {
        return switch (outcome) {
            case UpdateOutcome.Accepted(var store) -> store;
            case UpdateOutcome.Rejected(var fault) ->
                    throw new AssertionError("a valid update was rejected: " + fault);
        };
    }
}
