package io.p2pcloud.market;

import io.p2pcloud.chain.abi.AbiTuple;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Our records as the contract's structs (lists in the order of Types.sol), and back. What others
/// put on chain may lie outside our records' bounds: reading then throws
/// [IllegalArgumentException], and the caller leaves the entry out.
final class Shapes {
    private Shapes() {}

    // To the contract.

    static List<Object> unit(ComputeUnit unit) {
        return List.of(
                unit.vcpu(),
                unit.memoryMib(),
                unit.diskGib(),
                unit.bandwidthMbps(),
                unit.tier().number());
    }

    static List<Object> terms(LeaseTerms terms) {
        return List.of(
                terms.period().toSeconds(),
                terms.activateWithin().toSeconds(),
                terms.outage().toSeconds(),
                terms.notice().toSeconds(),
                terms.haltedPercent(),
                terms.endsAt().getEpochSecond());
    }

    static List<Object> noTerms() {
        return List.of(0, 0, 0, 0, 0, 0);
    }

    static List<Object> listing(OfferListing listing) {
        return List.of(
                unit(listing.unit()),
                listing.price().wadPerSecond(),
                listing.collateral().units(),
                listing.count(),
                listing.mode().number(),
                terms(listing.terms()));
    }

    static List<Object> profile(ProviderProfile profile) {
        return List.of(
                profile.endpoint(),
                profile.tlsKeyHash(),
                Label.encode(profile.region()),
                profile.attributes().stream()
                        .map(it -> List.of(Label.encode(it.key()), Label.encode(it.value())))
                        .toList(),
                profile.chipIds());
    }

    static List<Object> infrastructure(Infrastructure infrastructure) {
        return List.of(
                Label.encode(infrastructure.region()),
                infrastructure.persist(),
                infrastructure.minStake().units(),
                infrastructure.groups().stream()
                        .map(it ->
                                List.of(
                                        unit(it.unit()),
                                        it.price().wadPerSecond(),
                                        it.collateral().units(),
                                        it.count()))
                        .toList(),
                infrastructure.requirements().stream()
                        .map(it ->
                                List.of(
                                        it.auditor(),
                                        Label.encode(it.key()),
                                        Label.encode(it.value())))
                        .toList());
    }

    static List<Object> noInfrastructure() {
        return List.of(Label.encode(""), false, 0, List.of(), List.of());
    }

    static List<BigInteger> prices(List<Rate> prices) {
        return prices.stream().map(Rate::wadPerSecond).toList();
    }

    // From the contract.

    static ComputeUnit unit(AbiTuple unit) {
        return new ComputeUnit(
                unit.intValue("vcpu"),
                small(unit, "memoryMiB"),
                small(unit, "diskGiB"),
                small(unit, "bandwidthMbps"),
                Tier.ofNumber(unit.intValue("tier")));
    }

    static LeaseTerms terms(AbiTuple terms) {
        return new LeaseTerms(
                seconds(terms, "period"),
                seconds(terms, "activateWithin"),
                seconds(terms, "outageSeconds"),
                seconds(terms, "noticeSeconds"),
                terms.intValue("haltedPercent"),
                time(terms, "endsAt"));
    }

    static OfferListing listing(AbiTuple listing) {
        return new OfferListing(
                unit(listing.tuple("unit")),
                rate(listing, "price"),
                amount(listing, "collateral"),
                listing.intValue("count"),
                Offer.Mode.ofNumber(listing.intValue("mode")),
                terms(listing.tuple("terms")));
    }

    static ProviderProfile profile(AbiTuple profile) {
        return new ProviderProfile(
                profile.text("endpoint"),
                profile.word("tlsKeyHash"),
                Label.decode(profile.word("region")),
                profile.tuples("attributes").stream()
                        .map(it ->
                                new Attribute(
                                        Label.decode(it.word("key")),
                                        Label.decode(it.word("value"))))
                        .toList(),
                profile.blobs("chipIds"));
    }

    static Infrastructure infrastructure(AbiTuple infrastructure) {
        return new Infrastructure(
                Label.decode(infrastructure.word("region")),
                infrastructure.flag("persist"),
                amount(infrastructure, "minStake"),
                infrastructure.tuples("groups").stream()
                        .map(it ->
                                new ResourceGroup(
                                        unit(it.tuple("unit")),
                                        rate(it, "price"),
                                        amount(it, "collateral"),
                                        it.intValue("count")))
                        .toList(),
                infrastructure.tuples("requirements").stream()
                        .map(it ->
                                new Infrastructure.Requirement(
                                        it.address("auditor"),
                                        Label.decode(it.word("key")),
                                        Label.decode(it.word("value"))))
                        .toList());
    }

    static Rate rate(AbiTuple tuple, String name) {
        return new Rate(tuple.number(name));
    }

    static TokenAmount amount(AbiTuple tuple, String name) {
        return new TokenAmount(tuple.number(name));
    }

    static Duration seconds(AbiTuple tuple, String name) {
        return Duration.ofSeconds(tuple.longValue(name));
    }

    static Instant time(AbiTuple tuple, String name) {
        return Instant.ofEpochSecond(tuple.longValue(name));
    }

    private static int small(AbiTuple tuple, String name) {
        try {
            return tuple.intValue(name);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(name + " is beyond all machines", e);
        }
    }
}
