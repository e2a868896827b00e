package io.p2pcloud.attestation;

/// Everything that is checked, and so every reason for which evidence can be refused or doubted. A
/// result has exactly one row for each, in this order.
public enum Reason {
    /// A report is 1184 bytes (AMD 56860, 7.3).
    REPORT_LENGTH(Group.REPORT, true),
    /// Versions 3 to 5; version 2 names neither the chip's model nor the alias check.
    REPORT_VERSION(Group.REPORT, true),
    /// Bytes that the specification keeps at zero.
    REPORT_RESERVED(Group.REPORT, true),
    /// Algorithm, range and padding of the signature (AMD 56860, chapter 10).
    SIGNATURE_FORMAT(Group.REPORT, true),

    /// Family and model are known, and the certificate is for the same product.
    CHIP_PRODUCT(Group.CHIP, true),
    /// Whether this processor generation's protection stands.
    CHIP_STANDING(Group.CHIP, true),

    /// A readable endorsement certificate of the right form is there.
    CHAIN_LEAF(Group.CERTIFICATES, true),
    /// The chain ends in the pinned AMD root key of the report's product.
    CHAIN_ROOT(Group.CERTIFICATES, true),
    /// Names, constraints and signatures from the root down to the chip's certificate.
    CHAIN_LINKS(Group.CERTIFICATES, true),
    /// Every certificate is valid at the time of the check.
    CHAIN_TIME(Group.CERTIFICATES, true),
    /// AMD has not revoked the intermediate certificate.
    CHAIN_REVOCATION(Group.CERTIFICATES, false),
    /// The report names the kind of key that the certificate holds, and the kind is allowed.
    SIGNING_KEY(Group.CERTIFICATES, true),
    /// ECDSA P-384 with SHA-384 over the first 0x2a0 bytes.
    SIGNATURE(Group.CERTIFICATES, true),
    /// The certificate's hardware id is the report's chip id.
    CHIP_CERTIFICATE(Group.CERTIFICATES, true),
    /// The certificate is for the firmware levels that the report names.
    TCB_CERTIFICATE(Group.CERTIFICATES, true),

    /// The reported firmware levels reach the minimum of the policy.
    TCB_MINIMUM(Group.FIRMWARE, true),
    /// So did the levels at the guest's launch.
    TCB_LAUNCH(Group.FIRMWARE, true),
    /// Reported levels are not above those that run.
    TCB_ORDER(Group.FIRMWARE, true),
    /// The running firmware is committed: the host cannot roll it back.
    TCB_COMMITTED(Group.FIRMWARE, true),
    /// Firmware is at most one security level behind the newest known.
    TCB_NEWEST(Group.FIRMWARE, true),
    /// Mitigations that the policy requires (MITIGATION_VECTOR, version 5).
    MITIGATIONS(Group.FIRMWARE, true),

    /// DEBUG is off: the host cannot read the guest by firmware command.
    POLICY_DEBUG(Group.GUEST_POLICY, true),
    /// No migration agent is allowed and none is bound.
    POLICY_MIGRATION(Group.GUEST_POLICY, true),
    /// The bit that must be one is one, and no bit unknown to this version is set.
    POLICY_KNOWN(Group.GUEST_POLICY, true),
    /// Bits that the policy of this app, its user or the image requires.
    POLICY_REQUIRED(Group.GUEST_POLICY, true),
    /// The report was asked for at the privilege level of the image's own kernel.
    VMPL(Group.GUEST_POLICY, true),

    /// Memory aliases were looked for since the last reset (AMD-SB-3015, BadRAM).
    PLATFORM_ALIAS(Group.PLATFORM, true),
    /// What the guest's policy or the user requires of the platform is there.
    PLATFORM_REQUIRED(Group.PLATFORM, true),
    /// Simultaneous multithreading.
    PLATFORM_SMT(Group.PLATFORM, true),
    /// Platform bits that this version does not know.
    PLATFORM_KNOWN(Group.PLATFORM, true),

    /// The guest started exactly one of the expected contents.
    MEASUREMENT(Group.IDENTITY, true),
    /// The image's security version reaches the profile's minimum.
    GUEST_SVN(Group.IDENTITY, true),
    /// The key that signed the identity block is the profile's, where it names one.
    ID_KEY(Group.IDENTITY, false),
    /// The chip is the one that the offer registered or that this server ran on before.
    CHIP_EXPECTED(Group.IDENTITY, true),

    /// HOST_DATA ties the instance to lease, boot, manifest and launch key.
    BINDING_HOST_DATA(Group.BINDING, true),
    /// REPORT_DATA ties the report to this session's keys and nonce.
    BINDING_REPORT_DATA(Group.BINDING, true),
    /// The challenge is recent.
    BINDING_FRESHNESS(Group.BINDING, true);

    private final Group group;
    private final boolean mandatory;

    Reason(Group group, boolean mandatory) {
        this.group = group;
        this.mandatory = mandatory;
    }

    public Group group() {
        return group;
    }

    /// Whether a release needs this check to have run.
    public boolean mandatory() {
        return mandatory;
    }
}
