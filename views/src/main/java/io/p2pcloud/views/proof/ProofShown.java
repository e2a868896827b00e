package io.p2pcloud.views.proof;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.Check;
import io.p2pcloud.attestation.CpuModel;
import io.p2pcloud.attestation.Group;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.attestation.Product;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.SnpReport;
import io.p2pcloud.attestation.Status;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.views.common.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A verification as it stands on the screen. A pure function of what was judged and found.
///
/// @param saved what was judged, to be judged again, kept or handed on
/// @param at when it was judged
/// @param missing what could not be got, and why
public record ProofShown(
        SavedEvidence saved,
        Instant at,
        ProofFace face,
        List<Section> sections,
        List<Facts> facts,
        List<String> missing) {
    public ProofShown {
        sections = List.copyOf(sections);
        facts = List.copyOf(facts);
        missing = List.copyOf(missing);
    }

    /// The checks of one group.
    ///
    /// @param worst the status that the group's line shows
    /// @param summary such as "6 passed, 1 note"
    public record Section(Group group, Status worst, String summary, List<Check> checks) {
        public Section {
            checks = List.copyOf(checks);
        }

        public String title() {
            return Texts.of("proof.group." + group);
        }

        /// Whether its rows show at once.
        public boolean open() {
            return worst == Status.FAIL || worst == Status.WARN;
        }
    }

    /// @param title of a part of the side panel
    public record Facts(String title, List<Fact> facts) {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /// @param copyable whether the value is a hash, shown short and copied whole
    public record Fact(String name, String value, boolean copyable) {}

    static ProofShown of(
            SavedEvidence saved,
            AttestationResult result,
            AttestationPolicy policy,
            Instant at,
            List<String> missing) {
        boolean full = saved.profile() != null;
        return new ProofShown(
                saved,
                at,
                ProofFace.of(result, full),
                Arrays.stream(Group.values()).map(group -> section(group, result)).toList(),
                result.report()
                        .map(report -> facts(report, result, policy, saved.profile()))
                        .orElse(List.of()),
                missing);
    }

    /// Whether image and session were judged, too.
    public boolean full() {
        return saved.profile() != null;
    }

    private static Section section(Group group, AttestationResult result) {
        var checks = result.checks().stream().filter(it -> it.group() == group).toList();
        var worst = Status.PASS;
        for (var status : List.of(Status.NOT_RUN, Status.NOTE, Status.WARN, Status.FAIL)) {
            if (checks.stream().anyMatch(it -> it.status() == status)) {
                worst = status;
            }
        }
        // One check that was not asked for does not darken a group that is otherwise sound.
        boolean none = checks.stream().allMatch(it -> it.status() == Status.NOT_RUN);
        if (worst == Status.NOT_RUN && !none) {
            worst =
                    checks.stream()
                                    .anyMatch(it ->
                                            it.status() == Status.NOT_RUN && it.id().mandatory())
                            ? Status.NOT_RUN
                            : Status.PASS;
        }
        return new Section(group, worst, summary(checks), checks);
    }

    private static String summary(List<Check> checks) {
        var parts = new ArrayList<String>();
        for (var status : Status.values()) {
            long count = checks.stream().filter(it -> it.status() == status).count();
            if (count > 0) {
                var key = "proof.status." + status;
                parts.add(Texts.count(key, count));
            }
        }
        return String.join(", ", parts);
    }

    private static List<Facts> facts(
            SnpReport report,
            AttestationResult result,
            AttestationPolicy policy,
            @Nullable LaunchProfile profile) {
        var rule = report.cpu().flatMap(policy::rule);
        var all = new ArrayList<Facts>();
        all.add(
                new Facts(
                        Texts.of("proof.chip"),
                        List.of(
                                plain(
                                        "proof.chip.model",
                                        rule.map(it -> it.name())
                                                .or(() ->
                                                        result.product().map(Product::productName))
                                                .orElse(Texts.of("proof.unknown"))),
                                plain(
                                        "proof.chip.cpu",
                                        report.cpu()
                                                .map(ProofShown::cpu)
                                                .orElse(Texts.of("proof.unnamed"))),
                                hash("proof.chip.id", report.chipId().toHex()))));
        all.add(new Facts(Texts.of("proof.firmware"), firmware(report, result.product())));
        var software = new ArrayList<Fact>();
        if (profile != null) {
            software.add(plain("proof.software.image", profile.name()));
        }
        software.add(hash("proof.software.measurement", report.measurement().toHex()));
        software.add(hash("proof.software.host-data", report.hostData().toHex()));
        software.add(plain("proof.software.policy", report.policy().toString()));
        all.add(new Facts(Texts.of("proof.software"), software));
        return all;
    }

    private static List<Fact> firmware(SnpReport report, Optional<Product> product) {
        var facts = new ArrayList<Fact>();
        facts.add(plain("proof.firmware.version", report.currentFirmware().toString()));
        product.map(it -> TcbVersion.of(report.reportedTcb(), it))
                .ifPresent(levels -> {
                    facts.add(plain("proof.firmware.snp", String.valueOf(levels.snp())));
                    facts.add(
                            plain("proof.firmware.microcode", String.valueOf(levels.microcode())));
                    facts.add(
                            plain(
                                    "proof.firmware.loader",
                                    levels.bootloader() + ", " + levels.tee()));
                });
        facts.add(plain("proof.firmware.report", String.valueOf(report.version())));
        return facts;
    }

    private static String cpu(CpuModel cpu) {
        return "%02Xh/%02Xh/%d".formatted(cpu.family(), cpu.model(), cpu.stepping());
    }

    private static Fact plain(String key, String value) {
        return new Fact(Texts.of(key), value, false);
    }

    private static Fact hash(String key, String value) {
        return new Fact(Texts.of(key), value, true);
    }
}
