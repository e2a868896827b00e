package io.p2pcloud.views.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.Verdict;
import io.p2pcloud.attestation.command.EvidenceFiles;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.ExampleProofs;
import io.p2pcloud.views.example.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A proof: at a glance, row by row, again, to a file and from one.
class ProofPageTest {
    private static final String NOT_EVIDENCE =
            "notes.txt is neither a report of 1184 bytes nor certificates, a revocation list or"
                    + " saved evidence: it has 9 bytes.";

    @RegisterExtension final WindowUser user = new WindowUser();
    @TempDir Path folder;
    @TempDir Path evidence;
    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
        world.set(world.get().welcome(true));
        world.proofDesk.roots = ExampleProofs.GENOA.trusted();
        user.opens(world);
        user.clicks("#nav-SETTINGS");
        user.clicks("#check-report");
        user.sees("Check a report");
    }

    @Test
    void saysTheVerdictOfAChosenFileInOneSentence() {
        choose(ExampleProofs.sound(ExampleProofs.GENOA));
        user.clicks("#proof-choose");
        user.finds("#proof-verdict");
        assertThat(headline()).startsWith("SIMULATED");
        user.sees("What this does not protect against");
        user.sees("The owner of the machine opening it: probes on memory and buses.");
    }

    @Test
    void staysWhereItWasWhenNoFileIsChosen() {
        user.clicks("#proof-choose");
        user.sees("Check a report");
    }

    @Test
    void opensGroupsAndRowsForAnExpert() {
        choose(ExampleProofs.sound(ExampleProofs.GENOA));
        user.clicks("#proof-choose");
        user.finds("#group-CERTIFICATES");
        user.seesNoMore("Every certificate was signed by the one above it.");
        user.clicks("#group-CERTIFICATES");
        user.clicks("#check-CHAIN_LINKS");
        user.sees("Every certificate was signed by the one above it.");
        user.sees("CHAIN_LINKS");
        user.clicks("#group-CERTIFICATES");
        user.seesNoMore("Every certificate was signed by the one above it.");
    }

    @Test
    void opensWhatFailedByItself() {
        choose(ExampleProofs.debug(ExampleProofs.GENOA));
        user.clicks("#proof-choose");
        user.finds("#proof-verdict");
        assertThat(headline()).startsWith("Refused: this machine did not prove");
        user.finds("#check-POLICY_DEBUG");
        user.sees("BadRAM");
    }

    @Test
    void verifiesAgainByThePolicyOfNow() {
        choose(ExampleProofs.sound(ExampleProofs.GENOA));
        user.clicks("#proof-choose");
        user.finds("#proof-verdict");
        world.proofDesk.roots = ExampleProofs.MILAN.trusted();
        user.clicks("#proof-again");
        user.sees("Refused: this machine did not prove");
        world.proofDesk.roots = ExampleProofs.GENOA.trusted();
        user.clicks("#proof-again");
        user.seesNoMore("Refused: this machine did not prove");
        assertThat(headline()).startsWith("SIMULATED");
    }

    @Test
    void exportsWhatTheCommandLineJudgesTheSame() throws IOException {
        var sound = ExampleProofs.sound(ExampleProofs.GENOA);
        choose(sound);
        user.clicks("#proof-choose");
        user.finds("#proof-verdict");
        user.dialogs.toWrite = Optional.of(evidence);
        user.clicks("#proof-export");
        var file = evidence.resolve("proof.json");
        user.sees("The proof was written to " + file);
        var read = EvidenceFiles.read(List.of(file), Optional.empty(), Example.NOW);
        assertThat(read).isEqualTo(sound);
        var verifier =
                new AttestationVerifier(ExampleProofs.GENOA.trusted(), AttestationPolicy.shipped());
        assertThat(read.verify(verifier, Example.NOW.plusSeconds(9)).verdict())
                .isEqualTo(Verdict.RELEASE);
    }

    @Test
    void takesFilesThatAreDropped() {
        var sound = ExampleProofs.sound(ExampleProofs.GENOA).evidence();
        var report = ExampleProofs.file(evidence, "report.bin", sound.report());
        assertThat(user.drops("#proof-pane", List.of(report))).isTrue();
        user.sees("Not acceptable: this report does not prove a protected machine");
        var certificates =
                List.of(
                        ExampleProofs.file(evidence, "vcek.der", sound.certificates().get(0)),
                        ExampleProofs.file(evidence, "ask.der", sound.certificates().get(1)),
                        ExampleProofs.file(evidence, "ark.der", sound.certificates().get(2)));
        assertThat(user.drops("#proof-pane", certificates)).isTrue();
        user.seesNoMore("Not acceptable");
        user.finds("#proof-verdict");
        assertThat(headline()).startsWith("SIMULATED");
    }

    @Test
    void saysWhatIsWrongWithADroppedFileAndKeepsWhatWasThere() throws IOException {
        var notes = Files.writeString(evidence.resolve("notes.txt"), "some text");
        user.drops("#proof-pane", List.of(notes));
        user.sees(NOT_EVIDENCE);
        user.clicks("#proof-again");
        user.sees("Check a report");

        choose(ExampleProofs.sound(ExampleProofs.GENOA));
        user.clicks("#proof-choose");
        user.finds("#proof-verdict");
        user.drops("#proof-pane", List.of(notes));
        user.sees(NOT_EVIDENCE);
        user.finds("#proof-verdict");
        assertThat(headline()).startsWith("SIMULATED");
    }

    @Test
    void saysWhatIsWrongWithAReportThatIsCut() {
        var report = ExampleProofs.sound(ExampleProofs.GENOA).evidence().report();
        user.dialogs.toRead =
                List.of(ExampleProofs.file(evidence, "report.bin", report.slice(0, 1183)));
        user.clicks("#proof-choose");
        user.sees("report.bin is neither a report of 1184 bytes");
        user.sees("it has 1183 bytes.");
    }

    @Test
    void saysThatAFolderIsNoEvidence() {
        user.drops("#proof-pane", List.of(evidence));
        user.sees("The evidence file " + evidence + " cannot be read: it is a folder.");
    }

    private void choose(SavedEvidence saved) {
        user.dialogs.toRead = List.of(ExampleProofs.file(evidence, saved));
    }

    private String headline() {
        var label = (Label) user.node("#proof-headline");
        return user.on(label::getText);
    }
}
