package io.p2pcloud.lightclient.consensus;

/// Why the protocol refuses light-client data: one value per assertion of the specification.
public enum UpdateFault {
    /// Nobody signed.
    NO_PARTICIPANTS("nobody of the committee signed it"),
    /// A header's execution part does not belong to its beacon block.
    INVALID_HEADER("its execution header is not the one that the beacon block commits to"),
    /// Signed later than this machine's clock.
    FROM_THE_FUTURE("it was signed after the time on this computer's clock"),
    /// Signature, attested and finalized slots are not in this order.
    SLOTS_OUT_OF_ORDER("its slots are not in order"),
    /// Signed in a period whose committee the store does not know.
    PERIOD_SKIPPED("its period's committee is not known yet"),
    /// Nothing new in it.
    NOT_RELEVANT("it is not newer than what is known"),
    /// The finalized header is not the one in the attested state.
    FINALITY_NOT_PROVEN("its finalized header is not proven by the attested header"),
    /// The next committee is not the one in the attested state, or not the known one.
    COMMITTEE_NOT_PROVEN("its committee is not proven by the header"),
    /// A header that should be absent is not.
    UNPROVEN_CONTENT("it carries content without a proof"),
    /// The aggregate signature does not verify.
    INVALID_SIGNATURE("its committee signature does not verify"),
    /// A bootstrap for another block than the trusted one.
    WRONG_BLOCK("it belongs to another block than the trusted one"),
    /// It applies to a period that the store cannot move to.
    WRONG_PERIOD("its finalized period does not follow the store's");

    private final String sentence;

    UpdateFault(String sentence) {
        this.sentence = sentence;
    }

    /// The predicate of a sentence about the data.
    public String sentence() {
        return sentence;
    }
}
