package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.EventFilter;
import io.p2pcloud.chain.EventLog;
import io.p2pcloud.chain.Figures;
import io.p2pcloud.chain.ProvenReads;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The events of one market. What an endpoint leaves out is not noticed here: a lease's history is
/// whole only when [LeaseHistory] ends at the digest in the market's storage.
public final class MarketEvents {
    private static final int TRIES = 3;

    private final Chain chain;
    private final Address market;
    private final EventReader reader;
    private final CheckedReads reads;
    private final Figures figures;

    /// Events as the endpoint tells them.
    public MarketEvents(Chain chain, Address market) {
        this(chain, market, ProvenReads.none());
    }

    /// @param proofs prove what the histories must end at
    public MarketEvents(Chain chain, Address market, ProvenReads proofs) {
        this.chain = chain;
        this.market = market;
        var abi = new MarketAbi();
        reader = new EventReader(abi);
        var plain = new MarketReads(new Asking(chain, market, abi), abi);
        reads = new CheckedReads(chain, market, plain, proofs, Optional.empty());
        figures = proofs.figures();
    }

    /// All events from one block to another, both included, in the chain's order. Logs that are no
    /// event of this contract version are left out.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    public Checked<List<MarketEvent>> between(long from, long to) {
        return read(EventFilter.all(market), from, to)
                .map(all -> all.stream().map(RecordedEvent::event).toList());
    }

    /// Everything since the cursor, with what a reorganisation took back. The answer is of one
    /// fork: when the head changes while reading, it is read again.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    public EventNews since(EventCursor cursor) {
        for (int attempt = 1; ; attempt++) {
            int standing = standing(cursor);
            var from = cursor.backTo(standing);
            var head = chain.block(BlockTag.latest());
            var events = read(EventFilter.all(market), from.next(), head.number());
            boolean sameFork =
                    chain.findBlock(BlockTag.at(head))
                            .map(it -> it.hash().equals(head.hash()))
                            .orElse(false);
            if (sameFork || attempt == TRIES) {
                boolean back = standing < cursor.trail().size() - 1;
                return new EventNews(
                        back && standing >= 0
                                ? Optional.of(cursor.trail().get(standing))
                                : Optional.empty(),
                        back && standing < 0,
                        events,
                        head.number() < from.next() ? from : from.at(head));
            }
        }
    }

    /// The cursor after the last block before `time`; the start when there is none. Found by
    /// halving: a handful of questions.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    public EventCursor before(Instant time) {
        long low = -1;
        long high = chain.blockNumber();
        while (high > low) {
            long middle = high - (high - low) / 2;
            boolean earlier =
                    chain.findBlock(new BlockTag.Height(middle))
                            .map(it -> it.time().isBefore(time))
                            .orElse(true);
            if (earlier) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low < 0
                ? EventCursor.START
                : chain.findBlock(new BlockTag.Height(low))
                        .map(EventCursor.START::at)
                        .orElse(EventCursor.START);
    }

    /// The place in the trail of the newest block that still stands; -1 for none.
    private int standing(EventCursor cursor) {
        var trail = cursor.trail();
        int last = trail.size() - 1;
        if (last < 0 || stands(trail.get(last))) {
            return last;
        }
        var present = chain.blocks(trail.stream().map(BlockRef::number).toList());
        for (int place = last - 1; place >= 0; place--) {
            var block = trail.get(place);
            if (present.stream().anyMatch(it -> same(it, block))) {
                return place;
            }
        }
        return -1;
    }

    private boolean stands(BlockRef block) {
        return chain.findBlock(BlockTag.at(block)).filter(it -> same(it, block)).isPresent();
    }

    private static boolean same(BlockRef one, BlockRef other) {
        return one.number() == other.number() && one.hash().equals(other.hash());
    }

    private Checked<List<RecordedEvent>> read(EventFilter filter, long from, long to) {
        return chain.events(filter, from, to).map(this::recorded);
    }

    private List<RecordedEvent> recorded(List<EventLog> logs) {
        return logs.stream()
                .flatMap(log -> reader.read(log).map(it -> new RecordedEvent(it, log)).stream())
                .toList();
    }

    /// All events of the history of one lease, as the endpoint gives them.
    public Checked<List<EventLog>> ofLease(LeaseId lease) {
        return ofLease(lease, chain.blockNumber());
    }

    private Checked<List<EventLog>> ofLease(LeaseId lease, long to) {
        List<List<Bytes32>> topics = List.of(List.of(), List.of(lease.value()));
        return chain.events(new EventFilter(market, topics), 0, to);
    }

    /// The lease's history, held against the count and digest in the market's storage at one block.
    /// Empty when there is no such lease. The mark says how far that storage was checked: only then
    /// is the whole proven. A broken history carries the mark of an unproven one.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    public Checked<Optional<LeaseHistory.Verdict>> history(LeaseId id) {
        for (int attempt = 1; ; attempt++) {
            var now = historyNow(id);
            var flaw =
                    now.value()
                            .map(it ->
                                    switch (it) {
                                        case LeaseHistory.Verdict.Whole _ -> "";
                                        case LeaseHistory.Verdict.Broken(_, var sentence) ->
                                                sentence;
                                    })
                            .orElse("");
            if (flaw.isEmpty() || attempt == TRIES) {
                var trust = flaw.isEmpty() ? now.trust() : chain.trust();
                if (now.value().isPresent()) {
                    figures.note(Figures.Kind.HISTORY, id.toHex(), trust, flaw);
                }
                return new Checked<>(now.value(), trust);
            }
        }
    }

    /// Between the reading of the digest and that of the events, the lease may have moved on.
    private Checked<Optional<LeaseHistory.Verdict>> historyNow(LeaseId id) {
        var lease = reads.lease(id);
        long to =
                switch (lease.trust()) {
                    case Trust.ProvenFinalized(var block) -> block.number();
                    case Trust.ProvenOptimistic(var block) -> block.number();
                    case Trust.Anchored _, Trust.Unproven _, Trust.Cached _ -> chain.blockNumber();
                };
        return lease.map(found ->
                found.map(it ->
                        LeaseHistory.verify(
                                id, ofLease(id, to).value(), it.eventCount(), it.eventDigest())));
    }
}
