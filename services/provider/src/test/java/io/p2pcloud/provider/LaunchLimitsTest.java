package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.v1.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LaunchLimitsTest {
    private static final Address TENANT = account(1);
    private static final LeaseId LEASE = lease(1);

    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private final LaunchLimits limits = new LaunchLimits(() -> now);

    @Test
    void startsOneMachineSoManyTimesAnHourAndNoMore() throws Refusal {
        for (int i = 0; i < LaunchLimits.STARTS; i++) {
            limits.begin(LEASE, TENANT, false).paid();
        }
        assertRefused(LEASE, TENANT, "was started 20 times within 60 minutes");
        limits.begin(lease(2), TENANT, false).paid();
        now = now.plus(Duration.ofHours(1));
        limits.begin(LEASE, TENANT, false).paid();
    }

    @Test
    void letsFewMachinesOfOneTenantWaitForTheirRelease() throws Refusal {
        var first = limits.begin(lease(1), TENANT, false);
        for (int i = 2; i <= LaunchLimits.UNPAID_EACH; i++) {
            var _ = limits.begin(lease(i), TENANT, false);
        }
        assertRefused(lease(9), TENANT, "wait for their release");
        limits.begin(lease(10), account(2), false).paid();
        first.close();
        first.close();
        var _ = limits.begin(lease(9), TENANT, false);
        assertRefused(lease(11), TENANT, "wait for their release");
    }

    @Test
    void letsFewMachinesOfAllTenantsWaitForTheirRelease() throws Refusal {
        var waiting = new ArrayList<LaunchLimits.Unpaid>();
        for (int i = 0; i < LaunchLimits.UNPAID_ALL; i++) {
            waiting.add(limits.begin(lease(i), account(i), false));
        }
        // Strangers do not keep a server from its next boot.
        limits.begin(lease(200), account(200), true).paid();
        assertRefused(LEASE, account(99), "Too many machines");
        waiting.getFirst().paid();
        assertThat(limits.begin(LEASE, account(99), false)).isNotNull();
    }

    private void assertRefused(LeaseId lease, Address tenant, String words) {
        assertThatThrownBy(() -> limits.begin(lease, tenant, false))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        it ->
                                assertThat(it.reason())
                                        .isEqualTo(RefusalReason.REFUSAL_REASON_TOO_MANY_LAUNCHES));
    }

    private static LeaseId lease(int number) {
        return new LeaseId(Bytes32.ofNumber(number));
    }

    private static Address account(int number) {
        var bytes = new byte[Address.SIZE];
        bytes[0] = (byte) number;
        return new Address(Bytes.of(bytes));
    }
}
