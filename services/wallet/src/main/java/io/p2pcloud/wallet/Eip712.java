package io.p2pcloud.wallet;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Digests of typed data by EIP-712: what a wallet shows field by field before it signs. Each use
/// writes its type once, as text; there is no generic JSON encoder.
public final class Eip712 {
    private static final byte[] PREFIX = {0x19, 0x01};
    private static final String DOMAIN_TYPE =
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

    private Eip712() {}

    /// Whom a signature is meant for; one made for another chain or contract has another digest.
    public record Domain(String name, String version, long chainId, Address verifyingContract) {
        public Domain {
            if (chainId <= 0) {
                throw new IllegalArgumentException("a chain id is positive, not " + chainId);
            }
        }

        public Bytes32 separator() {
            return structHash(
                    DOMAIN_TYPE,
                    List.of(
                            word(name),
                            word(version),
                            Bytes32.ofNumber(chainId),
                            word(verifyingContract)));
        }
    }

    /// What the key signs.
    public static Bytes32 digest(Domain domain, Bytes32 structHash) {
        return Keccak.hash(PREFIX, domain.separator().toArray(), structHash.toArray());
    }

    /// @param type the EIP's `encodeType`, with referenced types appended in alphabetical order
    /// @param words `encodeData`: one word per member in order; a struct member is its struct hash
    public static Bytes32 structHash(String type, List<Bytes32> words) {
        var bytes = new ByteArrayOutputStream((words.size() + 1) * Bytes32.SIZE);
        bytes.writeBytes(word(type).toArray());
        words.forEach(each -> bytes.writeBytes(each.toArray()));
        return Keccak.hash(bytes.toByteArray());
    }

    /// The word of a `string` member: its hash.
    public static Bytes32 word(String text) {
        return Keccak.hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The word of a `bytes` member: its hash.
    public static Bytes32 word(byte[] bytes) {
        return Keccak.hash(bytes);
    }

    /// The word of an `address` member.
    public static Bytes32 word(Address address) {
        return Bytes32.ofNumber(new BigInteger(1, address.toArray()));
    }
}
