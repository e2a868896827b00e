package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.libvirt.Attachment;
import io.p2pcloud.launcher.libvirt.LibvirtConnection;
import java.io.IOException;

/// How the guests of one libvirt host reach the network, and how far.
public interface HostNetwork extends AutoCloseable {
    NetworkReach reach();

    /// Makes what is missing; called before the first guest.
    ///
    /// @throws IOException with a sentence when the network cannot be made safe
    void prepare(LibvirtConnection connection) throws IOException, InterruptedException;

    /// Gives a guest a place.
    ///
    /// @return from 1 on; 0 where there are no places
    /// @throws IOException when no place is free or the rules cannot be changed
    int admit(LaunchPlan plan) throws IOException, InterruptedException;

    /// Gives a guest that runs the place that it has.
    void admit(LaunchPlan plan, int place) throws IOException, InterruptedException;

    /// The guest of this place is gone.
    void dismiss(int place);

    Attachment attachment(int place);

    /// Lets go; what protects the host from its guests stays, for they outlive this program.
    @Override
    void close();

    /// QEMU's user network, which needs no rights and gives none away but the user's own.
    static HostNetwork ofUser() {
        return new HostNetwork() {
            @Override
            public NetworkReach reach() {
                return NetworkReach.LIKE_THIS_USER;
            }

            @Override
            public void prepare(LibvirtConnection connection) {}

            @Override
            public int admit(LaunchPlan plan) {
                return 0;
            }

            @Override
            public void admit(LaunchPlan plan, int place) {}

            @Override
            public void dismiss(int place) {}

            @Override
            public Attachment attachment(int place) {
                return new Attachment.UserNetwork();
            }

            @Override
            public void close() {}
        };
    }
}
