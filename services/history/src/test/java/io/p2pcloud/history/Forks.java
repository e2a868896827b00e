package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.EventLog;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.EventCursor;
import io.p2pcloud.market.EventNews;
import io.p2pcloud.market.EventPlace;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.MarketEvent;
import io.p2pcloud.market.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A fork is a list of blocks, each with its events; a block's hash says on which fork it lies.
final class Forks implements LedgerFollower.Source {
    private static final Address CONTRACT = Address.ZERO;

    private final List<BlockRef> blocks = new ArrayList<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    final Map<LeaseId, LeaseState> states = new HashMap<>();
    private int fork = 1;
    int asked;
    boolean breaksOnState;

    EventPlace block() {
        long number = blocks.size();
        var block =
                new BlockRef(
                        number,
                        Bytes32.ofNumber(number * 100 + fork),
                        Rows.START.plusSeconds(12 * number));
        blocks.add(block);
        return new EventPlace(block, Rows.tx(number * 100 + fork), 0);
    }

    void add(MarketEvent event) {
        var place = event.place();
        events.add(
                new RecordedEvent(
                        event,
                        new EventLog(
                                CONTRACT,
                                List.of(),
                                Bytes.EMPTY,
                                place.block().number(),
                                place.block().hash(),
                                place.transaction(),
                                0)));
    }

    void forkFrom(long number) {
        fork++;
        blocks.removeIf(it -> it.number() >= number);
        events.removeIf(it -> it.log().blockNumber() >= number);
    }

    @Override
    public EventNews since(EventCursor cursor) {
        asked++;
        var trail = cursor.trail();
        var standing = trail.stream().filter(blocks::contains).toList();
        boolean back = standing.size() < trail.size();
        long from = standing.isEmpty() ? 0 : standing.getLast().number() + 1;
        return new EventNews(
                back && !standing.isEmpty() ? Optional.of(standing.getLast()) : Optional.empty(),
                back && standing.isEmpty(),
                new Checked<>(
                        events.stream().filter(it -> it.log().blockNumber() >= from).toList(),
                        new Trust.Unproven("fork " + fork)),
                new EventCursor(List.of(blocks.getLast())));
    }

    @Override
    public Optional<LeaseState> state(LeaseId lease) {
        if (breaksOnState) {
            throw new IllegalStateException("the process dies here");
        }
        return Optional.ofNullable(states.get(lease));
    }
}
