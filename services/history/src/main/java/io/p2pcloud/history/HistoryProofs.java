package io.p2pcloud.history;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.LeaseHistory;
import io.p2pcloud.market.LeaseId;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Proves what the ledger says of leases: their whole histories, event by event, must end at the
/// digest that the market keeps. What was proven replaces what a server said; a history that is not
/// whole changes nothing and stays unproven.
public final class HistoryProofs {
    private static final Logger LOG = System.getLogger(HistoryProofs.class.getName());
    private static final int LEASES = 100;
    private static final int PER_ROUND = 8;
    private static final int ENTRIES = 10_000;

    private final Ledger ledger;
    private final Source source;
    // How many entries a lease had when they were all proven at a finalized block.
    private final Map<LeaseId, Integer> settled = new LinkedHashMap<>();

    /// Where histories come from.
    @FunctionalInterface
    public interface Source {
        /// A lease's history held against the market's digest; its mark is proven only when that
        /// digest is and the history ends there.
        Checked<Optional<LeaseHistory.Verdict>> history(LeaseId lease);
    }

    public HistoryProofs(Ledger ledger, Source source) {
        this.ledger = ledger;
        this.source = source;
    }

    /// Looks at the newest leases whose entries are not all proven for good.
    public void round() {
        int looked = 0;
        for (var line : ledger.leases(LeaseFilter.ALL, LeaseSort.NEWEST, null, LEASES).rows()) {
            var lease = line.lease().lease();
            if (looked < PER_ROUND && !isSettled(lease)) {
                looked++;
                try {
                    prove(lease);
                } catch (ChainException e) {
                    LOG.log(Logger.Level.DEBUG, "a history cannot be proven now", e);
                    return;
                }
            }
        }
    }

    private boolean isSettled(LeaseId lease) {
        var entries = ofLease(lease);
        if (entries.stream().anyMatch(it -> !(it.trust() instanceof Trust.ProvenFinalized))) {
            return false;
        }
        return settled.getOrDefault(lease, -1) == entries.size();
    }

    private List<Entry> ofLease(LeaseId lease) {
        // What gas cost is no part of the market's history.
        return ledger
                .entries(EntryFilter.ALL.ofLease(lease), EntrySort.OLDEST, null, ENTRIES)
                .rows()
                .stream()
                .map(EntryLine::entry)
                .filter(it -> it.kind() != EntryKind.GAS)
                .toList();
    }

    /// @return whether the history is proven now
    public boolean prove(LeaseId lease) {
        var history = source.history(lease);
        if (!history.trust().isProven()
                || !(history.value().orElse(null)
                        instanceof LeaseHistory.Verdict.Whole(var story))) {
            return false;
        }
        var projection = new Projection(history.trust());
        var entries = new ArrayList<Entry>();
        for (var role : Role.values()) {
            if (ledger.lease(lease, role).isPresent()) {
                for (LeaseEvent event : story.events()) {
                    entries.addAll(projection.entries(event, role));
                }
            }
        }
        ledger.record(entries);
        if (history.trust() instanceof Trust.ProvenFinalized) {
            settled.put(lease, ofLease(lease).size());
        }
        return true;
    }
}
