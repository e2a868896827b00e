package io.p2pcloud.app;

import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.BundleFile;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.hypervisor.AcceleratorProbe;
import io.p2pcloud.launcher.hypervisor.AcceleratorVerdict;
import io.p2pcloud.provider.GuestSupply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The boot bundle in the cache and the accelerator that works here, each looked at once.
final class HostGuests implements GuestSupply {
    private final Path folder;
    private final AcceleratorProbe probe;
    private @Nullable BootBundle bundle;

    /// @param verdicts the file that keeps the verdict on KVM
    HostGuests(Path folder, Path qemu, Path verdicts) {
        this.folder = folder;
        probe = new AcceleratorProbe(qemu, verdicts);
    }

    @Override
    public synchronized BootBundle bundle() throws IOException {
        if (bundle == null) {
            bundle = BootBundle.load(folder);
        }
        return bundle;
    }

    @Override
    public Optional<Path> confidentialFirmware() throws IOException {
        return bundle().firmware().map(BundleFile::path);
    }

    @Override
    public Accelerator accelerator() throws IOException {
        return verdict().accelerator();
    }

    AcceleratorVerdict verdict() throws IOException {
        try {
            return probe.judge(bundle().kernel().path());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the test of hardware virtualization was interrupted", e);
        }
    }
}
