package io.p2pcloud.launcher.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.launcher.domain.PortForward;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRulesTest {
    private static final GuestPort FIRST = new GuestPort(2, 8, List.of(PortForward.ssh(40_022)));

    @Test
    void closesTheHostsOwnNetworksWhateverTheirAddresses() throws Exception {
        var home = Ipv4Network.of((Inet4Address) InetAddress.getByName("198.51.100.77"), 26);
        assertThat(rules(List.of(home), List.of(), List.of())).contains("198.51.100.64/26");
    }

    @Test
    void holdsAGuestToItsBandwidthBothWays() {
        assertThat(rules(List.of(), List.of(), List.of(FIRST)))
                .contains("ip saddr 10.213.0.2 limit rate over 1000 kbytes/second")
                .contains("ip daddr 10.213.0.2 limit rate over 1000 kbytes/second");
    }

    @Test
    void letsForwardsInFromTheHostAndFromOutside() {
        assertThat(rules(List.of(), List.of(), List.of(FIRST)))
                .contains("fib daddr type local tcp dport 40022 dnat ip to 10.213.0.2:22")
                .contains("ip daddr 127.0.0.1 tcp dport 40022 dnat ip to 10.213.0.2:22");
    }

    @Test
    void opensNoServiceUnlessTold() {
        assertThat(rules(List.of(), List.of(), List.of(FIRST))).doesNotContain("127.0.0.1:");
        assertThat(rules(List.of(), List.of(8545), List.of()))
                .contains("ip daddr 10.213.0.1 tcp dport 8545 dnat ip to 127.0.0.1:8545");
    }

    @Test
    void refusesTwoGuestsInOnePlaceOrOnOneForward() {
        assertThatThrownBy(() -> rules(List.of(), List.of(), List.of(FIRST, FIRST)))
                .hasMessageContaining("place");
        var other = new GuestPort(3, 8, FIRST.forwards());
        assertThatThrownBy(() -> rules(List.of(), List.of(), List.of(FIRST, other)))
                .hasMessageContaining("40022");
        var outside = new GuestPort(255, 8, List.of());
        assertThatThrownBy(() -> rules(List.of(), List.of(), List.of(outside)))
                .hasMessageContaining("2 to 254");
    }

    @ParameterizedTest
    @CsvSource({
        "p2p cloud,p2pbr0,10.213.0",
        "p2pcloud,p2pbr0;drop,10.213.0",
        "p2pcloud,averyveryverylongname,10.213.0",
        "p2pcloud,p2pbr0,10.256.0",
        "p2pcloud,p2pbr0,192.168.1",
        "p2pcloud,p2pbr0,10.01.0"
    })
    void refusesAHostileNetwork(String name, String bridge, String prefix) {
        assertThatThrownBy(() -> new GuestNetwork(name, bridge, prefix))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.77,24,192.168.1.0/24",
        "10.1.2.3,8,10.0.0.0/8",
        "203.0.113.9,32,203.0.113.9/32",
        "203.0.113.9,0,0.0.0.0/0"
    })
    void findsTheNetworkOfAnAddress(String address, int length, String network) throws Exception {
        var found = Ipv4Network.of((Inet4Address) InetAddress.getByName(address), length);
        assertThat(found).hasToString(network);
        assertThat(found.holds(address)).isTrue();
        assertThat(found.holds("8.8.8.8")).isEqualTo(length == 0);
    }

    private static String rules(
            List<Ipv4Network> home, List<Integer> services, List<GuestPort> ports) {
        return HostRules.of(GuestNetwork.USUAL, home, services, ports);
    }
}
