package io.p2pcloud.attestation;

import io.p2pcloud.attestation.measurement.FirmwareSeeds;
import io.p2pcloud.common.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Writes the inputs that [EvidenceFuzzTest] starts from into the folder named by the first
/// argument: everything in them is made by the simulated chip.
public final class FuzzCorpus {
    private FuzzCorpus() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        write(folder.resolve("judgesAnyReport"), reports());
        write(folder.resolve("readsAnyCertificates"), certificates());
        write(folder.resolve("judgesAnyRevocationList"), revocationLists());
        write(folder.resolve("measuresAnyFirmware"), FirmwareSeeds.all());
    }

    private static Map<String, Bytes> reports() {
        var milan = SimulatedChip.milan(1);
        var genoa = SimulatedChip.genoa(1);
        var turin = SimulatedChip.turin(1);
        return Map.of(
                "empty",
                Bytes.EMPTY,
                "short",
                genoa.report().sign().slice(0, SnpReport.SIZE - 1),
                "milan-table",
                join(milan.report().sign(), table(milan)),
                "genoa-der",
                join(genoa.report().sign(), genoa.certificates().getFirst()),
                "turin-pem",
                join(turin.report().sign(), CertificateSetTest.pem(turin.certificates())),
                "version-2",
                join(genoa.report().u32(0, 2).sign(), table(genoa)));
    }

    private static Map<String, Bytes> certificates() {
        var chip = SimulatedChip.genoa(1);
        var sound = chip.certificates().getFirst();
        return Map.of(
                "der",
                sound,
                "cut",
                sound.slice(0, 700),
                "table",
                table(chip),
                "table-cut",
                table(chip).slice(0, 90),
                "pem",
                CertificateSetTest.pem(chip.certificates()));
    }

    private static Map<String, Bytes> revocationLists() {
        var authority = SimulatedChip.genoa(7).authority();
        var list =
                authority.revocationList(
                        Scenario.NOW, Scenario.NOW.plus(Duration.ofDays(9)), List.of(3L, 70_000L));
        return Map.of("sound", list, "cut", list.slice(0, 60));
    }

    private static Bytes table(SimulatedChip chip) {
        return CertificateSetTest.table(
                chip.certificates(),
                CertificateSetTest.VCEK,
                CertificateSetTest.ASK,
                CertificateSetTest.ARK);
    }

    private static Bytes join(Bytes one, Bytes other) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(one.toArray());
        all.writeBytes(other.toArray());
        return Bytes.of(all.toByteArray());
    }

    private static void write(Path folder, Map<String, Bytes> inputs) throws IOException {
        Files.createDirectories(folder);
        for (var input : inputs.entrySet()) {
            Files.write(folder.resolve(input.getKey()), input.getValue().toArray());
        }
    }
}
