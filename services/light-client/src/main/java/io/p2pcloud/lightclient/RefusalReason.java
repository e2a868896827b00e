package io.p2pcloud.lightclient;

/// Why an answer is not shown as proven, or a chain not followed.
public enum RefusalReason {
    /// The checkpoint, or the store of the last run, is older than the weak-subjectivity period.
    STALE_CHECKPOINT,
    /// Under the rules of a fork that this version does not know.
    UNKNOWN_FORK,
    /// The development committee tried to vouch for a chain that is not the development network.
    DEVELOPMENT_KEYS,
    /// An answer cannot be decoded or exceeds a limit.
    MALFORMED_ANSWER,
    /// Light-client data that the sync protocol refuses.
    INVALID_UPDATE,
    /// Fewer than two thirds of the committee signed.
    LOW_PARTICIPATION,
    /// An answer about another block, account or slot than was asked for.
    WRONG_ANSWER,
    /// A Merkle proof that does not lead to the proven root.
    INVALID_PROOF,
    /// A proof that does not hold, of a server that does not give one by the block's hash: its
    /// block of that number may be another one.
    OTHER_BRANCH,
    /// The server's chain id is not the network's.
    WRONG_CHAIN,
    /// Nothing has been proven yet to check an answer against.
    NOT_SYNCED,
    /// The block asked for is newer than the proven head, or too old to be reached from it.
    OUT_OF_RANGE;

    /// Whether an endpoint that caused it deserves to be asked last from now on.
    boolean isFaultOfServer() {
        return switch (this) {
            case MALFORMED_ANSWER, INVALID_UPDATE, WRONG_ANSWER, INVALID_PROOF, WRONG_CHAIN -> true;
            case STALE_CHECKPOINT,
                    UNKNOWN_FORK,
                    DEVELOPMENT_KEYS,
                    LOW_PARTICIPATION,
                    OTHER_BRANCH,
                    NOT_SYNCED,
                    OUT_OF_RANGE ->
                    false;
        };
    }
}
