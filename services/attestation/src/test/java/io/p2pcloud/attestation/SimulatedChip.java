package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// A processor that signs any report under a [SimulatedAuthority]. With the same seed it is the
/// same chip, in every process.
public final class SimulatedChip {
    private static final int NUMBER = 48;

    private final SimulatedAuthority authority;
    private final CpuModel cpu;
    private final TcbVersion tcb;
    private final Bytes chipId;
    private final SecureRandom random;
    private final KeyPair key;

    private SimulatedChip(Product product, CpuModel cpu, TcbVersion tcb, long seed) {
        this.authority = new SimulatedAuthority(product);
        this.cpu = cpu;
        this.tcb = tcb;
        this.random = seeded(seed);
        this.key = newKey(random);
        var id = new byte[64];
        var visible = new byte[product.hardwareIdSize()];
        new Random(seed).nextBytes(visible);
        System.arraycopy(visible, 0, id, 0, visible.length);
        this.chipId = Bytes.of(id);
    }

    /// With firmware that the shipped policy calls new.
    public static SimulatedChip milan(long seed) {
        return new SimulatedChip(
                Product.MILAN, new CpuModel(0x19, 0x01, 1), new TcbVersion(0, 4, 0, 29, 222), seed);
    }

    public static SimulatedChip genoa(long seed) {
        return new SimulatedChip(
                Product.GENOA, new CpuModel(0x19, 0x11, 1), new TcbVersion(0, 10, 0, 27, 88), seed);
    }

    public static SimulatedChip turin(long seed) {
        return new SimulatedChip(
                Product.TURIN, new CpuModel(0x1a, 0x02, 1), new TcbVersion(1, 1, 1, 4, 81), seed);
    }

    /// AMD's roots and the one above this chip: what a test gives to the verifier.
    public TrustedRoots trusted() {
        return authority.trusted();
    }

    public Product product() {
        return authority.product();
    }

    /// 64 bytes, as in its reports.
    public Bytes chipId() {
        return chipId;
    }

    /// A report about a guest with everything in order, to be changed and signed.
    public SimulatedReport report() {
        return new SimulatedReport(this);
    }

    /// The chip's certificate, the intermediate and the root, DER.
    public List<Bytes> certificates() {
        return List.of(
                certificate().issue(authority.intermediate().getPrivate()),
                authority.issueIntermediate(false),
                authority.issueRoot());
    }

    /// The root's list, issued and valid for a year from then, of these serial numbers.
    public Bytes revocationList(Instant issued, List<Long> serials) {
        return authority.revocationList(issued, issued.plus(Duration.ofDays(365)), serials);
    }

    /// The same for the key of a cloud operator, which in this simulation is the chip's own.
    List<Bytes> loadedCertificates() {
        return List.of(
                authority
                        .loadedCertificate(key.getPublic(), tcb)
                        .issue(authority.intermediate().getPrivate()),
                authority.issueIntermediate(true),
                authority.issueRoot());
    }

    SimulatedCertificate certificate() {
        return authority.chipCertificate(key.getPublic(), tcb, chipId);
    }

    SimulatedAuthority authority() {
        return authority;
    }

    KeyPair key() {
        return key;
    }

    CpuModel cpu() {
        return cpu;
    }

    TcbVersion tcb() {
        return tcb;
    }

    /// Puts algorithm and signature into the 1184 bytes.
    void sign(byte[] report) {
        try {
            var signature = Signature.getInstance("SHA384withECDSAinP1363Format");
            signature.initSign(key.getPrivate(), random);
            signature.update(report, 0, SnpReport.SIGNED_SIZE);
            var rs = signature.sign();
            for (int i = 0; i < NUMBER; i++) {
                report[SnpReport.SIGNED_SIZE + i] = rs[NUMBER - 1 - i];
                report[SnpReport.SIGNED_SIZE + 72 + i] = rs[2 * NUMBER - 1 - i];
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    static KeyPair newKey(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-384", e);
        }
    }

    static SecureRandom seeded(long seed) {
        try {
            // Seeded before its first use, this generator is a function of the seed.
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA1PRNG", e);
        }
    }
}
