package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Json;
import io.p2pcloud.contracts.MarketArtifacts;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Nothing that the contract can do is missing in Java.
final class EveryActTest {
    /// Acts and reads that go by another name here, or that other methods carry.
    private static final Map<String, String> BY_ANOTHER_NAME =
            Map.ofEntries(
                    Map.entry("multicall", "paidWith"),
                    Map.entry("selfPermit", "permit"),
                    Map.entry("setLaunchKey", "replaceLaunchKey"),
                    Map.entry("creditOf", "credit"),
                    Map.entry("offersPage", "offers"),
                    Map.entry("ordersPage", "openOrders"),
                    Map.entry("deploymentCountOf", "deploymentsOf"),
                    Map.entry("leasesByIds", "leases"),
                    Map.entry("leaseCountsOf", "leasesOfTenant"),
                    Map.entry("beatOf", "lease"),
                    Map.entry("historyOf", "lease"),
                    Map.entry("auditOf", "audit"),
                    Map.entry("delegationOf", "delegation"),
                    Map.entry("quoteNonceOf", "quoteNonce"),
                    Map.entry("activationDigest", "digests"),
                    Map.entry("heartbeatDigest", "digests"),
                    Map.entry("haltDigest", "digests"),
                    Map.entry("resumeDigest", "digests"),
                    Map.entry("consentDigest", "digests"),
                    Map.entry("quoteDigest", "digests"),
                    Map.entry("leaseIdOf", "digests"));

    @Test
    void everyFunctionOfTheContractHasAMethod() {
        var methods =
                Arrays.stream(Marketplace.class.getMethods())
                        .map(Method::getName)
                        .collect(Collectors.toSet());
        var missing =
                functions().stream()
                        .filter(it -> !methods.contains(BY_ANOTHER_NAME.getOrDefault(it, it)))
                        .toList();
        assertThat(missing).isEmpty();
        assertThat(functions())
                .as("names that are no function's")
                .containsAll(BY_ANOTHER_NAME.keySet());
    }

    @Test
    void everyActGivesAnOutcome() {
        var acts =
                Json.parse(MarketArtifacts.market().abi())
                        .valueStream()
                        .filter(it -> it.get("type").asString().equals("function"))
                        .filter(it -> it.get("stateMutability").asString().equals("nonpayable"))
                        .map(it -> it.get("name").asString())
                        .filter(it -> !Set.of("multicall", "selfPermit").contains(it))
                        .map(it -> BY_ANOTHER_NAME.getOrDefault(it, it))
                        .toList();
        assertThat(acts).hasSizeGreaterThan(40);
        assertThat(acts)
                .allSatisfy(act ->
                        assertThat(Marketplace.class.getMethods())
                                .filteredOn(it -> it.getName().equals(act))
                                .isNotEmpty()
                                .allMatch(it -> it.getReturnType() == ActOutcome.class));
    }

    private static Set<String> functions() {
        return Json.parse(MarketArtifacts.market().abi())
                .valueStream()
                .filter(it -> it.get("type").asString().equals("function"))
                .map(it -> it.get("name").asString())
                .collect(Collectors.toSet());
    }
}
