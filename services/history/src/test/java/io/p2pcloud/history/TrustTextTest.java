package io.p2pcloud.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.chain.Trust;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustTextTest {
    @Test
    void storesEveryKindOfTrust() {
        var block = Rows.block(5);
        var trusts =
                List.of(
                        new Trust.ProvenFinalized(block),
                        new Trust.ProvenOptimistic(block),
                        new Trust.Unproven("https://rpc.example/with space"),
                        new Trust.Cached(block, Instant.parse("2026-11-20T10:00:00.005Z")),
                        new Trust.Anchored(block));
        for (var trust : trusts) {
            assertThat(TrustText.read(TrustText.write(trust))).isEqualTo(trust);
        }
        assertThatThrownBy(() -> TrustText.read("believed strongly"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
