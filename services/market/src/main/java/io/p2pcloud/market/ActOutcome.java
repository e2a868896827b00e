package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.TxHash;
import java.math.BigInteger;
import java.util.function.Function;

/// What came of an act on the market.
public sealed interface ActOutcome<T> {
    /// Mined.
    ///
    /// @param fee paid for gas, in wei
    record Done<T>(T result, TxHash transaction, BlockRef block, BigInteger fee)
            implements ActOutcome<T> {}

    /// The contract refused, almost always before anything was sent or paid.
    ///
    /// @param sentence for the user
    record Refused<T>(MarketRefusal reason, String sentence) implements ActOutcome<T> {}

    /// The account lacks the chain's own coin for gas.
    record NoGasMoney<T>(BigInteger needed, BigInteger present) implements ActOutcome<T> {
        public String sentence() {
            return "The account holds "
                    + present
                    + " wei, and this act may cost "
                    + needed
                    + " wei for gas: send some to it.";
        }
    }

    /// Sent, but not mined by the deadline: it may still be. Resuming finds out.
    record Unsettled<T>(TxHash transaction) implements ActOutcome<T> {}

    /// The result.
    ///
    /// @throws RefusedException in every other case, with its sentence; for callers to whom none is
    ///   expected
    default T orThrow() {
        return switch (this) {
            case Done<T>(T result, _, _, _) -> result;
            case Refused<T> refused -> throw new RefusedException(refused.sentence());
            case NoGasMoney<T> poor -> throw new RefusedException(poor.sentence());
            case Unsettled<T>(TxHash transaction) ->
                    throw new RefusedException(
                            "The transaction "
                                    + transaction
                                    + " was sent but is not in a block yet: wait, then look"
                                    + " again.");
        };
    }

    default <R> ActOutcome<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Done<T>(T result, TxHash transaction, BlockRef block, BigInteger fee) ->
                    new Done<>(change.apply(result), transaction, block, fee);
            case Refused<T>(MarketRefusal reason, String sentence) ->
                    new Refused<>(reason, sentence);
            case NoGasMoney<T>(BigInteger needed, BigInteger present) ->
                    new NoGasMoney<>(needed, present);
            case Unsettled<T>(TxHash transaction) -> new Unsettled<>(transaction);
        };
    }

    /// An act did not come about where it had to.
    final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedException(String sentence) {
            super(sentence);
        }
    }
}
