package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.util.Arrays;

/// What binds a committee's signature to one chain and one fork (consensus specs, phase 0:
/// `compute_domain`, `compute_signing_root`).
public final class SigningDomain {
    private static final byte[] DOMAIN_SYNC_COMMITTEE = {7, 0, 0, 0};
    private static final int PREFIX = 4;

    private SigningDomain() {}

    /// `compute_fork_data_root`
    static Bytes32 computeForkDataRoot(Bytes forkVersion, Bytes32 genesisValidatorsRoot) {
        return Merkle.container(
                Bytes32.of(Arrays.copyOf(forkVersion.toArray(), Bytes32.SIZE)),
                genesisValidatorsRoot);
    }

    /// `compute_fork_digest` up to Electra; since Fulu the blob schedule is mixed in.
    public static Bytes computeForkDigest(Bytes forkVersion, Bytes32 genesisValidatorsRoot) {
        return computeForkDataRoot(forkVersion, genesisValidatorsRoot).value().slice(0, PREFIX);
    }

    /// `compute_domain` for sync committee messages.
    static Bytes32 computeDomain(Bytes forkVersion, Bytes32 genesisValidatorsRoot) {
        var domain = computeForkDataRoot(forkVersion, genesisValidatorsRoot).toArray();
        System.arraycopy(domain, 0, domain, PREFIX, Bytes32.SIZE - PREFIX);
        System.arraycopy(DOMAIN_SYNC_COMMITTEE, 0, domain, 0, PREFIX);
        return Bytes32.of(domain);
    }

    /// What the committee signs for `header` when the signature is made at `signatureSlot`: the
    /// fork is that of the slot before (`validate_light_client_update`).
    public static Bytes32 computeSigningRoot(
            Network network, BeaconBlockHeader header, long signatureSlot) {
        long forkVersionSlot = Math.max(signatureSlot, 1) - 1;
        var version = network.forkVersionAtSlot(forkVersionSlot);
        return Merkle.container(
                header.hashTreeRoot(), computeDomain(version, network.genesisValidatorsRoot()));
    }
}
