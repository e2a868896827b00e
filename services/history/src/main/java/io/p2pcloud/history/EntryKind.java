package io.p2pcloud.history;

/// What an entry records, and what it did to the money of the owner of the ledger. A deposit is no
/// expense and collateral no loss until they are paid away, so that each has kinds of its own. The
/// names are stored: they never change.
public enum EntryKind {
    ORDERED(Effect.NONE),
    OFFERED(Effect.NONE),
    BID(Effect.NONE),
    MATCHED(Effect.NONE),
    ACTIVATED(Effect.NONE),
    REACTIVATED(Effect.NONE),
    CONFIRMED(Effect.NONE),
    HALTED(Effect.NONE),
    RESUMED(Effect.NONE),
    INTERRUPTED(Effect.NONE),
    PAUSED(Effect.NONE),
    SUSPECTED(Effect.NONE),
    STALE(Effect.NONE),
    CLOSING(Effect.NONE),
    CLOSED(Effect.NONE),

    /// Into the lease's escrow, at the start or later.
    DEPOSITED(Effect.LOCKED),
    /// Out of the escrow to the provider: the tenant's expense.
    PAID(Effect.SPENT),
    /// Out of the escrow back to the tenant's credit.
    REFUNDED(Effect.UNLOCKED),
    /// The provider's income for time served.
    EARNED(Effect.EARNED),

    COLLATERAL_LOCKED(Effect.LOCKED),
    COLLATERAL_RELEASED(Effect.UNLOCKED),
    /// Out of the provider's collateral to the tenant.
    COLLATERAL_FORFEITED(Effect.SPENT),
    /// The same, as the tenant's income.
    COLLATERAL_RECEIVED(Effect.EARNED),

    /// Out of what is locked, to whoever matched or closed.
    BOUNTY_PAID(Effect.SPENT),
    BOUNTY_RECEIVED(Effect.EARNED),

    /// From the credit in the market to the owner's account: neither income nor expense.
    WITHDRAWN(Effect.MOVED),
    /// A transaction's fee, in the chain's own coin.
    GAS(Effect.GAS);

    private final Effect effect;

    EntryKind(Effect effect) {
        this.effect = effect;
    }

    public Effect effect() {
        return effect;
    }

    /// What an entry does to the owner's money.
    public enum Effect {
        NONE,
        /// From the account into the market's keeping.
        LOCKED,
        /// Out of keeping, back to the owner's credit.
        UNLOCKED,
        /// Out of keeping, to somebody else.
        SPENT,
        /// To the owner's credit, from somebody else.
        EARNED,
        /// From the owner's credit to the owner's account.
        MOVED,
        /// Paid in the chain's own coin, whose smallest unit is the wei.
        GAS
    }
}
