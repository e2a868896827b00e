package io.p2pcloud.market;

import io.p2pcloud.chain.abi.AbiTuple;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the contract's views (Views.sol) would answer, worked out here from words of its storage.
/// The values have the views' own names, so that one reader ([Views]) makes records of both.
final class StorageViews {
    private static final BigInteger WAD = BigInteger.TEN.pow(18);
    private static final BigInteger MINUTE = BigInteger.valueOf(60);
    private static final BigInteger UINT32 = BigInteger.ONE.shiftLeft(32);
    private static final BigInteger UINT96 = BigInteger.ONE.shiftLeft(96);
    private static final int EXCLUDED = 3;

    // Bits of Lease.flags (Types.sol).
    private static final int CONFIDENTIAL = 0;
    private static final int FROM_ORDER = 1;
    private static final int PERSIST = 2;

    private final StorageWords words;
    private final Instant now;

    /// @param now the time of the block whose storage it is
    StorageViews(StorageWords words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /// A struct's fields by their names.
    private final class Fields {
        private final StorageStruct struct;
        private final Bytes32 base;
        private final Map<String, Object> values = new LinkedHashMap<>();

        Fields(StorageStruct struct, Bytes32 base) {
            this.struct = struct;
            this.base = base;
            struct.slots(base).forEach(words::word);
        }

        BigInteger number(String name) {
            return words.number(struct, base, name);
        }

        TokenAmount amount(String name) {
            return new TokenAmount(number(name));
        }

        Duration seconds(String name) {
            return Duration.ofSeconds(number(name).longValueExact());
        }

        Fields put(String name, Object value) {
            values.put(name, value);
            return this;
        }

        Fields numbers(String... names) {
            for (var name : names) {
                put(name, number(name));
            }
            return this;
        }

        Fields addresses(String... names) {
            for (var name : names) {
                put(name, words.address(struct, base, name));
            }
            return this;
        }

        Fields words(String... names) {
            for (var name : names) {
                put(name, words.word(struct, base, name));
            }
            return this;
        }

        Fields minutes(String name, String field) {
            return put(name, number(field).multiply(MINUTE));
        }

        AbiTuple tuple() {
            return new AbiTuple(values);
        }
    }

    /// @param token what the market's token says of itself
    MarketConfig config(MarketConfig token) {
        var it = new Fields(MarketLayout.CONFIG, MarketLayout.CONFIG_SLOT);
        return new MarketConfig(
                words.address(it.struct, it.base, "token"),
                token.tokenSymbol(),
                token.tokenDecimals(),
                it.amount("minStake"),
                it.seconds("grace"),
                it.number("graceBlocks").longValueExact(),
                it.seconds("pauseGrace"),
                it.seconds("settlementWindow"),
                it.seconds("unbonding"),
                it.amount("suspectBond"),
                it.amount("matchBounty"),
                it.amount("expireBounty"),
                it.amount("suspectBounty"),
                it.amount("staleBounty"));
    }

    /// `Leases.span`: the time that a floor or a least deposit pays for.
    private BigInteger span(BigInteger period) {
        var config = MarketLayout.CONFIG;
        return period.add(words.number(config, MarketLayout.CONFIG_SLOT, "grace"))
                .add(words.number(config, MarketLayout.CONFIG_SLOT, "pauseGrace"));
    }

    /// `Leases.costUp`.
    private static BigInteger costUp(BigInteger rate, BigInteger seconds) {
        return rate.multiply(seconds).add(WAD).subtract(BigInteger.ONE).divide(WAD).mod(UINT96);
    }

    AbiTuple offer(long id) {
        var it = new Fields(MarketLayout.OFFER, MarketLayout.at(id, MarketLayout.OFFERS));
        var unit =
                new Fields(it.struct, it.base)
                        .numbers("vcpu", "memoryMiB", "diskGiB", "bandwidthMbps", "tier");
        var terms =
                new Fields(it.struct, it.base)
                        .minutes("period", "periodMinutes")
                        .minutes("activateWithin", "activateMinutes")
                        .minutes("outageSeconds", "outageMinutes")
                        .minutes("noticeSeconds", "noticeMinutes")
                        .numbers("haltedPercent", "endsAt");
        var period = it.number("periodMinutes").multiply(MINUTE);
        return it.put("id", BigInteger.valueOf(id))
                .addresses("provider")
                .put("unit", unit.tuple())
                .numbers("price", "collateral", "count", "taken", "mode")
                .put("terms", terms.tuple())
                .put("minDeposit", costUp(it.number("price"), span(period)))
                .tuple();
    }

    AbiTuple provider(Address account) {
        var money =
                new Fields(MarketLayout.ACCOUNT, MarketLayout.at(account, MarketLayout.ACCOUNTS));
        var record =
                new Fields(MarketLayout.RECORD, MarketLayout.at(account, MarketLayout.RECORDS))
                        .numbers(
                                "completed",
                                "stale",
                                "closedByProvider",
                                "notActivated",
                                "notActivatedTenant");
        var it =
                new Fields(MarketLayout.PROVIDER, MarketLayout.at(account, MarketLayout.PROVIDERS));
        var endpoint = MarketLayout.PROVIDER.field("endpoint").slot();
        return it.put("account", account)
                .numbers("stake", "registeredAt", "unbondedAt", "openLeases")
                .words("tlsKeyHash", "region", "profileHash")
                .put("endpoint", words.text(StorageSlots.plus(it.base, endpoint)))
                .put("record", record.tuple())
                .put("provenConfidential", money.number("provenConfidential"))
                .put("provenStandard", money.number("provenStandard"))
                .tuple();
    }

    AbiTuple order(long id) {
        var it = new Fields(MarketLayout.ORDER, MarketLayout.at(id, MarketLayout.ORDERS));
        var deployment =
                MarketLayout.at(it.number("deployment").longValueExact(), MarketLayout.DEPLOYMENTS);
        var excluded = MarketLayout.ORDER.field("excluded").slot();
        List<Address> failed = new ArrayList<>();
        for (int place = 0; place < EXCLUDED; place++) {
            failed.add(
                    StorageWords.address(words.word(StorageSlots.plus(it.base, excluded + place))));
        }
        return it.put("id", BigInteger.valueOf(id))
                .numbers("deployment", "deposit", "closesAt", "state", "bidCount", "reopened")
                .words("commitment")
                .put("tenant", words.address(MarketLayout.DEPLOYMENT, deployment, "tenant"))
                .put("excluded", List.copyOf(failed))
                .tuple();
    }

    AbiTuple bid(long order, long place) {
        return new Fields(MarketLayout.BID, MarketLayout.bid(order, place))
                .addresses("provider")
                .numbers("sequence", "time", "total", "collateral")
                .words("pricesHash")
                .tuple();
    }

    AbiTuple lease(LeaseId id) {
        var it = new Fields(MarketLayout.LEASE, MarketLayout.lease(id));
        var flags = it.number("flags");
        var period = it.number("periodMinutes").multiply(MINUTE);
        return it.put("id", id.value())
                .addresses("tenant", "provider", "launchKey", "guestKey", "suspector")
                .numbers(
                        "state",
                        "origin",
                        "group",
                        "rate",
                        "escrow",
                        "collateral",
                        "haltedPercent",
                        "endsAt",
                        "mark",
                        "startedAt",
                        "quietFrom",
                        "noticeAt",
                        "controlNonce",
                        "reason",
                        "eventCount")
                .words("beat", "version", "eventDigest")
                .put("confidential", flags.testBit(CONFIDENTIAL))
                .put("fromOrder", flags.testBit(FROM_ORDER))
                .put("persist", flags.testBit(PERSIST))
                .put("period", period)
                .minutes("outageSeconds", "outageMinutes")
                .minutes("noticeSeconds", "noticeMinutes")
                .put("boot", it.number("beat").shiftRight(184).mod(UINT32))
                .put("floor", costUp(it.number("rate"), span(period)))
                .put("unproven", unproven(it))
                .tuple();
    }

    /// `Leases.unproven`, at the block's time.
    private BigInteger unproven(Fields lease) {
        if (lease.number("startedAt").signum() == 0) {
            return BigInteger.ZERO;
        }
        // ACTIVE and SUSPECT; in all other states the machine went off at the mark.
        int state = lease.number("state").intValueExact();
        var end =
                state == 2 || state == 6
                        ? BigInteger.valueOf(now.getEpochSecond())
                        : lease.number("mark");
        var endsAt = lease.number("endsAt");
        if (endsAt.signum() != 0) {
            end = end.min(endsAt);
        }
        var from = lease.number("beat").shiftRight(216).add(lease.number("off"));
        return end.subtract(from).max(BigInteger.ZERO).mod(UINT32);
    }
}
