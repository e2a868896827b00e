package io.p2pcloud.bench;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.Grade;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.measurement.DirectBoot;
import io.p2pcloud.attestation.measurement.FirmwareSeeds;
import io.p2pcloud.attestation.measurement.LaunchInputs;
import io.p2pcloud.attestation.measurement.LaunchMeasurement;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Measured;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Hex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Milliseconds for a whole verification, against its signatures alone; and for the measurement of
/// a firmware of 4 MiB, against one pass of SHA-384 over it and against the reference tool in
/// Python, where that is installed (`pip install sev-snp-measure`).
final class Attestation {
    private static final int FIRMWARE = 4 << 20;
    private static final int VCPUS = 2;
    private static final int WARM = 20;
    private static final int PAIRS = 41;
    private static final int SIGNED = 0x2a0;
    private static final int NUMBER = 48;

    /// Times the tool's own function, not the start of Python.
    private static final String REFERENCE =
            """
            import sys, time
            from sevsnpmeasure import guest, vcpu_types
            from sevsnpmeasure.sev_mode import SevMode
            times = []
            for i in range(int(sys.argv[2])):
                start = time.perf_counter()
                digest = guest.calc_launch_digest(SevMode.SEV_SNP, 2, vcpu_types.CPU_SIGS['EPYC-v4'],
                    sys.argv[1], '/dev/null', '', 'console=hvc0', 1)
                times.append(time.perf_counter() - start)
            times.sort()
            print(digest.hex(), times[len(times) // 2] * 1000)
            """;

    private Attestation() {}

    static void main(String[] args) throws Exception {
        verification();
        measurement();
    }

    private static void verification() throws GeneralSecurityException {
        var chip = SimulatedChip.genoa(1);
        var verifier = new AttestationVerifier(chip.trusted(), AttestationPolicy.shipped());
        var evidence = chip.report().evidence();
        var at = Instant.parse("2026-11-21T12:00:00Z");
        if (verifier.judge(evidence, at).grade() != Grade.ACCEPTED) {
            throw new IllegalStateException("the benchmark's evidence is not sound");
        }
        var chain = certificates(evidence);
        interleave(
                "attestation-verify",
                "signatures-alone",
                () -> verifier.judge(evidence, at),
                () -> signatures(evidence.report(), chain));
    }

    private static void measurement() throws IOException, InterruptedException {
        var firmware = FirmwareSeeds.complete(FIRMWARE);
        var plain = firmware.toArray();
        var boot = DirectBoot.of(DirectBoot.NO_INITRD, DirectBoot.NO_INITRD, "console=hvc0");
        var inputs = LaunchInputs.snp(firmware, boot, VCPUS);
        double ours =
                interleave(
                        "attestation-measure-4MiB",
                        "sha384-one-pass",
                        () -> LaunchMeasurement.of(inputs),
                        () -> sha384(plain));
        if (!(LaunchMeasurement.of(inputs) instanceof Measured(var digest))) {
            throw new IllegalStateException("the benchmark's firmware cannot be measured");
        }
        var reference = reference(firmware);
        if (reference.isEmpty()) {
            System.err.println(
                    "The reference tool is not installed (pip install sev-snp-measure): no figure"
                            + " against it.");
            return;
        }
        var words = reference.get();
        if (!words.getFirst().equals(Hex.plain(digest.toArray()))) {
            throw new IllegalStateException(
                    "the reference tool computes another digest: " + words.getFirst());
        }
        Figures.print(
                "attestation-measure-4MiB",
                ours,
                "ms",
                "sev-snp-measure",
                Double.parseDouble(words.get(1)));
    }

    /// Prints the line, and gives the median of `one`.
    private static double interleave(String name, String baseline, Runnable one, Runnable other) {
        var ours = new double[PAIRS];
        var theirs = new double[PAIRS];
        for (int i = -WARM; i < PAIRS; i++) {
            double first = Figures.milliseconds(one);
            double second = Figures.milliseconds(other);
            if (i >= 0) {
                ours[i] = first;
                theirs[i] = second;
            }
        }
        Figures.print(name, Figures.median(ours), "ms", baseline, Figures.median(theirs));
        return Figures.median(ours);
    }

    private static List<X509Certificate> certificates(Evidence evidence)
            throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var all = new ArrayList<X509Certificate>();
        for (var der : evidence.certificates()) {
            all.add(
                    (X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(der.toArray())));
        }
        return all;
    }

    /// One of the report and three of the certificates: what no verification can do without.
    private static void signatures(Bytes report, List<X509Certificate> chain) {
        try {
            var verifier = Signature.getInstance("SHA384withECDSAinP1363Format");
            verifier.initVerify(chain.getFirst().getPublicKey());
            verifier.update(report.slice(0, SIGNED).toArray());
            var rs = new byte[2 * NUMBER];
            for (int i = 0; i < NUMBER; i++) {
                rs[NUMBER - 1 - i] = report.at(SIGNED + i);
                rs[2 * NUMBER - 1 - i] = report.at(SIGNED + 72 + i);
            }
            if (!verifier.verify(rs)) {
                throw new IllegalStateException("the benchmark's report is not signed");
            }
            chain.get(0).verify(chain.get(1).getPublicKey());
            chain.get(1).verify(chain.get(2).getPublicKey());
            chain.get(2).verify(chain.get(2).getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sha384(byte[] bytes) {
        try {
            MessageDigest.getInstance("SHA-384").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Digest and median milliseconds; empty where Python or the tool is missing.
    private static Optional<List<String>> reference(Bytes firmware)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("p2pcloud-bench", ".fd");
        try {
            Files.write(file, firmware.toArray());
            var process =
                    new ProcessBuilder(
                                    "python3",
                                    "-c",
                                    REFERENCE,
                                    file.toString(),
                                    Integer.toString(PAIRS))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0
                    ? Optional.of(List.of(output.strip().split(" ", -1)))
                    : Optional.empty();
        } catch (IOException e) {
            // No Python on this machine.
            return Optional.empty();
        } finally {
            Files.delete(file);
        }
    }
}
