package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.common.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static CommandOutcome outcome(
            VerifyRequest request, AttestationResult result, ExitStatus status) {
        return CommandOutcome.of(
                status,
                request.json()
                        ? ResultJson.write(result, request.at())
                        : ResultText.write(result, request.challenge() != null));
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
