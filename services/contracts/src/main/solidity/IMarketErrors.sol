// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Every reason for which the market refuses an act.
interface IMarketErrors {
    error NotAuthorized();
    error SpendLimitReached();
    error BadDelegation();
    error Reentered();
    error BadConfig();
    error BadRecipient();
    error NothingToWithdraw();
    error TokenTransferFailed();
    error TokenTransferShort();
    error BadSignature();
    error SignatureExpired();

    error AlreadyRegistered();
    error NotRegistered();
    error BadProfile();
    error StakeTooLow();
    error ProviderUnbonding();
    error NotUnbonding();
    error StillUnbonding();
    error LeasesStillOpen();
    error BadAttribute();
    error NoSuchAttribute();

    error BadUnit();
    error BadPrice();
    error BadCount();
    error BadTerms();
    error BadMode();
    error BadLaunchKey();
    error BadVersion();
    error NoSuchOffer();
    error OfferNotOpen();
    error OfferEnded();
    error OfferExhausted();
    error PriceRose();
    error DepositTooLow();
    error BadQuote();
    error QuoteExpired();
    error QuoteNonceUsed();

    error BadDeployment();
    error NoSuchDeployment();
    error DeploymentClosed();
    error OrdersStillOpen();
    error NoSuchOrder();
    error OrderNotOpen();
    error BadCommitment();
    error BadWait();
    error BiddingClosed();
    error BiddingStillOpen();
    error OrderExpired();
    error OrderNotExpired();
    error BidTooHigh();
    error BidNotLowEnough();
    error AlreadyBid();
    error NoSuchBid();
    error OrderFull();
    error NotQualified();
    error NoQualifiedBid();

    error NoSuchLease();
    error WrongState();
    error BootNotNewer();
    error BadGuestKey();
    error ActivationExpired();
    error NotYetExpired();
    error NothingToPay();
    error SettlementOver();
    error SettlementOpen();
    error OutageBudgetSpent();
    error BadReason();
    error NoticeAlreadyGiven();
    error NotSuspect();
    error TooEarly();
    error BadTopUp();
    error BelowFloor();
    error BadAmount();
}
