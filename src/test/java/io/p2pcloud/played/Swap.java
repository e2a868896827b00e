package io.p2pcloud.played;

import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.SnpLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a host starts in place of the measured system that he was asked to start.
enum Swap {
    KERNEL {
        @Override
        LaunchPlan apply(LaunchPlan plan, Path other) {
            return files(plan, it -> new BootFiles(other, it.initramfs(), it.commandLine()));
        }
    },
    INITRAMFS {
        @Override
        LaunchPlan apply(LaunchPlan plan, Path other) {
            return files(plan, it -> new BootFiles(it.kernel(), other, it.commandLine()));
        }
    },
    COMMAND_LINE {
        @Override
        LaunchPlan apply(LaunchPlan plan, Path other) {
            return line(plan, it -> it + " init=/bin/sh");
        }
    },
    BASE_IMAGE {
        @Override
        LaunchPlan apply(LaunchPlan plan, Path other) {
            return line(plan, it -> it.replace("p2pcloud.base=", "p2pcloud.base=0"));
        }
    },
    FIRMWARE {
        @Override
        LaunchPlan apply(LaunchPlan plan, Path other) {
            return snp(
                    plan,
                    it ->
                            new SnpLaunch(
                                    written(other, flipped(it.firmware())),
                                    it.policy(),
                                    it.hostData()));
        }
    };

    private static final int OTHER_SIZE = 8192;

    /// @param other a file that is none of the bundle's
    abstract LaunchPlan apply(LaunchPlan plan, Path other);

    /// @param folder for what he starts instead
    UnaryOperator<LaunchPlan> plan(Path folder) {
        var other = written(folder.resolve("other"), new byte[OTHER_SIZE]);
        return plan -> apply(plan, other);
    }

    static LaunchPlan withoutChip(LaunchPlan plan) {
        return with(plan, plan.bootFiles(), Optional.empty());
    }

    static LaunchPlan forAnotherLease(LaunchPlan plan) {
        var foreign = "0x" + "ab".repeat(32);
        return snp(plan, it -> new SnpLaunch(it.firmware(), it.policy(), foreign));
    }

    private static byte[] flipped(Path sound) {
        try {
            var bytes = Files.readAllBytes(sound);
            bytes[0] ^= 1;
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path written(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LaunchPlan files(LaunchPlan plan, UnaryOperator<BootFiles> change) {
        return with(plan, change.apply(plan.bootFiles()), plan.snp());
    }

    private static LaunchPlan line(LaunchPlan plan, UnaryOperator<String> change) {
        return files(
                plan,
                it -> new BootFiles(it.kernel(), it.initramfs(), change.apply(it.commandLine())));
    }

    private static LaunchPlan snp(LaunchPlan plan, UnaryOperator<SnpLaunch> change) {
        return with(plan, plan.bootFiles(), plan.snp().map(change));
    }

    private static LaunchPlan with(LaunchPlan plan, BootFiles files, Optional<SnpLaunch> snp) {
        return new LaunchPlan(
                plan.name(),
                plan.lease(),
                plan.boot(),
                plan.vcpus(),
                plan.memoryMiB(),
                files,
                plan.disks(),
                plan.channels(),
                plan.forwards(),
                plan.accelerator(),
                plan.bandwidthMbps(),
                snp);
    }
}
