// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// Offers taken by a signed price.
contract QuotesTest is Base {
    uint256 private constant SIGNER = 0x516E;

    function quoteOnly() private returns (uint32 offer) {
        OfferListing memory l = listing(2);
        l.mode = OfferMode.QUOTE_ONLY;
        vm.prank(provider);
        offer = market.listOffer(provider, l);
        address signer = vm.addr(SIGNER);
        vm.prank(provider);
        market.delegate(signer, uint32(1) << uint8(Act.QUOTES), 0, uint40(START + 10 days));
    }

    function quote(uint32 offer) private view returns (Quote memory) {
        return Quote(offer, tenant, RATE / 2, 1, 0, uint40(START + 1 days));
    }

    function testQuoteIsTakenOnceAtItsPrice() public {
        uint32 offer = quoteOnly();
        Quote memory q = quote(offer);
        bytes memory signature = sign(SIGNER, market.quoteDigest(q));
        vm.prank(tenant);
        bytes32 id = market.takeQuote(taking(offer, 1), q, signature)[0];
        requireEqual(market.lease(id).rate, RATE / 2, "rate");
        refuse(tenant, E.QuoteNonceUsed.selector);
        market.takeQuote(taking(offer, 1), q, signature);
    }

    function testNoncesOfOneTenantDoNotDisturbAnother() public {
        uint32 offer = quoteOnly();
        Quote memory q = quote(offer);
        bytes memory signature = sign(SIGNER, market.quoteDigest(q));
        vm.prank(tenant);
        market.takeQuote(taking(offer, 1), q, signature);
        q.tenant = stranger;
        signature = sign(SIGNER, market.quoteDigest(q));
        Take memory t = taking(offer, 1);
        t.account = stranger;
        vm.prank(stranger);
        market.takeQuote(t, q, signature);
        requireEqual(market.quoteNonceOf(provider, tenant), 1, "tenant");
        requireEqual(market.quoteNonceOf(provider, stranger), 1, "stranger");
    }

    function testRefusesQuotesOfOthersAndOldOnes() public {
        uint32 offer = quoteOnly();
        Quote memory q = quote(offer);
        bytes memory signature = sign(SIGNER, market.quoteDigest(q));
        Take memory t = taking(offer, 1);
        t.account = stranger;
        refuse(stranger, E.BadQuote.selector);
        market.takeQuote(t, q, signature);
        refuse(tenant, E.BadQuote.selector);
        market.takeQuote(taking(offer, 2), q, signature);
        bytes memory forged = sign(SIGNER + 1, market.quoteDigest(q));
        refuse(tenant, E.BadSignature.selector);
        market.takeQuote(taking(offer, 1), q, forged);
        q.price -= 1;
        refuse(tenant, E.BadSignature.selector);
        market.takeQuote(taking(offer, 1), q, signature);
        q.price += 1;
        t = taking(offer, 1);
        t.maxPrice = RATE / 2 - 1;
        refuse(tenant, E.PriceRose.selector);
        market.takeQuote(t, q, signature);
        skip(1 days + 1);
        refuse(tenant, E.QuoteExpired.selector);
        market.takeQuote(taking(offer, 1), q, signature);
    }

    function testProviderCancelsHisQuotes() public {
        uint32 offer = quoteOnly();
        Quote memory q = quote(offer);
        bytes memory signature = sign(SIGNER, market.quoteDigest(q));
        vm.prank(provider);
        market.cancelQuotes(provider, tenant);
        refuse(tenant, E.QuoteNonceUsed.selector);
        market.takeQuote(taking(offer, 1), q, signature);
    }

    function testQuoteOfAnotherChainOrMarketIsWorthless() public {
        uint32 offer = quoteOnly();
        Quote memory q = quote(offer);
        bytes memory signature = sign(SIGNER, market.quoteDigest(q));
        vm.chainId(5);
        refuse(tenant, E.BadSignature.selector);
        market.takeQuote(taking(offer, 1), q, signature);
    }
}
