package io.p2pcloud.provider;

import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.store.Flow;
import io.p2pcloud.store.Journal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The leases on this host that are not over, each with its journaled flow.
final class HostedCases {
    private static final String KIND = "hosted-lease";

    private final Journal journal;
    private final InstantSource clock;
    private final Map<LeaseId, HostedCase> cases = new ConcurrentHashMap<>();
    private final Map<String, Flow> journaled;

    HostedCases(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
        journaled =
                journal.unfinished().stream()
                        .filter(flow -> flow.kind().equals(KIND))
                        .collect(
                                Collectors.toMap(
                                        Flow::subject,
                                        Function.identity(),
                                        (_, later) -> later,
                                        ConcurrentHashMap::new));
    }

    /// The leases that the journal left unfinished before this start.
    List<LeaseId> unfinished() {
        return journaled.keySet().stream().map(LeaseId::ofHex).toList();
    }

    /// The case of a lease as the chain has it now; made, or resumed from the journal, when it is
    /// new.
    HostedCase of(Lease lease) {
        var found = cases.computeIfAbsent(lease.id(), _ -> begin(lease));
        found.vouched(lease, clock.instant());
        return found;
    }

    /// The same on a node's mere word, which nothing is granted by later.
    HostedCase told(Lease lease) {
        var found = cases.computeIfAbsent(lease.id(), _ -> begin(lease));
        found.told(lease);
        return found;
    }

    Optional<HostedCase> find(LeaseId id) {
        return Optional.ofNullable(cases.get(id));
    }

    List<HostedCase> all() {
        return List.copyOf(cases.values());
    }

    void forget(LeaseId id) {
        cases.remove(id);
        journaled.remove(id.toString());
    }

    private HostedCase begin(Lease lease) {
        var subject = lease.id().toString();
        var flow = journaled.get(subject);
        if (flow != null) {
            return new HostedCase(lease, flow.last().state(HostedState.class), flow.id(), journal);
        }
        var fresh = HostedState.fresh(lease.id().value());
        return new HostedCase(lease, fresh, journal.begin(KIND, subject, "booked", fresh), journal);
    }
}
