package io.p2pcloud.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/// A library is named only in the modules that it was brought in for.
class LibrariesTest {
    /// Packages of a library, then the modules that may name it.
    static Stream<Arguments> libraries() {
        return Stream.of(
                Arguments.of("javafx..", "views,app"),
                Arguments.of("atlantafx..", "views,app"),
                Arguments.of("org.controlsfx..", "views"),
                Arguments.of("org.kordamp..", "views"),
                Arguments.of("com.techsenger..", "views"),
                Arguments.of("org.web3j..", "contracts,chain,market,devnet"),
                Arguments.of("io.grpc..", "protocol,provider,tenant"),
                Arguments.of("com.google.protobuf..", "protocol,provider,tenant"),
                Arguments.of("org.h2..", "store"),
                Arguments.of("org.jdbi..", "store,history"),
                Arguments.of("java.sql..", "store,history"),
                Arguments.of("org.apache.sshd..", "tenant"),
                Arguments.of("oshi..", "probe"),
                Arguments.of("supranational..", "lightclient,devnet"),
                Arguments.of("picocli..", "app"),
                Arguments.of("ch.qos.logback..", "app"),
                Arguments.of("org.slf4j..", ""));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void isNamedOnlyWhereItBelongs(String library, String modules) {
        var allowed =
                Arrays.stream(modules.split(",", -1))
                        .filter(module -> !module.isEmpty())
                        .map(module -> "io.p2pcloud." + module + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(Product.classes());
    }

    @Test
    void theVerifiersKnowNoNetworkLibraryHypervisorOrDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.p2pcloud.lightclient..",
                        "io.p2pcloud.attestation..",
                        "io.p2pcloud.release..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.web3j..", "io.grpc..", "org.libvirt..", "org.h2..", "org.jdbi..")
                .check(Product.classes());
    }

    /// JSON comes with `common`, which reads it within limits.
    @Test
    void theLightClientNeedsTheBlsLibraryAndCommonAlone() throws Exception {
        classes()
                .that()
                .resideInAPackage("io.p2pcloud.lightclient..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.p2pcloud.lightclient..",
                        "io.p2pcloud.common..",
                        "supranational.blst..",
                        "tools.jackson.databind..",
                        "org.jspecify.annotations..",
                        "java..",
                        "com.sun.net.httpserver..")
                .check(Product.classes());
        assertThat(
                        named(
                                "services/light-client",
                                "/project/dependencies/dependency[not(scope='test')]/artifactId"))
                .containsExactlyInAnyOrder("common", "jblst");
    }

    /// `./run` builds without compiling tests, and then there is no jar of them: a module may need
    /// one in a profile alone.
    @Test
    void theProgramIsBuiltWithoutAnyJarOfTests() throws Exception {
        var modules = new ArrayList<>(List.of("hardware-probe", "views", "app"));
        for (var service : named("services", "/project/modules/module")) {
            modules.add("services/" + service);
        }
        assertThat(modules).contains("services/tenant");
        for (var module : modules) {
            assertThat(
                            named(
                                    module,
                                    "/project/dependencies/dependency[type='test-jar']/artifactId"))
                    .as(module)
                    .isEmpty();
        }
    }

    /// The texts that an XPath finds in a module's pom.
    private static List<String> named(String module, String path) throws Exception {
        var pom =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(Product.root().resolve(module, "pom.xml").toFile());
        var found =
                (NodeList)
                        XPathFactory.newInstance()
                                .newXPath()
                                .evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Node::getTextContent)
                .toList();
    }

    @Test
    void onlyTheBridgeAndTheApplicationReachForTheToolkitsThread() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.p2pcloud.views.common..", "io.p2pcloud.app..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javafx.application.Platform")
                .check(Product.classes());
    }

    @Test
    void viewModelsKnowNoScene() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx.scene..")
                .allowEmptyShould(true)
                .check(Product.classes());
    }

    @Test
    void contractBindingsStopAtTheMarket() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.p2pcloud.contracts..",
                        "io.p2pcloud.market..",
                        "io.p2pcloud.devnet..",
                        "io.p2pcloud.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.p2pcloud.contracts..")
                .check(Product.classes());
    }
}
