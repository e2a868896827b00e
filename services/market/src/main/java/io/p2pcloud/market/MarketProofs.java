package io.p2pcloud.market;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ProvenReads;
import io.p2pcloud.chain.ProvenWords;
import io.p2pcloud.chain.Proving;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Reads the market from proven words of its storage. A reader is run until every word that it
/// needs was proven, all of one block: where an index leads to records, first the index is missing,
/// then the records are.
final class MarketProofs {
    /// What one reading may ask for: more would keep an endpoint busy for seconds.
    private static final int MOST_SLOTS = 512;

    /// Of an entry of any list: an offer has three.
    private static final int LEAST_SLOTS = 3;

    private static final int ROUNDS = 6;

    private final ProvenReads reads;
    private final Address market;
    private final ShippedCode code;

    MarketProofs(Chain chain, ProvenReads reads, Address market) {
        this.reads = reads;
        this.market = market;
        code = new ShippedCode(chain, market, reads);
    }

    ProvenReads reads() {
        return reads;
    }

    /// A list of so many entries, unless these are certainly too many: to prove even one figure can
    /// take a node long where the market is large.
    <T> Proving<T> list(long entries, Function<StorageReader, T> reader) {
        return entries * LEAST_SLOTS > MOST_SLOTS ? tooMany() : read(reader);
    }

    private static <T> Proving<T> tooMany() {
        return new Proving.NotProven<>(
                "These are too many figures to prove at once; each is proven when it is opened.");
    }

    <T> Proving<T> read(Function<StorageReader, T> reader) {
        Set<Bytes32> slots = new LinkedHashSet<>(List.of(MarketLayout.CONFIG_SLOT));
        for (int round = 0; round < ROUNDS; round++) {
            switch (reads.read(market, List.copyOf(slots))) {
                case Proving.NotProven<?>(var reason) -> {
                    return new Proving.NotProven<>(reason);
                }
                case Proving.Proven<ProvenWords>(var proven, Trust trust) -> {
                    var flaw = code.flaw(proven);
                    if (flaw.isPresent()) {
                        return new Proving.NotProven<>(flaw.get());
                    }
                    var words = new StorageWords(proven.words());
                    var views = new StorageViews(words, proven.block().time());
                    var attempt = attempt(reader, new StorageReader(words, views));
                    if (attempt instanceof Attempt.Complete<T>(T value)) {
                        return new Proving.Proven<>(value, trust);
                    }
                    slots.addAll(words.missing());
                }
            }
            if (slots.size() > MOST_SLOTS) {
                return tooMany();
            }
        }
        return new Proving.NotProven<>("The market changed while it was read.");
    }

    /// What a reader is given.
    record StorageReader(StorageWords words, StorageViews views) {}

    private sealed interface Attempt<T> {
        record Complete<T>(T value) implements Attempt<T> {}

        record Incomplete<T>() implements Attempt<T> {}
    }

    private static <T> Attempt<T> attempt(Function<StorageReader, T> reader, StorageReader from) {
        try {
            var value = reader.apply(from);
            return from.words().missing().isEmpty()
                    ? new Attempt.Complete<>(value)
                    : new Attempt.Incomplete<>();
        } catch (IllegalArgumentException | ArithmeticException e) {
            if (from.words().missing().isEmpty()) {
                throw e;
            }
            return new Attempt.Incomplete<>(); // zeros stand for what is not there yet
        }
    }

    /// One word of another contract.
    Proving<Bytes32> word(Address contract, Bytes32 slot) {
        return switch (reads.read(contract, List.of(slot))) {
            case Proving.NotProven<?>(var reason) -> new Proving.NotProven<>(reason);
            case Proving.Proven<ProvenWords>(var proven, var trust) ->
                    new Proving.Proven<>(proven.words().getOrDefault(slot, Bytes32.ZERO), trust);
        };
    }
}
