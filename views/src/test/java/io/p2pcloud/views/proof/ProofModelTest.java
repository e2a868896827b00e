package io.p2pcloud.views.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.Group;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.Status;
import io.p2pcloud.attestation.Vectors;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.ExampleProofs;
import io.p2pcloud.views.example.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofModelTest {
    @TempDir Path temp;
    private World world;
    private ProofModel model;
    private final List<String> said = new ArrayList<>();
    private final Notices notices = (_, words) -> said.add(words);

    @BeforeEach
    void begin() {
        world = new World(temp);
        world.proofDesk.roots = ExampleProofs.GENOA.trusted();
        model = new ProofModel(world.services(), World.background(), notices);
        model.activate();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void beginsEmpty() {
        assertThat(model.state().get()).isInstanceOf(ProofState.Empty.class);
        model.again();
        model.askAmd();
        model.keep();
        assertThat(model.state().get()).isInstanceOf(ProofState.Empty.class);
    }

    @Test
    void calledSimulatedWhateverTheVerdictOfATestChip() {
        var shown = show(ExampleProofs.sound(ExampleProofs.GENOA));
        assertThat(shown.face().mark()).contains(Mark.SIMULATED);
        assertThat(shown.face().headline()).startsWith("SIMULATED");
        assertThat(shown.full()).isTrue();
    }

    @Test
    void calledAttestedOnlyWithImageAndSessionOfAGenuineChip() {
        var real = ExampleProofs.asked(Vectors.evidence("36"), Example.NOW);
        var attested = show(real).face();
        assertThat(attested.mark()).contains(Mark.ATTESTED);
        assertThat(attested.headline()).isEqualTo("Attested: only you can read this machine");
        var alone = show(SavedEvidence.alone(real.evidence(), Example.NOW)).face();
        assertThat(alone.mark()).isEmpty();
        assertThat(alone.tone()).isEqualTo(Tone.SUCCESS);
        assertThat(alone.headline()).doesNotContain("ttested");
    }

    @Test
    void saysDoubtsAndTheirNumber() {
        world.proofDesk.roots = ExampleProofs.MILAN.trusted();
        var alone =
                show(
                        SavedEvidence.alone(
                                ExampleProofs.sound(ExampleProofs.MILAN).evidence(), Example.NOW));
        assertThat(alone.face().headline()).contains("SIMULATED").contains("1 doubt");
        assertThat(alone.face().tone()).isEqualTo(Tone.WARNING);
        assertThat(section(alone, Group.CHIP).worst()).isEqualTo(Status.WARN);
        assertThat(section(alone, Group.BINDING).summary()).isEqualTo("3 not checked");
    }

    @Test
    void opensWhatFailedAndSaysTheFirstCauses() {
        var shown = show(ExampleProofs.debug(ExampleProofs.GENOA));
        assertThat(shown.face().tone()).isEqualTo(Tone.DANGER);
        assertThat(shown.face().more()).contains("debug mode").contains("BadRAM");
        assertThat(shown.sections().stream().filter(ProofShown.Section::open))
                .extracting(ProofShown.Section::group)
                .containsExactly(Group.GUEST_POLICY, Group.PLATFORM);
    }

    @Test
    void aReportAloneIsNotVerifiedUntilAmdsCertificatesAreThere() {
        var evidence = ExampleProofs.sound(ExampleProofs.GENOA).evidence();
        model.read(List.of(ExampleProofs.file(temp, "report.bin", evidence.report())));
        assertThat(shown().face().tone()).isEqualTo(Tone.DANGER);
        assertThat(shown().missing()).isEmpty();
        model.askAmd();
        assertThat(shown().missing()).singleElement().asString().contains("cannot be reached");
        world.proofDesk.amd.addAll(evidence.certificates());
        model.askAmd();
        assertThat(shown().missing()).isEmpty();
        assertThat(shown().face().mark()).contains(Mark.SIMULATED);
    }

    @Test
    void certificatesDroppedLaterAreAddedToTheReport() {
        var evidence = ExampleProofs.sound(ExampleProofs.GENOA).evidence();
        model.read(List.of(ExampleProofs.file(temp, "report.bin", evidence.report())));
        var files = new ArrayList<Path>();
        for (var certificate : evidence.certificates()) {
            files.add(ExampleProofs.file(temp, files.size() + ".der", certificate));
        }
        model.read(files);
        assertThat(shown().face().mark()).contains(Mark.SIMULATED);
    }

    @Test
    void aFileOfNoUseTakesNothingAway() {
        var bad = ExampleProofs.file(temp, "bad.bin", Bytes.of(new byte[1183]));
        model.read(List.of(bad));
        assertThat(((ProofState.Failed) model.state().get()).problem().sentence())
                .startsWith("bad.bin is neither a report of 1184 bytes nor certificates");
        model.forget();
        var before = show(ExampleProofs.sound(ExampleProofs.GENOA));
        model.read(List.of(bad));
        assertThat(shown()).isEqualTo(before);
        assertThat(said).hasSize(1);
    }

    @Test
    void whatIsExportedIsJudgedTheSame() throws IOException {
        var before = show(ExampleProofs.sound(ExampleProofs.GENOA));
        var file = temp.resolve("exported.json");
        model.export(file);
        assertThat(said).containsExactly("The proof was written to " + file + ".");
        model.read(List.of(file));
        assertThat(shown()).isEqualTo(before);
        model.export(temp.resolve("none").resolve("exported.json"));
        assertThat(said.getLast()).contains("choose another folder");
        try (var left = Files.list(temp)) {
            assertThat(left.map(Path::toString)).noneMatch(it -> it.endsWith(".part"));
        }
    }

    @Test
    void keepsEvidenceWithTheServerAndJudgesItAnew() {
        var shelf = new ProofShelf(world.ledger, Example.lease(1));
        model.show(shelf);
        assertThat(model.state().get()).isInstanceOf(ProofState.Empty.class);
        var before = show(ExampleProofs.sound(ExampleProofs.GENOA));
        model.keep();
        assertThat(said).containsExactly("The evidence is kept with this server.");
        var later = new ProofModel(world.services(), World.background(), notices);
        later.show(shelf);
        assertThat(((ProofState.Shown) later.state().get()).proof()).isEqualTo(before);
        world.proofDesk.policy = world.proofDesk.policy.raisedBy(FakePolicies.withoutSmt());
        later.again();
        assertThat(((ProofState.Shown) later.state().get()).proof().face().tone())
                .isEqualTo(Tone.DANGER);
    }

    @Test
    void saysWhyNothingCanBeJudged() {
        world.proofDesk.broken = "Your attestation policy cannot be read.";
        model.read(List.of(ExampleProofs.file(temp, ExampleProofs.sound(ExampleProofs.GENOA))));
        assertThat(((ProofState.Failed) model.state().get()).problem().sentence())
                .isEqualTo("Your attestation policy cannot be read.");
    }

    @Test
    void copiesWhatTheCommandLinePrints() {
        show(ExampleProofs.sound(ExampleProofs.GENOA));
        var json = Json.parse(model.details());
        assertThat(json.get("verdict").stringValue()).isEqualTo("RELEASE");
        assertThat(json.get("checks").size())
                .isEqualTo(io.p2pcloud.attestation.Reason.values().length);
    }

    private ProofShown show(SavedEvidence saved) {
        model.read(List.of(ExampleProofs.file(temp, saved)));
        return shown();
    }

    private ProofShown shown() {
        return ((ProofState.Shown) model.state().get()).proof();
    }

    private static ProofShown.Section section(ProofShown shown, Group group) {
        return shown.sections().stream()
                .filter(it -> it.group() == group)
                .findFirst()
                .orElseThrow();
    }
}
