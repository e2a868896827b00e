package io.p2pcloud.launcher.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.libvirt.DomainHost.Kind;
import io.p2pcloud.launcher.network.GuestNetwork;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What libvirt's own schema says about our domains.
class DomainSchemaTest {
    private static final DomainHost USER =
            new DomainHost(Kind.SESSION, Optional.empty(), new Attachment.UserNetwork());
    private static final DomainHost BRIDGE =
            new DomainHost(Kind.SYSTEM, Optional.of("+1000:+1001"), Plans.BRIDGED);

    @ParameterizedTest
    @EnumSource(Accelerator.class)
    void acceptsAPlainGuest(Accelerator accelerator) throws Exception {
        assertThat(objections(Plans.plain(accelerator), USER)).isEmpty();
        assertThat(objections(Plans.plain(accelerator), BRIDGE)).isEmpty();
    }

    @Test
    void acceptsAConfidentialGuest() throws Exception {
        for (var host : new DomainHost[] {USER, BRIDGE}) {
            var xml = DomainXml.of(Plans.confidential(), host);
            assertThat(LibvirtSchema.objections("domain.rng", LibvirtSchema.folderWithSnp(), xml))
                    .isEmpty();
        }
    }

    @Test
    void acceptsTheGuestsNetworkAndItsFilter() throws Exception {
        var folder = LibvirtSchema.folder();
        var network = NetworkXml.network(GuestNetwork.USUAL);
        assertThat(LibvirtSchema.objections("network.rng", folder, network)).isEmpty();
        assertThat(LibvirtSchema.objections("nwfilter.rng", folder, NetworkXml.filter())).isEmpty();
    }

    /// Otherwise the tests above would show nothing.
    @Test
    void refusesWhatIsNoDomain() throws Exception {
        var xml =
                DomainXml.of(Plans.confidential(), USER)
                        .replace("type=\"sev-snp\"", "type=\"sev-snap\"");
        assertThat(LibvirtSchema.objections("domain.rng", LibvirtSchema.folderWithSnp(), xml))
                .contains("fails to validate");
    }

    private static String objections(LaunchPlan plan, DomainHost host) throws Exception {
        return LibvirtSchema.objections(
                "domain.rng", LibvirtSchema.folder(), DomainXml.of(plan, host));
    }
}
