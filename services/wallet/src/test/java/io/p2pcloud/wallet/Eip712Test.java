package io.p2pcloud.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The worked example of EIP-712 itself (Example.js): mail from Cow to Bob.
final class Eip712Test {
    private static final String PERSON = "Person(string name,address wallet)";
    private static final String MAIL = "Mail(Person from,Person to,string contents)" + PERSON;
    private static final Eip712.Domain DOMAIN =
            new Eip712.Domain(
                    "Ether Mail",
                    "1",
                    1,
                    Address.ofHex("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"));

    private static Bytes32 person(String name, String wallet) {
        return Eip712.structHash(
                PERSON, List.of(Eip712.word(name), Eip712.word(Address.ofHex(wallet))));
    }

    private static Bytes32 mail() {
        return Eip712.structHash(
                MAIL,
                List.of(
                        person("Cow", "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"),
                        person("Bob", "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"),
                        Eip712.word("Hello, Bob!")));
    }

    @Test
    void hashesTheDomainOfTheExample() {
        assertThat(DOMAIN.separator().toHex())
                .isEqualTo("0xf2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f");
    }

    @Test
    void hashesTheStructOfTheExample() {
        assertThat(mail().toHex())
                .isEqualTo("0xc52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e");
    }

    @Test
    void signsTheExampleAsTheEipDoes() {
        var digest = Eip712.digest(DOMAIN, mail());
        assertThat(digest.toHex())
                .isEqualTo("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");
        try (var cow =
                SigningKey.ofSecret(
                        Keccak.hash("cow".getBytes(StandardCharsets.US_ASCII)).toArray())) {
            var signature = cow.sign(digest);
            assertThat(signature.v()).isEqualTo(28);
            assertThat(signature.r().toHex())
                    .isEqualTo(
                            "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d");
            assertThat(signature.s().toHex())
                    .isEqualTo(
                            "0x07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562");
        }
    }

    @Test
    void givesAnotherDigestForAnotherChainOrContract() {
        var digest = Eip712.digest(DOMAIN, mail());
        var otherChain = new Eip712.Domain("Ether Mail", "1", 2, DOMAIN.verifyingContract());
        var otherContract = new Eip712.Domain("Ether Mail", "1", 1, Address.ZERO);
        assertThat(Eip712.digest(otherChain, mail())).isNotEqualTo(digest);
        assertThat(Eip712.digest(otherContract, mail())).isNotEqualTo(digest);
    }
}
