package io.p2pcloud.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Arrows between modules run downward only.
class ArrowsTest {
    /// Each module's package and those that it may name. What is not here it must not know, even
    /// when Maven has it on the class path through a third.
    private static final Map<String, Set<String>> MAY_KNOW =
            Map.ofEntries(
                    Map.entry("common", Set.of()),
                    Map.entry("probe", Set.of()),
                    Map.entry("lightclient", Set.of("common")),
                    Map.entry("attestation", Set.of("common")),
                    Map.entry("release", Set.of("common", "attestation")),
                    Map.entry("wallet", Set.of("common")),
                    Map.entry("store", Set.of("common")),
                    Map.entry("contracts", Set.of("common")),
                    Map.entry("guest", Set.of("common", "attestation")),
                    Map.entry("chain", Set.of("common", "lightclient", "wallet", "store")),
                    Map.entry(
                            "devnet",
                            Set.of("common", "contracts", "chain", "wallet", "lightclient")),
                    Map.entry("market", Set.of("common", "chain", "contracts", "wallet")),
                    Map.entry("launcher", Set.of("common", "guest", "attestation")),
                    Map.entry("protocol", Set.of("common", "wallet", "release")),
                    Map.entry(
                            "provider",
                            Set.of(
                                    "common",
                                    "chain",
                                    "market",
                                    "launcher",
                                    "protocol",
                                    "release",
                                    "wallet",
                                    "store",
                                    "guest",
                                    "probe",
                                    "attestation")),
                    Map.entry(
                            "tenant",
                            Set.of(
                                    "common",
                                    "chain",
                                    "market",
                                    "protocol",
                                    "release",
                                    "wallet",
                                    "store",
                                    "guest",
                                    "attestation")),
                    Map.entry("history", Set.of("common", "chain", "market", "store")),
                    Map.entry(
                            "views",
                            Set.of(
                                    "common",
                                    "lightclient",
                                    "chain",
                                    "market",
                                    "guest",
                                    "attestation",
                                    "provider",
                                    "tenant",
                                    "history",
                                    "wallet",
                                    "devnet",
                                    "launcher",
                                    "probe")),
                    Map.entry("app", Set.of("*")));

    static Set<String> modules() {
        return MAY_KNOW.keySet();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void knowsOnlyWhatLiesBelow(String module) {
        var allowed = MAY_KNOW.getOrDefault(module, Set.of());
        if (allowed.contains("*")) {
            return;
        }
        var forbidden =
                MAY_KNOW.keySet().stream()
                        .filter(other -> !other.equals(module) && !allowed.contains(other))
                        .map(other -> "io.p2pcloud." + other + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.p2pcloud." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(Product.classes());
    }

    @Test
    void everyPackageBelongsToAModule() {
        var found =
                Product.classes().stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.split("\\.", -1)[2])
                        .collect(Collectors.toSet());
        assertThat(MAY_KNOW.keySet()).containsAll(found);
        assertThat(found).contains("common", "store", "history", "app");
    }

    @Test
    void noPackagesNeedEachOther() {
        slices().matching("io.p2pcloud.(**)").should().beFreeOfCycles().check(Product.classes());
    }

    @Test
    void neitherSideOfALeaseKnowsTheOther() {
        noClasses()
                .that()
                .resideInAPackage("io.p2pcloud.tenant..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.p2pcloud.provider..")
                .allowEmptyShould(true)
                .check(Product.classes());
        noClasses()
                .that()
                .resideInAPackage("io.p2pcloud.provider..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.p2pcloud.tenant..")
                .allowEmptyShould(true)
                .check(Product.classes());
    }
}
