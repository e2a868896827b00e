package io.p2pcloud.market;

import io.p2pcloud.chain.EventLog;

/// An event as we read it and as the chain recorded it; the latter is what proofs are about.
public record RecordedEvent(MarketEvent event, EventLog log) {}
