package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.ComputeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenSizeTest {
    private static final ComputeUnit LEASED = new ComputeUnit(4, 4096, 20, 100, Tier.STANDARD);

    @Test
    void isAllOfTheLeaseWhereNothingIsSaid() throws Refusal {
        assertThat(new GivenSize(0, 0).of(LEASED)).isEqualTo(LEASED);
    }

    @Test
    void changesProcessorsAndMemoryOnly() throws Refusal {
        assertThat(new GivenSize(2, 256).of(LEASED))
                .isEqualTo(new ComputeUnit(2, 256, 20, 100, Tier.STANDARD));
        assertThat(new GivenSize(4, 4096).of(LEASED)).isEqualTo(LEASED);
    }

    /// The last two are what a 32-bit number of protobuf holds at most.
    @ParameterizedTest
    @CsvSource({"5, 4096", "4, 4097", "5, 0", "0, 4097", "-1, 0", "0, -1"})
    void isRefusedAboveTheLeaseWithFigures(int vcpu, int memoryMib) {
        assertThatThrownBy(() -> new GivenSize(vcpu, memoryMib).of(LEASED))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(Integer.toUnsignedString(vcpu) + " vCPU")
                .hasMessageContaining("the lease holds 4 vCPU and 4096 MiB");
    }

    @Test
    void isRefusedBelowWhatAGuestStartsWith() {
        assertThatThrownBy(() -> new GivenSize(1, 255).of(LEASED))
                .hasMessage("This boot asks for 255 MiB of memory, and a machine needs 256 MiB.");
    }
}
