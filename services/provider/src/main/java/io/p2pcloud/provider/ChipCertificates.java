package io.p2pcloud.provider;

import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;

/// The certificates of this host's chip, from the file `chip-certificates` in the provider's
/// folder, in any form that tools write: DER, PEM, or the table of the Guest-Hypervisor
/// Communication Block's extended report (AMD 56421, SNP Extended Guest Request). Tenants who get
/// them need not ask AMD's key service. They go on as they are: tenants trust AMD's roots alone,
/// and find what is missing or wrong themselves.
final class ChipCertificates {
    static final String FILE = "chip-certificates";

    /// Several times what the chain of one chip takes.
    static final int LIMIT = 1 << 15;

    private static final Logger LOG = System.getLogger(ChipCertificates.class.getName());

    private ChipCertificates() {}

    /// @return empty where there are none; a file that cannot be used keeps nobody from launching
    static Bytes in(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Bytes.of(new byte[0]);
        }
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(LIMIT + 1);
            if (bytes.length <= LIMIT) {
                return Bytes.of(bytes);
            }
            LOG.log(Logger.Level.WARNING, "{0} has more than {1} bytes: not used", file, LIMIT);
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the chip's certificates cannot be read", e);
        }
        return Bytes.of(new byte[0]);
    }
}
