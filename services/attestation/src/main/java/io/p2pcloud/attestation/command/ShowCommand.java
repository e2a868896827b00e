package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.CpuModel;
import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.attestation.PlatformFlags;
import io.p2pcloud.attestation.Product;
import io.p2pcloud.attestation.SnpReport;
import io.p2pcloud.attestation.TcbVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Prints every field of a report, decoded, and believes none of it.
public final class ShowCommand {
    private static final int MAX_FILE = 1 << 20;
    private static final List<Bit> POLICY =
            List.of(
                    new Bit(GuestPolicy.SMT_ALLOWED, "SMT allowed"),
                    new Bit(GuestPolicy.MIGRATION_AGENT_ALLOWED, "migration agent allowed"),
                    new Bit(GuestPolicy.DEBUG_ALLOWED, "DEBUG allowed"),
                    new Bit(GuestPolicy.SINGLE_SOCKET, "single socket"),
                    new Bit(GuestPolicy.CXL_ALLOWED, "CXL memory allowed"),
                    new Bit(GuestPolicy.MEMORY_AES_256_XTS, "AES-256-XTS required"),
                    new Bit(GuestPolicy.RAPL_DISABLED, "RAPL must be off"),
                    new Bit(GuestPolicy.CIPHERTEXT_HIDING, "ciphertext hiding required"),
                    new Bit(GuestPolicy.PAGE_SWAP_DISABLED, "page swap disabled"));
    private static final List<Bit> PLATFORM =
            List.of(
                    new Bit(PlatformFlags.SMT, "SMT on"),
                    new Bit(PlatformFlags.TSME, "TSME on"),
                    new Bit(PlatformFlags.ECC, "ECC memory"),
                    new Bit(PlatformFlags.RAPL_DISABLED, "RAPL off"),
                    new Bit(PlatformFlags.CIPHERTEXT_HIDING, "ciphertext hiding on"),
                    new Bit(PlatformFlags.ALIAS_CHECK_COMPLETE, "alias check complete"),
                    new Bit(PlatformFlags.TIO, "SEV-TIO on"));

    public ShowCommand() {}

    private record Bit(long mask, String meaning) {}

    public CommandOutcome run(Path file) {
        try {
            var bytes = InputFile.read("report", file, MAX_FILE);
            if (bytes.size() != SnpReport.SIZE) {
                throw new UnusableInputException(
                        "The report file %s has %d bytes, expected %d."
                                .formatted(file, bytes.size(), SnpReport.SIZE));
            }
            return CommandOutcome.of(ExitStatus.GOOD, text(new SnpReport(bytes)));
        } catch (UnusableInputException e) {
            return e.outcome();
        }
    }

    private static String text(SnpReport report) {
        var product = report.cpu().flatMap(Product::of);
        var lines = new ArrayList<String>();
        line(lines, "version", report.version());
        line(lines, "guest SVN", report.guestSvn());
        line(lines, "policy", policy(report.policy()));
        line(lines, "family id", report.familyId());
        line(lines, "image id", report.imageId());
        line(lines, "VMPL", report.vmpl());
        line(lines, "signature algorithm", algorithm(report.signatureAlgorithm()));
        line(lines, "platform", platform(report.platform()));
        line(lines, "signing key", key(report));
        line(lines, "report data", report.reportData());
        line(lines, "measurement", report.measurement());
        line(lines, "host data", report.hostData());
        line(lines, "id key digest", report.idKeyDigest());
        line(lines, "author key digest", report.authorKeyDigest());
        line(lines, "report id", report.reportId());
        line(lines, "migration agent", report.migrationAgent());
        line(lines, "CPU", report.cpu().map(CpuModel::toString).orElse("not named (version 2)"));
        line(lines, "product", product.map(Product::productName).orElse("unknown"));
        line(lines, "chip id", report.chipId());
        line(lines, "reported TCB", tcb(report.reportedTcb(), product));
        line(lines, "current TCB", tcb(report.currentTcb(), product));
        line(lines, "committed TCB", tcb(report.committedTcb(), product));
        line(lines, "launch TCB", tcb(report.launchTcb(), product));
        line(lines, "current firmware", report.currentFirmware());
        line(lines, "committed firmware", report.committedFirmware());
        line(lines, "launch mitigations", hex(report.launchMitigations()));
        line(lines, "current mitigations", hex(report.currentMitigations()));
        line(lines, "signature", report.signature().slice(0, 2 * 72));
        return String.join("\n", lines);
    }

    private static void line(List<String> lines, String name, Object value) {
        lines.add("%-20s %s".formatted(name, value));
    }

    private static String policy(GuestPolicy policy) {
        return "%s (ABI at least %d.%d%s)"
                .formatted(
                        policy,
                        policy.abiMajor(),
                        policy.abiMinor(),
                        meanings(POLICY, policy::has));
    }

    private static String platform(PlatformFlags flags) {
        var meanings = meanings(PLATFORM, flags::has);
        return meanings.isEmpty()
                ? flags.toString()
                : "%s (%s)".formatted(flags, meanings.substring(2));
    }

    private static String meanings(List<Bit> bits, LongPredicate isSet) {
        var text = new StringBuilder();
        for (var bit : bits) {
            if (isSet.test(bit.mask())) {
                text.append(", ").append(bit.meaning());
            }
        }
        return text.toString();
    }

    private static String algorithm(long algorithm) {
        return algorithm == 1 ? "1 (ECDSA P-384 with SHA-384)" : algorithm + " (unknown)";
    }

    private static String key(SnpReport report) {
        return report.signingKey()
                + (report.chipKeyMasked() ? ", masked" : "")
                + (report.authorKeyUsed() ? ", with author key" : "");
    }

    /// Where the product is not known, the bytes alone: their order depends on it.
    private static String tcb(long raw, Optional<Product> product) {
        return product.map(known -> "%s (%s)".formatted(hex(raw), TcbVersion.of(raw, known)))
                .orElse(hex(raw));
    }

    private static String hex(long bits) {
        return "0x" + Long.toHexString(bits);
    }
}
