package io.p2pcloud.protocol;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.wallet.Eip712;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/// The statement by which an account takes a TLS key as its own: whoever shows that key speaks for
/// this account on this market, in this role, until the certificate expires.
///
/// @param spkiSha256 SHA-256 of the certificate's SubjectPublicKeyInfo (RFC 5280, 4.1.2.7)
public record NodeBinding(
        long chainId,
        Address market,
        Address account,
        Bytes32 spkiSha256,
        Role role,
        Instant notBefore,
        Instant notAfter) {
    private static final String TYPE =
            "NodeBinding(address account,bytes32 spkiSha256,uint8 role,uint64 notBefore,uint64"
                    + " notAfter)";

    /// On which side of a lease the key may speak.
    public enum Role {
        PROVIDER(1),
        TENANT(2);

        private final int number;

        Role(int number) {
            this.number = number;
        }

        /// As it is signed and written into certificates; never changes.
        public int number() {
            return number;
        }

        static Role ofNumber(int number) {
            return switch (number) {
                case 1 -> PROVIDER;
                case 2 -> TENANT;
                default -> throw new IllegalArgumentException("unknown role " + number);
            };
        }
    }

    /// The EIP-712 digest that the account signs; times are whole seconds since 1970.
    public Bytes32 digest() {
        return Eip712.digest(
                new Eip712.Domain("P2P Cloud", "1", chainId, market),
                Eip712.structHash(
                        TYPE,
                        List.of(
                                Eip712.word(account),
                                spkiSha256,
                                Bytes32.ofNumber(role.number()),
                                word(notBefore),
                                word(notAfter))));
    }

    private static Bytes32 word(Instant time) {
        return Bytes32.ofNumber(BigInteger.valueOf(time.getEpochSecond()));
    }
}
