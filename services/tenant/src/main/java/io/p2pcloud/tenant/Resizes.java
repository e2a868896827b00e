package io.p2pcloud.tenant;

import java.io.IOException;

/// The decision how much of its lease a server's machine is given.
final class Resizes {
    private Resizes() {}

    /// @throws IOException with a sentence when the lease holds less, or something is under way
    static void decide(ServerCase server, GuestSize size) throws IOException {
        var unit = server.unit();
        if (!size.fits(unit)) {
            throw new IOException(
                    "The lease of %s holds %d vCPU and %d MiB of memory; %d vCPU and %d MiB are more than that."
                            .formatted(
                                    server.record().spec().name(),
                                    unit.vcpu(),
                                    unit.memoryMib(),
                                    size.vcpu(),
                                    size.memoryMib()));
        }
        boolean all = size.equals(GuestSize.of(unit));
        server.decide("resized", record -> record.with(record.setup().resized(all ? null : size)));
    }
}
