package io.p2pcloud.market;

/// How many there ever were, and how many stand now.
///
/// @param openOffers that are not withdrawn
/// @param openOrders that take bids or wait for their match
public record MarketCounts(
        long leases,
        long offers,
        long deployments,
        long orders,
        long openOffers,
        long openOrders) {}
