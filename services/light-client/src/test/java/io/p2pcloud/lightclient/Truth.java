package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.Receipt;
import java.util.List;

/// Tells whether something is shown as proven, and asserts that it is then what the chain holds.
final class Truth {
    private Truth() {}

    /// Whether something is shown as proven; and then it is what the chain really holds.
    static boolean isShown(TestWorld world, Sync sync) {
        return switch (sync) {
            case Sync.Following following -> {
                for (var block : List.of(following.finalized(), following.optimistic())) {
                    var real = world.node.block(block.slot());
                    assertThat(block.slot()).isLessThan(world.slot());
                    assertThat(block.hash()).isEqualTo(real.hash());
                    assertThat(block.number()).isEqualTo(real.number());
                    assertThat(block.stateRoot()).isEqualTo(real.stateRoot());
                    assertThat(block.receiptsRoot()).isEqualTo(real.receiptsRoot());
                    assertThat(block.time()).isEqualTo(real.time());
                }
                yield true;
            }
            case Sync.Starting starting -> false;
            case Sync.Unreachable(var sentence, var last) -> {
                isShown(world, last);
                yield false;
            }
            case Sync.Refused(var refusal, var last) -> {
                isShown(world, last);
                yield false;
            }
        };
    }

    static boolean isShown(ProofOutcome<ProvenAccount> outcome, List<Bytes32> slots, long number) {
        if (outcome instanceof ProofOutcome.Proven<ProvenAccount>(var account, var block)) {
            for (var slot : slots) {
                assertThat(account.slot(slot)).isEqualTo(TestState.word(number, slot));
            }
            assertThat(account.state().balance().longValueExact()).isEqualTo(10);
            return true;
        }
        return false;
    }

    static boolean isShown(
            TestWorld world, EndpointPool.Result<ExecutionHeader> result, long number) {
        if (result instanceof EndpointPool.Result.Found<ExecutionHeader>(var header)) {
            assertThat(header).isEqualTo(world.node.block(number));
            return true;
        }
        return false;
    }

    static boolean isShown(ProofOutcome<List<Receipt>> outcome, long number) {
        if (outcome instanceof ProofOutcome.Proven<List<Receipt>>(var receipts, var block)) {
            assertThat(receipts).isEqualTo(TestState.receipts(number));
            return true;
        }
        return false;
    }
}
