package io.p2pcloud.market;

import io.p2pcloud.chain.EventLog;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Holds the events of a lease, from whatever source, against the two words that the market keeps
/// of it: their number, and the digest `keccak(digest before, keccak(topics, data))` over them in
/// their order. Only the events themselves, all of them, in their order, end there.
public final class LeaseHistory {
    private static final EventReader READER = new EventReader(new MarketAbi());

    private LeaseHistory() {}

    /// What is wrong with a list of events.
    public enum Flaw {
        /// One of them belongs to another lease or is no step of a history.
        FOREIGN,
        /// There are fewer than the market counted.
        MISSING,
        /// There are more than the market counted.
        ADDED,
        /// The number is right, but they do not end at the digest: one was altered or exchanged, or
        /// their order was.
        ALTERED,
        /// They are whole, but do not make sense to this version.
        UNREADABLE
    }

    /// What came of it.
    public sealed interface Verdict {
        /// Nothing was dropped, added, altered or moved.
        record Whole(LeaseStory story) implements Verdict {}

        record Broken(Flaw flaw, String sentence) implements Verdict {}
    }

    /// @param count the market's `eventCount` of the lease
    /// @param digest its `eventDigest`; the result is as trustworthy as these two are
    public static Verdict verify(LeaseId lease, List<EventLog> logs, long count, Bytes32 digest) {
        for (var log : logs) {
            if (log.topics().size() < 2 || !log.topics().get(1).equals(lease.value())) {
                return broken(
                        Flaw.FOREIGN,
                        "An event in block "
                                + log.blockNumber()
                                + " does not belong to this lease.");
            }
        }
        if (logs.size() != count) {
            boolean fewer = logs.size() < count;
            return broken(
                    fewer ? Flaw.MISSING : Flaw.ADDED,
                    "The market counted "
                            + count
                            + " events of this lease, and "
                            + logs.size()
                            + " were given: ask another source.");
        }
        if (!digest(logs).equals(digest)) {
            return broken(
                    Flaw.ALTERED,
                    "The events of this lease do not end at the market's digest: one was altered"
                            + " or moved; ask another source.");
        }
        var events = new ArrayList<LeaseEvent>();
        for (var log : logs) {
            if (READER.read(log).orElse(null) instanceof LeaseEvent event) {
                events.add(event);
            } else {
                return unreadable();
            }
        }
        try {
            return new Verdict.Whole(LeaseStory.of(events));
        } catch (IllegalArgumentException _) {
            return unreadable();
        }
    }

    private static Verdict unreadable() {
        return broken(
                Flaw.UNREADABLE,
                "The history is whole, but this version of the application does not understand"
                        + " all its events: update it.");
    }

    /// Where these events end, beginning from nothing.
    public static Bytes32 digest(List<EventLog> logs) {
        var digest = Bytes32.ZERO;
        for (var log : logs) {
            var event = new ByteArrayOutputStream();
            log.topics().forEach(it -> event.writeBytes(it.toArray()));
            event.writeBytes(log.data().toArray());
            digest = Keccak.hash(digest.toArray(), Keccak.hash(event.toByteArray()).toArray());
        }
        return digest;
    }

    private static Verdict broken(Flaw flaw, String sentence) {
        return new Verdict.Broken(flaw, sentence);
    }
}
