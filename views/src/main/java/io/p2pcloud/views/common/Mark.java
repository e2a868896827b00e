package io.p2pcloud.views.common;

import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Tier;
import io.p2pcloud.tenant.AttestationMark;

/// How far something was verified: one shape, one word and one tone for each, the same everywhere.
public enum Mark {
    /// Verified on this computer, verdict RELEASE.
    ATTESTED("mdi2s-shield-check", Tone.SUCCESS),
    /// Verdict ASK, and the user went on.
    DOUBTS("mdi2s-shield-half-full", Tone.WARNING),
    /// A STANDARD machine.
    NOT_ATTESTED("mdi2l-lock-open-variant-outline", Tone.NEUTRAL),
    /// The report was signed under a test root.
    SIMULATED("mdi2f-flask-outline", Tone.WARNING),
    /// Not judged yet.
    PENDING("mdi2s-shield-outline", Tone.NEUTRAL),
    /// Proven at a finalized block.
    PROVEN("mdi2c-check-circle", Tone.SUCCESS),
    /// Proven at the optimistic head.
    PROVEN_HEAD("mdi2c-check-circle-outline", Tone.SUCCESS),
    /// Taken from a server.
    UNPROVEN("mdi2h-help-circle-outline", Tone.WARNING),
    /// From the ledger.
    CACHED("mdi2c-clock-outline", Tone.NEUTRAL);

    private final String icon;
    private final Tone tone;

    Mark(String icon, Tone tone) {
        this.icon = icon;
        this.tone = tone;
    }

    public static Mark of(AttestationMark mark) {
        return switch (mark) {
            case PENDING -> PENDING;
            case ATTESTED -> ATTESTED;
            case ATTESTED_WITH_DOUBTS -> DOUBTS;
            case NOT_ATTESTED -> NOT_ATTESTED;
            case SIMULATED -> SIMULATED;
        };
    }

    /// What a server of a tier begins with.
    public static Mark ahead(Tier tier) {
        return switch (tier) {
            case STANDARD -> NOT_ATTESTED;
            case CONFIDENTIAL -> PENDING;
        };
    }

    public static Mark of(Trust trust) {
        return switch (trust) {
            case Trust.ProvenFinalized _, Trust.Anchored _ -> PROVEN;
            case Trust.ProvenOptimistic _ -> PROVEN_HEAD;
            case Trust.Unproven _ -> UNPROVEN;
            case Trust.Cached _ -> CACHED;
        };
    }

    public String icon() {
        return icon;
    }

    public Tone tone() {
        return tone;
    }

    /// Two or three words, for chips and columns.
    public String words() {
        return Texts.word(this);
    }

    /// The whole sentence.
    public String sentence() {
        return Texts.of("mark.sentence." + name());
    }

    /// The whole sentence about a figure.
    public static String sentence(Trust trust, Times times) {
        return switch (trust) {
            case Trust.ProvenFinalized(var block) ->
                    Texts.of("trust.proven", Sizes.grouped(block.number()));
            case Trust.ProvenOptimistic(var block) ->
                    Texts.of("trust.head", Sizes.grouped(block.number()));
            case Trust.Anchored(var block) ->
                    Texts.of("trust.anchored", Sizes.grouped(block.number()));
            case Trust.Unproven(var endpoint) -> Texts.of("trust.unproven", endpoint);
            case Trust.Cached(var block, var asOf) ->
                    Texts.of("trust.cached", Sizes.grouped(block.number()), times.moment(asOf));
        };
    }
}
