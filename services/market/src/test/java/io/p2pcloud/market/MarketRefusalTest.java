package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.RevertReason;
import io.p2pcloud.common.Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MarketRefusalTest {
    @Test
    void hasASentenceForEveryErrorOfTheContract() {
        var known =
                Arrays.stream(MarketRefusal.values())
                        .map(MarketRefusal::error)
                        .filter(it -> !it.isEmpty())
                        .toList();
        assertThat(known).containsExactlyInAnyOrderElementsOf(new MarketAbi().market().errors());
        assertThat(MarketRefusal.values())
                .allSatisfy(it -> assertThat(it.sentence()).endsWith("."));
    }

    @Test
    void tellsAnUnknownErrorByItsSelector() {
        var reason = new RevertReason(Bytes.ofHex("12345678"));
        assertThat(MarketRefusal.of(reason)).isEqualTo(MarketRefusal.UNKNOWN);
        assertThat(MarketRefusal.sentence(reason)).contains("12345678");
    }
}
