package io.p2pcloud.views.history;

import io.p2pcloud.history.Entry;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;

/// An entry's kind as icon, word and tone, and its amount.
public final class EntryWords {
    private EntryWords() {}

    public static String icon(EntryKind kind) {
        return switch (kind) {
            case ORDERED, OFFERED, BID -> "mdi2t-tag-outline";
            case MATCHED -> "mdi2h-handshake-outline";
            case ACTIVATED, REACTIVATED, RESUMED -> "mdi2p-play";
            case CONFIRMED -> "mdi2c-clock-check-outline";
            case HALTED, PAUSED -> "mdi2p-pause";
            case INTERRUPTED, SUSPECTED, STALE -> "mdi2a-alert-outline";
            case CLOSING, CLOSED -> "mdi2p-power";
            case DEPOSITED, COLLATERAL_LOCKED -> "mdi2l-lock-outline";
            case PAID, COLLATERAL_FORFEITED, BOUNTY_PAID -> "mdi2c-cash-minus";
            case REFUNDED, COLLATERAL_RELEASED -> "mdi2c-cash-refund";
            case EARNED, COLLATERAL_RECEIVED, BOUNTY_RECEIVED -> "mdi2c-cash-plus";
            case WITHDRAWN -> "mdi2h-hand-coin-outline";
            case GAS -> "mdi2g-gas-station-outline";
        };
    }

    public static Tone tone(EntryKind kind) {
        return switch (kind) {
            case INTERRUPTED, SUSPECTED, PAUSED -> Tone.WARNING;
            case STALE, COLLATERAL_FORFEITED -> Tone.DANGER;
            default -> kind.effect() == EntryKind.Effect.EARNED ? Tone.SUCCESS : Tone.NEUTRAL;
        };
    }

    public static String word(Entry entry) {
        return Texts.word(entry.kind());
    }

    /// With its unit; empty where no money moved.
    public static String amount(Entry entry, Money money) {
        return switch (entry.kind().effect()) {
            case NONE -> "";
            case GAS -> money.coin(entry.amount().units());
            case LOCKED, UNLOCKED, SPENT, EARNED, MOVED -> money.amount(entry.amount());
        };
    }

    /// To the last unit, for hover.
    public static String exact(Entry entry, Money money) {
        return entry.kind() == EntryKind.GAS
                ? entry.amount().units() + " wei"
                : money.exact(entry.amount());
    }
}
