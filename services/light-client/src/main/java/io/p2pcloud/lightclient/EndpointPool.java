package io.p2pcloud.lightclient;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Endpoints of one kind: asks the best behaved first, goes on to the next when an answer is
/// missing or false, and remembers who behaved how. A penalised endpoint is only asked last, never
/// dropped: one honest endpoint among liars is enough, and so is a single one that recovered.
final class EndpointPool {
    private static final Logger LOG = System.getLogger(EndpointPool.class.getName());
    private static final Duration FIRST_STALL_PENALTY = Duration.ofSeconds(15);
    private static final Duration FIRST_LIE_PENALTY = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 6;
    private static final int MAX_CLAUSE = 300;

    private final EndpointRecord.Kind kind;
    private final List<Member> members = new ArrayList<>();
    private final Question<Boolean> admission;
    private final InstantSource clock;
    private final Consumer<Refusal> onRefusal;

    /// @param admission asked of an endpoint before anything else, until it has a good answer once
    /// @param onRefusal hears of each refused answer, on the asking thread
    EndpointPool(
            EndpointRecord.Kind kind,
            List<Endpoint> endpoints,
            Question<Boolean> admission,
            InstantSource clock,
            Consumer<Refusal> onRefusal) {
        this.kind = kind;
        this.admission = admission;
        this.clock = clock;
        this.onRefusal = onRefusal;
        endpoints.forEach(endpoint -> members.add(new Member(endpoint)));
    }

    /// Asks one endpoint and checks its answer. An `IllegalArgumentException` means that the answer
    /// could not be decoded.
    interface Question<T> {
        Reply<T> ask(Endpoint endpoint) throws IOException;
    }

    /// What all endpoints together came to.
    sealed interface Result<T> {
        record Found<T>(T value) implements Result<T> {}

        /// Nobody gave a good answer and at least one gave a bad one; the last of those.
        record Refused<T>(Refusal refusal) implements Result<T> {}

        record Nobody<T>(String sentence) implements Result<T> {}
    }

    /// Asks endpoint after endpoint until one gives a good answer.
    <T> Result<T> ask(String what, Question<T> question) {
        Refusal refusal = null;
        var problems = new ArrayList<String>();
        for (var member : inOrder()) {
            switch (member.ask(question)) {
                case Reply.Good<T>(T value) -> {
                    return new Result.Found<>(value);
                }
                case Reply.Bad<T>(RefusalReason reason, String clause) ->
                        refusal = refuse(member, reason, clause);
                case Reply.Lacking<T>(String clause) ->
                        problems.add(member.endpoint.name() + " " + clause);
            }
        }
        if (refusal != null) {
            return new Result.Refused<>(refusal);
        }
        return new Result.Nobody<>(
                problems.isEmpty()
                        ? "No server is set up to ask for " + what + "; add one in the settings."
                        : "No server could be asked for "
                                + what
                                + ": "
                                + String.join("; ", problems)
                                + ".");
    }

    /// A good answer and whose it is.
    record Said<T>(Endpoint by, T value) {}

    /// Asks every endpoint; returns the good answers.
    <T> List<Said<T>> askAll(Question<T> question) {
        var said = new ArrayList<Said<T>>();
        for (var member : inOrder()) {
            switch (member.ask(question)) {
                case Reply.Good<T>(T value) -> said.add(new Said<>(member.endpoint, value));
                case Reply.Bad<T>(RefusalReason reason, String clause) ->
                        refuse(member, reason, clause);
                case Reply.Lacking<T> lacking -> {}
            }
        }
        return said;
    }

    int size() {
        return members.size();
    }

    List<EndpointRecord> records() {
        return members.stream().map(Member::toRecord).toList();
    }

    private List<Member> inOrder() {
        var now = clock.instant();
        var order = new ArrayList<>(members);
        order.sort(
                Comparator.comparing((Member member) -> member.penalisedUntil().isAfter(now))
                        .thenComparing(Member::penalisedUntil));
        return order;
    }

    private Refusal refuse(Member member, RefusalReason reason, String clause) {
        var sentence = "Server " + member.endpoint.name() + " " + bounded(clause) + ".";
        var refusal = new Refusal(reason, sentence, member.endpoint.name(), clock.instant());
        LOG.log(Level.INFO, "refused ({0}): {1}", reason, sentence);
        onRefusal.accept(refusal);
        return refusal;
    }

    /// Texts from servers are kept short and printable.
    static String bounded(String text) {
        var printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= MAX_CLAUSE
                ? printable
                : printable.substring(0, MAX_CLAUSE) + "...";
    }

    private final class Member {
        private final Endpoint endpoint;
        private boolean admitted;
        private long answered;
        private long failed;
        private long refused;
        private int stallsInARow;
        private Instant penalisedUntil = Instant.EPOCH;
        private String lastProblem = "";

        Member(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        <T> Reply<T> ask(Question<T> question) {
            Reply<T> reply;
            try {
                reply =
                        admit() instanceof Reply.Bad<Boolean>(var reason, var clause)
                                ? new Reply.Bad<>(reason, clause)
                                : question.ask(endpoint);
            } catch (IOException e) {
                reply = new Reply.Lacking<>("did not answer (" + messageOf(e) + ")");
                stalled(messageOf(e));
                return reply;
            } catch (RuntimeException e) {
                // Mostly the decoders' IllegalArgumentException; no answer may end the asking.
                reply =
                        new Reply.Bad<>(
                                RefusalReason.MALFORMED_ANSWER,
                                "sent an answer that cannot be read: " + messageOf(e));
            }
            note(reply);
            return reply;
        }

        private Reply<Boolean> admit() throws IOException {
            synchronized (this) {
                if (admitted) {
                    return new Reply.Good<>(true);
                }
            }
            var reply = admission.ask(endpoint);
            synchronized (this) {
                admitted = reply instanceof Reply.Good<Boolean>;
            }
            return reply;
        }

        private synchronized void note(Reply<?> reply) {
            switch (reply) {
                case Reply.Good<?> good -> {
                    answered++;
                    stallsInARow = 0;
                }
                case Reply.Lacking<?>(String clause) -> {
                    failed++;
                    lastProblem = bounded(clause);
                }
                case Reply.Bad<?>(RefusalReason reason, String clause) -> {
                    refused++;
                    lastProblem = bounded(clause);
                    if (reason.isFaultOfServer()) {
                        penalise(FIRST_LIE_PENALTY, refused);
                    }
                }
            }
        }

        private synchronized void stalled(String problem) {
            failed++;
            stallsInARow++;
            lastProblem = bounded(problem);
            penalise(FIRST_STALL_PENALTY, stallsInARow);
        }

        private void penalise(Duration first, long times) {
            int doublings = (int) Math.min(times - 1, MAX_DOUBLINGS);
            var until = clock.instant().plus(first.multipliedBy(1L << doublings));
            if (until.isAfter(penalisedUntil)) {
                penalisedUntil = until;
            }
        }

        synchronized Instant penalisedUntil() {
            return penalisedUntil;
        }

        synchronized EndpointRecord toRecord() {
            return new EndpointRecord(
                    endpoint.name(), kind, answered, failed, refused, penalisedUntil, lastProblem);
        }

        private static String messageOf(Exception e) {
            @Nullable String message = e.getMessage();
            return bounded(message == null ? e.getClass().getSimpleName() : message);
        }
    }
}
