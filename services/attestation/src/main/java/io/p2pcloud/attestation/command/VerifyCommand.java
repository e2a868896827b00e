package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Judges a report from files.
public final class VerifyCommand {
    private static final int MAX_FILE = 1 << 20;

    private final AttestationVerifier verifier;
    private final UnaryOperator<Evidence> complete;

    /// @param complete adds certificates that the files lack, from a cache or AMD
    public VerifyCommand(AttestationVerifier verifier, UnaryOperator<Evidence> complete) {
        this.verifier = verifier;
        this.complete = complete;
    }

    public CommandOutcome run(VerifyRequest request) {
        try {
            var evidence = complete.apply(evidence(request));
            var profile = request.profile();
            var challenge = request.challenge();
            if (profile == null && challenge == null) {
                var result = verifier.judge(evidence, request.at());
                return outcome(request, result, ExitStatus.of(result.grade()));
            }
            if (profile == null || challenge == null) {
                throw new UnusableInputException(
                        "Give both, a profile with --profile and a session with --nonce, or neither"
                                + " to judge the evidence alone.");
            }
            var result = verifier.verify(evidence, read(profile), challenge, request.at());
            return outcome(request, result, ExitStatus.of(result.verdict()));
        } catch (UnusableInputException e) {
            return e.outcome();
        }
    }

    /// Judges evidence that was saved with what it was judged against.
    public CommandOutcome again(RecheckRequest request) {
        SavedEvidence saved;
        try {
            saved = EvidenceFiles.read(request.files(), Optional.empty(), request.now());
        } catch (IOException e) {
            return CommandOutcome.unusable(String.valueOf(e.getMessage()));
        }
        saved = saved.with(complete.apply(saved.evidence()));
        var at = request.at();
        if (at != null) {
            saved = saved.asOf(at);
        }
        boolean full = saved.profile() != null;
        var time = full || at != null ? saved.at() : request.now();
        var result = saved.verify(verifier, time);
        return CommandOutcome.of(
                full ? ExitStatus.of(result.verdict()) : ExitStatus.of(result.grade()),
                write(result, time, full, request.json()));
    }

    private static CommandOutcome outcome(
            VerifyRequest request, AttestationResult result, ExitStatus status) {
        boolean full = request.challenge() != null;
        return CommandOutcome.of(status, write(result, request.at(), full, request.json()));
    }

    private static String write(AttestationResult result, Instant at, boolean full, boolean json) {
        return json ? ResultJson.write(result, at) : ResultText.write(result, full);
    }

    private static Evidence evidence(VerifyRequest request) throws UnusableInputException {
        var certificates = new ArrayList<Bytes>();
        for (var file : request.certificates()) {
            var part = InputFile.read("certificate", file, MAX_FILE);
            var unreadable = Evidence.of(Bytes.EMPTY, part).unreadableCertificates();
            if (!unreadable.isEmpty()) {
                throw new UnusableInputException(
                        "The certificate file %s is of no use: %s."
                                .formatted(file, unreadable.getFirst()));
            }
            certificates.add(part);
        }
        var lists = new ArrayList<Bytes>();
        for (var file : request.revocationLists()) {
            lists.add(InputFile.read("revocation list", file, MAX_FILE));
        }
        var report = InputFile.read("report", request.report(), MAX_FILE);
        return new Evidence(report, List.copyOf(certificates), lists);
    }

    private static LaunchProfile read(Path file) throws UnusableInputException {
        var text = InputFile.read("profile", file, MAX_FILE);
        try {
            return LaunchProfile.parse(new String(text.toArray(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException(
                    "The profile file %s is of no use: %s.".formatted(file, e.getMessage()));
        }
    }
}
