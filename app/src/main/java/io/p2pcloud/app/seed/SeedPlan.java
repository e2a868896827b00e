package io.p2pcloud.app.seed;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferListing;
import io.p2pcloud.market.ProviderProfile;
import io.p2pcloud.wallet.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What is to happen in a market: the same for the same number of offers, whenever it is asked.
///
/// @param stays of the past, with `pastLeases` machines in all, and those that go on
record SeedPlan(
        List<Host> hosts,
        List<SigningKey> tenants,
        List<Listing> listings,
        List<Stay> stays,
        List<Demand> demands,
        int pastLeases) {
    /// Epochs of the past; an epoch is a little shorter than the leases' period.
    static final int EPOCHS = 26;

    private static final int OFFERS_A_HOST = 4;
    private static final int OFFERS_A_TENANT = 5;
    private static final int OFFERS_AN_ORDER = 20;
    private static final int OFFERS_A_RUNNING_LEASE = 10;
    private static final int MAX_UNITS = 6;

    /// When providers fall silent: many at once. Between suspicion and the stale mark lie many
    /// empty blocks, which take long where the state is large, so that they serve a whole outage.
    private static final List<Integer> OUTAGES = List.of(5, 13, 21);

    /// A provider.
    ///
    /// @param quality of his service, from 0 to 1: how seldom he fails
    record Host(SigningKey key, ProviderProfile profile, double quality) {}

    /// What a provider offers.
    record Listing(Host host, OfferListing terms) {}

    /// An order that stays open, with the providers that bid on it and what part of the highest
    /// price each of them asks, in percent.
    record Demand(
            SigningKey tenant, OfferListing like, List<Host> bidders, List<Integer> percents) {
        Demand {
            bidders = List.copyOf(bidders);
            percents = List.copyOf(percents);
        }
    }

    SeedPlan {
        hosts = List.copyOf(hosts);
        tenants = List.copyOf(tenants);
        listings = List.copyOf(listings);
        stays = List.copyOf(stays);
        demands = List.copyOf(demands);
    }

    /// @param pastLeases machines that were let and given back
    static SeedPlan of(int offers, int pastLeases) {
        var random = new Random(0x5eed);
        var hosts = new ArrayList<Host>();
        for (int i = 0; i < Math.max(3, offers / OFFERS_A_HOST); i++) {
            hosts.add(SeedGoods.host(key("host", i), i, random));
        }
        var tenants = new ArrayList<SigningKey>();
        for (int i = 0; i < Math.max(3, offers / OFFERS_A_TENANT); i++) {
            tenants.add(key("tenant", i));
        }
        var stays = new ArrayList<Stay>();
        var taken = new int[offers];
        int let = 0;
        while (let < pastLeases) {
            int units = Math.min(pastLeases - let, 1 + random.nextInt(MAX_UNITS));
            int offer = popular(offers, random);
            stays.add(stay(offer, hosts.get(offer % hosts.size()), tenants, units, random));
            taken[offer] += units;
            let += units;
        }
        for (int i = 0; i < Math.max(1, offers / OFFERS_A_RUNNING_LEASE); i++) {
            int offer = random.nextInt(offers);
            var tenant = tenants.get(random.nextInt(tenants.size()));
            stays.add(new Stay(offer, tenant, 1, EPOCHS - 1, EPOCHS, Fate.GOES_ON));
            taken[offer]++;
        }
        var listings = new ArrayList<Listing>();
        for (int i = 0; i < offers; i++) {
            var host = hosts.get(i % hosts.size());
            var mode = random.nextInt(20) == 0 ? Offer.Mode.QUOTE_ONLY : Offer.Mode.OPEN;
            // Who has past leases took them at the listed price, so the offer must be open.
            listings.add(
                    new Listing(
                            host,
                            SeedGoods.listing(
                                    host,
                                    taken[i] + random.nextInt(7),
                                    taken[i] > 0 ? Offer.Mode.OPEN : mode,
                                    random)));
        }
        var demands = new ArrayList<Demand>();
        for (int i = 0; i < Math.max(2, offers / OFFERS_AN_ORDER); i++) {
            demands.add(demand(hosts, tenants, listings, random));
        }
        return new SeedPlan(hosts, tenants, listings, stays, demands, pastLeases);
    }

    /// A few offers are let more often than others.
    private static int popular(int offers, Random random) {
        return (int) (offers * Math.pow(random.nextDouble(), 1.3));
    }

    private static Stay stay(
            int offer, Host host, List<SigningKey> tenants, int units, Random random) {
        int from = random.nextInt(EPOCHS - 2);
        int longest = EPOCHS - 1 - from;
        int epochs = Math.min(longest, 1 + (int) Math.min(8, -2.2 * Math.log(random.nextDouble())));
        var fate = Fate.choose(host.quality(), random);
        var tenant = tenants.get(random.nextInt(tenants.size()));
        if (fate != Fate.GOES_SILENT) {
            return new Stay(offer, tenant, units, from, from + epochs, fate);
        }
        // Silence must last to be noticed: an epoch to be suspect, one more to be stale.
        return OUTAGES.stream()
                .filter(it -> it > from)
                .findFirst()
                .map(it -> new Stay(offer, tenant, units, from, it, fate))
                .orElseGet(() ->
                        new Stay(offer, tenant, units, from, from + epochs, Fate.CLOSED_BY_TENANT));
    }

    private static Demand demand(
            List<Host> hosts, List<SigningKey> tenants, List<Listing> listings, Random random) {
        var bidders = new ArrayList<Host>();
        var percents = new ArrayList<Integer>();
        int first = random.nextInt(hosts.size());
        for (int i = 0; i < Math.min(hosts.size(), random.nextInt(7)); i++) {
            bidders.add(hosts.get((first + i) % hosts.size()));
            percents.add(60 + random.nextInt(41));
        }
        return new Demand(
                tenants.get(random.nextInt(tenants.size())),
                listings.get(random.nextInt(listings.size())).terms(),
                bidders,
                percents);
    }

    /// Public by design: such keys own nothing but worthless tokens on a chain that only this
    /// computer sees.
    static SigningKey key(String purpose, long number) {
        var text = "p2pcloud market seed/" + purpose + "/" + number;
        Bytes32 secret = Keccak.hash(text.getBytes(StandardCharsets.US_ASCII));
        return SigningKey.ofSecret(secret.toArray());
    }
}
