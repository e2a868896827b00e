package io.p2pcloud.market;

/// What an order asks for; bidders and keepers hand it to the contract, which checks it against the
/// order's commitment.
public record OrderDetails(OrderId order, Infrastructure infrastructure, LeaseTerms terms) {}
