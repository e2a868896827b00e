package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.lightclient.LightClientState.Sync;

/// What tests expect a round or a question to come to.
final class Outcomes {
    private Outcomes() {}

    static Sync.Following following(Sync sync) {
        assertThat(sync).isInstanceOf(Sync.Following.class);
        return (Sync.Following) sync;
    }

    static Refusal refused(Sync sync) {
        assertThat(sync).isInstanceOf(Sync.Refused.class);
        return ((Sync.Refused) sync).refusal();
    }

    static <T> T proven(ProofOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(ProofOutcome.Proven.class);
        return ((ProofOutcome.Proven<T>) outcome).value();
    }

    static Refusal refusal(ProofOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(ProofOutcome.Refused.class);
        return ((ProofOutcome.Refused<?>) outcome).refusal();
    }
}
