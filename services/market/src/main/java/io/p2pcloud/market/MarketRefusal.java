package io.p2pcloud.market;

import io.p2pcloud.chain.RevertReason;
import io.p2pcloud.common.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every reason for which the market refuses an act: the contract's custom errors, which have no
/// arguments, each with a sentence for the user.
public enum MarketRefusal {
    NOT_AUTHORIZED(
            "NotAuthorized",
            "This account may not do that: use the account that owns it, or one that it delegated to."),
    SPEND_LIMIT_REACHED(
            "SpendLimitReached",
            "The delegated key has spent its limit for today: wait a day or use the main account."),
    BAD_DELEGATION(
            "BadDelegation",
            "The delegation's limits or expiry are not valid: choose at least one act and a time in the future."),
    REENTERED("Reentered", "The market was called from inside a payment, which it refuses."),
    BAD_CONFIG("BadConfig", "The market cannot be made with these constants."),
    BAD_RECIPIENT("BadRecipient", "This account cannot receive a payment: choose another."),
    NOTHING_TO_WITHDRAW("NothingToWithdraw", "There is nothing to withdraw."),
    TOKEN_TRANSFER_FAILED(
            "TokenTransferFailed",
            "The token refused the transfer: check the balance and that the market is approved to take it."),
    TOKEN_TRANSFER_SHORT(
            "TokenTransferShort",
            "The token delivered less than it was asked for: the market takes no tokens with a fee on transfers."),
    BAD_SIGNATURE(
            "BadSignature",
            "The signature was made by another key, or for another lease, boot or amount."),
    SIGNATURE_EXPIRED("SignatureExpired", "The signature's time is over: sign again."),
    ALREADY_REGISTERED("AlreadyRegistered", "This account is registered as a provider already."),
    NOT_REGISTERED(
            "NotRegistered", "This account is not registered as a provider: register it first."),
    BAD_PROFILE(
            "BadProfile",
            "The provider's profile is not valid: check endpoint, attributes and processors."),
    STAKE_TOO_LOW("StakeTooLow", "The stake is below the market's minimum: add to it."),
    PROVIDER_UNBONDING("ProviderUnbonding", "The provider is leaving and takes no new leases."),
    NOT_UNBONDING("NotUnbonding", "The provider is not leaving."),
    STILL_UNBONDING(
            "StillUnbonding", "The stake is still bound: wait until the exit delay is over."),
    LEASES_STILL_OPEN("LeasesStillOpen", "The provider has open leases: end them first."),
    BAD_ATTRIBUTE("BadAttribute", "The attribute is empty or expired."),
    NO_SUCH_ATTRIBUTE("NoSuchAttribute", "There is no such audited attribute."),
    BAD_UNIT("BadUnit", "The machine's size is not valid: every part must be at least one."),
    BAD_PRICE("BadPrice", "The price is zero or too high."),
    BAD_COUNT("BadCount", "The number of machines is not valid: 1 to 16 in one booking."),
    BAD_TERMS(
            "BadTerms",
            "The lease's terms are out of bounds: check period, activation time, outage, notice and end."),
    BAD_MODE("BadMode", "The offer's mode is not valid."),
    BAD_LAUNCH_KEY("BadLaunchKey", "The launch key is missing or is the account itself."),
    BAD_VERSION("BadVersion", "The manifest's hash is missing."),
    NO_SUCH_OFFER("NoSuchOffer", "There is no such offer."),
    OFFER_NOT_OPEN(
            "OfferNotOpen",
            "The offer cannot be taken: it was withdrawn, or takes signed quotes only."),
    OFFER_ENDED("OfferEnded", "The offer's time is over."),
    OFFER_EXHAUSTED("OfferExhausted", "The offer has too few machines left."),
    PRICE_ROSE(
            "PriceRose",
            "The price rose above your limit since you looked: look at the new price and decide again."),
    DEPOSIT_TOO_LOW("DepositTooLow", "The deposit is below the lease's floor: add to it."),
    BAD_QUOTE("BadQuote", "The quote does not belong to this offer, tenant or number of machines."),
    QUOTE_EXPIRED("QuoteExpired", "The quote's time is over: ask for a new one."),
    QUOTE_NONCE_USED("QuoteNonceUsed", "The quote was used or cancelled: ask for a new one."),
    BAD_DEPLOYMENT("BadDeployment", "The deployment must have 1 to 8 orders of 1 to 4 groups."),
    NO_SUCH_DEPLOYMENT("NoSuchDeployment", "There is no such deployment."),
    DEPLOYMENT_CLOSED("DeploymentClosed", "The deployment is closed."),
    ORDERS_STILL_OPEN("OrdersStillOpen", "The deployment has open orders: close them first."),
    NO_SUCH_ORDER("NoSuchOrder", "There is no such order."),
    ORDER_NOT_OPEN("OrderNotOpen", "The order is matched or closed already."),
    BAD_COMMITMENT("BadCommitment", "What was handed in is not what the order committed to."),
    BAD_WAIT("BadWait", "Bids can be waited for at most 7 days."),
    BIDDING_CLOSED("BiddingClosed", "The order takes no more bids."),
    BIDDING_STILL_OPEN(
            "BiddingStillOpen", "The order still takes bids: wait until its time is over."),
    ORDER_EXPIRED("OrderExpired", "The order was not matched in time."),
    ORDER_NOT_EXPIRED(
            "OrderNotExpired",
            "The order can still be matched: collateral comes back when it is over."),
    BID_TOO_HIGH("BidTooHigh", "The bid is above the order's price."),
    BID_NOT_LOW_ENOUGH(
            "BidNotLowEnough",
            "The order has 20 bids, and this one is not lower than the highest of them."),
    ALREADY_BID("AlreadyBid", "This provider has a bid on this order already."),
    NO_SUCH_BID("NoSuchBid", "There is no such bid."),
    ORDER_FULL("OrderFull", "The order is full, and bids that keep others out stand."),
    NOT_QUALIFIED("NotQualified", "The provider does not meet the order's requirements."),
    NO_QUALIFIED_BID("NoQualifiedBid", "No bid on this order meets its requirements."),
    NO_SUCH_LEASE("NoSuchLease", "There is no such lease."),
    WRONG_STATE("WrongState", "The lease's present state does not allow this."),
    BOOT_NOT_NEWER(
            "BootNotNewer",
            "This boot was activated already: start the machine again with a higher boot number."),
    BAD_GUEST_KEY("BadGuestKey", "The guest's key is missing or was used before."),
    ACTIVATION_EXPIRED("ActivationExpired", "The time to start the machine is over."),
    NOT_YET_EXPIRED("NotYetExpired", "The time to start the machine is not over yet."),
    NOTHING_TO_PAY("NothingToPay", "No served time is new since the last payment."),
    SETTLEMENT_OVER("SettlementOver", "The time for a last proof is over."),
    SETTLEMENT_OPEN("SettlementOpen", "The time for a last proof is not over yet: wait."),
    OUTAGE_BUDGET_SPENT(
            "OutageBudgetSpent", "The provider has used up the outages that the lease allows."),
    BAD_REASON("BadReason", "This reason cannot be given by this party or at this time."),
    NOTICE_ALREADY_GIVEN("NoticeAlreadyGiven", "Notice was given already."),
    NOT_SUSPECT("NotSuspect", "The lease is not suspected of being stale."),
    TOO_EARLY("TooEarly", "It is too early for that."),
    BAD_TOP_UP("BadTopUp", "A stranger can top up by whole periods only."),
    BELOW_FLOOR("BelowFloor", "That would leave the escrow below its floor."),
    BAD_AMOUNT("BadAmount", "The amount is not valid."),
    /// The token's own error, or one of a later contract.
    UNKNOWN("", "The contract refused the act.");

    private static final Map<String, MarketRefusal> BY_SELECTOR =
            Arrays.stream(values())
                    .filter(it -> !it.error.isEmpty())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    MarketRefusal::selector, Function.identity()));

    private final String error;
    private final String sentence;

    MarketRefusal(String error, String sentence) {
        this.error = error;
        this.sentence = sentence;
    }

    /// The error's name in the contract; empty for [#UNKNOWN].
    public String error() {
        return error;
    }

    public String sentence() {
        return sentence;
    }

    /// The first four bytes of the error's hash, in hex.
    private String selector() {
        var hash = Keccak.hash((error + "()").getBytes(StandardCharsets.US_ASCII));
        return hash.toHex().substring(2, 10);
    }

    static MarketRefusal of(RevertReason reason) {
        return BY_SELECTOR.getOrDefault(reason.selector(), UNKNOWN);
    }

    /// The sentence, with the contract's own words where this table has none.
    static String sentence(RevertReason reason) {
        var refusal = of(reason);
        return refusal == UNKNOWN
                ? "The contract refused the act: " + reason.describe() + "."
                : refusal.sentence;
    }
}
