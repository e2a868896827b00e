package io.p2pcloud.launcher.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.SnpLaunch;
import io.p2pcloud.launcher.libvirt.DomainHost.Kind;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DomainXmlTest {
    private static final DomainHost USER =
            new DomainHost(Kind.SESSION, Optional.empty(), new Attachment.UserNetwork());
    private static final DomainHost BRIDGE =
            new DomainHost(Kind.SYSTEM, Optional.of("+1000:+1001"), Plans.BRIDGED);

    @Test
    void writesTheWholeDomainOfATranslatedGuest() {
        assertThat(DomainXml.of(Plans.plain(Accelerator.TCG), USER).replace("><", ">\n<"))
                .isEqualTo(
                        """
                        <domain type="qemu" xmlns:qemu="http://libvirt.org/schemas/domain/qemu/1.0">
                        <name>lease-0123456789abcdef</name>
                        <metadata>
                        <p2pcloud:lease xmlns:p2pcloud="https://p2pcloud.io/domain/1" \
                        id="0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
                        boot="3"/>
                        </metadata>
                        <memory unit="MiB">1024</memory>
                        <vcpu placement="static">2</vcpu>
                        <os>
                        <type arch="x86_64" machine="q35">hvm</type>
                        <kernel>/b/vmlinuz</kernel>
                        <initrd>/b/initramfs</initrd>
                        <cmdline>console=ttyS0 root="a &amp; b" &lt;c&gt;</cmdline>
                        </os>
                        <features>
                        <acpi/>
                        <vmport state="off"/>
                        </features>
                        <cpu mode="maximum" check="none"/>
                        <clock offset="utc"/>
                        <on_poweroff>destroy</on_poweroff>
                        <on_reboot>destroy</on_reboot>
                        <on_crash>destroy</on_crash>
                        <devices>
                        <disk type="file" device="disk">
                        <driver name="qemu" type="raw" discard="unmap"/>
                        <source file="/b/base.raw">
                        <seclabel model="dac" relabel="no"/>
                        </source>
                        <target dev="vda" bus="virtio"/>
                        <readonly/>
                        <serial>base</serial>
                        </disk>
                        <disk type="file" device="disk">
                        <driver name="qemu" type="raw" discard="unmap"/>
                        <source file="/v/data.raw"/>
                        <target dev="vdb" bus="virtio"/>
                        <serial>data</serial>
                        </disk>
                        <channel type="unix">
                        <target type="virtio" name="org.p2pcloud.key.0"/>
                        </channel>
                        <channel type="unix">
                        <target type="virtio" name="org.p2pcloud.life.0"/>
                        </channel>
                        <serial type="pty">
                        <target port="0"/>
                        </serial>
                        <rng model="virtio">
                        <backend model="random">/dev/urandom</backend>
                        </rng>
                        <memballoon model="none"/>
                        </devices>
                        <qemu:commandline>
                        <qemu:arg value="-netdev"/>
                        <qemu:arg value="user,id=net0,ipv6=off,hostfwd=tcp:127.0.0.1:40022-:22"/>
                        <qemu:arg value="-device"/>
                        <qemu:arg value="virtio-net-pci,netdev=net0,romfile=,bus=pcie.0,addr=0x10"/>
                        </qemu:commandline>
                        </domain>\
                        """);
    }

    @Test
    void launchesAConfidentialGuestUnderThePolicyThatItsTenantExpects() throws Exception {
        var domain = parsed(DomainXml.of(Plans.confidential(), BRIDGE));
        assertThat(at(domain, "/domain/@type")).isEqualTo("kvm");
        assertThat(at(domain, "/domain/launchSecurity/@type")).isEqualTo("sev-snp");
        assertThat(at(domain, "/domain/launchSecurity/@kernelHashes")).isEqualTo("yes");
        assertThat(at(domain, "/domain/launchSecurity/policy")).isEqualTo("0x30000");
        assertThat(at(domain, "/domain/launchSecurity/hostData"))
                .isEqualTo("AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/AP8=");
        assertThat(at(domain, "/domain/os/loader[@stateless='yes'][@type='rom']"))
                .isEqualTo("/b/OVMF.amdsev.fd");
        assertThat(at(domain, "/domain/cpu[@mode='custom']/model")).isEqualTo("EPYC-v4");
        assertThat(at(domain, "/domain/memoryBacking/source/@type")).isEqualTo("memfd");
    }

    @Test
    void holdsAGuestOfTheHostsOwnLibvirtToItsShare() throws Exception {
        var domain = parsed(DomainXml.of(Plans.plain(Accelerator.KVM), BRIDGE));
        assertThat(at(domain, "/domain/memtune/hard_limit[@unit='MiB']")).isEqualTo("1536");
        assertThat(at(domain, "/domain/cputune/shares")).isEqualTo("200");
        assertThat(at(domain, "/domain/cpu/@mode")).isEqualTo("host-passthrough");
        assertThat(at(domain, "//interface/filterref/@filter")).isEqualTo("p2pcloud-guest");
        assertThat(at(domain, "//interface/filterref/parameter[@name='IP']/@value"))
                .isEqualTo("10.213.0.5");
        assertThat(at(domain, "//interface/port/@isolated")).isEqualTo("yes");
        assertThat(at(domain, "/domain/seclabel[@relabel='no']/label")).isEqualTo("+1000:+1001");
        assertThat(at(domain, "count(//source/seclabel)")).isEqualTo("0");
        assertThat(at(domain, "count(/domain/launchSecurity)")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v/</source><x a=\"1\">.raw", "/v/a&amp;b'c\".raw", "/v/ü € 𝄞.raw"})
    void keepsAnOddPathInsideItsAttribute(String path) throws Exception {
        var plan = Plans.plan(Accelerator.TCG, "quiet", Path.of(path));
        assertThat(at(parsed(DomainXml.of(plan, USER)), "//disk[serial='data']/source/@file"))
                .isEqualTo(path);
    }

    @Test
    void launchesNoConfidentialGuestThatCanBeDebuggedOrMoved() {
        for (long bit :
                new long[] {GuestPolicy.DEBUG_ALLOWED, GuestPolicy.MIGRATION_AGENT_ALLOWED}) {
            var policy = new GuestPolicy(SnpLaunch.POLICY.bits() | bit);
            assertThatThrownBy(() -> snp(policy, Bytes32.ZERO.toHex()))
                    .hasMessageContaining("neither debugged nor moved");
        }
        assertThatThrownBy(() -> snp(new GuestPolicy(0), Bytes32.ZERO.toHex()))
                .hasMessageContaining("bit 17");
        assertThatThrownBy(() -> snp(SnpLaunch.POLICY, "0x00")).hasMessageContaining("64 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "+0", "+0:+0</label>", "+-1:+1"})
    void refusesAHostileUser(String user) {
        assertThatThrownBy(() ->
                        new DomainHost(
                                Kind.SYSTEM, Optional.of(user), new Attachment.UserNetwork()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesHostileNamesOfANetwork() {
        assertThatThrownBy(() ->
                        new Attachment.Bridged("a'b", "f", "p", "52:54:00:00:00:01", "10.0.0.1"))
                .hasMessageContaining("network");
        assertThatThrownBy(() ->
                        new Attachment.Bridged("a", "F", "p", "52:54:00:00:00:01", "10.0.0.1"))
                .hasMessageContaining("filter");
        assertThatThrownBy(
                        () -> new Attachment.Bridged("a", "f", "p", "52:54:00:00:00", "10.0.0.1"))
                .hasMessageContaining("MAC");
        assertThatThrownBy(() -> new Attachment.Bridged("a", "f", "p", "52:54:00:00:00:01", "::1"))
                .hasMessageContaining("IPv4");
    }

    private static SnpLaunch snp(GuestPolicy policy, String hostData) {
        return new SnpLaunch(Path.of("/b/OVMF.fd"), policy, hostData);
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static String at(Document domain, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, domain);
    }
}
