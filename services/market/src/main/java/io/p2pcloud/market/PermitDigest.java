package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Eip712;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/// What a holder signs to let a spender take his token (EIP-2612, "Specification").
final class PermitDigest {
    private static final String TYPE =
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";
    private static final byte[] PREFIX = {0x19, 0x01};

    private PermitDigest() {}

    /// @param domain the token's own `DOMAIN_SEPARATOR()`: tokens differ in what they put in it
    static Bytes32 of(
            Bytes32 domain,
            Address owner,
            Address spender,
            TokenAmount value,
            BigInteger nonce,
            Instant deadline) {
        var content =
                Eip712.structHash(
                        TYPE,
                        List.of(
                                Eip712.word(owner),
                                Eip712.word(spender),
                                Bytes32.ofNumber(value.units()),
                                Bytes32.ofNumber(nonce),
                                Bytes32.ofNumber(deadline.getEpochSecond())));
        return Keccak.hash(PREFIX, domain.toArray(), content.toArray());
    }
}
