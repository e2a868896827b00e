package io.p2pcloud.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Address;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketArtifactsTest {
    private static final int EIP_170 = 24_576;

    @Test
    void marketLinksExactlyTheLibrariesItIsDeployedWith() {
        assertThat(MarketArtifacts.market().linkReferences().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        MarketArtifacts.libraries().stream().map(Artifact::name).toList());
        assertThat(MarketArtifacts.libraries())
                .allSatisfy(library -> assertThat(library.linkReferences()).isEmpty());
    }

    @Test
    void librariesAreLinkedWhereTheCompilerLeftRoomForThem() {
        var market = MarketArtifacts.market();
        var addresses = new HashMap<String, Address>();
        int digit = 1;
        for (var library : market.linkReferences().keySet()) {
            addresses.put(library, Address.ofHex("0x" + Integer.toString(digit++).repeat(40)));
        }
        var linked = market.link(addresses);
        assertThat(linked.size()).isEqualTo(market.bytecode().size());
        market.linkReferences()
                .forEach((library, offsets) -> {
                    var address = addresses.getOrDefault(library, Address.ZERO);
                    assertThat(offsets)
                            .isNotEmpty()
                            .allSatisfy(at ->
                                    assertThat(linked.slice(at, at + 20).toHex())
                                            .isEqualTo(address.toHex()));
                });
    }

    @Test
    void refusesToLinkWithoutALibrary() {
        assertThatThrownBy(() -> MarketArtifacts.market().link(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs the address of the library");
    }

    @Test
    void librariesFitIntoWhatAChainAccepts() {
        assertThat(MarketArtifacts.libraries())
                .allSatisfy(library ->
                        assertThat(library.bytecode().size()).isLessThan(EIP_170 + 1_000));
    }
}
