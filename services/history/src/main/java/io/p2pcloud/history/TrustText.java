package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Bytes32;
import java.time.Instant;

/// [Trust] as a stored word with its particulars, separated by spaces.
final class TrustText {
    private TrustText() {}

    static String write(Trust trust) {
        return switch (trust) {
            case Trust.ProvenFinalized(BlockRef block) -> "finalized " + write(block);
            case Trust.ProvenOptimistic(BlockRef block) -> "optimistic " + write(block);
            case Trust.Anchored(BlockRef parent) -> "anchored " + write(parent);
            case Trust.Cached(BlockRef block, Instant asOf) ->
                    "cached " + write(block) + " " + asOf;
            case Trust.Unproven(String endpoint) -> "unproven " + endpoint;
        };
    }

    /// @throws IllegalArgumentException when the text was not written by [#write]
    static Trust read(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not a stored trust: " + text);
        }
        var rest = text.substring(space + 1);
        return switch (text.substring(0, space)) {
            case "finalized" -> new Trust.ProvenFinalized(block(rest));
            case "optimistic" -> new Trust.ProvenOptimistic(block(rest));
            case "anchored" -> new Trust.Anchored(block(rest));
            case "cached" ->
                    new Trust.Cached(
                            block(rest), Instant.parse(rest.substring(rest.lastIndexOf(' ') + 1)));
            case "unproven" -> new Trust.Unproven(rest);
            default -> throw new IllegalArgumentException("not a stored trust: " + text);
        };
    }

    /// In words for an export.
    static String words(Trust trust) {
        return switch (trust) {
            case Trust.ProvenFinalized(BlockRef block) -> "proven, block " + block.number();
            case Trust.ProvenOptimistic(BlockRef block) ->
                    "proven, may still be reorganised, block " + block.number();
            case Trust.Anchored(BlockRef parent) ->
                    "proven through block " + parent.number() + " of the first layer";
            case Trust.Cached(BlockRef block, Instant asOf) ->
                    "as of block " + block.number() + ", checked " + asOf;
            case Trust.Unproven(String endpoint) -> "unproven (" + endpoint + ")";
        };
    }

    private static String write(BlockRef block) {
        return block.number() + " " + block.hash().toHex() + " " + block.time();
    }

    private static BlockRef block(String text) {
        var parts = text.split(" ", -1);
        if (parts.length < 3) {
            throw new IllegalArgumentException("not a stored block: " + text);
        }
        return new BlockRef(
                Long.parseLong(parts[0]), Bytes32.ofHex(parts[1]), Instant.parse(parts[2]));
    }
}
