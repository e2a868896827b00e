// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Opening} from "./History.sol";
import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Leases} from "./Leases.sol";
import {Ledger} from "./Ledger.sol";
import {Rules} from "./Rules.sol";
import {Signatures} from "./Signatures.sol";
import {
    Act,
    ComputeUnit,
    LeaseTerms,
    MAX_UNITS,
    Offer,
    OfferListing,
    OfferMode,
    Quote,
    Store,
    Take
} from "./Types.sol";

/// Standing offers, taken at once or by a signed quote. Unit, collateral and terms of an offer never
/// change, but its end, which only moves later: a price cap is all a taker needs against being outrun.
library OfferActs {
    function list(Store storage s, address account, OfferListing calldata listing)
        external
        returns (uint32 id)
    {
        Rules.checkProvider(s, account);
        Rules.checkUnit(listing.unit);
        Rules.checkPrice(listing.price);
        Rules.checkTerms(listing.terms);
        if (listing.count == 0) revert IMarketErrors.BadCount();
        checkMode(listing.mode);
        uint256 locked = uint256(listing.collateral) * listing.count;
        if (locked > type(uint96).max) revert IMarketErrors.BadAmount();
        Ledger.authorize(s, account, Act.OFFERS, locked);
        id = ++s.offerCount;
        write(s, id, account, listing);
        s.openOffers.push(id);
        emit IMarketEvents.OfferListed(id, account, listing, uint96(locked), Ledger.now40());
        Ledger.pull(s, account, locked);
    }

    function write(Store storage s, uint32 id, address account, OfferListing calldata listing)
        private
    {
        Offer storage o = s.offers[id];
        o.provider = account;
        o.endsAt = listing.terms.endsAt;
        o.count = listing.count;
        o.mode = listing.mode;
        o.price = listing.price;
        o.collateral = listing.collateral;
        o.haltedPercent = listing.terms.haltedPercent;
        o.vcpu = listing.unit.vcpu;
        o.memoryMiB = listing.unit.memoryMiB;
        o.diskGiB = listing.unit.diskGiB;
        o.bandwidthMbps = listing.unit.bandwidthMbps;
        o.tier = listing.unit.tier;
        o.periodMinutes = uint16(listing.terms.period / 60);
        o.activateMinutes = uint16(listing.terms.activateWithin / 60);
        o.outageMinutes = uint16(listing.terms.outageSeconds / 60);
        o.noticeMinutes = uint16(listing.terms.noticeSeconds / 60);
        o.position = uint32(s.openOffers.length);
    }

    function checkMode(OfferMode mode) private pure {
        if (mode != OfferMode.OPEN && mode != OfferMode.QUOTE_ONLY) {
            revert IMarketErrors.BadMode();
        }
    }

    function standing(Store storage s, uint32 id) private view returns (Offer storage o) {
        o = s.offers[id];
        if (o.mode == OfferMode.NONE) revert IMarketErrors.NoSuchOffer();
        if (o.mode == OfferMode.WITHDRAWN) revert IMarketErrors.OfferNotOpen();
    }

    function update(
        Store storage s,
        uint32 id,
        uint128 price,
        uint16 count,
        OfferMode mode,
        uint40 endsAt
    ) external {
        Offer storage o = standing(s, id);
        Rules.checkPrice(price);
        checkMode(mode);
        if (count < o.taken || count == 0) revert IMarketErrors.BadCount();
        uint256 end = o.endsAt;
        // A lease that ends sooner than its taker saw is another lease, and one without a notice.
        if (
            endsAt != 0 && (endsAt <= block.timestamp || end == 0 || endsAt < end)
        ) revert IMarketErrors.BadTerms();
        uint256 was = uint256(o.collateral) * (o.count - o.taken);
        uint256 locked = uint256(o.collateral) * (count - o.taken);
        if (locked > type(uint96).max) revert IMarketErrors.BadAmount();
        address account = o.provider;
        if (count > o.count) Rules.checkProvider(s, account);
        Ledger.authorize(s, account, Act.OFFERS, locked > was ? locked - was : 0);
        o.price = price;
        o.count = count;
        o.mode = mode;
        o.endsAt = endsAt;
        emit IMarketEvents.OfferUpdated(
            id, price, count, mode, endsAt, uint96(locked), Ledger.now40()
        );
        if (locked < was) Ledger.credit(s, account, was - locked);
        else Ledger.pull(s, account, locked - was);
    }

    function withdrawOffer(Store storage s, uint32 id) external {
        Offer storage o = standing(s, id);
        Ledger.authorize(s, o.provider, Act.OFFERS, 0);
        o.mode = OfferMode.WITHDRAWN;
        uint256 returned = uint256(o.collateral) * (o.count - o.taken);
        uint32 last = s.openOffers[s.openOffers.length - 1];
        uint32 position = o.position;
        s.openOffers[position] = last;
        s.offers[last].position = position;
        s.openOffers.pop();
        Ledger.credit(s, o.provider, returned);
        emit IMarketEvents.OfferWithdrawn(id, uint96(returned), Ledger.now40());
    }

    function take(Store storage s, Take calldata t) external returns (bytes32[] memory ids) {
        Offer storage o = standing(s, t.offer);
        if (o.mode != OfferMode.OPEN) revert IMarketErrors.OfferNotOpen();
        return fill(s, o, t, o.price);
    }

    function takeQuote(Store storage s, Take calldata t, Quote calldata q, bytes calldata signature)
        external
        returns (bytes32[] memory ids)
    {
        Offer storage o = standing(s, t.offer);
        if (q.offer != t.offer || q.tenant != t.account || t.units > q.units) {
            revert IMarketErrors.BadQuote();
        }
        if (block.timestamp > q.expiry) revert IMarketErrors.QuoteExpired();
        Rules.checkPrice(q.price);
        address provider = o.provider;
        if (q.nonce != s.quoteNonces[provider][q.tenant]) revert IMarketErrors.QuoteNonceUsed();
        s.quoteNonces[provider][q.tenant] += 1;
        address signer = Signatures.recover(Signatures.quote(q), signature);
        if (!Ledger.mayAct(s, provider, signer, Act.QUOTES)) revert IMarketErrors.BadSignature();
        return fill(s, o, t, q.price);
    }

    function cancelQuotes(Store storage s, address account, address tenant) external {
        Ledger.authorize(s, account, Act.QUOTES, 0);
        uint256 next = ++s.quoteNonces[account][tenant];
        emit IMarketEvents.QuotesCancelled(account, tenant, uint64(next), Ledger.now40());
    }

    function fill(Store storage s, Offer storage o, Take calldata t, uint128 price)
        private
        returns (bytes32[] memory ids)
    {
        if (price > t.maxPrice) revert IMarketErrors.PriceRose();
        if (t.units == 0 || t.units > MAX_UNITS) revert IMarketErrors.BadCount();
        if (t.launchKey == address(0)) revert IMarketErrors.BadLaunchKey();
        if (t.version == 0) revert IMarketErrors.BadVersion();
        Opening memory n;
        uint256 activateWithin = uint256(o.activateMinutes) * 60;
        if (o.endsAt != 0 && o.endsAt <= block.timestamp + activateWithin) {
            revert IMarketErrors.OfferEnded();
        }
        uint256 taken = uint256(o.taken) + t.units;
        if (taken > o.count) revert IMarketErrors.OfferExhausted();
        o.taken = uint16(taken);
        n.provider = o.provider;
        Rules.checkProvider(s, n.provider);
        Ledger.authorize(s, t.account, Act.TAKE, t.deposit);
        n.terms = LeaseTerms(
            uint32(o.periodMinutes) * 60,
            uint32(activateWithin),
            uint32(o.outageMinutes) * 60,
            uint32(o.noticeMinutes) * 60,
            o.haltedPercent,
            o.endsAt
        );
        if (t.deposit / t.units < Leases.costUp(price, Leases.span(s.config, n.terms.period))) {
            revert IMarketErrors.DepositTooLow();
        }
        n.tenant = t.account;
        n.origin = t.offer;
        n.unit = ComputeUnit(o.vcpu, o.memoryMiB, o.diskGiB, o.bandwidthMbps, o.tier);
        n.rate = price;
        n.collateral = o.collateral;
        n.launchKey = t.launchKey;
        n.version = t.version;
        ids = openAll(s, n, t.units, t.deposit);
        emit IMarketEvents.OfferTaken(t.offer, t.account, t.units, uint16(taken), Ledger.now40());
        Ledger.pull(s, t.account, t.deposit);
    }

    /// Splits the deposit evenly; the first lease has what does not divide.
    function openAll(Store storage s, Opening memory n, uint256 units, uint256 deposit)
        private
        returns (bytes32[] memory ids)
    {
        ids = new bytes32[](units);
        uint256 share = deposit / units;
        n.escrow = uint96(deposit - share * (units - 1));
        for (uint256 i = 0; i < units; i++) {
            ids[i] = Leases.open(s, n);
            n.escrow = uint96(share);
        }
    }
}
