package io.p2pcloud.release;

import java.util.Optional;

/// Why a guest gave up and powered off. The names on the wire never change.
public enum FatalCode {
    /// The first line was no well-formed HELLO.
    HELLO("hello", "the guest could not read who it is started for"),
    /// The chip is there, but gave no report.
    REPORT("report", "the chip gave no attestation report"),
    /// The machine was launched for another lease, boot, manifest or launch key than HELLO says.
    HOST_DATA("host-data", "the machine was launched for another lease or launch key"),
    /// The line after EVIDENCE was no well-formed RELEASE.
    RELEASE("release", "the guest could not read the release"),
    /// The release is not signed by the launch key.
    SIGNATURE("signature", "the release is not signed by the launch key"),
    /// The sealed bytes do not open with the guest's identity.
    UNSEAL("unseal", "the sealed payload does not open in this guest"),
    /// The payload breaks its format, or is for another lease or boot.
    PAYLOAD("payload", "the payload is malformed or meant for another boot"),
    /// The payload is for CONFIDENTIAL and this machine has no report.
    TIER("tier", "the disk is confidential and this machine is not"),
    /// The tenant's answer did not come in time.
    TIMEOUT("timeout", "the tenant's computer did not answer in time"),
    /// A disk is missing.
    DEVICE("device", "the machine lacks one of its disks"),
    /// The base image does not match the digest on the kernel's command line.
    BASE("base", "the base image is not the expected one"),
    /// The modules' image does not match the digest on the kernel's command line.
    MODULES("modules", "the kernel modules' image is not the expected one"),
    /// The data disk could not be opened at all.
    DISK("disk", "the data disk cannot be opened"),
    /// With this key the data disk holds no file system, and formatting was not asked for.
    NOT_FORMATTED("not-formatted", "the data disk does not open with the tenant's key"),
    /// Formatting was asked for and failed.
    FORMAT("format", "the data disk cannot be formatted"),
    /// A file system could not be mounted, or the tenant's files not be put in place.
    MOUNT("mount", "the file system cannot be mounted"),
    /// Something failed that should not have been able to fail.
    INTERNAL("internal", "the unlock agent failed");

    private final String wire;
    private final String sentence;

    FatalCode(String wire, String sentence) {
        this.wire = wire;
        this.sentence = sentence;
    }

    public String wire() {
        return wire;
    }

    /// For the user; lower case, without a full stop.
    public String sentence() {
        return sentence;
    }

    static Optional<FatalCode> ofWire(String wire) {
        for (var code : values()) {
            if (code.wire.equals(wire)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
