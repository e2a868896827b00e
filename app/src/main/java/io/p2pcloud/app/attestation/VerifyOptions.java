package io.p2pcloud.app.attestation;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Challenge;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.TrustedRoots;
import io.p2pcloud.attestation.command.CommandOutcome;
import io.p2pcloud.attestation.command.RecheckRequest;
import io.p2pcloud.attestation.command.VerifyCommand;
import io.p2pcloud.attestation.command.VerifyRequest;
import io.p2pcloud.attestation.keyservice.AmdKeyService;
import io.p2pcloud.attestation.keyservice.CertificateCache;
import io.p2pcloud.attestation.keyservice.CertificateFinder;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `attestation verify`.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Check an SEV-SNP report on this computer.",
            "Without --profile and --nonce the evidence alone is judged, and nothing is released."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:ACCEPTED or RELEASE",
            "10:WARN or ASK",
            "20:REJECTED or REFUSE",
            "2:input of no use"
        })
final class VerifyOptions implements Callable<Integer> {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(
            names = "--vek",
            paramLabel = "FILE",
            description = "The chip's certificate (VCEK or VLEK), DER or PEM.")
    private @Nullable Path vek;

    @Option(
            names = "--ask",
            paramLabel = "FILE",
            description = "The certificate of AMD that issued it (ASK or ASVK).")
    private @Nullable Path ask;

    @Option(
            names = "--ark",
            paramLabel = "FILE",
            description = "AMD's root certificate; used only if its key is the pinned one.")
    private @Nullable Path ark;

    @Option(
            names = "--certs",
            paramLabel = "FILE",
            description = "Several certificates: PEM, or the certificate table of a report.")
    private @Nullable Path certs;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "AMD's list of revoked certificates, DER or PEM.")
    private @Nullable Path crl;

    @Option(
            names = "--fetch",
            description = "Get what is missing from AMD's key service, and keep it.")
    private boolean fetch;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "What the image must look like (JSON).")
    private @Nullable Path profile;

    @ArgGroup(exclusive = false, heading = "The session that must be answered:%n")
    private @Nullable SessionOptions session;

    @Option(
            names = "--allow-vlek",
            description = "Accept the key of a cloud operator, which names no single chip.")
    private boolean allowVlek;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = {
                "Judge at this time, as 2026-11-21T12:00:00Z.",
                "Default: now; for evidence saved with its session, the session's time."
            })
    private @Nullable Instant at;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /// One of the two.
    private static final class What {
        @Option(names = "--report", paramLabel = "FILE", description = "The report, 1184 bytes.")
        private @Nullable Path report;

        @Option(
                names = "--evidence",
                paramLabel = "FILE",
                description = "Evidence as the window exports it, to be judged again.")
        private @Nullable Path evidence;
    }

    @Spec private @Nullable CommandSpec spec;

    private final PolicyFile policy;
    private final Path cache;
    private final InstantSource clock;
    private final PrintWriter out;

    VerifyOptions(PolicyFile policy, Path cache, InstantSource clock, PrintWriter out) {
        this.policy = policy;
        this.cache = cache;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        var err = Objects.requireNonNull(spec, "set by picocli").commandLine().getErr();
        return AttestationCommand.end(outcome(err), out, err);
    }

    private CommandOutcome outcome(PrintWriter err) {
        var time = at == null ? clock.instant() : at;
        AttestationPolicy inForce;
        Challenge challenge;
        try {
            inForce = policy.inForce();
            challenge = session == null ? null : session.challenge(time);
        } catch (IllegalArgumentException e) {
            return AttestationCommand.unusable(String.valueOf(e.getMessage()));
        }
        var verifier =
                new AttestationVerifier(
                        TrustedRoots.amd(), allowVlek ? inForce.allowingVlek() : inForce);
        if (!fetch) {
            return run(new VerifyCommand(verifier, UnaryOperator.identity()), challenge, time);
        }
        try (var client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
            var command = new VerifyCommand(verifier, fetching(verifier, client, err));
            return run(command, challenge, time);
        }
    }

    private CommandOutcome run(VerifyCommand command, @Nullable Challenge challenge, Instant time) {
        if (what.report != null) {
            var lists = crl == null ? List.<Path>of() : List.of(crl);
            return command.run(
                    new VerifyRequest(
                            what.report,
                            given(vek, ask, ark, certs),
                            lists,
                            profile,
                            challenge,
                            time,
                            json));
        }
        if (profile != null || challenge != null) {
            return AttestationCommand.unusable(
                    "Saved evidence names its own image and session: leave --profile and --nonce"
                            + " away.");
        }
        return command.again(
                new RecheckRequest(
                        given(what.evidence, vek, ask, ark, certs, crl),
                        at,
                        clock.instant(),
                        json));
    }

    private static List<Path> given(@Nullable Path... files) {
        return Stream.of(files)
                .<Path>mapMulti((file, sink) -> {
                    if (file != null) {
                        sink.accept(file);
                    }
                })
                .toList();
    }

    private UnaryOperator<Evidence> fetching(
            AttestationVerifier verifier, HttpClient client, PrintWriter err) {
        var service = new AmdKeyService(client, AmdKeyService.ADDRESS, clock, Thread::sleep);
        var finder = new CertificateFinder(verifier, new CertificateCache(cache), service, clock);
        return evidence -> {
            var complete = finder.complete(evidence);
            complete.missing().forEach(missing -> err.println(missing.sentence()));
            return complete.evidence();
        };
    }
}
