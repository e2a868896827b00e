package io.p2pcloud.bench;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.SyncAggregate;
import io.p2pcloud.lightclient.consensus.SyncCommittee;
import supranational.blst.BLST_ERROR;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2_Affine;

/// `FastAggregateVerify` by calls of the BLS library and nothing around them: keys are read and
/// checked once, and summed anew for every signature.
final class BareBls {
    private static final String CIPHERSUITE = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

    private final P1_Affine[] keys;

    BareBls(SyncCommittee committee) {
        keys = new P1_Affine[committee.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new P1_Affine(committee.pubkey(i).toArray());
            require(!keys[i].is_inf() && keys[i].in_group());
        }
    }

    void verify(SyncAggregate aggregate, Bytes32 signingRoot) {
        var signature = new P2_Affine(aggregate.signature().toArray());
        require(signature.in_group());
        var sum = new P1();
        for (int i = 0; i < keys.length; i++) {
            if (aggregate.hasSigned(i)) {
                sum = sum.add(keys[i]);
            }
        }
        require(
                signature.core_verify(sum.to_affine(), true, signingRoot.toArray(), CIPHERSUITE)
                        == BLST_ERROR.BLST_SUCCESS);
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new IllegalStateException("the benchmark's signature is not sound");
        }
    }
}
