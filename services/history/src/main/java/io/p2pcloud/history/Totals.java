package io.p2pcloud.history;

import io.p2pcloud.common.TokenAmount;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/// Sums over entries by kind, exact to the smallest unit.
///
/// @param amounts by kind; a kind without entries is missing
/// @param entries how many were summed up
public record Totals(Map<EntryKind, TokenAmount> amounts, long entries) {
    public static final Totals NONE = new Totals(Map.of(), 0);

    public Totals {
        amounts = Map.copyOf(amounts);
    }

    public TokenAmount of(EntryKind kind) {
        return amounts.getOrDefault(kind, TokenAmount.ZERO);
    }

    /// Out of the owner's keeping to others, gas not counted.
    public TokenAmount spent() {
        return sum(EntryKind.Effect.SPENT);
    }

    public TokenAmount earned() {
        return sum(EntryKind.Effect.EARNED);
    }

    /// Wei.
    public TokenAmount gas() {
        return sum(EntryKind.Effect.GAS);
    }

    /// Still in the market's keeping; zero when the entries summed up show only the way out.
    public TokenAmount locked() {
        var units =
                sum(EntryKind.Effect.LOCKED)
                        .units()
                        .subtract(sum(EntryKind.Effect.UNLOCKED).units())
                        .subtract(spent().units());
        return new TokenAmount(units.max(BigInteger.ZERO));
    }

    /// Credit in the market that can be withdrawn.
    public TokenAmount credit() {
        var units =
                earned().units()
                        .add(sum(EntryKind.Effect.UNLOCKED).units())
                        .subtract(sum(EntryKind.Effect.MOVED).units());
        return new TokenAmount(units.max(BigInteger.ZERO));
    }

    public Totals plus(Totals other) {
        var sums = new EnumMap<EntryKind, TokenAmount>(EntryKind.class);
        sums.putAll(amounts);
        other.amounts.forEach((kind, amount) -> sums.merge(kind, amount, TokenAmount::plus));
        return new Totals(sums, entries + other.entries);
    }

    private TokenAmount sum(EntryKind.Effect effect) {
        return amounts.entrySet().stream()
                .filter(entry -> entry.getKey().effect() == effect)
                .map(Map.Entry::getValue)
                .reduce(TokenAmount.ZERO, TokenAmount::plus);
    }
}
