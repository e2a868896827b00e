package io.p2pcloud.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.launcher.libvirt.LibvirtUri;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the environment says about who runs the guests.
class HypervisorsTest {
    private static final String HYPERVISOR = "P2PCLOUD_HYPERVISOR";
    private static final String NETWORK = "P2PCLOUD_NETWORK";

    @Test
    void withoutSettingsQemuRunsThemOnTheUsersNetwork() throws Exception {
        assertThat(Hypervisors.of(Map.of())).isEqualTo(new Hypervisors(List.of(), false));
        assertThat(Hypervisors.of(Map.of(HYPERVISOR, "qemu", NETWORK, "user")))
                .isEqualTo(new Hypervisors(List.of(), false));
    }

    @Test
    void severalHostsAreOneProviders() throws Exception {
        var two = Map.of(HYPERVISOR, "qemu:///system, qemu+ssh://ada@attic/system");
        assertThat(Hypervisors.of(two).addresses())
                .containsExactly(
                        new LibvirtUri("qemu:///system"),
                        new LibvirtUri("qemu+ssh://ada@attic/system"));
        assertThat(Hypervisors.of(Map.of(HYPERVISOR, "qemu:///system", NETWORK, "bridge")).bridge())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "xen:///system,user,qemu:///system",
        "'qemu:///system,',user,qemu:///system",
        "qemu+ssh://h/system?command=/bin/sh,user,may not name a program",
        "qemu,bridge,needs libvirt",
        "qemu:///system,bridged,user or bridge"
    })
    void anythingElseIsRefusedInOneSentence(String hypervisor, String network, String sentence) {
        assertThatThrownBy(() -> Hypervisors.of(Map.of(HYPERVISOR, hypervisor, NETWORK, network)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }
}
