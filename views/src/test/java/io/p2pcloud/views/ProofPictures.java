package io.p2pcloud.views;

import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.Vectors;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place.ServerTab;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.ExampleProofs;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.proof.ProofPane;
import io.p2pcloud.views.shell.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import org.opentest4j.TestAbortedException;

/// The proof panel in its states.
final class ProofPictures {
    private ProofPictures() {}

    /// Takes a picture's name, how the services stand, and where one looks.
    @FunctionalInterface
    interface Adding {
        void add(String name, Consumer<World> stand, Consumer<Root> look);
    }

    static void add(Adding pictures) {
        Consumer<World> genoa =
                world -> {
                    Pictures.busy(world);
                    world.proofDesk.roots = ExampleProofs.GENOA.trusted();
                };
        pictures.add("proof-empty", Pictures::busy, Pictures.go(Page.PROOF));
        pictures.add("proof-simulated", genoa, page(ExampleProofs.sound(ExampleProofs.GENOA)));
        pictures.add("proof-refused", genoa, page(ExampleProofs.debug(ExampleProofs.GENOA)));
        pictures.add(
                "proof-doubts",
                world -> {
                    Pictures.busy(world);
                    world.proofDesk.roots = ExampleProofs.MILAN.trusted();
                },
                page(
                        SavedEvidence.alone(
                                ExampleProofs.sound(ExampleProofs.MILAN).evidence(), Example.NOW)));
        pictures.add(
                "proof-offline",
                genoa,
                root -> {
                    look(
                            root,
                            "report.bin",
                            ExampleProofs.sound(ExampleProofs.GENOA).evidence().report());
                    ((Button) Pictures.find(root, "#proof-ask")).fire();
                });
        pictures.add(
                "proof-failed", genoa, root -> look(root, "notes.txt", Bytes.of(new byte[1183])));
        pictures.add("proof-minimum", Pictures::busy, ProofPictures::raising);
        pictures.add("proof-standard", Pictures::busy, Pictures.server(ServerTab.PROOF));
        try {
            var real = ExampleProofs.asked(Vectors.evidence("36"), Example.NOW);
            pictures.add("proof-attested", Pictures::busy, page(real));
            pictures.add(
                    "proof-alone",
                    Pictures::busy,
                    page(SavedEvidence.alone(real.evidence(), Example.NOW)));
        } catch (TestAbortedException e) {
            System.err.println("No pictures of a genuine proof: " + e.getMessage());
        }
    }

    /// The fields that raise what is demanded of a processor.
    private static void raising(Root root) {
        Pictures.go(Page.SETTINGS).accept(root);
        ((Button) Pictures.find(root, "#raise-19-11")).fire();
        for (var node : root.lookupAll(".scroll-pane")) {
            ((ScrollPane) node).setVvalue(1);
        }
    }

    private static Consumer<Root> page(SavedEvidence saved) {
        return root ->
                look(
                        root,
                        "proof.json",
                        Bytes.of(saved.toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static void look(Root root, String name, Bytes bytes) {
        Pictures.go(Page.PROOF).accept(root);
        try {
            Path folder = Files.createTempDirectory("p2pcloud-proof");
            var file = ExampleProofs.file(folder, name, bytes);
            ((ProofPane) Pictures.find(root, "#proof-pane")).read(List.of(file));
            Files.delete(file);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
