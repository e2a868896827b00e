package io.p2pcloud.app;

import io.p2pcloud.probe.FeatureState;
import io.p2pcloud.probe.HardwareProbe;
import io.p2pcloud.probe.KvmState;
import io.p2pcloud.probe.SevFeature;
import io.p2pcloud.tenant.SshKeysFound;
import io.p2pcloud.views.session.MachineLook;
import java.io.IOException;
import java.util.List;

/// A few facts of this computer for the welcome page.
final class QuickLook implements MachineLook {
    private static final long MIB_PER_GIB = 1024;

    private final Folders folders;

    QuickLook(Folders folders) {
        this.folders = folders;
    }

    @Override
    public List<Fact> look() throws IOException {
        var inventory = HardwareProbe.ofThisMachine().inventory(folders.data());
        var cpu = inventory.processor();
        return List.of(
                new Fact(Kind.PROCESSOR, cpu.logicalCpus() + " CPUs"),
                new Fact(
                        Kind.MEMORY,
                        inventory.memory().spareMiB() / MIB_PER_GIB + " GiB memory spare"),
                new Fact(
                        Kind.PROTECTION,
                        switch (inventory.sev(SevFeature.SEV_SNP)) {
                            case FeatureState.Available() -> "SEV-SNP on";
                            case FeatureState.Off _ -> "SEV-SNP off";
                            case FeatureState.Unsupported _ -> "No SEV-SNP";
                            case FeatureState.Unknown _ -> "SEV-SNP unknown";
                        }),
                new Fact(
                        Kind.VIRTUALIZATION,
                        switch (inventory.kvm()) {
                            case KvmState.Opens() -> "KVM found";
                            case KvmState.Missing _ -> "No KVM";
                            case KvmState.NoPermission _ -> "KVM not permitted";
                        }),
                new Fact(Kind.SSH_KEYS, keys()));
    }

    private String keys() {
        int found = SshKeysFound.in(folders.ssh()).size();
        return switch (found) {
            case 0 -> "SSH key made here";
            case 1 -> "1 SSH key";
            default -> found + " SSH keys";
        };
    }
}
