package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.LittleEndian.u32;
import static io.p2pcloud.attestation.LittleEndian.u64;
import static io.p2pcloud.attestation.LittleEndian.u8;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.util.Optional;

/// An attestation report, read but not yet believed (AMD 56860, 7.3, ATTESTATION_REPORT). Every run
/// of 1184 bytes can be read; [AttestationVerifier] says what it is worth.
public record SnpReport(Bytes bytes) {
    /// Bytes of every version of the report.
    public static final int SIZE = 0x4a0;

    /// The signature covers the bytes before this offset.
    static final int SIGNED_SIZE = 0x2a0;

    static final int MIN_VERSION = 2;
    static final int MAX_VERSION = 5;

    /// The first version with family, model and stepping.
    static final int VERSION_WITH_CPU = 3;

    /// The first version with mitigation vectors.
    static final int VERSION_WITH_MITIGATIONS = 5;

    /// @throws IllegalArgumentException when the length is not 1184
    public SnpReport {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException(
                    "a report has " + SIZE + " bytes, got " + bytes.size());
        }
    }

    public long version() {
        return u32(bytes, 0x000);
    }

    /// Security version of the image, from its signed identity block.
    public long guestSvn() {
        return u32(bytes, 0x004);
    }

    public GuestPolicy policy() {
        return new GuestPolicy(u64(bytes, 0x008));
    }

    /// 16 bytes.
    public Bytes familyId() {
        return bytes.slice(0x010, 0x020);
    }

    /// 16 bytes.
    public Bytes imageId() {
        return bytes.slice(0x020, 0x030);
    }

    /// The privilege level that asked, 0 the highest of 0 to 3. Firmware itself also uses
    /// 0xffffffff for a report that the host asked for.
    public long vmpl() {
        return u32(bytes, 0x030);
    }

    public long signatureAlgorithm() {
        return u32(bytes, 0x034);
    }

    /// Levels of the firmware that runs, as 8 bytes: see [TcbVersion#of].
    public long currentTcb() {
        return u64(bytes, 0x038);
    }

    public PlatformFlags platform() {
        return new PlatformFlags(u64(bytes, 0x040));
    }

    public boolean authorKeyUsed() {
        return (keyBits() & 1) != 0;
    }

    /// The host keeps the chip's key out of reports: the signature is then all zero.
    public boolean chipKeyMasked() {
        return (keyBits() & 2) != 0;
    }

    public SigningKey signingKey() {
        return switch ((int) (keyBits() >>> 2) & 7) {
            case 0 -> SigningKey.VCEK;
            case 1 -> SigningKey.VLEK;
            case 7 -> SigningKey.NONE;
            default -> SigningKey.RESERVED;
        };
    }

    /// 64 bytes that the guest chose.
    public Bytes reportData() {
        return bytes.slice(0x050, 0x090);
    }

    /// 48 bytes: the launch digest.
    public Bytes measurement() {
        return bytes.slice(0x090, 0x0c0);
    }

    /// What the host put in at launch.
    public Bytes32 hostData() {
        return new Bytes32(bytes.slice(0x0c0, 0x0e0));
    }

    /// 48 bytes: SHA-384 of the key that signed the identity block; zero without one.
    public Bytes idKeyDigest() {
        return bytes.slice(0x0e0, 0x110);
    }

    /// 48 bytes: SHA-384 of the key that certified the identity key; zero without one.
    public Bytes authorKeyDigest() {
        return bytes.slice(0x110, 0x140);
    }

    public Bytes32 reportId() {
        return new Bytes32(bytes.slice(0x140, 0x160));
    }

    /// The migration agent's report id; all ones without one.
    public Bytes32 migrationAgent() {
        return new Bytes32(bytes.slice(0x160, 0x180));
    }

    /// The levels that the signing key is derived from.
    public long reportedTcb() {
        return u64(bytes, 0x180);
    }

    /// From version 3 on.
    public Optional<CpuModel> cpu() {
        return version() < VERSION_WITH_CPU
                ? Optional.empty()
                : Optional.of(new CpuModel(u8(bytes, 0x188), u8(bytes, 0x189), u8(bytes, 0x18a)));
    }

    /// 64 bytes; Turin uses the first 8. Zero when the host masks it or with a VLEK.
    public Bytes chipId() {
        return bytes.slice(0x1a0, 0x1e0);
    }

    /// The levels below which the host can no longer go.
    public long committedTcb() {
        return u64(bytes, 0x1e0);
    }

    public FirmwareRelease currentFirmware() {
        return release(0x1e8);
    }

    public FirmwareRelease committedFirmware() {
        return release(0x1ec);
    }

    /// Levels of the firmware when the guest was launched.
    public long launchTcb() {
        return u64(bytes, 0x1f0);
    }

    /// Mitigations that were verified at launch, from version 5 on; else 0.
    public long launchMitigations() {
        return mitigations(0x1f8);
    }

    /// Mitigations that are verified now, from version 5 on; else 0.
    public long currentMitigations() {
        return mitigations(0x200);
    }

    /// The 512 bytes of the signature field.
    public Bytes signature() {
        return bytes.slice(SIGNED_SIZE, SIZE);
    }

    Bytes signedBytes() {
        return bytes.slice(0, SIGNED_SIZE);
    }

    /// Whether every signed byte is zero that this version of the report keeps for later.
    boolean reservedIsZero() {
        boolean cpuZero = version() >= VERSION_WITH_CPU || LittleEndian.isZero(bytes, 0x188, 0x18b);
        int tail = version() >= VERSION_WITH_MITIGATIONS ? 0x208 : 0x1f8;
        return cpuZero
                && keyBits() >>> 5 == 0
                && LittleEndian.isZero(bytes, 0x04c, 0x050)
                && LittleEndian.isZero(bytes, 0x18b, 0x1a0)
                && u8(bytes, 0x1eb) == 0
                && u8(bytes, 0x1ef) == 0
                && LittleEndian.isZero(bytes, tail, SIGNED_SIZE);
    }

    private long keyBits() {
        return u32(bytes, 0x048);
    }

    private long mitigations(int offset) {
        return version() < VERSION_WITH_MITIGATIONS ? 0 : u64(bytes, offset);
    }

    private FirmwareRelease release(int offset) {
        return new FirmwareRelease(u8(bytes, offset + 2), u8(bytes, offset + 1), u8(bytes, offset));
    }
}
