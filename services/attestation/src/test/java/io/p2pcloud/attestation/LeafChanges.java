package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Status.FAIL;
import static io.p2pcloud.attestation.Status.PASS;
import static io.p2pcloud.attestation.Status.WARN;

import java.util.List;

/// Changes to the report's bytes and to what ties it to the certificate of its chip.
final class LeafChanges {
    private LeafChanges() {}

    static List<Change> reports() {
        return List.of(
                Change.of("version 6", Reason.REPORT_VERSION, FAIL, s -> s.report.u32(0, 6)),
                Change.of("version 4", Reason.REPORT_VERSION, PASS, s -> s.report.u32(0, 4)),
                Change.of("version 3", Reason.REPORT_VERSION, PASS, s -> s.report.u32(0, 3)),
                Change.of(
                        "a field after the last",
                        Reason.REPORT_RESERVED,
                        WARN,
                        s -> s.report.u8(0x29f, 1)),
                Change.of(
                        "a field after the CPU",
                        Reason.REPORT_RESERVED,
                        WARN,
                        s -> s.report.u8(0x18b, 1)),
                Change.of(
                        "a bit among the key's",
                        Reason.REPORT_RESERVED,
                        WARN,
                        s -> s.report.u32(0x48, 0x20)),
                Change.of(
                        "mitigations of version 5 in 3",
                        Reason.REPORT_RESERVED,
                        WARN,
                        s -> s.report.u32(0, 3).u64(0x1f8, 1)));
    }

    static List<Change> leaves() {
        return List.of(
                Change.of("a masked key", Reason.SIGNING_KEY, FAIL, s -> s.report.u32(0x48, 2)),
                Change.of("no key", Reason.SIGNING_KEY, FAIL, s -> s.report.u32(0x48, 7 << 2)),
                Change.of(
                        "a key of the future",
                        Reason.SIGNING_KEY,
                        FAIL,
                        s -> s.report.u32(0x48, 3 << 2)),
                Change.of(
                        "a VLEK in name",
                        Reason.SIGNING_KEY,
                        FAIL,
                        s -> s.report.u32(0x48, 1 << 2)),
                Change.of(
                        "a certificate for another key",
                        Reason.SIGNATURE,
                        FAIL,
                        s ->
                                s.leaf(
                                        s.chip.authority()
                                                .chipCertificate(
                                                        SimulatedChip.genoa(8).key().getPublic(),
                                                        s.chip.tcb(),
                                                        s.chip.chipId()))),
                Change.of(
                        "a certificate for another chip",
                        Reason.CHIP_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("4"), new byte[64]))),
                Change.of(
                        "a certificate for no chip",
                        Reason.CHIP_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).without(amd("4")))),
                Change.of(
                        "a chip id wrapped twice",
                        Reason.CHIP_CERTIFICATE,
                        FAIL,
                        s ->
                                s.leaf(
                                        leaf(s).extension(
                                                        amd("4"),
                                                        Der.octets(s.chip.chipId().toArray())))),
                Change.of(
                        "a certificate for another level",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("3.8"), Der.integer(89)))),
                Change.of(
                        "a certificate of another structure",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("1"), Der.integer(1)))),
                Change.of(
                        "a certificate without a level",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).without(amd("3.2")))),
                Change.of(
                        "a level that is not minimal DER",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("3.8"), new byte[] {2, 2, 0, 88}))),
                Change.of(
                        "a negative level",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("3.8"), new byte[] {2, 1, (byte) 0xd8}))),
                Change.of(
                        "a certificate for another product",
                        Reason.CHIP_PRODUCT,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("2"), Der.ia5("Turin")))));
    }

    private static SimulatedCertificate leaf(Scenario s) {
        return s.chip.certificate();
    }

    private static String amd(String arc) {
        return SimulatedCertificate.AMD + arc;
    }
}
