package io.p2pcloud.chain;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Hex;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// The bytes with which a contract refused: Solidity's `Error(string)`, `Panic(uint256)`, or a
/// custom error of the contract (its selector, then its arguments).
public record RevertReason(Bytes data) {
    private static final String ERROR = "08c379a0";
    private static final String PANIC = "4e487b71";
    private static final int MAX_TEXT = 500;

    /// The first four bytes in hex without prefix; empty when there are fewer.
    public String selector() {
        return data.size() < 4 ? "" : Hex.plain(data.slice(0, 4).toArray());
    }

    /// The arguments behind the selector.
    public Bytes arguments() {
        return data.size() < 4 ? Bytes.EMPTY : data.slice(4, data.size());
    }

    /// For logs and for errors that no table knows.
    public String describe() {
        return switch (selector()) {
            case "" -> "the contract gave no reason";
            case ERROR -> text();
            case PANIC -> "the contract's own check failed (panic " + number() + ")";
            default -> "the contract refused with error " + selector();
        };
    }

    private BigInteger number() {
        return new BigInteger(1, arguments().toArray());
    }

    private String text() {
        var arguments = arguments();
        if (arguments.size() < 64) {
            return "the contract refused";
        }
        var length = new BigInteger(1, arguments.slice(32, 64).toArray());
        int end =
                length.min(BigInteger.valueOf(Math.min(MAX_TEXT, arguments.size() - 64)))
                        .intValue();
        var text = new String(arguments.slice(64, 64 + end).toArray(), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
