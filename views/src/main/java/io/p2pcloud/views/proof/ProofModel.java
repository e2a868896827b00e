package io.p2pcloud.views.proof;

import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.command.EvidenceFiles;
import io.p2pcloud.attestation.command.ResultJson;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.NotFound;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Judges evidence on this computer, and shows what came of it.
public final class ProofModel extends ViewModel {
    private final Services services;
    private final Notices notices;
    private final Times times;
    private final ReadOnlyObjectWrapper<ProofState> state =
            new ReadOnlyObjectWrapper<>(new ProofState.Empty());
    private final ReadOnlyObjectWrapper<Optional<ProofShelf>> shelf =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private String json = "";
    private String verdict = "";

    public ProofModel(Services services, Background background, Notices notices) {
        super(background);
        this.services = services;
        this.notices = notices;
        times = new Times(services.clock(), services.zone());
    }

    public ReadOnlyObjectProperty<ProofState> state() {
        return state.getReadOnlyProperty();
    }

    /// Where evidence can be kept; empty on the page that belongs to no server.
    public ReadOnlyObjectProperty<Optional<ProofShelf>> shelf() {
        return shelf.getReadOnlyProperty();
    }

    Times times() {
        return times;
    }

    /// The server whose evidence this is: judges what is kept of it.
    public void show(ProofShelf of) {
        shelf.set(Optional.of(of));
        background()
                .run(
                        of::newest,
                        found -> found.ifPresent(it -> judge(() -> it, false)),
                        this::failed);
    }

    /// Judges files in any order: a report with certificates, or evidence that was exported.
    /// Certificates alone are added to what is shown.
    public void read(List<Path> files) {
        var before = saved();
        judge(() -> EvidenceFiles.read(files, before, services.clock().instant()), false);
    }

    /// Judges once more what is shown, by the policy of now.
    public void again() {
        saved().ifPresent(it -> judge(() -> it, false));
    }

    /// The same, with AMD asked for certificates that are not on this computer.
    public void askAmd() {
        saved().ifPresent(it -> judge(() -> it, true));
    }

    /// Puts what is shown into the server's record.
    public void keep() {
        if (state.get() instanceof ProofState.Shown(var proof)) {
            shelf.get()
                    .ifPresent(place ->
                            background()
                                    .run(
                                            () -> {
                                                place.keep(
                                                        proof, verdict, services.clock().instant());
                                                return true;
                                            },
                                            _ -> notices.say(Tone.SUCCESS, Texts.of("proof.kept")),
                                            notices::failed));
        }
    }

    /// Writes what was judged to a file that can be judged anywhere. The file appears only when it
    /// is whole.
    public void export(Path to) {
        saved().ifPresent(it ->
                background()
                        .run(
                                () -> {
                                    write(it.toJson(), to);
                                    return to;
                                },
                                file -> notices.say(Tone.SUCCESS, Texts.of("proof.exported", file)),
                                notices::failed));
    }

    /// The result as the command line writes it; empty before there is one.
    String details() {
        return json;
    }

    @Override
    protected void start() {
        // Nothing changes by itself.
    }

    private Optional<SavedEvidence> saved() {
        return state.get() instanceof ProofState.Shown(var proof)
                ? Optional.of(proof.saved())
                : Optional.empty();
    }

    private record Judged(ProofShown shown, AttestationResult result) {}

    private void judge(Callable<SavedEvidence> evidence, boolean ask) {
        var before = state.get();
        state.set(new ProofState.Judging(Texts.of(ask ? "proof.asking" : "proof.judging")));
        background()
                .run(
                        () -> judged(evidence.call(), ask),
                        done -> {
                            json = ResultJson.write(done.result(), done.shown().at());
                            verdict =
                                    done.shown().full()
                                            ? done.result().verdict().name()
                                            : done.result().grade().name();
                            state.set(new ProofState.Shown(done.shown()));
                        },
                        problem -> {
                            if (before instanceof ProofState.Shown) {
                                // A bad file does not take away what was there.
                                state.set(before);
                                notices.failed(problem);
                            } else {
                                failed(problem);
                            }
                        });
    }

    private Judged judged(SavedEvidence saved, boolean ask) throws IOException {
        var desk = services.proofs();
        var complete = desk.complete(saved.evidence(), ask);
        var whole = saved.with(complete.evidence());
        var now = services.clock().instant();
        var result = whole.verify(desk.verifier(), now);
        var missing =
                ask
                        ? complete.missing().stream().map(NotFound::sentence).distinct().toList()
                        : List.<String>of();
        return new Judged(ProofShown.of(whole, result, desk.policy(), now, missing), result);
    }

    private void failed(Problem problem) {
        state.set(new ProofState.Failed(problem));
    }

    /// Back to where a file can be dropped.
    void forget() {
        state.set(new ProofState.Empty());
    }

    private static void write(String text, Path to) throws IOException {
        var part = to.resolveSibling(to.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new IOException(
                    "Could not write " + to + ": choose another folder, or check the disk.", e);
        }
    }
}
