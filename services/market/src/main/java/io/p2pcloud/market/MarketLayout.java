package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.wallet.Eip712;
import java.util.Map;

/// Where the market keeps what (Types.sol). A test holds it against the compiler's layout.
final class MarketLayout {
    static final StorageStruct CONFIG =
            StorageStruct.of(
                    "token:20 minStake:12 grace:4 graceBlocks:4 pauseGrace:4 settlementWindow:4"
                            + " unbonding:4 suspectBond:12 matchBounty:8 expireBounty:8"
                            + " suspectBounty:8 staleBounty:8");
    static final StorageStruct ACCOUNT =
            StorageStruct.of(
                    "credit:14 provenConfidential:6 provenStandard:6 leaseCount:4 provider:1");
    static final StorageStruct PROVIDER =
            StorageStruct.of(
                    "stake:12 registeredAt:5 unbondedAt:5 openLeases:4 leaseCount:4 tlsKeyHash:32"
                            + " region:32 profileHash:32 endpoint:32");
    static final StorageStruct RECORD =
            StorageStruct.of(
                    "completed:4 stale:4 closedByProvider:4 notActivated:4 notActivatedTenant:4");
    static final StorageStruct OFFER =
            StorageStruct.of(
                    "provider:20 endsAt:5 count:2 taken:2 mode:1 price:16 collateral:12"
                            + " haltedPercent:1 vcpu:2 memoryMiB:4 diskGiB:4 bandwidthMbps:4 tier:1"
                            + " periodMinutes:2 activateMinutes:2 outageMinutes:2 noticeMinutes:2"
                            + " position:4");
    static final StorageStruct DEPLOYMENT =
            StorageStruct.of(
                    "tenant:20 state:1 openOrders:2 waitDuration:3 launchKey:20 version:32");
    static final StorageStruct ORDER =
            StorageStruct.of(
                    "commitment:32 deposit:12 deployment:4 closesAt:5 state:1 bidCount:1"
                            + " reopened:1 bidSequence:3 position:4 excluded:32");
    static final StorageStruct BID =
            StorageStruct.of("provider:20 sequence:3 time:5 total:16 collateral:12 pricesHash:32");
    static final StorageStruct LEASE =
            StorageStruct.of(
                    "eventDigest:32 beat:32 rate:16 escrow:12 eventCount:4 provider:20 state:1"
                            + " flags:1 endsAt:5 mark:5 guestKey:20 off:4 startedAt:5 span:3"
                            + " tenant:20 collateral:12 launchKey:20 periodMinutes:2"
                            + " outageMinutes:2 noticeMinutes:2 origin:4 group:1 haltedPercent:1"
                            + " version:32 quietFrom:5 noticeAt:5 outageFrom:5 outageUsed:4"
                            + " controlNonce:4 reason:1 noticeReason:1 suspector:20"
                            + " suspectBlock:8");

    /// By the compiler's names.
    static final Map<String, StorageStruct> STRUCTS =
            Map.of(
                    "Config", CONFIG,
                    "Account", ACCOUNT,
                    "Provider", PROVIDER,
                    "Record", RECORD,
                    "Offer", OFFER,
                    "Deployment", DEPLOYMENT,
                    "Order", ORDER,
                    "Bid", BID,
                    "Lease", LEASE);

    // Slots of Store, which lies at slot 0.
    static final Bytes32 CONFIG_SLOT = Bytes32.ofNumber(1);
    static final Bytes32 ACCOUNTS = Bytes32.ofNumber(4);
    static final Bytes32 PROVIDERS = Bytes32.ofNumber(5);
    static final Bytes32 RECORDS = Bytes32.ofNumber(6);
    static final Bytes32 OFFERS = Bytes32.ofNumber(7);
    static final Bytes32 OPEN_OFFERS = Bytes32.ofNumber(8);
    static final Bytes32 DEPLOYMENTS = Bytes32.ofNumber(9);
    static final Bytes32 ORDERS = Bytes32.ofNumber(10);
    static final Bytes32 OPEN_ORDERS = Bytes32.ofNumber(11);
    static final Bytes32 BIDS = Bytes32.ofNumber(12);
    static final Bytes32 LEASES = Bytes32.ofNumber(13);
    static final Bytes32 TENANT_LEASES = Bytes32.ofNumber(14);
    static final Bytes32 PROVIDER_LEASES = Bytes32.ofNumber(15);

    /// By the compiler's names.
    static final Map<String, Bytes32> STORE =
            Map.ofEntries(
                    Map.entry("config", CONFIG_SLOT),
                    Map.entry("accounts", ACCOUNTS),
                    Map.entry("providers", PROVIDERS),
                    Map.entry("records", RECORDS),
                    Map.entry("offers", OFFERS),
                    Map.entry("openOffers", OPEN_OFFERS),
                    Map.entry("deployments", DEPLOYMENTS),
                    Map.entry("orders", ORDERS),
                    Map.entry("openOrders", OPEN_ORDERS),
                    Map.entry("bids", BIDS),
                    Map.entry("leases", LEASES),
                    Map.entry("tenantLeases", TENANT_LEASES),
                    Map.entry("providerLeases", PROVIDER_LEASES));

    private static final int NUMBERS_PER_WORD = 8;
    private static final int NUMBER_SIZE = 4;

    private MarketLayout() {}

    static Bytes32 at(Address key, Bytes32 mapping) {
        return StorageSlots.mapped(Eip712.word(key), mapping);
    }

    static Bytes32 at(long key, Bytes32 mapping) {
        return StorageSlots.mapped(Bytes32.ofNumber(key), mapping);
    }

    static Bytes32 lease(LeaseId id) {
        return StorageSlots.mapped(id.value(), LEASES);
    }

    static Bytes32 bid(long order, long place) {
        return at(place, at(order, BIDS));
    }

    /// The `place`-th number of a `uint32[]`, eight to a word.
    static long listed(StorageWords words, Bytes32 array, long place) {
        var slot = StorageSlots.plus(StorageSlots.content(array), place / NUMBERS_PER_WORD);
        return number(words, slot, place);
    }

    /// The number of the account's `place`-th lease, by one of the two lists of leases.
    static long leaseOf(StorageWords words, Bytes32 lists, Address account, long place) {
        return number(words, at(place / NUMBERS_PER_WORD, at(account, lists)), place);
    }

    private static long number(StorageWords words, Bytes32 slot, long place) {
        int offset = (int) (place % NUMBERS_PER_WORD) * NUMBER_SIZE;
        return words.number(slot, offset, NUMBER_SIZE).longValueExact();
    }
}
