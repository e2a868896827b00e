package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import supranational.blst.BLST_ERROR;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2_Affine;

/// A committee's public keys as points of the curve, and `FastAggregateVerify` over some of them.
///
/// That a point lies in the subgroup costs as much to find out as the point itself, and is asked of
/// sums: of all keys once, and of those who signed at every signature, which is all that the
/// pairing needs. Single keys were asked when the chain took their validators' deposits
/// (`KeyValidate` in the proof of possession), and a committee is used only once its root is proven
/// to be the chain's. `P1.aggregate` would ask each key at each call, so sums are built with `add`,
/// from whichever side needs fewer of them.
final class CommitteeKeys {
    /// The proof-of-possession scheme of the consensus specs.
    static final String CIPHERSUITE = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

    private final P1_Affine[] keys;
    private final P1_Affine sum;

    private CommitteeKeys(P1_Affine[] keys, P1_Affine sum) {
        this.keys = keys;
        this.sum = sum;
    }

    static Optional<CommitteeKeys> check(SyncCommittee committee) {
        // A committee is checked once a day, but a start may have to check fifteen.
        var keys =
                IntStream.range(0, committee.size())
                        .parallel()
                        .mapToObj(member -> check(committee.pubkey(member)))
                        .toArray(P1_Affine[]::new);
        var sum = new P1();
        for (var key : keys) {
            if (key == null) {
                return Optional.empty();
            }
            sum = sum.add(key);
        }
        var affine = sum.to_affine();
        if (affine.is_inf() || !affine.in_group()) {
            return Optional.empty();
        }
        return Arrays.equals(affine.compress(), committee.aggregatePubkey().toArray())
                ? Optional.of(new CommitteeKeys(keys, affine))
                : Optional.empty();
    }

    /// Null for a key that is no point of the curve, or the one that every signature suits.
    private static @Nullable P1_Affine check(Bytes pubkey) {
        try {
            var key = new P1_Affine(pubkey.toArray());
            return key.is_inf() ? null : key;
        } catch (RuntimeException e) {
            // The binding reports a malformed point by a bare RuntimeException.
            return null;
        }
    }

    /// Whether exactly the members named in `aggregate` signed `signingRoot`. False, never an
    /// error, for malformed signatures and for an aggregate of another committee size or of nobody.
    boolean fastAggregateVerify(SyncAggregate aggregate, Bytes32 signingRoot) {
        int signers = aggregate.participants();
        if (aggregate.committeeSize() != keys.length || signers == 0) {
            return false;
        }
        try {
            var signature = new P2_Affine(aggregate.signature().toArray());
            if (signature.is_inf() || !signature.in_group()) {
                return false;
            }
            var key = sumOf(aggregate, signers).to_affine();
            return !key.is_inf()
                    && key.in_group()
                    && signature.core_verify(key, true, signingRoot.toArray(), CIPHERSUITE)
                            == BLST_ERROR.BLST_SUCCESS;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private P1 sumOf(SyncAggregate aggregate, int signers) {
        boolean fewAbsent = signers > keys.length / 2;
        var total = new P1();
        for (int i = 0; i < keys.length; i++) {
            if (aggregate.hasSigned(i) != fewAbsent) {
                total = total.add(keys[i]);
            }
        }
        return fewAbsent ? total.cneg(true).add(sum) : total;
    }
}
